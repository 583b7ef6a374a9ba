"""The glossary, in the order of the reader's language."""

import re

import pytest

from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def terms():
    make.term("base-model", "base model", "基礎模型", banned_forms=["基座模型"])
    make.term("agent", "agent", "AI 代理", english_synonyms=["AI agent"], chinese_synonyms=["代理"])
    make.term("bias", "Bias", "偏誤")
    make.term("a-b-test", "A/B test", "中間測試")
    make.term("person", "person", "人")


def page(client, language="en"):
    return client.get(f"/{language}/glossary/").content.decode()


def slugs(html):
    return re.findall(r'<dt id="([\w-]+)"', html)


def test_english_terms_stand_by_letter_whatever_their_case(client, terms):
    html = page(client)
    assert slugs(html) == ["a-b-test", "agent", "base-model", "bias", "person"]
    assert re.findall(r'<h2 id="letter-(\w)">', html) == ["a", "b", "p"]
    assert re.findall(r'<a href="#letter-(\w)">', html) == ["a", "b", "p"]


def test_chinese_terms_stand_by_strokes_latin_first(client, terms):
    html = page(client, "zh-hant")
    assert slugs(html) == ["agent", "person", "a-b-test", "bias", "base-model"]  # AI, then 2, 4, 11, 11 strokes
    assert 'id="letter-' not in html


@pytest.mark.parametrize(
    ("language", "head", "other"),
    [
        ("en", "<dfn>base model</dfn>", '<span class="other-form" lang="zh-Hant">基礎模型</span>'),
        ("zh-hant", "<dfn>基礎模型</dfn>", '<span class="other-form" lang="en">base model</span>'),
    ],
)
def test_term_stands_in_both_languages_the_readers_first(client, terms, language, head, other):
    entry = page(client, language).partition('<dt id="base-model"')[2].partition("</dt>")[0]
    assert entry.index(head) < entry.index(other)


def test_synonyms_and_forms_to_avoid_are_told_apart(client, terms):
    html = page(client)
    agent = html.partition('<dt id="agent"')[2].partition("</dd>")[0]
    assert 'Also: <span lang="en">AI agent</span> · <span lang="zh-Hant">代理</span>' in agent
    assert "Not written here" not in agent
    base = html.partition('<dt id="base-model"')[2].partition("</dd>")[0]
    assert 'Not written here: <span lang="zh">基座模型</span>' in base


def test_definition_is_in_the_readers_language(client, terms):
    assert "What base model is." in page(client)
    assert "基礎模型的意思。" in page(client, "zh-hant")
