"""Pages for what went wrong: in the reader's language, with ways on, and themselves never wrong."""

import json

import pytest
from django.core.exceptions import PermissionDenied
from django.template import TemplateSyntaxError
from django.test import Client, RequestFactory
from django.utils import translation

from kb.views import errors


def said(words, code):
    """An interface string in a language; the Chinese one is never the English one."""
    with translation.override(code):
        translated = translation.gettext(words)
    assert (translated == words) == (code == "en")
    return translated


def test_missing_page_offers_search_and_links_in_both_languages(client):
    for code in ("en", "zh-hant"):
        response = client.get(f"/{code}/no-such-page/")
        words = said("There is nothing at this address", code)
        html = response.content.decode()
        assert response.status_code == 404
        assert f"<h1>{words}</h1>" in html
        assert f'action="/{code}/search/"' in html
        assert f'href="/{code}/models/"' in html
        assert '<meta name="robots" content="noindex">' in html


def test_switch_of_a_missing_page_leads_to_its_counterpart(client):
    html = client.get("/en/no-such-page/?a=1&a=2").content.decode()
    assert 'href="/zh-hant/no-such-page/?a=1&amp;a=2"' in html


def test_missing_data_is_told_as_data(client):
    response = client.get("/en/no-such-thing.json")
    assert response.status_code == 404
    assert json.loads(response.content) == {"error": "There is nothing at this address."}


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path",
    ["%00", "%ff%fe", "a%00b", "%ed%a0%80", "%f0%9f%98%80", "..%2f..", "a" * 5000, "%0d%0aX:1", "{{7*7}}", "%5b%5d"],
)
@pytest.mark.parametrize("route", ["/en/models/{}/", "/zh-hant/{}/", "/{}/", "/zh-tw/{}", "/en/sources/{}.json"])
def test_broken_path_is_missing_and_no_failure(client, path, route):
    response = client.get(route.format(path), headers={"accept-language": "zh-TW"})
    assert response.status_code in (301, 302, 404)
    assert "X" not in response.headers


@pytest.mark.django_db
@pytest.mark.parametrize(
    "query",
    [
        "q=%00",
        "q=%ff%fe",
        "q=%ed%a0%80",
        "%ff=%ff",
        "q=" + "a" * 100_000,
        "&".join(["m=x"] * 1000),
        "q[]=1&=&&;",
        "q=%",
    ],
)
@pytest.mark.parametrize("route", ["/en/", "/zh-hant/about/", "/en/search/", "/zh-hant/nothing/"])
def test_broken_query_breaks_no_page(client, query, route):
    assert client.get(f"{route}?{query}").status_code in (200, 404)


def test_too_many_parameters_are_refused_with_a_page(client):
    response = client.get("/en/search/?" + "&".join(["q=x"] * 6000))
    assert response.status_code == 400
    assert b"This request could not be read" in response.content


def test_closed_door_has_a_page():
    request = RequestFactory().get("/en/x/")
    with translation.override("zh-hant"):
        response = errors.forbidden(request, PermissionDenied())
    assert response.status_code == 403
    assert f"<h1>{said('This is not open to you', 'zh-hant')}</h1>" in response.content.decode()


def test_forged_form_gets_a_page():
    response = Client(enforce_csrf_checks=True).post("/admin/language/", {"language": "en"})
    assert response.status_code == 403
    assert b"duizhao.css" in response.content


def test_failure_has_a_page_in_both_languages_without_database_or_context(client, monkeypatch):
    def fail(*args):
        raise RuntimeError("broken")

    monkeypatch.setattr("kb.views.about.privacy_page", fail)
    client.raise_request_exception = False
    response = client.get("/en/about/privacy/")
    html = response.content.decode()
    assert response.status_code == 500
    assert "Something went wrong here" in html
    assert "網站發生錯誤" in html
    assert 'action="/en/search/"' in html
    assert 'action="/zh-hant/search/"' in html
    assert "default-src 'none'" in response["Content-Security-Policy"]


def test_failure_of_the_page_of_failure_is_survived(monkeypatch):
    def fail(*args):
        raise TemplateSyntaxError("broken")

    monkeypatch.setattr("kb.views.errors.render_to_string", fail)
    response = errors.server_error(RequestFactory().get("/en/"))
    assert response.status_code == 500
    assert "請稍後再試" in response.content.decode()
