import pytest

from kb.comparison.suitability import Held, NeedOf, judge

INFILL = NeedOf("infill", "Fill in", "/x/", required=True, weight=5)
LONG = NeedOf("long", "Long context", "/y/", required=False, weight=2)


@pytest.mark.parametrize(
    ("held", "fit"),
    [
        (Held("yes"), "suits"),
        (Held("partial"), "possible"),
        (Held("yes", "kind"), "possible"),
        (Held("unknown"), "unknown"),
        (Held("na"), "unknown"),
        (Held("no"), "unsuited"),
        (Held("no", "kind"), "unsuited"),
    ],
)
def test_required_capability_decides(held, fit):
    assert judge([INFILL], {"infill": held}).fit.code == fit


def test_capability_nobody_rated_is_unknown_not_no():
    assert judge([INFILL], {}).fit.code == "unknown"


def test_worst_requirement_decides_and_is_named():
    other = NeedOf("edit", "Edit", "/z/", required=True, weight=1)
    verdict = judge([INFILL, other], {"infill": Held("yes"), "edit": Held("no")})
    assert verdict.fit.code == "unsuited"
    assert [reason.need.capability for reason in verdict.deciding] == ["edit"]


def test_helpful_capability_orders_but_never_decides():
    with_long = judge([INFILL, LONG], {"infill": Held("yes"), "long": Held("yes")})
    without = judge([INFILL, LONG], {"infill": Held("yes"), "long": Held("no")})
    assert with_long.fit.code == without.fit.code == "suits"
    assert with_long.rank < without.rank


def test_inherited_rating_ranks_below_an_own_one():
    own = judge([INFILL, LONG], {"infill": Held("yes"), "long": Held("yes")})
    inherited = judge([INFILL, LONG], {"infill": Held("yes"), "long": Held("yes", "family")})
    assert own.rank < inherited.rank


def test_use_case_without_requirements_is_not_enough_known():
    assert judge([LONG], {"long": Held("yes")}).fit.code == "unknown"
