"""A page costs as many queries for thirty rows as for three."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import factories as make
from tests.views.addresses import ENTRIES, LISTS

pytestmark = pytest.mark.django_db
PAGES = [*LISTS, *ENTRIES]


def queries(path):
    with CaptureQueriesContext(connection) as captured:
        assert Client().get(f"/en/{path}/").status_code == 200
    return len(captured)


@pytest.fixture(scope="module")
def counts(django_db_setup, django_db_blocker):
    """Path -> number of queries with three rows of everything, and with thirty."""
    with make.kept(django_db_blocker):
        # Types of entries are looked up once per process, whatever the page shows.
        for each in ContentType.objects.all():
            ContentType.objects.get_for_id(each.pk)
        world = make.World().grow(3)
        few = {path: queries(path) for path in PAGES}
        world.grow(30)
        yield {path: (few[path], queries(path)) for path in PAGES}


@pytest.mark.parametrize("path", PAGES)
def test_thirty_rows_cost_the_queries_of_three(counts, path):
    few, many = counts[path]
    assert many == few
