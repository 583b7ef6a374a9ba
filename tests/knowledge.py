"""The real content of `fixtures/`, loaded once for a module of tests and rolled back after it."""

from pathlib import Path

import pytest
from django.db import transaction

from kb.importers.knowledge import load

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures"


@pytest.fixture(scope="module")
def knowledge(django_db_setup, django_db_blocker):
    """What `make run` serves. Tests that use it also need `db`; what they write is undone after each of them."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield load(FIXTURES)
        transaction.set_rollback(True)
