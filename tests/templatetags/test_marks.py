"""Marks and texts as pages print them: a shape and a word, the language of what stands there."""

import re
from datetime import date

import pytest
from django.template import Context, Template
from django.utils import translation

from kb.comparison.tree import Coded, Evidence
from kb.models import Level, ShownText
from kb.templatetags.marks import STANDING_MEANINGS, STANDINGS, VERDICT_SHAPES, icon


def render(source, **context):
    return Template("{% load marks %}" + source).render(Context(context))


def text(words="words", language="en", wanted="en", **more):
    return ShownText(words, language, wanted, more.pop("origin", "human"), more.pop("reviewed", True), True, **more)


@pytest.mark.parametrize("code", list(STANDINGS))
def test_standing_is_a_shape_and_a_word(code):
    printed = render("{% standing code %}", code=code)
    assert "<svg" in printed
    assert str(STANDINGS[code]) in printed
    assert str(STANDING_MEANINGS[code]) in printed


def test_no_two_marks_share_a_shape():
    shapes = [*STANDINGS, *(f"level-{level.value}" for level in Level)]
    assert len({icon(shape) for shape in shapes}) == len(shapes)


def test_every_verdict_has_a_mark():
    from kb.models import Citation

    assert set(VERDICT_SHAPES) == set(Citation.Verdict.values)


@pytest.mark.parametrize(
    ("given", "word"),
    [("yes", "yes"), (None, "unknown"), ("", "unknown"), ("na", "not applicable"), (Coded("no", "x"), "no")],
)
def test_unknown_level_is_said(given, word):
    assert f">{word}</span>" in render("{% level given %}", given=given)


def test_mark_brings_no_blank_into_a_link():
    assert render("<a>{% standing 'supported' %}</a>").endswith("</span></a>")


@pytest.mark.parametrize(("given", "expected"), [("a <b>", "a &lt;b&gt;"), (None, ""), (text("x & y"), "x &amp; y")])
def test_shown_text_is_escaped(given, expected):
    assert render("{% shown given %}", given=given) == expected


def test_fallback_carries_its_language_and_says_so():
    with translation.override("zh-hant"):
        printed = render("{% shown given %}", given=text("English", "en", "zh-hant"))
    assert '<span lang="en">English</span>' in printed
    assert ">EN<" in printed
    with translation.override("en"):
        printed = render("{% shown given %}", given=text("中文", "zh-hant", "en"))
    assert '<span lang="zh-Hant">中文</span>' in printed
    assert "the original follows in Traditional Chinese" in printed


def test_machine_mark_stands_only_where_asked_and_unreviewed():
    machine = text(origin="machine", reviewed=False)
    assert "Machine-written" in render("{% shown given machine=True %}", given=machine)
    assert "Machine-written" not in render("{% shown given %}", given=machine)
    assert "Machine-written" not in render("{% shown given machine=True %}", given=text(origin="machine"))


def test_outdated_text_says_so():
    assert "outdated" in render("{% shown given %}", given=text(outdated=True))
    assert 'role="note"' in render("{% shown_block given %}", given=text(outdated=True))


def test_block_keeps_paragraphs():
    assert render("{% shown_block given %}", given=text("one\n\ntwo")).count("<p>") == 2


@pytest.mark.parametrize(
    ("language", "precision", "short", "expected"),
    [
        ("en", "day", False, '<time datetime="2025-07-09">9 July 2025</time>'),
        ("zh-hant", "day", False, '<time datetime="2025-07-09">2025年7月9日</time>'),
        ("en", "month", False, '<time datetime="2025-07">July 2025</time>'),
        ("zh-hant", "month", False, '<time datetime="2025-07">2025年7月</time>'),
        ("en", "year", False, '<time datetime="2025">2025</time>'),
        ("en", "month", True, '<time datetime="2025-07">2025-07</time>'),
        ("zh-hant", "day", True, '<time datetime="2025-07-09">2025-07-09</time>'),
    ],
)
def test_date_is_as_precise_as_what_is_known(language, precision, short, expected):
    with translation.override(language):
        printed = render("{% date day precision short=short %}", day=date(2025, 7, 9), precision=precision, short=short)
    assert printed == expected


def test_no_date_prints_nothing():
    assert render("{% date day %}", day=None) == ""


@pytest.mark.parametrize(
    ("name", "count", "short", "exact"),
    [
        ("tokens", 16_384, "16K", "16,384 tokens"),
        ("tokens", 131_072, "128K", "131,072 tokens"),
        ("params", 7_615_616_512, "7.6B", "7,615,616,512 parameters"),
    ],
)
def test_size_is_short_with_the_exact_count_within_reach(name, count, short, exact):
    printed = render("{{ count|" + name + " }}", count=count)
    assert printed == f'<data value="{count}" title="{exact}">{short}</data>'


@pytest.mark.parametrize("name", ["tokens", "params"])
def test_unknown_size_is_said_and_is_no_zero(name):
    printed = render("{{ count|" + name + " }}", count=None)
    assert "unknown" in printed
    assert "0" not in printed


def test_name_keeps_its_direction_to_itself():
    assert render("{{ name|named }}", name="<Acorn>") == '<bdi translate="no">&lt;Acorn&gt;</bdi>'


def test_wide_table_scrolls_by_itself_and_by_keyboard():
    printed = render("{% table_region label=name %}<table></table>{% endtable_region %}", name="A <b>")
    assert (
        printed == '<div class="table" role="region" tabindex="0" aria-label="Table: A &lt;b&gt;"><table></table></div>'
    )


EVIDENCE = Evidence(
    source_key="reddit",
    source_title="指令模型",
    source_language="zh-Hant",
    source_kind=Coded("forum", "forum"),
    interest=Coded("independent", "independent"),
    publisher="A publisher",
    url="/en/sources/reddit/",
    external_url="https://example.org/thread",
    role=Coded("report", "report"),
    verdict=Coded("partly", "partly supports"),
    basis=Coded("part", "read in part"),
    locator="Section 2",
    quote="原文一句。",
    checked_on=date(2026, 11, 22),
)


def test_evidence_shows_everything_that_a_check_needs():
    printed = render("{% evidence items %}", items=(EVIDENCE,))
    for words in (
        '<cite lang="zh-Hant">指令模型</cite>',
        'href="/en/sources/reddit/"',
        "A publisher",
        "forum",
        "independent",
        "report",
        "partly supports",
        "read in part",
        "Section 2",
        '<blockquote lang="zh-Hant">',
        "22 November 2026",
        'href="https://example.org/thread" rel="nofollow noopener"',
    ):
        assert words in printed


def test_missing_evidence_is_said():
    assert "no source" in render("{% evidence items %}", items=())


def test_check_that_nobody_made_is_said():
    from dataclasses import replace

    unchecked = replace(EVIDENCE, checked_on=None, verdict=Coded("unchecked", "unchecked"), basis=None)
    assert "Nobody has checked it yet" in render("{% evidence items %}", items=(unchecked,))


def test_icons_take_the_colour_of_the_text_and_are_silent():
    for shape in STANDINGS:
        assert 'aria-hidden="true"' in icon(shape)
        assert not re.search(r'(?:fill|stroke)="#', icon(shape))
