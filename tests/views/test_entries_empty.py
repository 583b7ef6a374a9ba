"""Lists of which nothing is published yet."""

import pytest

from tests.views.addresses import LISTS

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", LISTS)
def test_empty_list_says_so_and_leads_on(client, path):
    html = client.get(f"/en/{path}/").content.decode()
    assert '<div class="empty">' in html
    main = html.partition('<div class="empty">')[2].partition("</div>")[0]
    assert 'href="/en/' in main
