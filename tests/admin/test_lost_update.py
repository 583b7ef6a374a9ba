"""Two editors at the same entry: nobody's words are overwritten unseen, nobody's words are lost."""

import json

import pytest
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext

from kb.forms.seen import Seen
from kb.models import Family, LanguageModel, Rating, SeedLink, Source, TextUnit, source_hash
from tests.admin.conftest import TODAY
from tests.admin.page import words


@pytest.fixture
def both(world, open_page, other):
    """Opens the same form for two editors: (mine, theirs)."""

    def open_both(entry):
        return open_page(entry), open_page(entry, other)

    return open_both


def test_the_later_one_is_refused_once_and_sees_what_was_saved(world, both):
    mine, theirs = both(world.family)
    theirs["summary__en"] = "Their words."
    theirs.save()
    mine["summary__en"] = "My words."
    refused = mine.refused()
    assert "ben saved this entry" in refused.errors[""][0]
    assert "Their words." in refused.errors["summary__en"][0]
    assert refused["summary__en"] == "My words."
    assert Family.objects.get().text_in("en", "summary").text == "Their words."


def test_sending_it_again_saves(world, both):
    mine, theirs = both(world.family)
    theirs["summary__en"] = "Their words."
    theirs.save()
    mine["summary__en"] = "My words."
    mine.refused().save()
    assert Family.objects.get().text_in("en", "summary").text == "My words."


def test_what_the_later_one_left_alone_keeps_what_was_saved(world, both):
    mine, theirs = both(world.family)
    theirs["summary__en"] = "Their words."
    theirs["name"] = "Acorn Tree"
    theirs.save()
    mine["naming__en"] = "B is billions."
    refused = mine.refused()
    assert refused["summary__en"] == "Their words."
    assert refused["name"] == "Acorn Tree"
    assert list(refused.errors) == [""]
    refused.save()
    entry = Family.objects.get()
    assert entry.name == "Acorn Tree"
    assert entry.text_in("en", "summary").text == "Their words."
    assert entry.text_in("en", "naming").text == "B is billions."


def test_a_third_edit_meanwhile_is_noticed_as_well(world, both, open_page, other):
    mine, theirs = both(world.family)
    theirs["summary__en"] = "Their words."
    theirs.save()
    mine["summary__en"] = "My words."
    refused = mine.refused()
    again = open_page(world.family, other)
    again["summary__en"] = "Their second thoughts."
    again.save()
    assert "Their second thoughts." in refused.refused().errors["summary__en"][0]


def test_changed_fact_is_shown_as_people_read_it(world, both):
    mine, theirs = both(world.model)
    theirs["kind"] = str(world.both.pk)
    theirs["context_window"] = "16K"
    theirs.save()
    mine["kind"] = str(world.instruct.pk)
    mine["context_window"] = "32K"
    errors = mine.refused().errors
    assert "coder-instruct" in errors["kind"][0]
    assert "16,384" in errors["context_window"][0]
    assert LanguageModel.objects.get(pk=world.model.pk).kind == world.both


def test_relations_are_compared_too(world, both):
    mine, theirs = both(world.model)
    theirs["training_methods"] = [str(world.method.pk)]
    theirs.save()
    mine["huggingface_id"] = "acme/acorn"
    refused = mine.refused()
    assert refused.fields["training_methods"] == [str(world.method.pk)]
    refused.save()
    assert list(world.model.training_methods.all()) == [world.method]


def test_the_same_change_by_both_is_no_conflict(world, both):
    mine, theirs = both(world.family)
    for page in (theirs, mine):
        page["summary__en"] = "The same words."
        page.save()
    assert Family.objects.get().text_in("en", "summary").text == "The same words."


def test_saving_an_old_page_without_a_change_takes_nothing_back(world, both):
    mine, theirs = both(world.family)
    theirs["summary__en"] = "Their words."
    theirs["name"] = "Acorn Tree"
    theirs.save()
    mine.save()
    entry = Family.objects.get()
    assert entry.name == "Acorn Tree"
    assert entry.text_in("en", "summary").text == "Their words."


def test_message_speaks_the_editors_language(world, both, editor):
    editor.cookies["django_language"] = "zh-hant"
    mine, theirs = both(world.family)
    theirs["summary__en"] = "Their words."
    theirs.save()
    mine["summary__en"] = "My words."
    assert "儲存" in mine.refused().errors[""][0]


def test_other_peoples_words_are_escaped(world, both):
    mine, theirs = both(world.family)
    theirs["summary__en"] = "<img src=x onerror=alert(1)>"
    theirs.save()
    mine["summary__en"] = "My words."
    assert "<img src=x" not in mine.refused().html


def test_a_forged_or_missing_mark_counts_as_having_seen_nothing(world, open_page):
    for mark in ("", "{}", "[1", "null", '{"version":[true,-1]}', json.dumps({"version": [10**30, 0]}), "9" * 50_000):
        page = open_page(world.family)
        page["seen"] = mark
        page["summary__en"] = "My words."
        assert "saved this entry" in page.refused().errors[""][0]
    assert Family.objects.get().text_in("en", "summary").text == "A family of small models."


def test_edit_by_the_loader_is_noticed(world, open_page):
    page = open_page(world.family)
    world.family.set_text("summary", "en", "From the files.")
    page["summary__en"] = "My words."
    refused = page.refused()
    assert "Somebody saved this entry" in refused.errors[""][0]


# --- Translations


def test_translation_of_an_original_that_moved_is_outdated_at_once(world, both):
    mine, theirs = both(world.family)
    theirs["summary__en"] = "A family of large models."
    theirs.save()
    mine["summary__zh-hant"] = "小模型的系列。"
    refused = mine.refused()
    assert refused["summary__en"] == "A family of large models."
    refused.save()
    unit = TextUnit.objects.get(
        field="summary", language="zh-hant", object_id=world.family.pk, content_type__model="family"
    )
    assert unit.text == "小模型的系列。"
    assert unit.source_hash == source_hash("A family of small models.")
    assert unit.source_text == "A family of small models."
    assert Family.objects.get().text_in("zh-hant", "summary").outdated


def test_translation_rewritten_in_view_of_the_new_original_is_current(world, both):
    mine, theirs = both(world.family)
    theirs["summary__en"] = "A family of large models."
    theirs.save()
    mine["summary__zh-hant"] = "小模型的系列。"
    refused = mine.refused()
    refused["summary__zh-hant"] = "大模型的系列。"
    refused.save()
    assert not Family.objects.get().text_in("zh-hant", "summary").outdated


# --- Rows


def test_row_that_two_people_changed_is_refused_in_its_place(world, both):
    mine, theirs = both(world.coder)
    theirs["ratings-0-level"] = "no"
    theirs.save()
    mine["ratings-0-level"] = "unknown"
    refused = mine.refused()
    assert "ben saved this entry" in refused.errors["ratings-0"][0]
    assert refused["ratings-0-level"] == "unknown"
    assert Rating.objects.get(pk=world.rating.pk).level == "no"
    refused.save()
    assert Rating.objects.get(pk=world.rating.pk).level == "unknown"


def test_row_that_was_left_alone_is_not_set_back(world, both):
    mine, theirs = both(world.coder)
    theirs["ratings-0-level"] = "no"
    theirs.save()
    mine["summary__en"] = "Made for code."
    mine.save()
    assert Rating.objects.get(pk=world.rating.pk).level == "no"


def test_row_changed_through_its_own_page_is_noticed_in_the_form_of_its_entry(world, open_page, other):
    mine = open_page(world.coder)
    theirs = open_page(world.rating, other)
    theirs["note__en"] = "Their note."
    theirs.save()
    mine["ratings-0-note__en"] = "My note."
    assert "Their note." in mine.refused().errors["ratings-0-note__en"][0]


def test_row_added_meanwhile_stays(world, both):
    mine, theirs = both(world.both)
    theirs.add_row("ratings", capability=str(world.infill.pk), level="yes")
    theirs.save()
    mine["summary__en"] = "Both at once."
    mine.save()
    assert world.both.ratings.count() == 1


def test_row_removed_meanwhile_and_left_alone_does_not_come_back(world, both):
    mine, theirs = both(world.coder)
    theirs.tick("ratings-0-DELETE")
    theirs.save()
    mine["summary__en"] = "Made for code."
    mine.save()
    assert not world.coder.ratings.exists()


def test_row_removed_meanwhile_shows_what_was_typed_once(world, both):
    mine, theirs = both(world.coder)
    theirs.tick("ratings-0-DELETE")
    theirs.save()
    mine["ratings-0-note__en"] = "Hours of work."
    refused = mine.refused()
    assert "Somebody removed this row" in refused.errors["ratings-0"][0]
    assert refused["ratings-0-note__en"] == "Hours of work."
    refused.save()
    assert not world.coder.ratings.exists()


def test_citation_rows_are_looked_after_too(world, both):
    mine, theirs = both(world.said)
    prefix = "kb-citation-content_type-object_id-0"
    theirs[f"{prefix}-locator"] = "page 3"
    theirs.save()
    mine[f"{prefix}-locator"] = "page 4"
    assert "page 3" in mine.refused().errors[f"{prefix}-locator"][0]


def test_link_of_a_claim_that_two_people_changed_is_refused(world, both):
    mine, theirs = both(world.claim)
    theirs["links-0-entry"] = "kind:instruct"
    theirs.save()
    mine["links-0-entry"] = "term:code-completion"
    assert "kind:instruct" in mine.refused().errors["links-0-entry"][0]
    assert SeedLink.objects.get().target == world.instruct


def test_new_rows_of_two_people_that_say_the_same_do_not_break_the_page(world, both):
    mine, theirs = both(world.both)
    for page in (theirs, mine):
        page.add_row("ratings", capability=str(world.infill.pk), level="yes")
    theirs.save()
    assert "already rated" in " ".join(mine.refused().errors["ratings-0"])


def test_address_taken_by_somebody_quicker_is_told_beside_the_field(world, open_page, other):
    pages = [open_page(Source), open_page(Source, other)]
    for number, page in enumerate(pages):
        page.type(key=f"s-{number}", kind="blog", title="Title", url="https://example.org/one", status="draft")
    pages[0].save()
    assert "already" in words(pages[1].refused().errors["url"][0])


def test_entry_and_rows_are_locked_from_the_check_to_the_save(world, open_page):
    """By a lock on the rows, or, where the database has none, by a transaction that locks everything at its start."""
    page = open_page(world.coder)
    page["ratings-0-level"] = "no"
    with CaptureQueriesContext(connection) as queries:
        page.save()
    locked = [one["sql"] for one in queries.captured_queries if "FOR UPDATE" in one["sql"]]
    if connection.features.has_select_for_update:
        assert any("kb_modelkind" in sql for sql in locked)
        assert any("kb_rating" in sql for sql in locked)
    else:
        assert connection.settings_dict["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


def test_what_the_database_refused_is_checked_again(world, open_page, monkeypatch):
    """Both pass their checks at the same moment; the database refuses the later one."""
    save, calls = Source.save, []

    def refused_first(source, *args, **kwargs):
        calls.append(source.key)
        if len(calls) == 1:
            raise IntegrityError("UNIQUE constraint failed")
        return save(source, *args, **kwargs)

    monkeypatch.setattr(Source, "save", refused_first)
    page = open_page(Source)
    page.type(key="quick", kind="blog", title="Title", url="https://example.org/quick", status="draft")
    page.save()
    assert calls == ["quick", "quick"]
    assert Source.objects.filter(key="quick").count() == 1


def test_what_a_form_saw_survives_its_way_through_the_page():
    seen = Seen.loads('{"version":[3,4],"texts":{"a__en":"x"},"machine":["a__en"],"made_from":{"a__en":["t","h"]}}')
    assert Seen.loads(seen.dumps()) == seen


def test_new_entry_needs_no_mark(world, open_page):
    page = open_page(Source)
    page.type(key="plain", kind="blog", title="Title", url="https://example.org/plain", published_on=TODAY)
    page["seen"] = ""
    page.save()
    assert Source.objects.filter(key="plain").exists()
