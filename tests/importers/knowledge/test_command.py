"""The command: what it prints and how it ends."""

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from kb.models import Organization

pytestmark = pytest.mark.django_db


def test_it_prints_counts_by_list_and_then_that_nothing_changed(sample, capsys):
    call_command("load_knowledge", sample.path)
    printed = capsys.readouterr().out.splitlines()
    assert printed[0] == "Knowledge: 29 entries in 21 lists loaded."
    assert "  organizations     2 new" in printed
    call_command("load_knowledge", sample.path)
    assert capsys.readouterr().out == "Knowledge: nothing has changed since the last load.\n"


def test_check_writes_nothing(sample, capsys):
    call_command("load_knowledge", sample.path, check=True)
    assert capsys.readouterr().out.startswith("Knowledge: 29 entries in 21 lists read, nothing written.\n")
    assert not Organization.objects.exists()


def test_errors_are_one_line_each_and_end_with_code_1(sample, capsys):
    sample.write("organizations:\n- {slug: x}\n- {name: y}\n")
    with pytest.raises(CommandError) as ended:
        call_command("load_knowledge", sample.path)
    assert ended.value.returncode == 1
    assert str(ended.value) == "2 errors; nothing was written."
    assert capsys.readouterr().err.splitlines() == [
        "fixtures/more.yaml:2: organizations.x.name: is missing",
        "fixtures/more.yaml:3: organizations.slug: is missing",
    ]
    assert not Organization.objects.exists()


def test_prune_deletes(sample, capsys):
    call_command("load_knowledge", sample.path)
    sample.replace("  - slug: evalplus\n    name: EvalPlus\n", "", "organizations.yaml")
    call_command("load_knowledge", sample.path, prune=True)
    assert "  organizations     1 same, 1 removed" in capsys.readouterr().out


def test_progress_is_told_when_asked_for(sample, capsys):
    call_command("load_knowledge", sample.path, verbosity=2)
    assert capsys.readouterr().out.startswith("Reading 5 files ...\nChecking ...\nWriting ...\n")


def test_many_notices_are_cut_short(sample, capsys):
    names = "".join(f"- {{slug: o{n}, name: O{n}}}\n" for n in range(40))
    sample.write("organizations:\n" + names).loaded()
    sample.write("organizations: []\n").loaded()
    sample.write("# again\n")
    call_command("load_knowledge", sample.path)
    assert capsys.readouterr().out.endswith("  and 10 more\n")


def test_the_knowledge_of_the_site_is_sound():
    call_command("load_knowledge", settings.BASE_DIR / "fixtures", check=True, verbosity=0)
