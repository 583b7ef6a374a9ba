"""Search over everything that is published, in both languages."""

import json
import time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import sample

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return sample.build()


def found(client, words, code="en"):
    """{type: labels} of what the words find."""
    response = client.get(f"/{code}/search.json", {"q": words})
    assert response.status_code == 200
    groups = json.loads(response.content)["groups"]
    return {
        group["code"]: ["".join(piece["text"] for piece in hit["label"]) for hit in group["hits"]] for group in groups
    }


@pytest.mark.parametrize("words", ["acorn coder", "ACORN", "Ａｃｏｒｎ", "acorn2-coder:7b", "acorncoder7b"])
def test_model_is_found_by_name_and_alias(client, world, words):
    assert found(client, words)["model"] == ["Acorn-Coder-7B"]


def test_words_of_one_language_find_the_other(client, world):
    assert found(client, "中間填充", "en")["capability"] == ["Fill in the middle"]
    assert found(client, "fill in the middle", "zh-hant")["capability"] == ["中間填充"]


def test_words_of_other_regions_find_the_same_through_the_glossary(client, world):
    sample.told(world.family, summary=("Good at code completion.", "擅長程式碼補全。"))
    everything = [found(client, words) for words in ("程式碼補全", "代码补全", "代碼補全", "code completion")]
    assert everything[0]["family"] == ["Acorn"]
    assert "term" in everything[0]
    assert all(each == everything[0] for each in everything)


def test_statement_is_found_on_the_page_of_its_subject(client, world):
    response = client.get("/en/search.json", {"q": "zest"})
    (group,) = json.loads(response.content)["groups"]
    assert (group["code"], group["hits"][0]["url"]) == ("kind", "/en/kinds/coder/")
    assert [piece["text"] for piece in group["hits"][0]["snippet"] if piece["found"]] == ["zest"]


@pytest.mark.parametrize("words", ["DRAFT", "Secret", "whispered", "草稿"])
def test_draft_is_found_by_no_word_of_it(client, world, words):
    assert found(client, words) == {}
    html = client.get("/en/search/", {"q": words}).content
    assert b"whispered words" not in html
    assert b"draft-secret-9b" not in html


def test_text_in_the_other_language_carries_its_own(client, world):
    html = client.get("/zh-hant/search/", {"q": "infilling"}).content.decode()
    assert '<p class="snippet" lang="en">' in html
    assert "<mark>infilling</mark>" in html


def test_words_stay_in_the_field_and_are_escaped(client, world):
    html = client.get("/en/search/", {"q": '"><script>alert(1)</script>'}).content.decode()
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)" in html


def test_page_counts_results_for_the_live_line(client, world):
    html = client.get("/en/search/", {"q": "acorn"}, headers={"hx-request": "true"}).content.decode()
    assert "<html" not in html
    assert "data-announce" in html
    assert "results</strong>" in html


def test_nothing_found_says_so_and_leads_on(client, world):
    html = client.get("/en/search/", {"q": "zzzzzz"}).content.decode()
    assert "Nothing matches all of these words." in html
    assert 'href="/en/glossary/"' in html


@pytest.mark.parametrize("words", ["", "   ", "!!!"])
def test_no_word_finds_nothing(client, world, words):
    assert found(client, words) == {}


@pytest.mark.parametrize("words", ["a" * 201, "a" * 100_000, "a\0b", "\x1b[0m", "補" * 201])
def test_words_that_cannot_be_searched_are_told_beside_the_field(client, world, words):
    began = time.perf_counter()
    page = client.get("/en/search/", {"q": words})
    assert page.status_code == 200
    assert b'class="problems" role="alert"' in page.content
    data = client.get("/en/search.json", {"q": words})
    assert data.status_code == 400
    assert json.loads(data.content)["field"] == "q"
    assert time.perf_counter() - began < 2


def test_search_is_not_indexed(client, world):
    assert b'<meta name="robots" content="noindex">' in client.get("/en/search/?q=acorn").content


def test_results_of_one_type_are_bounded_and_counted(client, world):
    for number in range(30):
        sample.model(f"Acorn-{number}B", world.family, world.instruct)
    groups = json.loads(client.get("/en/search.json", {"q": "acorn"}).content)["groups"]
    models = next(group for group in groups if group["code"] == "model")
    assert (models["total"], len(models["hits"])) == (31, 25)


def test_more_entries_cost_no_more_queries(client, world):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            client.get("/en/search/", {"q": "acorn"})
        return len(captured)

    queries()
    few = queries()
    for number in range(27):
        sample.told(sample.model(f"Acorn-{number}B", world.family, world.instruct), summary=("acorn", "橡實"))
    assert queries() == few
