import pytest

from kb.comparison.comparable import difference, gap

from .values import figure


def test_equal_known_settings_of_one_source_leave_no_gap():
    assert gap(figure("a", "1"), figure("b", "2")) == ()


@pytest.mark.parametrize(
    ("other", "names"),
    [
        (figure("b", "2", version="0.2.0"), ("version",)),
        (figure("b", "2", evaluator="vendor"), ("evaluator",)),
        (figure("b", "2", source="paper"), ("source",)),
        (figure("b", "2", benchmark="betabench"), ("benchmark",)),
    ],
)
def test_each_thing_that_differs_is_named(other, names):
    assert gap(figure("a", "1"), other) == names


def test_unknown_setting_is_a_gap_although_both_are_unknown():
    assert gap(figure("a", "1", decoding=""), figure("b", "2", decoding="")) == ("decoding",)


def test_unknown_equals_unknown_inside_one_run_of_one_board():
    one, other = (
        figure("a", "1", decoding="", run="2025-04-17"),
        figure("b", "2", decoding="", run="2025-04-17"),
    )
    assert gap(one, other) == ()


def test_unknown_does_not_equal_known_even_inside_one_run():
    one, other = figure("a", "1", decoding="", run="r"), figure("b", "2", run="r")
    assert gap(one, other) == ("decoding",)


def test_side_without_figures_has_no_difference():
    assert difference((figure("a", "1"),), ()) is None
