"""Texts in the forms of entries: both languages side by side, and what becomes known of where a text comes from."""

import pytest
from django.utils import timezone

from kb.models import Citation, Family, LanguageModel, Note, Origin, Status, TextUnit, source_hash
from tests.admin.conftest import TODAY
from tests.admin.page import messages, words


def test_each_slot_has_an_area_in_each_language(world, open_page):
    page = open_page(world.family)
    assert page["summary__en"] == "A family of small models."
    assert page["summary__zh-hant"] == "一個小型模型系列。"
    assert page.attrs["summary__en"]["lang"] == "en"
    assert page.attrs["summary__zh-hant"]["lang"] == "zh-Hant"
    assert page["naming__en"] == page["naming__zh-hant"] == ""


def test_entry_and_texts_are_saved_together(world, open_page, unit):
    page = open_page(Family)
    page.type(name="Oak", slug="oak", organization=str(world.maker.pk), status="published")
    page["summary__en"] = "Large models."
    page["summary__zh-hant"] = "大型模型。"
    page.save()
    oak = Family.objects.get(slug="oak")
    assert unit(oak, "summary", "en").text == "Large models."
    translation = unit(oak, "summary", "zh-hant")
    assert translation.text == "大型模型。"
    assert translation.source_hash == source_hash("Large models.")
    assert translation.source_text == "Large models."


def test_changed_text_becomes_the_editors_and_waits_for_review(world, open_page, unit, editor):
    text = unit(world.family, "summary", "zh-hant")
    text.engine, text.reviewed_by, text.reviewed_at = "an engine", editor.user, timezone.now()
    text.save()
    page = open_page(world.family)
    page["summary__zh-hant"] = "一系列小型模型。"
    page.save()
    text.refresh_from_db()
    assert (text.text, text.origin, text.author) == ("一系列小型模型。", Origin.HUMAN, editor.user)
    assert (text.engine, text.reviewed_by, text.reviewed_at) == ("", None, None)


def test_untouched_text_stays_as_it_is(world, open_page, unit):
    before = {one.pk: (one.origin, one.author_id, one.updated_at) for one in TextUnit.objects.all()}
    page = open_page(world.family)
    page["summary__zh-hant"] = "一系列小型模型。"
    page.save()
    changed = unit(world.family, "summary", "zh-hant").pk
    after = {one.pk: (one.origin, one.author_id, one.updated_at) for one in TextUnit.objects.all()}
    assert {pk for pk in before if before[pk] != after[pk]} == {changed}
    assert unit(world.family, "summary", "en").origin == Origin.MACHINE


def test_line_ends_of_the_browser_are_no_change(world, open_page, unit):
    world.note.set_text("body", "en", "First line.\n\nSecond line.  \nThird.")
    rows = unit(world.note, "body", "en").history.count()
    page = open_page(world.note)
    page["position"] = "3"
    page["body__zh-hant"] = "第一行。"
    page.save()
    assert unit(world.note, "body", "en").history.count() == rows


def test_saving_without_a_change_writes_no_history(world, open_page):
    rows = world.family.history.count(), TextUnit.history.count()
    open_page(world.family).save()
    assert (world.family.history.count(), TextUnit.history.count()) == rows


def test_changing_a_text_alone_writes_no_row_for_the_entry(world, open_page):
    rows = world.family.history.count()
    page = open_page(world.family)
    page["summary__en"] = "A family of tiny models."
    page.save()
    assert world.family.history.count() == rows


def test_changed_original_leaves_the_translation_outdated(world, open_page):
    page = open_page(world.family)
    page["summary__en"] = "A family of tiny models."
    page.save()
    assert Family.objects.get().text_in("zh-hant", "summary").outdated
    assert "Outdated: its original has changed since." in words(open_page(world.family).html)


def test_original_and_translation_changed_together_are_current(world, open_page):
    page = open_page(world.family)
    page["summary__en"] = "A family of tiny models."
    page["summary__zh-hant"] = "一個微型模型系列。"
    page.save()
    assert not Family.objects.get().text_in("zh-hant", "summary").outdated


def test_emptied_text_is_removed(world, open_page):
    world.family.set_text("naming", "en", "B is billions.")
    page = open_page(world.family)
    page["naming__en"] = "  \r\n "
    page.save()
    assert not TextUnit.objects.filter(field="naming").exists()


def test_texts_of_rows_are_saved_with_them(world, open_page, unit, editor):
    page = open_page(world.coder)
    page["ratings-0-note__en"] = "Only in the 7B."
    page["ratings-0-note__zh-hant"] = "僅限 7B。"
    page.save()
    assert unit(world.rating, "note", "en").author == editor.user
    assert unit(world.rating, "note", "zh-hant").source_hash == source_hash("Only in the 7B.")


def test_new_row_brings_its_texts(world, open_page, unit):
    page = open_page(world.both)
    row = page.add_row("ratings", capability=str(world.infill.pk), level="partial", source_lang="zh-hant")
    page[f"{row}-note__zh-hant"] = "只在函式內。"
    page[f"{row}-note__en"] = "Within a function only."
    page.save()
    rating = world.both.ratings.get()
    assert rating.source_lang == "zh-hant"
    assert unit(rating, "note", "en").source_hash == source_hash("只在函式內。")


def test_citation_row_keeps_its_note_and_the_translation_of_its_quotation(world, open_page, unit):
    page = open_page(world.model)
    row = page.add_row(
        "kb-citation-content_type-object_id",
        source=str(world.source.pk),
        field="context_window",
        quote="trained on sequences of 16k tokens",
        verdict="supports",
        basis="opened",
        checked_on=TODAY,
    )
    page[f"{row}-quote_translation__zh-hant"] = "以 16k token 的序列訓練"
    page[f"{row}-note__en"] = "Section 2.1."
    page[f"{row}-note__zh-hant"] = "第 2.1 節。"
    page.save()
    citation = world.model.citations.get()
    assert citation.field == "context_window"
    assert unit(citation, "quote_translation", "zh-hant").text == "以 16k token 的序列訓練"
    assert unit(citation, "note", "en").text == "Section 2.1."


def test_model_and_its_rows_are_made_in_one_go(world, open_page):
    page = open_page(LanguageModel)
    page.type(name="Acorn-Chat-7B", slug="acorn-chat-7b", family=str(world.family.pk), kind=str(world.instruct.pk))
    page.add_row("ratings", capability=str(world.infill.pk), level="no")
    page.add_row(
        "statements", aspect=str(world.purpose.pk), as_of=TODAY, **{"text__en": "Talks.", "text__zh-hant": "聊天。"}
    )
    page.add_row("aliases", name="acorn-chat", where="ollama")
    page.save()
    made = LanguageModel.objects.get(slug="acorn-chat-7b")
    assert made.ratings.get().level == "no"
    assert made.statements.get().text_in("zh-hant", "text").text == "聊天。"
    assert made.aliases.get().name == "acorn-chat"


# --- Which language is the original


def test_original_language_can_be_chosen(world, open_page, unit):
    page = open_page(Note)
    page.type(slug="new", kind="insight", as_of=TODAY, source_lang="zh-hant")
    page["title__zh-hant"] = "標題"
    page["title__en"] = "Title"
    page.save()
    assert unit(Note.objects.get(slug="new"), "title", "en").source_hash == source_hash("標題")


def test_new_original_in_the_other_language_outdates_the_former_one(world, open_page):
    page = open_page(world.family)
    page["source_lang"] = "zh-hant"
    page["summary__zh-hant"] = "一個全新的模型系列。"
    page.save()
    assert Family.objects.get().text_in("en", "summary").outdated
    assert not Family.objects.get().text_in("zh-hant", "summary").outdated


def test_turning_the_direction_alone_outdates_nothing(world, open_page):
    page = open_page(world.family)
    page["source_lang"] = "zh-hant"
    page.save()
    entry = Family.objects.get()
    assert entry.source_lang == "zh-hant"
    assert not entry.text_in("en", "summary").outdated
    assert entry.text_in("en", "summary").origin == Origin.MACHINE


def test_turning_the_direction_does_not_make_an_outdated_text_current(world, open_page):
    world.family.set_text("summary", "en", "Moved on.")
    page = open_page(world.family)
    page["source_lang"] = "zh-hant"
    page.save()
    assert Family.objects.get().text_in("en", "summary").outdated


# --- What is required


@pytest.mark.parametrize("missing", ["summary__en", "summary__zh-hant"])
def test_published_entry_needs_its_texts_in_every_language(world, open_page, missing):
    page = open_page(world.family)
    page[missing] = ""
    assert list(page.refused().errors) == [missing]
    assert "A family" in Family.objects.get().text_in("en", "summary").text


def test_draft_may_lack_its_texts(world, open_page):
    page = open_page(Family)
    page.type(name="Oak", slug="oak", organization=str(world.maker.pk), status="draft")
    page.save()
    oak = Family.objects.get(slug="oak")
    assert not oak.texts.exists()
    page = open_page(oak)
    page["status"] = Status.PUBLISHED
    assert set(page.refused().errors) == {"summary__en", "summary__zh-hant"}


def test_statement_has_no_draft_and_needs_its_text(world, open_page):
    page = open_page(world.said)
    page["text__zh-hant"] = ""
    assert "every language" in page.refused().errors["text__zh-hant"][0]


# --- What is refused


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("x" * 20_001, "20,000"),
        ("* " * 40, "nested too deeply"),
        ("[" * 60, "square brackets"),
        ("a\x00b", "U+0000"),
    ],
)
def test_text_that_cannot_be_rendered_is_refused_beside_its_field(world, open_page, text, told):
    page = open_page(world.note)
    page["body__zh-hant"] = text
    refused = page.refused()
    assert told in refused.errors["body__zh-hant"][0]


def test_refusal_speaks_the_editors_language(world, editor, open_page):
    editor.cookies["django_language"] = "zh-hant"
    page = open_page(world.note)
    page["body__zh-hant"] = "[" * 60
    assert "方括號" in page.refused().errors["body__zh-hant"][0]


def test_what_was_typed_survives_a_refusal(world, open_page):
    page = open_page(world.note)
    page["body__en"] = "A text of many hours."
    page["body__zh-hant"] = "[" * 60
    refused = page.refused()
    assert refused["body__en"] == "A text of many hours."
    assert refused["body__zh-hant"] == "[" * 60


def test_citation_of_an_unknown_source_is_refused_by_its_key(world, open_page):
    page = open_page(world.note)
    page["body__en"] = "As measured [@nowhere-1; @arxiv-2308.12950]."
    assert "nowhere-1." in page.refused().errors["body__en"][0]
    page["body__en"] = page["body__zh-hant"] = "As measured [@arxiv-2308.12950]."
    page.save()


def test_invisible_characters_are_told_after_saving(world, open_page):
    page = open_page(world.note)
    page["body__en"] = "A word\u202eand another."
    page["body__zh-hant"] = "一個詞，又一個。"
    assert any("U+202E" in message for message in messages(page.save()))


def test_a_copy_of_machine_text_stays_machine_text(world, open_page, unit):
    world.score.set_text("note", "en", "Printed small.")
    page = open_page(world.score)
    page["raw_place"] = "Table 3"
    page["note__zh-hant"] = "印得很小。"
    response = page.send("_saveasnew")
    assert response.redirect_chain
    copy = world.model.scores.exclude(pk=world.score.pk).get()
    assert unit(copy, "note", "en").origin == Origin.MACHINE
    assert unit(copy, "note", "zh-hant").origin == Origin.HUMAN


def test_field_of_a_citation_is_chosen_from_what_the_entry_has(world, open_page):
    page = open_page(world.model)
    row = page.add_row("kb-citation-content_type-object_id", source=str(world.source.pk), field="no_such_field")
    assert f"{row}-field" in page.refused().errors
    assert not Citation.objects.filter(field="no_such_field").exists()
