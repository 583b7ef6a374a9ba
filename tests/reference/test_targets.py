"""Where what is cited can be read: every place is a page with that anchor."""

import re

import pytest
from django.test import Client

from kb.models import LanguageModel, Licence, ModelKind, Rating, SeedClaim, Source
from kb.reference.targets import Targets, target_of
from kb.reference.uses import uses_of
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return make.World().grow(1)


def test_every_place_is_a_page_with_that_anchor(world):
    """As the page of a source lists them: a row of every type that can be cited."""
    model, source = LanguageModel.objects.get(), world.source
    for target, field in [
        (model, "total_params"),
        (model, "kind"),
        (world.family, "released_on"),
        (world.job, "trap"),
        (world.capability, "measured"),
        (world.benchmark, "misses"),
        (world.tool, "families"),
        (world.note, ""),
        (world.kinds["coder"], ""),
        (world.maker, "summary"),
    ]:
        make.cite(target, source, field=field, locator=f"for {field}", **make.OPENED)
    make.tell(world.capability, measured=("By counting.", "以計數。"))
    places = {use.target.url for group in uses_of(source, "en") for use in group.uses}
    types = {use.target.type.code for group in uses_of(source, "en") for use in group.uses}
    assert len(types) == 17
    for place in sorted(places):
        path, _hash, anchor = place.partition("#")
        response = Client().get(path)
        assert response.status_code == 200, place
        ids = re.findall(r'\bid="([^"]+)"', response.content.decode())
        assert not anchor or anchor in ids, place


@pytest.mark.parametrize(
    ("field", "anchor"),
    [("", ""), ("context_window", "#fact-context_window--model-0"), ("kind", "#fact-specialisation--model-0"),
     ("summary", "")],
)  # fmt: skip
def test_field_of_a_model_is_a_row_of_its_profile(world, field, anchor):
    model = LanguageModel.objects.get()
    assert target_of(model, field, "en").url == f"/en/models/model-0/{anchor}"


def test_place_names_the_part_in_the_readers_language(world):
    rated = Rating.objects.get(kind=world.kinds["coder"])
    assert [str(target_of(rated, "", code).part) for code in ("en", "zh-hant")] == ["Can able-0", "能 able-0"]


def test_each_type_is_asked_once_whatever_the_number_of_rows(world, django_assert_num_queries):
    def cost(pointers):
        with django_assert_num_queries(2):  # families, their texts
            return Targets(pointers, "en")

    pointers = [make.cite(make.family(f"kin-{number}", world.maker), world.source) for number in range(10)]
    cost(pointers[:1])
    found = cost(pointers)
    assert [found.of(pointer).label for pointer in pointers] == [f"Kin-{number}" for number in range(10)]


def test_what_readers_may_not_see_has_no_place(world):
    hidden = make.family("hidden", world.maker, status="draft")
    rated = make.rating(world.capability, family=hidden)
    pointers = [make.cite(target, world.source) for target in (hidden, rated)]
    targets = Targets(pointers, "en")
    assert [targets.of(pointer) for pointer in pointers] == [None, None]


def test_licence_that_no_published_model_has_is_left_out(world):
    used, unused = (Licence.objects.create(slug=slug, name=slug.upper()) for slug in ("mit", "other"))
    LanguageModel.objects.update(licence=used)
    pointers = [make.cite(licence, world.source) for licence in (used, unused)]
    targets = Targets(pointers, "en")
    assert targets.of(pointers[0]).url == "/en/about/licences/#mit"
    assert targets.of(pointers[1]) is None


def test_claim_of_the_founding_note_stays_its_own_anchor_for_every_field(world):
    assert target_of(SeedClaim.objects.get(), "reason", "en").url == "/en/seed/#S1"


def test_target_of_a_deleted_row_is_none(world):
    pointer = make.cite(make.kind("base-draft"), world.source)
    ModelKind.objects.filter(slug="base-draft").delete()
    assert Targets([pointer], "en").of(pointer) is None
    assert "kind" not in {use.target.label for group in uses_of(Source.objects.get(), "en") for use in group.uses}
