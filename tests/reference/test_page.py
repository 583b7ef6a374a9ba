"""What the pages of entries have in common."""

import pytest

from kb.reference.page import backed, cited, cited_field, field_label
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def family():
    family, source = make.family("acorn", make.organization()), make.source("card")
    for field in ("", "summary", "released_on"):
        make.cite(family, source, field=field, quote=f"On {field or 'all of it'}.", **make.OPENED)
    make.cite(family, make.source("hidden", status="draft"), field="naming", **make.OPENED)
    return family


def test_text_carries_the_evidence_of_its_own_field_only(family):
    told = backed(family, "zh-hant", "summary")
    assert str(told.text) == "系列 acorn。"
    assert [item.quote for item in told.evidence] == ["On summary."]
    assert told.standing == "supported"


def test_rest_of_the_evidence_begins_with_the_entry_as_a_whole(family):
    assert [(each.field, each.anchor) for each in cited(family, "en", "summary")] == [
        ("", "cited-entry"),
        ("released_on", "cited-released_on"),
    ]


def test_field_backed_by_unpublished_sources_only_is_left_out(family):
    assert "naming" not in {each.field for each in cited(family, "en")}


def test_field_without_evidence_is_unsourced(family):
    assert cited_field(family, "en", "derived_from").standing == "unsourced"


@pytest.mark.parametrize(
    ("field", "label"), [("naming", "how to read its names"), ("released_on", "release date"), ("odd", "odd")]
)
def test_field_is_called_as_people_call_it(family, field, label):
    assert str(field_label(family, field)) == label
