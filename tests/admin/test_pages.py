"""Every page of editing, in both languages, for those who may and for those who may not."""

import pytest
from django.contrib import admin
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kb.models import (
    Aspect,
    Benchmark,
    Capability,
    Citation,
    Comparison,
    Family,
    FixtureRecord,
    LanguageModel,
    LanguageSupport,
    Licence,
    ModelKind,
    Note,
    Organization,
    Protocol,
    Rating,
    Score,
    SeedClaim,
    Source,
    Statement,
    Status,
    Term,
    TextUnit,
    Tool,
    TrainingMethod,
    UseCase,
)
from tests.admin.conftest import signed_in
from tests.admin.page import Page, address, words
from tests.sample import capability, kind, model, told

EDITED = [
    Organization,
    Licence,
    Family,
    ModelKind,
    LanguageModel,
    TrainingMethod,
    Tool,
    Capability,
    Rating,
    LanguageSupport,
    UseCase,
    Aspect,
    Statement,
    Source,
    Citation,
    Benchmark,
    Protocol,
    Score,
    Note,
    SeedClaim,
    Comparison,
    Term,
]
KEPT = [TextUnit, FixtureRecord]
IN_THE_FORM_OF_WHAT_THEY_BACK = {Citation}
LANGUAGES = ["en", "zh-hant"]


def name_of(concept):
    return concept.__name__


def pages(concept):
    """Every address of the pages of a concept, for its first entry."""
    entry = concept._default_manager.first()
    found = [address(concept, "changelist")]
    if concept not in (*KEPT, *IN_THE_FORM_OF_WHAT_THEY_BACK):
        found.append(address(concept, "add"))
    return [*found, address(entry), address(entry, "history"), address(entry, "delete")]


@pytest.fixture
def everything(world):
    FixtureRecord.objects.create(key="kinds:coder", object_id=world.coder.pk, file_digest="0" * 64)
    return world


def test_every_concept_of_the_vocabulary_is_edited():
    registered = {concept for concept in admin.site._registry if concept._meta.app_label == "kb"}
    assert registered == {*EDITED, *KEPT}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("concept", EDITED, ids=name_of)
def test_every_page_opens(everything, editor, concept, language):
    editor.cookies["django_language"] = language
    assert {url: editor.get(url).status_code for url in pages(concept)} == dict.fromkeys(pages(concept), 200)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("concept", KEPT, ids=name_of)
def test_what_the_site_keeps_is_shown_and_not_edited(everything, editor, concept, language):
    editor.cookies["django_language"] = language
    entry = concept.objects.first()
    assert editor.get(address(concept, "changelist")).status_code == 200
    page = editor.get(address(entry))
    assert page.status_code == 200
    assert b"_save" not in page.content
    assert editor.get(address(concept, "add")).status_code == 403
    assert editor.get(address(entry, "delete")).status_code == 403
    assert editor.post(address(entry), {"key": "x", "text": "x"}).status_code == 403


@pytest.mark.parametrize("concept", [*EDITED, *KEPT], ids=name_of)
def test_a_stranger_is_sent_to_the_login(everything, client, concept):
    for url in pages(concept):
        answer = client.get(url)
        assert answer.status_code == 302
        assert answer.url.startswith("/admin/login/")


def test_who_may_only_look_sees_texts_and_can_change_nothing(world, reader_of_admin):
    answer = reader_of_admin.get(address(world.note))
    assert "A longer text about infilling." in words(answer.content.decode())
    assert b"_save" not in answer.content
    assert b"<textarea" not in answer.content
    assert reader_of_admin.post(address(world.note), {"slug": "mine"}).status_code == 403
    assert reader_of_admin.get(address(world.note, "history")).status_code == 200


@pytest.mark.parametrize("concept", EDITED, ids=name_of)
def test_every_form_opens_for_who_may_only_look(everything, reader_of_admin, concept):
    assert reader_of_admin.get(address(concept._default_manager.first())).status_code == 200


def test_history_is_kept_from_who_may_see_nothing(world):
    client = signed_in("nobody")
    assert client.get(address(world.note, "history")).status_code == 403


def test_rights_to_one_concept_open_no_other(world):
    client = signed_in("termer")
    client.user.user_permissions.set(Permission.objects.filter(codename__in=["change_term", "view_term"]))
    assert client.get(address(world.term)).status_code == 200
    assert client.get(address(world.note)).status_code == 403
    assert client.post(address(world.note), {}).status_code == 403


# --- Language


def test_labels_follow_the_editors_language(world, editor):
    editor.cookies["django_language"] = "zh-hant"
    assert "語言模型" in words(editor.get(address(world.model)).content.decode())
    editor.cookies["django_language"] = "en"
    assert "language model" in words(editor.get(address(world.model)).content.decode())


def test_switch_turns_the_language_and_stays_on_the_page(world, editor):
    url = address(world.model)
    page = editor.get(url).content.decode()
    assert 'action="/admin/language/"' in page
    assert f'name="next" value="{url}"' in page
    assert 'value="zh-hant" lang="zh-Hant"' in page
    answer = editor.post("/admin/language/", {"language": "zh-hant", "next": url})
    assert answer.url == url
    assert 'lang="zh-hant"' in editor.get(url).content.decode()


def test_switch_stands_on_the_login_page_too(client, db):
    assert 'action="/admin/language/"' in client.get("/admin/login/").content.decode()


def test_switch_never_leads_to_another_site(editor):
    answer = editor.post("/admin/language/", {"language": "en", "next": "https://elsewhere.example/"})
    assert "elsewhere" not in answer.url


def test_languages_are_called_by_their_own_names(editor):
    editor.cookies["django_language"] = "zh-hant"
    page = words(editor.get("/admin/").content.decode())
    assert "English" in page
    assert "繁體中文" in page


def test_pages_carry_no_inline_script_or_style(world, editor):
    for url in (address(world.note), address(world.note, "history"), address(Note, "changelist")):
        answer = editor.get(url)
        page = answer.content.decode()
        assert "<style" not in page
        assert " style=" not in page
        assert "<script>" not in page
        assert "unsafe" not in answer.headers["Content-Security-Policy"]


# --- Lists


def test_list_tells_how_texts_stand_in_each_language(world, editor):
    url = address(Note, "changelist")
    world.note.set_text("body", "zh-hant", "")
    assert "missing" in words(editor.get(url).content.decode())
    world.note.set_text("body", "zh-hant", "較長的文字。")
    assert "missing" not in words(editor.get(url).content.decode())
    world.note.set_text("title", "en", "Which one, and when", origin="human")
    assert "outdated" in words(editor.get(url).content.decode())


def rows(page):
    return page.count('class="action-checkbox"')


def more_of(concept, world, number):
    """`number` more entries of a concept, each with texts and references."""
    for n in range(number):
        subject = model(f"More {concept.__name__} {n}B", world.family, world.coder)
        told(subject, summary=("One of many.", "其中之一。"))
        able = capability(f"more-{concept.__name__.lower()}-{n}", "More", "更多")
        told(world.coder.ratings.create(capability=able, level="partial"), note=("A part.", "一部分。"))
        world.source.pk = None
        world.source.key, world.source.url = f"more-{n}", f"https://example.org/{n}"
        world.source.save()
        told(
            Score.objects.create(
                model=subject,
                protocol=world.protocol,
                printed="12.5",
                evaluator=world.maker,
                source=world.source,
                raw_name="More",
                raw_place=f"Table {n}",
            ),
            note=("Printed small.", "印得很小。"),
        )
        rated = world.coder.ratings.latest("pk")
        told(Citation.objects.create(target=rated, source=world.source), note=("See there.", "見該處。"))
        aspect = told(Aspect.objects.create(slug=f"more-{n}", group="use"), name=("More", "更多"))
        told(Statement.objects.create(aspect=aspect, as_of="2026-11-01", model=subject), text=("So.", "如此。"))
        LanguageSupport.objects.create(model=subject, purpose="programming", language="python", level="yes")


@pytest.mark.parametrize(
    "concept", [LanguageModel, Capability, Rating, Source, Score, Citation, Statement, LanguageSupport], ids=name_of
)
def test_thirty_rows_cost_the_queries_of_three(world, editor, concept):
    url = address(concept, "changelist")

    def asked():
        editor.get(url)  # what is asked once and kept is asked here
        with CaptureQueriesContext(connection) as queries:
            answer = editor.get(url)
        return rows(answer.content.decode()), len(queries)

    more_of(concept, world, 2)
    few, before = asked()
    for source in Source.objects.filter(key__startswith="more-"):
        source.key, source.url = f"old-{source.key}", f"{source.url}/old"
        source.save()
    LanguageModel.objects.filter(name__startswith="More").delete()
    Capability.objects.filter(slug__startswith="more-").delete()
    Statement.objects.filter(aspect__slug__startswith="more-").delete()
    Aspect.objects.filter(slug__startswith="more-").delete()
    more_of(concept, world, 27)
    many, after = asked()
    assert few < 10 < 25 < many
    assert after == before


def test_form_costs_the_same_queries_whatever_the_number_of_rows(world, editor):
    url = address(world.coder)

    def asked():
        editor.get(url)
        with CaptureQueriesContext(connection) as queries:
            editor.get(url)
        return len(queries)

    for n in range(2):
        capability(f"few-{n}", "Few", "少")
        world.coder.ratings.create(capability=Capability.objects.get(slug=f"few-{n}"), level="yes")
    Citation.objects.create(target=world.coder, source=world.source)
    before = asked()
    for n in range(20):
        able = capability(f"many-{n}", "Many", "多")
        told(world.coder.ratings.create(capability=able, level="partial"), note=("A part.", "一部分。"))
        Citation.objects.create(target=world.coder, source=world.source, locator=f"page {n}")
    assert asked() == before


def test_heading_of_rows_says_how_many_there_are(world, open_page):
    assert "Ratings (1)" in words(open_page(world.coder).html)


# --- What readers see of it


def test_a_draft_says_that_readers_get_not_found(world, open_page, client):
    page = open_page(world.draft)
    assert "This is a draft" in words(page.html)
    assert "View on site" not in words(page.html)
    assert client.get(f"/en/models/{world.draft.slug}/").status_code == 404


def test_what_is_published_links_to_its_page(world, open_page):
    page = open_page(world.model)
    assert "This is a draft" not in words(page.html)
    assert f"/models/{world.model.slug}/" in page.html


def test_published_below_a_draft_is_not_called_visible(world, open_page):
    world.family.status = Status.DRAFT
    world.family.save()
    page = open_page(world.model)
    assert "something that it belongs to is a draft" in words(page.html)
    assert "View on site" not in words(page.html)


def test_deleting_an_entry_takes_its_texts_along(world, editor):
    kind_without_models = kind("chat", "general", "chat", "Chat", "聊天模型")
    answer = editor.post(address(kind_without_models, "delete"), {"post": "yes"}, follow=True)
    assert answer.status_code == 200
    assert not ModelKind.objects.filter(slug="chat").exists()
    assert not TextUnit.objects.filter(content_type__model="modelkind", object_id=kind_without_models.pk).exists()


def test_what_was_typed_for_an_entry_that_is_gone_is_shown(world, open_page, other):
    gone = kind("chat", "general", "chat", "Chat", "聊天模型")
    page = open_page(gone)
    page["summary__en"] = "Two hours of work."
    other.post(address(gone, "delete"), {"post": "yes"})
    answer = page.send()
    assert answer.status_code == 409
    assert "Two hours of work." in answer.content.decode()


def test_autocomplete_finds_entries(world, editor):
    answer = editor.get(
        "/admin/autocomplete/",
        {"app_label": "kb", "model_name": "score", "field_name": "model", "term": "acorn"},
    )
    assert [one["text"] for one in answer.json()["results"]] == ["Acorn-Coder-7B"]


def test_form_of_a_page_holds_what_is_stored(world, editor):
    page = Page(editor, address(world.model))
    assert page["name"] == "Acorn-Coder-7B"
    assert page["total_params"] == "7,600,000,000"


def test_login_of_a_stranger_without_staff_rights_is_refused(db):
    from django.contrib.auth import get_user_model

    get_user_model().objects.create_user("reader", password="not a member of staff")
    client = Client()
    client.post("/admin/login/", {"username": "reader", "password": "not a member of staff"})
    assert client.get("/admin/").status_code == 302
