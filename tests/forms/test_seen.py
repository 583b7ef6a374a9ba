"""What an editor saw, as it travels with a form."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kb.forms.seen import Seen, Version, digest, last_change, original_with_hash, values_at, versions
from kb.models import Family, LanguageModel, Organization, source_hash
from tests.sample import build


@pytest.fixture
def world(db):
    return build()


def test_version_moves_with_the_entry_and_with_its_texts(world):
    def now():
        return versions(Family, [world.family.pk])[world.family.pk]

    first = now()
    world.family.name = "Acorn Tree"
    world.family.save()
    second = now()
    world.family.set_text("summary", "en", "Others.")
    third = now()
    world.family.set_text("summary", "en", "")
    assert len({first, second, third, now()}) == 4


def test_version_of_one_entry_is_untouched_by_another(world):
    before = versions(LanguageModel, [world.model.pk])
    world.draft.set_text("summary", "en", "Others.")
    assert versions(LanguageModel, [world.model.pk]) == before


def test_versions_of_many_cost_the_queries_of_one(world):
    pks = list(LanguageModel.objects.values_list("pk", flat=True))
    versions(LanguageModel, pks)
    with CaptureQueriesContext(connection) as queries:
        versions(LanguageModel, pks * 20)
    assert len(queries) == 2


def test_entry_without_history_has_a_version(world):
    maker = Organization(slug="silent", name="Silent")
    Organization.objects.bulk_create([maker])
    assert versions(Organization, [maker.pk]) == {maker.pk: Version()}
    assert values_at(Organization, maker.pk, Version()) is None
    assert last_change(maker) is None


def test_values_are_those_of_their_version(world):
    version = versions(Family, [world.family.pk])[world.family.pk]
    world.family.name = "Acorn Tree"
    world.family.save()
    assert values_at(Family, world.family.pk, version)["name"] == "Acorn"


def test_version_of_another_entry_tells_nothing(world):
    version = versions(LanguageModel, [world.draft.pk])[world.draft.pk]
    assert values_at(LanguageModel, world.model.pk, version) is None


def test_former_original_is_found_by_its_hash(world):
    world.family.set_text("summary", "en", "Second words.")
    wanted = source_hash("A family of small models.")
    assert original_with_hash(world.family, "summary", "en", wanted) == "A family of small models."
    assert original_with_hash(world.family, "summary", "zh-hant", wanted) == ""
    assert original_with_hash(world.family, "summary", "en", "0" * 64) == ""


def test_text_of_nothing_has_no_hash():
    assert digest("") == digest(" \r\n") == ""
    assert digest("\nWords") == digest("Words ") == source_hash("Words")


@pytest.mark.parametrize(
    "sent",
    [None, "", "x", "[]", "{}", "null", '{"version":[1]}', '{"version":["a",0]}', '{"version":[1,-2]}', "[" * 10_000],
)
def test_what_is_not_ours_counts_as_nothing_seen(sent):
    assert Seen.loads(sent) == Seen()


def test_what_was_written_is_read_back():
    seen = Seen(Version(3, 4), {"a__en": "x"}, ("a__en",), {"a__zh-hant": ("t", "h")})
    assert Seen.loads(seen.dumps()) == seen
