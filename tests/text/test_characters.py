"""One stored form of every text; what nobody sees is shown to editors and kept out of names."""

import unicodedata

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from kb.text import TextRefused, clean_text, hidden_characters, refuse_hidden


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("cafe\u0301", "café"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("a \t\nb\u3000\n  c ", "a\nb\n  c"),
        ("\ufeffa", "a"),
        ("a\u2028b", "a\nb"),
        ("\tcode", "\tcode"),
        ("指令　模型", "指令　模型"),
        ("\uf900", "\u8c48"),
        ("", ""),
    ],
)
def test_text_is_stored_in_one_form(raw, clean):
    assert clean_text(raw) == clean


BROKEN = [0x0, 0x2, 0xB, 0x1B, 0x7F, 0x85, 0x9F, 0xD800, 0xDFFF, 0xFFFE, 0xFFFF, 0xFDD0, 0x1FFFF]


@pytest.mark.parametrize("point", BROKEN, ids=hex)
def test_what_a_database_or_feed_cannot_hold_is_refused_with_its_place(point):
    with pytest.raises(TextRefused) as refused:
        clean_text(f"ab{chr(point)}c")
    assert refused.value.params["position"] == 3
    assert refused.value.params["code"] == f"U+{point:04X}"
    assert refused.value.params["code"] in refused.value.message


def test_heaps_of_combining_marks_are_refused_and_real_letters_are_not():
    clean_text("a" + "\u0301" * 30)
    clean_text("Việt Nam; ก็; \u05d1\u05bc\u05b0")
    with pytest.raises(TextRefused):
        clean_text("a" + "\u0301" * 31)


@given(st.text())
def test_cleaning_twice_changes_nothing(text):
    try:
        clean = clean_text(text)
    except TextRefused:
        return
    assert clean_text(clean) == clean
    assert unicodedata.is_normalized("NFC", clean)
    assert all(line == line.rstrip() for line in clean.split("\n"))
    assert "\r" not in clean
    clean.encode("utf-8")


HIDDEN = (
    "\u202e\u2066\u200b\u200d\u200f\u00ad\u2060\ufeff\u061c\u180e\ufe0f\u3164\u115f\u2800\u034f"
    "\U000e0041\U000e0100\u00a0\u2009\u2028\x07\x00"
)


@pytest.mark.parametrize("char", HIDDEN, ids=lambda char: hex(ord(char)))
def test_hidden_character_is_listed_and_refused_in_names(char):
    (hidden,) = hidden_characters(f"Qwen{char}2")
    assert hidden[:2] == (4, f"U+{ord(char):04X}")
    assert hidden.name
    with pytest.raises(ValidationError) as refused:
        refuse_hidden(f"Qwen{char}2")
    assert hidden.code in refused.value.messages[0]


def test_hidden_characters_have_their_unicode_names():
    assert hidden_characters("a\u202eb\u200b") == [
        (1, "U+202E", "RIGHT-TO-LEFT OVERRIDE"),
        (3, "U+200B", "ZERO WIDTH SPACE"),
    ]


@pytest.mark.parametrize(
    "name", ["Qwen2.5-Coder 7B", "指令模型（SFT）", "Naïve – “x”", "名　稱", "ÅÄ", "e\u0301", "emoji 😀"]
)
def test_ordinary_names_are_accepted(name):
    refuse_hidden(name)
    assert hidden_characters(name) == []


@pytest.mark.parametrize("name", ["a\nb", "a\tb"])
def test_names_are_one_line_and_texts_are_not(name):
    assert hidden_characters(name) == []
    with pytest.raises(ValidationError):
        refuse_hidden(name)
