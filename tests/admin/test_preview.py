"""A text as readers will see it, before it is saved."""

import re

import pytest
from django.test import Client

from kb.models import Note, Source, Status
from tests.admin.conftest import signed_in

URL = "/admin/preview/"
HOSTILE = """<script>alert(1)</script>

[click](javascript:alert(1)) ![x](javascript:alert(1)) <img src=x onerror=alert(1)>

<a href="https://example.org" onclick="alert(1)" hx-get="/admin/">link</a> <svg/onload=alert(1)>

[data](data:text/html;base64,PHNjcmlwdD4=) <style>body{display:none}</style>
"""


@pytest.fixture
def preview(editor):
    """The part under the text area, or with `whole` the page that opens without scripts."""

    def show(text, language="en", whole=False, client=None):
        name = f"body__{language}"
        headers = {} if whole else {"X-Requested-With": "fetch"}
        answer = (client or editor).post(URL, {"preview": name, name: text, "slug": "x"}, headers=headers)
        assert answer.status_code == 200
        return answer.content.decode()

    return show


def test_markdown_is_rendered(db, preview):
    shown = preview("## A heading\n\nSome *text*.")
    assert "<em>text</em>" in shown
    assert re.search(r"<h2[^>]*>A heading</h2>", shown)


def test_script_gets_the_part_and_no_page(db, preview):
    assert "<html" not in preview("Text.")
    assert "<html" in preview("Text.", whole=True)


def test_text_stands_in_its_own_language(db, preview):
    assert 'lang="zh-Hant"' in preview("一段文字。", "zh-hant")
    assert 'class="rendered" lang="en"' in preview("Some text.", whole=True)


def test_citations_are_resolved_drafts_included(world, preview):
    Source.objects.create(key="draft-source", kind="blog", title="Draft <b>title</b>", status=Status.DRAFT)
    shown = preview("As measured [@arxiv-2308.12950] and told [@draft-source], again [@arxiv-2308.12950].")
    assert shown.count("[1]") == 2
    assert '<li id="cite-1"><a href="https://arxiv.org/abs/2308.12950"' in shown
    assert "Draft &lt;b&gt;title&lt;/b&gt;" in shown


def test_unknown_citation_stays_visible(world, preview):
    assert "[@nowhere: missing citation]" in preview("As told [@nowhere].")


@pytest.mark.parametrize("whole", [False, True])
def test_hostile_text_is_harmless(db, preview, whole):
    shown = preview(HOSTILE, whole=whole)
    rendered = shown.split('class="rendered"')[1].split("This is not saved")[0]
    tags = re.findall(r"<[^>]*>", rendered)
    assert not [tag for tag in tags if re.search(r"\son\w+=|javascript:|data:|hx-|<script|<style|<svg|<img", tag)]
    assert "&lt;script&gt;" in rendered


@pytest.mark.parametrize("text", ["x" * 20_001, "[" * 5_000, "* " * 500, "|" * 3_000 + "\n|-|\n"])
def test_limits_are_answered_in_words(db, preview, text):
    for whole in (False, True):
        shown = preview(text, whole=whole)
        assert 'role="alert"' in shown
        assert "at most" in shown


def test_limit_is_told_in_the_editors_language(db, editor, preview):
    editor.cookies["django_language"] = "zh-hant"
    assert "最多" in preview("[" * 5_000)


@pytest.mark.parametrize("text", ["", "   ", "\r\n"])
def test_empty_text_says_so(db, preview, text):
    assert "There is no text yet." in preview(text)


def test_nothing_is_saved_by_looking(world, preview):
    before = list(Note.objects.values()), world.note.texts.count()
    preview("Other words.")
    assert (list(Note.objects.values()), world.note.texts.count()) == before


def test_preview_is_only_posted(editor):
    assert editor.get(URL).status_code == 405
    assert editor.get(URL, {"preview": "a", "a": "b"}).status_code == 405


def test_stranger_is_sent_to_the_login(db, client):
    answer = client.post(URL, {"preview": "a__en", "a__en": "Text."})
    assert answer.status_code == 302
    assert answer.url.startswith("/admin/login/")


def test_reader_with_an_account_but_no_staff_rights_sees_nothing(db):
    client = signed_in("ann", is_superuser=False)
    client.user.is_staff = False
    client.user.save()
    assert client.post(URL, {"preview": "a__en", "a__en": "Text."}).status_code == 302


def test_foreign_page_cannot_post(editor):
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = editor.cookies
    assert strict.post(URL, {"preview": "a__en", "a__en": "Text."}).status_code == 403


def test_names_that_are_no_field_are_survived(db, editor):
    for sent in ({}, {"preview": "nothing"}, {"preview": "__"}, {"preview": "a__xx", "a__xx": "Text."}):
        assert editor.post(URL, sent).status_code == 200


def test_markdown_slots_have_the_button_and_others_have_not(world, open_page):
    page = open_page(world.note)
    assert re.findall(r'name="preview" value="(\w+__[\w-]+)"', page.html) == ["body__en", "body__zh-hant"]
    assert 'formaction="/admin/preview/"' in page.html
    assert "data-preview" not in open_page(world.family).html
