"""What every page has around its content: language, links to its other selves, the way in without a mouse."""

import re
from html import unescape

import pytest
from django.urls import reverse
from django.utils import translation

from tests import sample

pytestmark = pytest.mark.django_db

CODES = {"en": "en", "zh-hant": "zh-Hant"}


def page(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def links(html, rel):
    found = re.findall(r"<link[^>]*>", html)
    return [dict(re.findall(r'([a-z]+)="([^"]*)"', each)) for each in found if f'rel="{rel}"' in each]


@pytest.mark.parametrize(("code", "lang"), CODES.items())
def test_page_says_its_language_in_canonical_case(client, code, lang):
    assert f'<html lang="{lang}">' in page(client, f"/{code}/about/")


@pytest.mark.parametrize(("here", "there"), [("en", "zh-hant"), ("zh-hant", "en")])
def test_switch_keeps_page_filters_and_repeated_parameters(client, here, there):
    html = page(client, f"/{here}/search/?q=%E8%A3%9C%E5%85%A8&m=a&m=b")
    lang = CODES[there]
    address = f"/{there}/search/?q=%E8%A3%9C%E5%85%A8&amp;m=a&amp;m=b"
    assert f'<a href="{address}" hreflang="{lang}" lang="{lang}">' in html


def test_switch_follows_the_page_and_not_cookie_or_browser(client):
    client.cookies["django_language"] = "zh-hant"
    html = client.get("/en/about/", headers={"accept-language": "zh-TW"}).content.decode()
    assert 'href="/zh-hant/about/" hreflang="zh-Hant"' in html


def test_unfiltered_page_names_its_other_selves(client):
    html = page(client, "/zh-hant/about/method/")
    root = "http://testserver"
    assert [each["href"] for each in links(html, "canonical")] == [f"{root}/zh-hant/about/method/"]
    assert {each["hreflang"]: each["href"] for each in links(html, "alternate")} == {
        "en": f"{root}/en/about/method/",
        "zh-Hant": f"{root}/zh-hant/about/method/",
        "x-default": f"{root}/en/about/method/",
    }


def test_home_sends_every_other_language_to_the_choice(client):
    html = page(client, "/en/")
    assert {each["hreflang"]: each["href"] for each in links(html, "alternate")}["x-default"] == "http://testserver/"


def test_filtered_page_names_only_its_canonical_self(client):
    html = page(client, "/en/about/?utm_source=x")
    assert [each["href"] for each in links(html, "canonical")] == ["http://testserver/en/about/"]
    assert links(html, "alternate") == []


def test_foreign_host_gets_no_link(client):
    assert client.get("/en/about/", headers={"host": "evil.example"}).status_code == 400


def test_navigation_says_where_the_reader_is(client):
    html = page(client, "/en/about/method/")
    assert '<a href="/en/about/method/" aria-current="page">' in html
    assert '<a href="/en/about/" aria-current="true">' in html
    assert html.count('aria-current="page"') == 1


def test_keyboard_skips_to_the_content(client):
    html = page(client, "/en/about/")
    assert '<a class="skip" href="#content">' in html
    assert re.search(r'<main id="content"[^>]*tabindex="-1"', html)


def test_search_field_works_without_scripts(client):
    html = page(client, "/zh-hant/about/")
    form = re.search(r'<form class="find".*?</form>', html, re.S)[0]
    assert 'action="/zh-hant/search/"' in form
    assert 'method="get"' in form
    assert 'name="q"' in form
    assert '<label class="visually-hidden" for="find-q">' in form


def test_live_region_and_message_of_failure_are_always_there(client):
    html = page(client, "/en/about/")
    assert '<p id="announce" class="visually-hidden" role="status" aria-live="polite"></p>' in html
    assert re.search(r'<p id="request-failed"[^>]*hidden>', html)


@pytest.mark.parametrize("address", ["/en/", "/zh-hant/about/method/", "/en/search/?q=coder"])
def test_nothing_inline_and_nothing_foreign(client, address):
    sample.build()
    html = page(client, address)
    assert not re.search(r"<style|<script(?![^>]*\bsrc=)[^>]*>|\sstyle=|\son[a-z]+=|hx-on", html)
    loaded = re.findall(r'<(?:script|img|link(?=[^>]*(?:stylesheet|icon)))[^>]*?(?:src|href)="([^"]+)"', html)
    assert loaded
    assert all(each.startswith("/static/") for each in loaded)


def test_htmx_is_told_to_stay_within_the_content_policy(client):
    html = page(client, "/en/about/")
    config = unescape(re.search(r"name=\"htmx-config\" content='([^']+)'", html)[1])
    assert '"allowEval":false' in config
    assert '"includeIndicatorStyles":false' in config
    assert '"historyCacheSize":0' in config


def test_reading_sets_no_cookie_and_depends_on_none(client):
    for address in ("/en/", "/zh-hant/about/", "/en/search/?q=x", "/en/nothing/"):
        response = client.get(address)
        assert not response.cookies
        assert "Cookie" not in response.get("Vary", "")


def test_every_name_of_the_address_book_is_an_address():
    names = (
        "home models families kinds capabilities benchmarks organizations tools use-cases compare notes sources seed"
    )
    names += " glossary about about-method about-licences about-privacy search"
    entries = "model family kind capability benchmark organization tool use-case comparison note source"
    for code in CODES:
        with translation.override(code):
            for name in names.split():
                assert reverse(name).startswith(f"/{code}/")
                if name != "home":
                    assert reverse(f"{name}-data", args=["json"]) == f"{reverse(name)[:-1]}.json"
            for name in entries.split():
                assert reverse(name, args=["a-b"]).startswith(f"/{code}/")
                assert reverse(f"{name}-data", args=["a-b", "csv"]).endswith("/a-b.csv")
            assert reverse("source", args=["arxiv-2308.12950"]) == f"/{code}/sources/arxiv-2308.12950/"
