"""Fields of the editing forms, each by itself."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from kb.forms.edit_fields import QuantityField, SlotField, WordsField, html_language, text_field
from kb.models import TextSlot


@pytest.fixture
def slot():
    return SlotField("summary", TextSlot("summary"), "zh-hant", "繁體中文")


def test_text_is_stored_in_one_form(slot):
    assert slot.clean("\r\ne\u0301tude  \r\nzwei\r\n") == "\u00e9tude\nzwei"


@pytest.mark.parametrize("text", ["", "  ", "\r\n \r\n", None])
def test_text_of_nothing_is_empty(slot, text):
    assert slot.clean(text) == ""


@pytest.mark.parametrize("sent", ["One\r\ntwo", "One  \r\ntwo\r\n", "One\ntwo"])
def test_way_through_a_browser_is_no_change(slot, sent):
    assert not slot.has_changed("One\ntwo", sent)


@pytest.mark.parametrize(("initial", "sent"), [(None, "x"), ("x", ""), ("x", "X"), ("one\ntwo", "one two")])
def test_other_words_are_a_change(slot, initial, sent):
    assert slot.has_changed(initial, sent)


def test_empty_before_and_after_is_no_change(slot):
    assert not slot.has_changed(None, "")


def test_text_that_cannot_be_rendered_is_refused(slot):
    with pytest.raises(ValidationError, match="square brackets"):
        slot.clean("[" * 60)


def test_area_carries_the_language_of_its_text(slot):
    assert 'lang="zh-Hant"' in slot.widget.render("summary__zh-hant", "文字")


def test_area_cuts_nothing_that_is_pasted(slot):
    assert "maxlength" not in slot.widget.render("summary__zh-hant", "文字")


def test_label_follows_the_language_that_is_active_when_it_is_read(slot):
    with translation.override("en"):
        assert str(slot.label) == "Summary (繁體中文)"


def test_invisible_characters_are_found_each_once(slot):
    assert slot.hidden_in("a\u200bb\u200bc\u202e") == ("U+200B", "U+202E")


def test_names_of_fields_and_languages():
    assert text_field("summary", "zh-hant") == "summary__zh-hant"
    assert [html_language(code) for code in ("en", "zh-hant")] == ["en", "zh-Hant"]


@pytest.mark.parametrize(("written", "scale", "number"), [("7B", "params", 7 * 10**9), ("16K", "tokens", 16_384)])
def test_size_is_read_by_its_scale(written, scale, number):
    assert QuantityField(scale=scale).clean(written) == number


def test_size_is_shown_with_all_its_digits_and_read_back():
    field = QuantityField(scale="params")
    assert field.prepare_value(7_615_616_512) == "7,615,616,512"
    assert not field.has_changed(7_615_616_512, "7,615,616,512")
    assert field.has_changed(7_615_616_512, "7.6B")


def test_size_says_how_to_write_it():
    with pytest.raises(ValidationError, match="16K"):
        QuantityField(scale="tokens").clean("plenty")


def test_words_are_lines():
    field = WordsField(required=False)
    assert field.clean(" 代码 \r\n\r\n代碼\r\n代码") == ["代码", "代碼"]
    assert field.prepare_value(["代码", "代碼"]) == "代码\n代碼"
    assert not field.has_changed(["代码", "代碼"], "代码\r\n代碼\r\n")


def test_words_refuse_what_cannot_be_stored():
    with pytest.raises(ValidationError, match="U[+]0007"):
        WordsField(required=False).clean("bell\a")
