"""Notes: text with numbered citations, and the list of sources under it."""

import re

import pytest

from kb.models import Status
from tests import factories as make

pytestmark = pytest.mark.django_db


def page(client, language="en"):
    return client.get(f"/{language}/notes/note/").content.decode()


def cited(html):
    """Numbers in the text, in order."""
    return re.findall(r'<sup class="cite"><a href="#cite-(\d)"', html)


def listed(html):
    """Number and key of each source in the list."""
    return re.findall(r'<li id="cite-(\d)" value="\d">\s*<p><a href="/[\w-]+/sources/([\w-]+)/"', html)


@pytest.fixture
def sources():
    return {key: make.source(key) for key in ("one", "two", "three")}


def test_citations_are_numbered_in_the_order_in_which_they_appear(client, sources):
    make.note("note", "A [@two]. B [@one; @two].\n\nC [@three].")
    html = page(client)
    assert cited(html) == ["1", "2", "1", "3"]
    assert listed(html) == [("1", "two"), ("2", "one"), ("3", "three")]


def test_each_language_numbers_its_own_text(client, sources):
    make.note("note", "A [@two]. B [@one].", "甲[@one]。乙[@two]。")
    assert listed(page(client)) == [("1", "two"), ("2", "one")]
    assert listed(page(client, "zh-hant")) == [("1", "one"), ("2", "two")]


def test_unpublished_source_gets_no_number_and_looks_like_an_unknown_one(client, sources):
    make.source("hidden", status=Status.DRAFT)
    make.note("note", "A [@hidden]. B [@never]. C [@one].")
    html = page(client)
    assert cited(html) == ["1"]
    assert listed(html) == [("1", "one")]
    assert "Title of hidden" not in html
    assert "[@hidden: missing citation]" in html
    assert "[@never: missing citation]" in html


def test_source_that_was_looked_at_shows_its_verdict(client, sources):
    note = make.note("note", "A [@one]. B [@two].")
    make.cite(note, sources["one"], verdict="does-not", basis="part", checked_on=make.DAY, locator="page 3")
    first, second = page(client).partition('id="cite-1"')[2].split('id="cite-2"')
    assert "does not support" in first
    assert "page 3" in first
    assert "standing-" not in second.partition("</ol>")[0]


def test_evidence_that_the_text_does_not_cite_stands_apart(client, sources):
    note = make.note("note", "A [@one].")
    make.cite(note, sources["three"], quote="Not cited above.", **make.OPENED)
    html = page(client)
    assert listed(html) == [("1", "one")]
    assert "Not cited above." in html.partition('id="further-title"')[2]


def test_text_is_rendered_harmless(client):
    make.note("note", "Look <script>alert(1)</script> at [this](javascript:alert(1)) and *that*.")
    body = page(client).partition('class="prose"')[2].partition("</article>")[0]
    assert "<em>that</em>" in body
    assert "<script" not in body
    assert 'href="javascript' not in body


def test_note_leads_to_itself_in_the_other_language(client):
    make.note("note", "Words.", "文字。")
    assert '<a href="/zh-hant/notes/note/" hreflang="zh-Hant" lang="zh-Hant">' in page(client).partition("<main")[2]


def test_note_without_a_translation_shows_the_original_and_says_so(client):
    make.note("note", "Words of the original.")
    html = page(client, "zh-hant").partition("<main")[2].partition("</main>")[0]
    assert re.search(r'<div class="prose" lang="en">\s*<p>Words of the original', html)
    assert "尚無中文譯文" in html
    assert 'lang="zh-Hant">繁體中文' not in page(client).partition("<main")[2]


def test_machine_written_note_says_so_once(client):
    note = make.note("note", "Words.", "文字。")
    assert page(client).count('<p class="note" role="note">') == 1
    note.texts.update(origin="human")
    assert '<p class="note" role="note">' not in page(client)


def test_opinion_and_date_are_told(client):
    make.note("note", "Words.", is_opinion=True)
    html = page(client)
    assert "Opinion of the editors" in html
    assert '<time datetime="2026-11-23">' in html


def test_list_groups_notes_by_type(client):
    make.note("b", "Words.", kind="insight")
    make.note("a", "Words.", kind="overview")
    html = client.get("/en/notes/").content.decode().partition("<main")[2].partition("</main>")[0]
    found = re.findall(r"notes/(\w)/|<h2[^>]*>(\w+)", html)
    assert found == [("", "Overviews"), ("a", ""), ("", "Insights"), ("b", "")]
