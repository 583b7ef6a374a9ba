"""Entries by the names that people type."""

import pytest
from django.core.exceptions import ValidationError

from kb.forms.targets import find, name_of
from kb.importers.knowledge.fields import TARGETS
from tests.sample import build


@pytest.fixture
def world(db):
    return build()


def test_every_entry_that_can_be_linked_is_found_by_its_name(world):
    for entry in (
        world.maker,
        world.family,
        world.coder,
        world.model,
        world.infill,
        world.job,
        world.source,
        world.note,
        world.curated,
        world.term,
        world.claim,
        world.said,
        world.coder.ratings.get(),
    ):
        assert find(name_of(entry)) == entry


def test_names_are_those_of_the_files():
    from kb.forms.targets import BY_SLUG, BY_SUBJECT

    assert {*BY_SLUG, *BY_SUBJECT, "source", "seed-claim"} == set(TARGETS)


def test_spaces_around_a_name_do_not_matter(world):
    assert find("  kind:coder ") == world.coder


@pytest.mark.parametrize("name", ["", "coder", "shelf:x", "seed-claim:S", "rating:coder/x", "rating:kind:coder"])
def test_what_is_no_name_is_told_how_names_look(db, name):
    with pytest.raises(ValidationError, match="what the entry is"):
        find(name)


@pytest.mark.parametrize("name", ["kind:", "kind:nope", "source:nope", "seed-claim:S99", "rating:kind:nope/nope"])
def test_name_without_an_entry_is_told(db, name):
    with pytest.raises(ValidationError, match="There is no entry"):
        find(name)


def test_entry_that_cannot_be_linked_has_no_name(world):
    assert name_of(world.said.citations.get()) == ""
