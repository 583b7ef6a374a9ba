from decimal import Decimal

import pytest

from kb.comparison.suitability import NeedOf
from kb.comparison.table import build
from kb.comparison.tree import RowHead, standing

from .values import capability_head, evidence, fact, figure, level, material, model

INFILL = capability_head("fill-in-the-middle")
WINDOW = RowHead("fact-context_window", "facts", "Context window")
MEASURED = RowHead("score-alphabench", "scores-code", "AlphaBench")


def only_row(tree):
    (group,) = tree.groups
    (row,) = group.rows
    return row


def test_columns_stand_in_the_order_asked():
    tree = build(material(model("b"), model("a"), heads=[INFILL]))
    assert [column.key for column in tree.columns] == ["b", "a"]
    assert [cell.column for cell in only_row(tree).cells] == ["b", "a"]


def test_own_rating_stands_before_that_of_family_and_kind():
    entries = [
        level("kind:coder", "fill-in-the-middle", "yes"),
        level("family:alpha", "fill-in-the-middle", "partial"),
        level("a", "fill-in-the-middle", "no"),
    ]
    own, inherited = only_row(build(material(model("a"), model("b"), heads=[INFILL], entries=entries))).cells
    assert (own.value, own.inherited_code) == ("no", "")
    assert (inherited.value, inherited.inherited_code, inherited.inherited_from.label) == (
        "partial",
        "family",
        "alpha",
    )


def test_rating_of_another_kind_is_not_inherited():
    entries = [level("kind:instruct", "fill-in-the-middle", "no")]
    row = only_row(build(material(model("a", kind="coder"), heads=[INFILL], entries=entries)))
    assert not row.cells[0].known


def test_capability_nobody_rated_is_shown_as_unknown():
    cell = only_row(build(material(model("a"), heads=[INFILL]))).cells[0]
    assert (cell.known, cell.value, cell.shape) == (False, None, "empty")


def test_fact_that_no_column_has_is_no_row():
    assert build(material(model("a"), heads=[WINDOW])).groups == ()


def test_unknown_is_not_a_difference():
    entries = [level("a", "fill-in-the-middle", "yes"), level("b", "fill-in-the-middle", "unknown")]
    assert not only_row(build(material(model("a"), model("b"), heads=[INFILL], entries=entries))).differs


def test_differences_only_counts_what_it_hides():
    entries = [
        fact("a", "context_window", 16384),
        fact("b", "context_window", 16384),
        level("a", "fill-in-the-middle", "yes"),
        level("b", "fill-in-the-middle", "no"),
    ]
    given = material(model("a"), model("b"), heads=[WINDOW, INFILL], entries=entries)
    tree = build(given, differences_only=True)
    assert [row.head.key for group in tree.groups for row in group.rows] == ["can-fill-in-the-middle"]
    assert tree.hidden == 1
    assert [group.code for group in tree.all_groups] == ["facts", "code"]


def test_group_keeps_one_group_and_names_the_others():
    entries = [fact("a", "context_window", 16384)]
    tree = build(material(model("a"), heads=[WINDOW, INFILL], entries=entries), group="code")
    assert [group.key for group in tree.groups] == ["code"]
    assert [group.code for group in tree.all_groups] == ["facts", "code"]


def test_anchor_comes_from_the_two_keys_and_finds_its_cell():
    tree = build(material(model("a"), heads=[INFILL]))
    assert tree.cell("can-fill-in-the-middle--a").column == "a"
    assert tree.cell("can-fill-in-the-middle--b") is None


def test_like_for_like_figures_get_a_signed_difference():
    figures = [("score-alphabench", figure("a", "37.6")), ("score-alphabench", figure("b", "40.4"))]
    row = only_row(build(material(model("a"), model("b"), heads=[MEASURED], figures=figures)))
    assert row.difference.amount == Decimal("2.8")
    assert row.difference.printed == "+2.8"


@pytest.mark.parametrize(("first", "second", "printed"), [("60", "40", "−20"), ("37.60", "37.6", "±0.00")])
def test_difference_keeps_plain_digits_and_its_sign(first, second, printed):
    figures = [("score-alphabench", figure("a", first)), ("score-alphabench", figure("b", second))]
    row = only_row(build(material(model("a"), model("b"), heads=[MEASURED], figures=figures)))
    assert row.difference.printed == printed


def test_unmeasured_side_is_blank_not_zero():
    figures = [("score-alphabench", figure("a", "37.6"))]
    row = only_row(build(material(model("a"), model("b"), heads=[MEASURED], figures=figures)))
    assert not row.cells[1].known
    assert row.difference is None


def test_two_runs_of_one_model_are_both_shown_and_give_no_difference():
    runs = [figure("a", "37.2"), figure("a", "3.1"), figure("b", "40.4")]
    figures = [("score-alphabench", each) for each in runs]
    row = only_row(build(material(model("a"), model("b"), heads=[MEASURED], figures=figures)))
    assert [each.printed for each in row.cells[0].figures] == ["37.2", "3.1"]
    assert (row.difference.amount, row.difference.gap) == (None, ("run",))


def test_figure_under_another_setting_names_what_differs():
    other = RowHead("score-other", "scores-code", "AlphaBench")
    figures = [
        ("score-alphabench", figure("a", "28.7", version="2305-2409")),
        ("score-other", figure("b", "18.2", version="")),
    ]
    (group,) = build(material(model("a"), model("b"), heads=[MEASURED, other], figures=figures)).groups
    assert [row.difference.gap for row in group.rows] == [("version",), ("version",)]
    assert group.rows[1].unstated == ("version",)


def test_need_of_the_use_case_marks_its_row():
    need = NeedOf("fill-in-the-middle", "Fill in the middle", "/x/", required=True, weight=5)
    entries = [level("a", "fill-in-the-middle", "yes")]
    tree = build(material(model("a"), heads=[INFILL, WINDOW], entries=entries, needs=[need]))
    assert only_row(tree).need.code == "required"
    assert tree.suitability[0].fit.code == "suits"


@pytest.mark.parametrize(
    ("backing", "expected"),
    [
        ((), "unsourced"),
        ((evidence("unchecked"),), "unchecked"),
        ((evidence("does-not"), evidence("unchecked")), "doubted"),
        ((evidence("supports"), evidence("unclear")), "supported"),
        ((evidence("partly"),), "partly"),
        ((evidence("supports", role="report"),), "reported"),
        ((evidence("supports"), evidence("contradicts")), "disputed"),
    ],
)
def test_standing_says_how_well_a_cell_is_backed(backing, expected):
    assert standing(backing) == expected
