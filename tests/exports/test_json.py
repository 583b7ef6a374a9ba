"""A tree as JSON: languages side by side, unknown as null, nothing of the database by accident."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, ClassVar

import pytest
from django.http import Http404
from django.utils.translation import gettext_lazy

from kb.comparison.tree import Coded, Link
from kb.exports import as_json, response
from kb.models import Organization, ShownText

TEXT = ShownText(
    "中文", "zh-hant", "zh-hant", "machine", False, False, versions=(("en", "English"), ("zh-hant", "中文"))
)


@dataclass(frozen=True, slots=True)
class Leaf:
    value: Any
    exported: ClassVar[tuple[str, ...]] = ("doubled",)

    @property
    def doubled(self):
        return self.value * 2

    @property
    def kept(self):
        return "not asked for"


@dataclass(frozen=True, slots=True)
class Tree:
    value: Any


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, None),
        (False, False),
        (0, 0),
        ("中文", "中文"),
        (Coded("partly", gettext_lazy("partly supports")), "partly"),
        (Decimal("37.60"), 37.6),
        (Decimal("52.0000"), 52),
        (date(2025, 7, 9), "2025-07-09"),
        (datetime(2025, 7, 9, 20, 45), "2025-07-09T20:45:00"),
        (gettext_lazy("English"), "English"),
        (Link("Acorn", "/en/families/acorn/"), {"label": "Acorn", "url": "/en/families/acorn/"}),
        (("a", ("b",)), ["a", ["b"]]),
        (frozenset({"b", "a"}), ["a", "b"]),
        ({"a": Decimal("1.5")}, {"a": 1.5}),
        (Organization._meta.get_field("slug").max_length, 100),
    ],
)
def test_each_kind_of_value_has_one_form(value, expected):
    assert as_json(Tree(value)) == {"value": expected}


def test_text_holds_every_language_and_its_state():
    assert as_json(TEXT) == {"en": "English", "zh-hant": "中文", "state": "machine", "outdated": False}


def test_dataclass_gives_its_fields_and_what_it_exports():
    assert as_json(Leaf(2)) == {"value": 2, "doubled": 4}


def test_database_row_is_refused():
    with pytest.raises(TypeError, match="Organization"):
        as_json(Tree((Organization(name="Acme"),)))


def test_chinese_is_readable_in_the_answer():
    answer = response(Tree(TEXT), "json")
    assert "中文" in answer.content.decode()
    assert answer["Content-Type"] == "application/json"


@pytest.mark.parametrize("suffix", ["csv", "md", "atom"])
def test_format_that_a_tree_does_not_have_is_not_found(suffix):
    with pytest.raises(Http404):
        response(Tree(1), suffix)
