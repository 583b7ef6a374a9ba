"""What crawlers are told."""

import re
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import sample

pytestmark = pytest.mark.django_db
NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


def sitemap(client):
    response = client.get("/sitemap.xml")
    assert response["Content-Type"].startswith("application/xml")
    tree = ElementTree.fromstring(response.content)  # noqa: S314  # our own answer
    return {
        url.find("s:loc", NAMES).text.removeprefix("http://testserver"): {
            link.get("hreflang"): link.get("href").removeprefix("http://testserver")
            for link in url.findall("x:link", NAMES)
        }
        for url in tree.findall("s:url", NAMES)
    }


def test_robots_name_the_sitemap_and_stay_out_of_editing(client):
    text = client.get("/robots.txt").content.decode()
    assert "Disallow: /admin/\n" in text
    assert "Sitemap: http://testserver/sitemap.xml\n" in text


def test_sitemap_lists_pages_and_published_entries_in_both_languages(client):
    sample.build()
    pages = sitemap(client)
    for path in (
        "/en/",
        "/zh-hant/",
        "/en/compare/",
        "/zh-hant/models/acorn-coder-7b/",
        "/en/sources/arxiv-2308.12950/",
    ):
        assert path in pages
    assert pages["/zh-hant/models/acorn-coder-7b/"] == {
        "en": "/en/models/acorn-coder-7b/",
        "zh-Hant": "/zh-hant/models/acorn-coder-7b/",
        "x-default": "/en/models/acorn-coder-7b/",
    }
    assert pages["/en/"]["x-default"] == "/"


def test_sitemap_holds_no_draft(client):
    sample.build()
    assert "draft" not in client.get("/sitemap.xml").content.decode().lower()


def test_entry_without_its_main_text_is_not_listed_in_that_language(client):
    sample.build()  # the body of the note is English only
    pages = sitemap(client)
    assert pages["/en/notes/overview/"] == {"en": "/en/notes/overview/", "x-default": "/en/notes/overview/"}
    assert "/zh-hant/notes/overview/" not in pages


def test_every_listed_page_of_the_site_itself_answers(client):
    addresses = [path for path in sitemap(client) if re.fullmatch(r"/[a-z-]+/(about/.*)?", path)]
    assert len(addresses) == 10
    for address in addresses:
        assert client.get(address).status_code == 200


def test_more_entries_cost_no_more_queries(client):
    world = sample.build()

    def queries():
        with CaptureQueriesContext(connection) as captured:
            client.get("/sitemap.xml")
        return len(captured)

    queries()
    few = queries()
    for number in range(27):
        sample.model(f"Acorn-{number}B", world.family, world.instruct)
    assert queries() == few
