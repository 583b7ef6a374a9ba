"""Entries that the files no longer hold: told, and with --prune deleted unless edited or needed."""

import pytest

from kb.importers.knowledge.load import LATER_IMPORT
from kb.models import (
    Benchmark,
    Capability,
    Citation,
    ComparisonColumn,
    FixtureRecord,
    LanguageModel,
    Organization,
    Rating,
    SeedClaim,
    Statement,
    Term,
    TextUnit,
)

pytestmark = pytest.mark.django_db
EVALPLUS = "  - slug: evalplus\n    name: EvalPlus\n"


@pytest.fixture
def loaded(sample):
    sample.loaded()
    return sample


def test_a_gone_entry_is_reported_and_kept(loaded):
    summary = loaded.replace(EVALPLUS, "", "organizations.yaml").loaded()
    assert summary.counts["organizations"]["gone"] == 1
    assert summary.notices == ["organizations:evalplus: no longer in the files; kept (--prune deletes it)"]
    assert Organization.objects.filter(slug="evalplus").exists()


def test_prune_deletes_it_with_a_reason_in_its_history(loaded):
    summary = loaded.replace(EVALPLUS, "", "organizations.yaml").loaded(prune=True)
    assert summary.counts["organizations"]["removed"] == 1
    assert summary.counts["organizations"]["gone"] == 0
    assert not Organization.objects.filter(slug="evalplus").exists()
    assert Organization.history.filter(slug="evalplus").first().history_change_reason == LATER_IMPORT
    assert not FixtureRecord.objects.filter(key="organizations:evalplus").exists()


def test_prune_works_on_a_folder_that_was_loaded_before(loaded):
    loaded.replace(EVALPLUS, "", "organizations.yaml").loaded()
    assert not loaded.loaded(prune=True).up_to_date
    assert not Organization.objects.filter(slug="evalplus").exists()


def test_prune_keeps_what_was_edited(loaded):
    organization = Organization.objects.get(slug="evalplus")
    organization.set_text("summary", "en", "An editor's words.")
    summary = loaded.replace(EVALPLUS, "", "organizations.yaml").loaded(prune=True)
    assert summary.notices == ["organizations:evalplus: no longer in the files, but edited since; kept"]
    assert Organization.objects.filter(slug="evalplus").exists()


def test_texts_citations_and_parts_go_with_their_entry(loaded):
    (loaded.path / "notes" / "notes.yaml").unlink()
    loaded.loaded(prune=True)
    assert not SeedClaim.objects.exists()
    assert not ComparisonColumn.objects.exists()
    assert not Term.objects.exists()
    assert not TextUnit.objects.filter(field__in=["words", "introduction", "definition"]).exists()


def test_whole_lines_of_entries_go_those_that_refer_first(loaded):
    (loaded.path / "notes" / "notes.yaml").unlink()
    (loaded.path / "capabilities.yaml").unlink()
    loaded.replace("    capabilities: [fill-in-the-middle]\n", "", "evidence.yaml")
    summary = loaded.loaded(prune=True)
    assert summary.notices == []
    assert not any(model.objects.exists() for model in (Capability, Rating, Statement))


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (lambda model: model.aliases.create(name="x", where="x"), "edited since"),
        (
            lambda model: Rating.objects.create(model=model, capability=Capability.objects.get(), level="yes"),
            "needs it",
        ),
    ],
)
def test_prune_never_takes_an_editors_row_along(loaded, make, told):
    text = (loaded.path / "families" / "code-llama.yaml").read_text()
    loaded.write(
        text.partition("  - slug: llama-2-7b\n")[0].replace("    based_on: llama-2-7b\n", ""),
        "families/code-llama.yaml",
    )
    score = (loaded.path / "evidence.yaml").read_text()
    start, end = score.index("      - model: llama-2-7b\n"), score.index("tools:\n")
    loaded.write(score[:start] + score[end:], "evidence.yaml")
    make(LanguageModel.objects.get(slug="llama-2-7b"))
    summary = loaded.loaded(prune=True)
    assert any(line.startswith("models:llama-2-7b") and told in line for line in summary.notices), summary.notices
    assert LanguageModel.objects.filter(slug="llama-2-7b").exists()


def test_prune_keeps_what_editors_still_refer_to_from_elsewhere(loaded):
    text = (loaded.path / "notes" / "notes.yaml").read_text()
    loaded.write(text.partition("terms:\n")[0], "notes/notes.yaml")
    claim = SeedClaim.objects.get()
    claim.links.create(target=Term.objects.get(), position=9)
    summary = loaded.loaded(prune=True)
    assert summary.notices == ["terms:fim: no longer in the files, but claim of the founding note S8 needs it; kept"]


def test_prune_does_not_empty_a_relation_unseen(loaded):
    text = (loaded.path / "capabilities.yaml").read_text()
    loaded.write("aspects:\n" + text.partition("aspects:\n")[2].partition("ratings:\n")[0], "capabilities.yaml")
    (loaded.path / "notes" / "notes.yaml").unlink()
    loaded.replace("    capabilities: [fill-in-the-middle]\n", "", "evidence.yaml").loaded()
    Benchmark.objects.get().capabilities.add(Capability.objects.get())
    summary = loaded.loaded(prune=True)
    assert any("capabilities:fill-in-the-middle" in line and "needs it" in line for line in summary.notices)
    assert Capability.objects.exists()


def test_a_reference_to_what_the_files_no_longer_hold_is_a_fault(loaded):
    note = "  - key: founding-note\n    kind: self\n    title: Instruct and Coder\n    interest: unknown\n"
    loaded.replace(note, "", "evidence.yaml")
    loaded.replace("source: arxiv-2308.12950", "source: founding-note", "capabilities.yaml")
    errors = loaded.errors()
    assert len(errors) == 1
    assert "the files no longer hold this entry: sources.founding-note" in errors[0]


def test_pruning_with_an_empty_folder_is_refused(loaded, tmp_path):
    for file in loaded.path.rglob("*.yaml"):
        file.unlink()
    assert loaded.load(prune=True).errors == [f"{loaded.path}: folder: holds no entry; --prune would delete everything"]
    assert Citation.objects.exists()


def test_a_gone_entry_that_comes_back_is_the_same_entry(loaded):
    before = Organization.objects.get(slug="evalplus").pk
    loaded.replace(EVALPLUS, "", "organizations.yaml").loaded()
    summary = loaded.replace("licences:\n", EVALPLUS + "licences:\n", "organizations.yaml").loaded()
    assert summary.counts["organizations"]["new"] == 0
    assert Organization.objects.get(slug="evalplus").pk == before


def test_a_record_of_a_row_deleted_by_an_editor_is_forgotten_with_its_entry(loaded):
    Organization.objects.filter(slug="evalplus").delete()
    loaded.replace(EVALPLUS, "", "organizations.yaml").loaded()
    assert not FixtureRecord.objects.filter(key="organizations:evalplus").exists()
