"""What was changed, by whom, when, and how it read before: of an entry, its texts and its rows on one page."""

import re

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kb.admin.changes import changes_of
from kb.admin.differences import Piece, pieces
from kb.importers.knowledge.write import Writer
from kb.models import Citation, Rating, TextUnit
from tests.admin.page import address, messages, words


@pytest.fixture
def history(editor):
    """The history page of an entry as text, marks of what went and came kept: -old- +new+."""

    def show(entry, client=None, **query):
        answer = (client or editor).get(address(entry, "history"), query)
        assert answer.status_code == 200
        html = answer.content.decode().split('id="content-main"')[1]
        html = re.sub(r"<del>(.*?)</del>", r"-\1-", html, flags=re.DOTALL)
        return words(re.sub(r"<ins>(.*?)</ins>", r"+\1+", html, flags=re.DOTALL))

    return show


def test_fields_and_texts_stand_on_one_page_with_who_and_why(world, open_page, history):
    page = open_page(world.family)
    page.type(name="Acorn Tree", change_reason="The maker renamed it")
    page["summary__en"] = "A family of tiny models."
    page["summary__zh-hant"] = "一個微型模型系列。"
    page.save()
    told = history(world.family)
    assert "ada" in told
    assert "The maker renamed it" in told
    assert "Name Acorn+ Tree+" in told
    assert "A family of -small-+tiny+ models." in told
    assert "一個-小-+微+型模型系列。" in told


def test_one_save_is_one_change(world, open_page):
    page = open_page(world.coder)
    page["position"] = "7"
    page["summary__en"] = "Made for code."
    page["ratings-0-level"] = "no"
    page["ratings-0-note__en"] = "Not at all."
    page["change_reason"] = "Read the paper again"
    page.save()
    newest, *_older = changes_of(world.coder, [(Rating, {"kind": world.coder.pk})])
    assert (newest.who, newest.reason) == ("ada", "Read the paper again")
    assert [one.what for one in newest.differences] == [
        "Position",
        "Rating fill-in-the-middle – Level",
        "Summary",
        "Rating fill-in-the-middle – Note",
    ]


def test_choices_and_references_are_told_as_people_read_them(world, open_page, history):
    page = open_page(world.model)
    page["kind"] = str(world.both.pk)
    page["open_weights"] = "true"
    page["training_methods"] = [str(world.method.pk)]
    page.save()
    told = history(world.model)
    assert "Kind coder+-instruct+" in told
    assert "Open weights +yes+" in told
    assert "Training methods +SFT+" in told


def test_rows_that_came_and_went_are_told(world, open_page, history):
    page = open_page(world.model)
    page.add_row("aliases", name="acorn", where="aider")
    page.tick("aliases-0-DELETE")
    page.save()
    told = history(world.model)
    assert "Alias acorn: added" in told
    assert "Alias acorn2-coder:7b: removed" in told


def test_links_of_a_claim_say_where_they_led(world, open_page, history):
    number = world.coder.pk
    page = open_page(world.claim)
    page.tick("links-0-DELETE")
    page.save()
    assert f"kind of model #{number}: removed" in history(world.claim)


def test_citations_of_an_entry_belong_to_its_history(world, open_page, history):
    page = open_page(world.said)
    page["kb-citation-content_type-object_id-0-verdict"] = "partly"
    page.save()
    assert "Citation Code Llama: Open Models – Verdict +partly +supports" in history(world.said)


def test_texts_of_removed_rows_are_kept(world, open_page, history):
    world.rating.set_text("note", "en", "A telling note.")
    page = open_page(world.coder)
    page.tick("ratings-0-DELETE")
    page.save()
    told = history(world.coder)
    assert "Rating fill-in-the-middle: removed" in told
    assert "-A telling note.-" in told


def test_import_without_a_user_says_its_reason(world, history):
    Writer("First import of the knowledge in fixtures/").keep(type(world.family), [world.family], update=True)
    told = history(world.family)
    assert "The site itself" in told
    assert "First import of the knowledge in fixtures/" in told


def test_change_by_somebody_whose_account_is_gone_is_still_told(world, open_page, other, history):
    page = open_page(world.family, other)
    page["name"] = "Acorn Tree"
    page.save()
    get_user_model().objects.filter(username="ben").delete()
    assert "Name Acorn+ Tree+" in history(world.family)


def test_reference_to_what_is_gone_is_told_by_its_number(world, open_page, history):
    page = open_page(world.model)
    page["licence"] = str(world.licence.pk)
    page.save()
    page = open_page(world.model)
    page["licence"] = ""
    page.save()
    number = world.licence.pk
    world.licence.delete()
    assert f"Licence -#{number}-" in history(world.model)


def test_review_of_a_text_is_told(world, history, editor):
    from django.utils import timezone

    unit = TextUnit.objects.get(field="summary", language="en", content_type__model="family")
    unit.reviewed_at, unit.reviewed_by = timezone.now(), editor.user
    unit.save()
    assert "Summary: reviewed" in history(world.family)


def test_hostile_text_is_harmless_in_the_history(world, open_page, editor):
    page = open_page(world.family)
    page["summary__en"] = "<script>alert(1)</script>"
    page["change_reason"] = "<b>why</b>"
    page.save()
    html = editor.get(address(world.family, "history")).content.decode()
    assert "<script>alert" not in html
    assert "<b>why" not in html


def test_page_speaks_the_editors_language(world, editor, history):
    editor.cookies["django_language"] = "zh-hant"
    told = history(world.family)
    assert "摘要" in told
    assert "Summary" not in told


def test_long_history_is_paged(world, history):
    for number in range(30):
        world.family.name = f"Acorn {number}"
        world.family.save()
    assert "Acorn -28-+29+" in history(world.family)
    assert "Acorn -28-+29+" not in history(world.family, p="2")
    assert history(world.family, p="none") == history(world.family)


def test_more_changes_cost_no_more_queries(world, editor):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            editor.get(address(world.model, "history"))
        return len(queries)

    def change(times):
        for number in range(times):
            world.model.name = f"Acorn {times} {number}"
            world.model._history_user = editor.user
            world.model.save()
            world.model.training_methods.set([world.method] if number % 2 else [])
            place = f"{times}-{number}"
            citation = Citation.objects.create(target=world.model, source=world.source, locator=place)
            citation.set_text("note", "en", f"Note {number}.")

    change(2)
    asked()
    before = asked()
    change(20)
    assert asked() == before


def test_entry_that_is_not_there_has_no_history(editor, world):
    answer = editor.get("/admin/kb/family/987654/history/", follow=True)
    assert answer.redirect_chain == [("/admin/", 302)]
    assert "987654" in messages(answer)[0]


# --- Differences


def test_difference_names_the_words_that_changed():
    assert pieces("a small model", "a tiny model") == [
        Piece("same", "a "),
        Piece("del", "small"),
        Piece("ins", "tiny"),
        Piece("same", " model"),
    ]


def test_chinese_is_compared_by_character():
    assert pieces("小型模型", "微型模型")[:2] == [Piece("del", "小"), Piece("ins", "微")]


@pytest.mark.parametrize(("old", "new"), [("", "new"), ("old", ""), ("", ""), ("same", "same")])
def test_difference_puts_together_to_both_versions(old, new):
    found = pieces(old, new)
    assert "".join(piece.text for piece in found if piece.kind != "ins") == old
    assert "".join(piece.text for piece in found if piece.kind != "del") == new


def test_text_written_anew_is_told_as_old_and_new():
    old, new = "Trained on two trillion tokens of code.", "Made for jobs in an editor, by another lab."
    assert pieces(old, new) == [Piece("del", old), Piece("ins", new)]


def test_long_unchanged_stretches_are_shortened():
    found = pieces("word " * 300 + "end", "word " * 300 + "stop")
    assert len(found[0].text) < 100
    assert found[0].text.endswith("word ")


def test_long_texts_are_compared_in_time():
    import time

    started = time.monotonic()
    pieces("".join(f"{n} x\n" for n in range(4_000)), "".join(f"{n} y\n" for n in range(4_000)))
    pieces("字" * 20_000, "詞" * 20_000)
    pieces("a b " * 5_000, "b a " * 5_000)
    assert time.monotonic() - started < 5
