"""Rules of entries, told beside the field, in the editor's language."""

import pytest

from kb.models import Citation, Family, LanguageModel, Rating, Score, Source, Term
from tests.admin.conftest import TODAY
from tests.admin.page import messages

CITATIONS = "kb-citation-content_type-object_id"


def new_model(page, world, **values):
    page.type(name="Acorn-Chat-7B", slug="acorn-chat-7b", family=str(world.family.pk), kind=str(world.instruct.pk))
    return page.type(**values)


# --- Models


def test_model_without_a_kind_is_refused_naming_the_field(world, open_page):
    refused = new_model(open_page(LanguageModel), world, kind="").refused()
    assert list(refused.errors) == ["kind"]
    assert "specialisation" in refused.errors["kind"][0]
    assert "tuning" in refused.errors["kind"][0]
    assert refused["name"] == "Acorn-Chat-7B"


def test_model_without_a_kind_is_refused_in_chinese_too(world, editor, open_page):
    editor.cookies["django_language"] = "zh-hant"
    message = new_model(open_page(LanguageModel), world, kind="").refused().errors["kind"][0]
    assert any("\u4e00" <= char <= "\u9fff" for char in message)


@pytest.mark.parametrize("slug", ["Acorn Chat", "acorn_chat", "acorn--chat", "橡實", "acorn\u200b", "-acorn", "acorn."])
def test_slug_is_lower_case_latin_with_single_hyphens(world, open_page, slug):
    assert "slug" in new_model(open_page(LanguageModel), world, slug=slug).refused().errors


def test_name_refuses_invisible_characters(world, open_page):
    refused = new_model(open_page(LanguageModel), world, name="Acorn\u202eChat").refused()
    assert "U+202E" in refused.errors["name"][0]


@pytest.mark.parametrize(
    ("written", "stored"),
    [("7.6B", 7_600_000_000), ("70億", 7_000_000_000), ("7,615,616,512", 7_615_616_512), ("", None)],
)
def test_parameters_are_written_as_people_write_them(world, open_page, written, stored):
    new_model(open_page(LanguageModel), world, total_params=written).save()
    assert LanguageModel.objects.get(slug="acorn-chat-7b").total_params == stored


@pytest.mark.parametrize(("written", "stored"), [("16K", 16_384), ("１６Ｋ", 16_384), ("128,000", 128_000)])
def test_context_window_is_written_as_people_write_it(world, open_page, written, stored):
    new_model(open_page(LanguageModel), world, context_window=written).save()
    assert LanguageModel.objects.get(slug="acorn-chat-7b").context_window == stored


@pytest.mark.parametrize("field", ["total_params", "context_window"])
@pytest.mark.parametrize("written", ["0", "many", "-7B", "9" * 40])
def test_size_that_is_none_is_refused(world, open_page, field, written):
    refused = new_model(open_page(LanguageModel), world, **{field: written}).refused()
    assert list(refused.errors) == [field]


def test_active_parameters_stay_within_the_total(world, open_page):
    refused = new_model(open_page(LanguageModel), world, total_params="7B", active_params="8B").refused()
    assert list(refused.errors) == ["active_params"]


def test_line_of_descent_cannot_lead_back(world, open_page):
    child = LanguageModel.objects.create(
        slug="child", name="Child", family=world.family, kind=world.coder, based_on=world.model
    )
    page = open_page(world.model)
    page["based_on"] = str(child.pk)
    assert list(page.refused().errors) == ["based_on"]


def test_changed_slug_of_a_model_leaves_its_old_address_behind(world, open_page, client):
    page = open_page(world.model)
    page["slug"] = "acorn-coder-7b-v1"
    page.save()
    assert client.get("/en/models/acorn-coder-7b/").status_code == 301


def test_two_new_aliases_that_say_the_same_are_refused(world, open_page):
    page = open_page(world.model)
    page.add_row("aliases", name="acorn", where="aider")
    page.add_row("aliases", name="acorn", where="aider")
    assert page.refused().errors["aliases-2"]
    assert world.model.aliases.count() == 1


# --- Ratings and statements


@pytest.mark.parametrize("missing", ["en", "zh-hant"])
def test_partial_needs_its_note_in_every_language(world, open_page, missing):
    page = open_page(world.both)
    row = page.add_row("ratings", capability=str(world.infill.pk), level="partial")
    for language, text in {"en": "Only in the 7B.", "zh-hant": "僅限 7B。"}.items():
        page[f"{row}-note__{language}"] = "" if language == missing else text
    message = page.refused().errors[f"{row}-level"][0]
    assert {"en": "English", "zh-hant": "繁體中文"}[missing] in message
    assert not world.both.ratings.exists()


def test_level_other_than_partial_needs_no_note(world, open_page):
    page = open_page(world.both)
    page.add_row("ratings", capability=str(world.infill.pk), level="no")
    page.save()
    assert world.both.ratings.get().level == "no"


def test_note_of_a_partial_cannot_be_emptied(world, open_page):
    world.rating.set_text("note", "en", "Only in the 7B.")
    world.rating.set_text("note", "zh-hant", "僅限 7B。")
    Rating.objects.filter(pk=world.rating.pk).update(level="partial")
    page = open_page(world.rating)
    page["note__en"] = ""
    assert "level" in page.refused().errors


@pytest.mark.parametrize("subjects", [{}, {"kind": "coder", "model": "model"}])
def test_rating_is_of_exactly_one_subject(world, open_page, subjects):
    page = open_page(Rating)
    page.type(capability=str(world.infill.pk), level="yes")
    for name, known_as in subjects.items():
        page[name] = str(getattr(world, known_as).pk)
    assert "exactly one subject" in page.refused().errors[""][0]


def test_same_rating_cannot_stand_twice(world, open_page):
    page = open_page(world.coder)
    row = page.add_row("ratings", capability=str(world.infill.pk), level="no")
    assert "already rated" in page.refused().errors[row][0]


def test_fault_in_a_row_that_was_left_alone_does_not_stop_an_edit(world, open_page):
    Rating.objects.filter(pk=world.rating.pk).update(level="partial")  # without a note, from before the rule
    page = open_page(world.coder)
    page["summary__en"] = "Made for code."
    page.save()


def test_statement_needs_its_day(world, open_page):
    page = open_page(world.both)
    row = page.add_row("statements", aspect=str(world.purpose.pk))
    page[f"{row}-text__en"], page[f"{row}-text__zh-hant"] = "Codes.", "寫程式。"
    assert list(page.refused().errors) == [f"{row}-as_of"]


# --- Sources


def new_source(page, **values):
    return page.type(**{"key": "a-blog", "kind": "blog", "title": "A blog", "status": "published", **values})


TRACKED = "https://Example.org/post?utm_source=chatgpt.com&id=4&fbclid=abc"


def test_tracking_is_taken_out_of_an_address_and_told(world, open_page):
    response = new_source(open_page(Source), url=TRACKED).save()
    source = Source.objects.get(key="a-blog")
    assert source.url == "https://example.org/post?id=4"
    assert source.url_raw == TRACKED
    assert any("utm_source, fbclid" in message for message in messages(response))


def test_clean_address_is_stored_without_a_word(world, open_page):
    response = new_source(open_page(Source), url="https://example.org/post?id=4").save()
    assert Source.objects.get(key="a-blog").url_raw == ""
    assert not any("Taken out" in message for message in messages(response))


def test_address_that_is_mostly_tracking_may_be_long(world, open_page):
    new_source(open_page(Source), url=f"https://example.org/post?utm_content={'x' * 700}").save()
    assert Source.objects.get(key="a-blog").url == "https://example.org/post"


def test_second_source_of_the_same_address_is_refused_and_the_first_offered(world, open_page):
    refused = new_source(open_page(Source), url="https://arxiv.org/abs/2308.12950?utm_source=x").refused()
    message = refused.errors["url"][0]
    assert f'href="/admin/kb/source/{world.source.pk}/change/"' in message
    assert f'href="/admin/kb/source/{world.source.pk}/change/"' in refused.html
    assert "arxiv-2308.12950" in message
    assert Source.objects.count() == 1


def test_title_of_the_source_on_offer_is_escaped(world, open_page):
    Source.objects.update(title="<b onclick=x>Title</b>")
    refused = new_source(open_page(Source), url="https://arxiv.org/abs/2308.12950").refused()
    assert "<b onclick" not in refused.html


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "ftp://example.org/x", "https://user:pw@example.org/", "https://exa mple.org/", "x"]
)
def test_address_that_is_none_is_refused(world, open_page, url):
    assert "url" in new_source(open_page(Source), url=url).refused().errors


def test_only_the_founding_note_has_no_address(world, open_page):
    page = new_source(open_page(Source), url="")
    assert list(page.refused().errors) == ["url"]
    page["kind"] = "self"
    page.save()


@pytest.mark.parametrize("key", ["A-Blog", "a_blog", "a-blog.json", "a-blog.md", "a..b"])
def test_key_of_a_source_can_stand_in_an_address(world, open_page, key):
    assert "key" in new_source(open_page(Source), key=key, url="https://example.org/").refused().errors


def test_key_stays_while_texts_cite_by_it(world, open_page):
    world.note.set_text("body", "en", "As measured [@arxiv-2308.12950].")
    page = open_page(world.source)
    page["key"] = "code-llama-paper"
    assert "1 text cites" in page.refused().errors["key"][0]
    world.note.set_text("body", "en", "As measured.")
    page.save()


# --- Citations


def cited(page, world, **values):
    return page.add_row(CITATIONS, source=str(world.source.pk), **values)


@pytest.mark.parametrize("verdict", ["supports", "partly"])
def test_support_needs_a_source_that_was_opened(world, open_page, verdict):
    page = open_page(world.model)
    row = cited(page, world, verdict=verdict, basis="title", checked_on=TODAY)
    assert "opened" in page.refused().errors[f"{row}-basis"][0]


def test_verdict_says_what_it_rests_on_and_when(world, open_page):
    page = open_page(world.model)
    row = cited(page, world, verdict="contradicts")
    assert set(page.refused().errors) == {f"{row}-basis", f"{row}-checked_on"}


def test_what_nobody_opened_is_unchecked(world, open_page):
    page = open_page(world.model)
    cited(page, world)
    page.save()
    citation = world.model.citations.get()
    assert (citation.verdict, citation.checked_by) == ("unchecked", None)


def test_who_sets_a_verdict_has_checked_it(world, open_page, editor):
    page = open_page(world.citation)
    page["verdict"] = "partly"
    page.save()
    world.citation.refresh_from_db()
    assert world.citation.checked_by == editor.user
    page = open_page(world.citation)
    page.type(verdict="unchecked", basis="", checked_on="")
    page.save()
    world.citation.refresh_from_db()
    assert world.citation.checked_by is None


def test_note_on_a_citation_does_not_claim_a_check(world, open_page):
    page = open_page(world.citation)
    page["locator"] = "page 3"
    page.save()
    world.citation.refresh_from_db()
    assert world.citation.checked_by is None


def test_two_new_citations_of_one_place_are_refused(world, open_page):
    page = open_page(world.model)
    cited(page, world)
    row = cited(page, world)
    assert "says the same" in page.refused().errors[row][0]


def test_new_citation_of_a_place_that_is_cited_already_is_refused(world, open_page):
    page = open_page(world.said)
    row = cited(page, world)
    assert "says the same" in page.refused().errors[row][0]
    assert Citation.objects.count() == 1


def test_quotation_has_its_length(world, open_page):
    page = open_page(world.model)
    row = cited(page, world, quote="x" * 301)
    assert "300" in page.refused().errors[f"{row}-quote"][0]


# --- Scores


def new_score(page, world, **values):
    fixed = {
        "model": str(world.model.pk),
        "protocol": str(world.protocol.pk),
        "evaluator": str(world.maker.pk),
        "source": str(world.source.pk),
        "raw_name": "Acorn 7B",
        "raw_place": "Table 3",
        "printed": "40.40",
    }
    return page.type(**fixed | values)


def test_rival_figures_stand_side_by_side(world, open_page):
    new_score(open_page(Score), world).save()
    assert sorted(Score.objects.values_list("printed", flat=True)) == ["37.60", "40.40"]


def test_same_place_of_the_same_source_gives_one_figure(world, open_page):
    refused = new_score(open_page(Score), world, raw_place="Table 2").refused()
    assert "already gave a figure" in refused.errors[""][0]


@pytest.mark.parametrize("missing", [["en"], ["zh-hant"], ["en", "zh-hant"]])
def test_preferred_figure_needs_its_reason_in_every_language(world, open_page, missing):
    page = open_page(world.score)
    page.tick("preferred")
    for language, text in {"en": "The maker's own run.", "zh-hant": "開發者自己的測試。"}.items():
        page[f"preference_reason__{language}"] = "" if language in missing else text
    assert set(page.refused().errors) == {"preferred", *(f"preference_reason__{code}" for code in missing)}
    assert not Score.objects.get().preferred


def test_preferred_figure_with_its_reason_is_saved(world, open_page):
    page = open_page(world.score)
    page.tick("preferred")
    page["preference_reason__en"] = "The maker's own run."
    page["preference_reason__zh-hant"] = "開發者自己的測試。"
    page.save()
    assert Score.objects.get().preferred


@pytest.mark.parametrize("printed", ["101", "-1", "NaN", "Infinity", "1e3", "37,6", "٣٧", "9" * 19, ""])
def test_figure_that_is_none_or_outside_its_scale_is_refused(world, open_page, printed):
    refused = new_score(open_page(Score), world, printed=printed).refused()
    assert list(refused.errors) == ["printed"]
    assert Score.objects.count() == 1


def test_figure_in_the_form_of_its_model_is_examined_as_well(world, open_page):
    page = open_page(world.model)
    page["scores-0-printed"] = "376"
    assert "0 and 100" in page.refused().errors["scores-0-printed"][0]


def test_figure_keeps_its_digits(world, open_page):
    new_score(open_page(Score), world, printed="40.40").save()
    score = Score.objects.get(raw_place="Table 3")
    assert (score.printed, float(score.value), score.unit) == ("40.40", 40.4, "percent")


# --- Claims, terms, comparisons, use cases


@pytest.mark.parametrize("missing", ["en", "zh-hant"])
def test_corrected_claim_shows_its_correction_in_every_language(world, open_page, missing):
    page = open_page(world.claim)
    page[f"correction__{missing}"] = ""
    assert list(page.refused().errors) == [f"correction__{missing}"]
    page["outcome"] = "kept"
    page.save()


def test_claim_links_to_entries_by_name(world, open_page):
    page = open_page(world.claim)
    assert page["links-0-entry"] == "kind:coder"
    for name in (f"model:{world.model.slug}", "source:arxiv-2308.12950", "rating:kind:coder/fill-in-the-middle"):
        page.add_row("links", entry=name)
    page.save()
    assert [link.target for link in world.claim.links.order_by("pk")] == [
        world.coder,
        world.model,
        world.source,
        world.rating,
    ]
    assert open_page(world.claim)["links-3-entry"] == "rating:kind:coder/fill-in-the-middle"


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("model:no-such-model", "no entry model:no-such-model"),
        ("no-such-thing:x", "what the entry is"),
        ("seed-claim:17", "what the entry is"),
        ("rating:coder", "what the entry is"),
        ("", "required"),
    ],
)
def test_link_that_leads_nowhere_is_refused(world, open_page, name, told):
    page = open_page(world.claim)
    page["links-0-entry"] = name
    assert told in page.refused().errors["links-0-entry"][0]


def test_claim_does_not_link_to_an_entry_twice(world, open_page):
    page = open_page(world.claim)
    row = page.add_row("links", entry="kind:coder")
    assert "says the same" in page.refused().errors[row][0]


def test_words_of_a_term_are_written_one_to_a_line(world, open_page):
    page = open_page(world.term)
    assert page["banned_forms"] == "代码补全\r\n代碼補全"
    page["banned_forms"] = "代码补全\r\n\r\n 代碼補全 \r\n代码完成\r\n代码完成"
    page.save()
    assert Term.objects.get().banned_forms == ["代码补全", "代碼補全", "代码完成"]


def test_column_is_either_a_kind_or_a_model(world, open_page):
    page = open_page(world.curated)
    row = page.add_row("columns", kind=str(world.coder.pk), model=str(world.model.pk))
    assert "either a kind or a model" in page.refused().errors[row][0]


def test_column_stands_once(world, open_page):
    page = open_page(world.curated)
    row = page.add_row("columns", kind=str(world.instruct.pk))
    assert page.refused().errors[row]
    assert world.curated.columns.count() == 1


def test_need_has_a_weight_from_one_to_five(world, open_page):
    page = open_page(world.job)
    page["needs-0-weight"] = "6"
    assert list(page.refused().errors) == ["needs-0-weight"]


def test_days_are_iso_in_every_language(world, editor, open_page):
    editor.cookies["django_language"] = "zh-hant"
    page = open_page(world.note)
    assert (page.attrs["as_of"]["type"], page["as_of"]) == ("date", "2026-11-01")
    page["as_of"] = "1.11.2026"
    assert list(page.refused().errors) == ["as_of"]


def test_refused_entry_leaves_nothing_behind(world, open_page):
    page = open_page(world.family)
    page["name"] = "Oak"
    page["summary__en"] = "Large models."
    page["derived_from"] = str(world.family.pk)
    page.refused()
    family = Family.objects.get()
    assert family.name == "Acorn"
    assert family.text_in("en", "summary").text == "A family of small models."
