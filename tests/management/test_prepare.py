"""What happens between a checkout and a served site when the files cannot be loaded."""

from io import StringIO

import pytest
from django.core.management.base import CommandError

from kb.management.commands.prepare import Command
from kb.models import FixtureRecord


@pytest.fixture
def broken(monkeypatch):
    """`load_knowledge` as it ends on files with a fault."""

    def fail(name, **options):
        raise CommandError("1 errors; nothing was written.")

    monkeypatch.setattr("kb.management.commands.prepare.call_command", fail)


@pytest.mark.django_db
def test_site_without_knowledge_is_not_served(broken):
    with pytest.raises(CommandError):
        Command(stdout=StringIO(), stderr=StringIO()).load()


@pytest.mark.django_db
def test_site_with_knowledge_is_served_as_it_stood_and_says_why(broken):
    FixtureRecord.objects.create(key="fixtures", file_digest="0" * 64)
    said = StringIO()
    Command(stdout=StringIO(), stderr=said).load()
    assert "1 errors; nothing was written." in said.getvalue()
