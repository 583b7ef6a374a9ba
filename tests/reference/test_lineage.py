"""Lines of descent, worked out in memory."""

import pytest

from kb.models import Family, Status
from kb.reference.lineage import Lineage
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def maker():
    return make.organization()


def names(branches):
    return [(branch.family.label, names(branch.branches)) for branch in branches]


def test_ancestors_stand_oldest_first(maker):
    old = make.family("old", maker)
    middle = make.family("middle", maker, derived_from=old)
    new = make.family("new", maker, derived_from=middle)
    assert [link.label for link in Lineage().ancestors(new)] == ["Old", "Middle"]


def test_descendants_branch_generation_within_generation(maker):
    root = make.family("root", maker)
    twig = make.family("twig", maker, derived_from=root)
    make.family("leaf", maker, derived_from=twig)
    make.family("stub", maker, derived_from=root)
    assert names(Lineage().branches(root)) == [("Stub", []), ("Twig", [("Leaf", [])])]


def test_unpublished_family_breaks_the_line_as_if_it_were_not_there(maker):
    old = make.family("old", maker)
    hidden = make.family("hidden", maker, derived_from=old, status=Status.DRAFT)
    new = make.family("new", maker, derived_from=hidden)
    lineage = Lineage()
    assert lineage.ancestors(new) == ()
    assert lineage.derived_from(new) is None
    assert lineage.branches(old) == ()


def test_circle_that_slipped_in_is_cut(maker):
    one = make.family("one", maker)
    two = make.family("two", maker, derived_from=one)
    Family.objects.filter(pk=one.pk).update(derived_from=two)
    one.refresh_from_db()
    lineage = Lineage()
    assert [link.label for link in lineage.ancestors(one)] == ["One", "Two"]
    assert names(lineage.branches(one)) == [("Two", [])]


def test_line_of_thirty_costs_one_query(maker, django_assert_num_queries):
    last = None
    for number in range(30):
        last = make.family(f"family-{number}", maker, derived_from=last)
    with django_assert_num_queries(1):
        assert len(Lineage().ancestors(last)) == 29
