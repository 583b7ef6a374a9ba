"""A load from the files to the rows: everything arrives, nothing half, nothing twice."""

import datetime
from decimal import Decimal

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kb.importers.knowledge.load import FIRST_IMPORT
from kb.models import (
    Citation,
    Comparison,
    Family,
    FixtureRecord,
    LanguageModel,
    LanguageSupport,
    Organization,
    Protocol,
    Rating,
    Score,
    SeedClaim,
    Source,
    Statement,
    Term,
    TextUnit,
    Tool,
    UseCase,
    source_hash,
)
from tests.importers.knowledge.sample import ENTRIES

pytestmark = pytest.mark.django_db


def rows():
    """How many rows each model of the knowledge base has."""
    return {model.__name__: model.objects.count() for model in apps.get_app_config("kb").get_models()}


def test_every_list_arrives_whole(sample):
    summary = sample.loaded()
    assert summary.written
    assert sum(counter["new"] for counter in summary.counts.values()) == ENTRIES
    assert FixtureRecord.objects.count() == ENTRIES + 1
    model = LanguageModel.objects.get(slug="code-llama-7b")
    assert (model.total_params, model.context_window, model.open_weights) == (6_700_000_000, 16_384, True)
    assert (model.active_params, model.retired, model.status) == (None, None, "published")
    assert (model.released_on, model.released_precision) == (datetime.date(2023, 1, 1), "year")
    assert (model.family.slug, model.kind.slug, model.licence.slug) == ("code-llama", "coder", "llama-2")
    assert [method.slug for method in model.training_methods.all()] == ["fim"]
    assert [(alias.where, alias.name) for alias in model.aliases.all()] == [("ollama", "codellama:7b")]
    assert [citation.field for citation in model.citations.all()] == ["context_window"]
    assert Term.objects.get().status == "draft"
    assert Term.objects.get().chinese_synonyms == ["中間填充"]
    assert {family.slug for family in Tool.objects.get().families.all()} == {"code-llama", "llama-2"}
    assert {rating.subject_key for rating in Rating.objects.all()} == {"model:code-llama-7b", "kind:coder"}
    assert {row.language for row in LanguageSupport.objects.all()} == {"python", "c++"}
    assert Statement.objects.get().text_in("zh-hant", "text").text == "撰寫程式碼。"
    need = UseCase.objects.get().needs.get()
    assert (need.required, need.weight, need.text_in("en", "reason").text) == (
        True,
        5,
        "The cursor stands in the middle.",
    )
    assert [column.key for column in Comparison.objects.get().columns.all()] == ["kind:base", "code-llama-7b"]
    assert Protocol.objects.get().unknown_settings[0] == "version"
    assert Protocol.objects.get().stated_settings() == {"shots": "0"}


def test_references_lead_across_files_and_within_a_list_in_both_directions(sample):
    sample.loaded()
    llama = Family.objects.get(slug="llama-2")
    assert llama.superseded_by.derived_from == llama
    assert LanguageModel.objects.get(slug="code-llama-7b").based_on.slug == "llama-2-7b"
    assert LanguageModel.history.get(slug="code-llama-7b").based_on_id is not None


def test_a_citation_keeps_verdict_place_and_both_texts(sample):
    sample.loaded()
    citation = Citation.objects.get(field="derived_from")
    assert (citation.target.slug, citation.source.key) == ("code-llama", "arxiv-2308.12950")
    assert (citation.verdict, citation.basis, citation.checked_on) == (
        "supports",
        "opened",
        datetime.date(2026, 11, 1),
    )
    assert citation.units("quote_translation").keys() == {"zh-hant"}
    assert citation.units("note").keys() == {"en", "zh-hant"}


def test_links_of_a_claim_lead_to_entries_known_by_their_parents(sample):
    sample.loaded()
    targets = [link.target for link in SeedClaim.objects.get().links.all()]
    assert [type(target).__name__ for target in targets] == ["Rating", "Statement", "Note"]
    assert targets[0].subject_key == "model:code-llama-7b"


def test_a_figure_keeps_the_digits_of_its_source(sample):
    sample.loaded()
    score = Score.objects.get(model__slug="code-llama-7b")
    assert (score.printed, score.value, score.unit) == ("33.50", Decimal("33.5"), "percent")


def test_the_address_of_a_source_is_cleaned_and_the_raw_one_kept(sample):
    sample.loaded()
    source = Source.objects.get(key="arxiv-2308.12950")
    assert source.url == "https://arxiv.org/abs/2308.12950"
    assert source.url_raw.endswith("utm_source=chatgpt.com")


def test_what_save_derives_is_derived(sample):
    sample.loaded()
    for obj in [LanguageModel.objects.first(), Term.objects.first()]:
        name = "sort_name" if isinstance(obj, LanguageModel) else "stroke_key"
        loaded = getattr(obj, name)
        obj.save()
        assert loaded == getattr(obj, name) != ""


def test_a_translation_is_stamped_with_the_original_it_stands_beside(sample):
    sample.loaded()
    summary = Family.objects.get(slug="code-llama").units("summary")
    assert (summary["en"].source_hash, summary["en"].source_text) == ("", "")
    assert summary["zh-hant"].source_text == "Starts from Llama 2."
    assert summary["zh-hant"].source_hash == source_hash("Starts from Llama 2.")
    assert {unit.origin for unit in TextUnit.objects.all()} == {"machine"}
    assert not TextUnit.objects.exclude(reviewed_at=None).exists()


def test_a_chinese_original_stamps_the_english_text(sample):
    sample.loaded()
    claim = SeedClaim.objects.get()
    assert claim.source_lang == "zh-hant"
    assert claim.units("words")["en"].source_text == "中間填充"
    assert claim.units("words")["zh-hant"].source_text == ""


def test_texts_of_people_are_kept_as_such(sample):
    sample.replace("    name: Meta\n", "    name: Meta\n    origin: human\n", "organizations.yaml").loaded()
    assert {unit.origin for unit in Organization.objects.get(slug="meta").texts.all()} == {"human"}


def test_every_row_has_a_row_of_history_with_the_reason_and_nobody_as_its_author(sample):
    sample.loaded()
    for model in apps.get_app_config("kb").get_models():
        if hasattr(model._meta, "simple_history_manager_attribute"):
            told = list(model.history.values_list("history_type", "history_change_reason", "history_user"))
            assert told == [("+", FIRST_IMPORT, None)] * model.objects.count(), model


def test_history_keeps_many_to_many_relations(sample):
    sample.loaded()
    row = LanguageModel.history.get(slug="code-llama-7b")
    assert [one.trainingmethod.slug for one in row.training_methods.all()] == ["fim"]


def test_a_second_load_changes_nothing(sample):
    sample.loaded()
    before = rows()
    assert sample.loaded().up_to_date
    sample.write("# a comment\n", "comment.yaml")
    summary = sample.loaded()
    assert {name for counter in summary.counts.values() for name, count in counter.items() if count} == {"same"}
    assert rows() == before


def test_an_unchanged_folder_costs_one_query(sample, django_assert_num_queries):
    sample.loaded()
    with django_assert_num_queries(1):
        assert sample.load().up_to_date


def test_an_empty_folder_is_no_fault(folder):
    assert folder.loaded().counts == {}


def test_check_writes_nothing_and_tells_the_same(sample):
    before = rows()
    checked = sample.loaded(check=True)
    assert not checked.written
    assert rows() == before
    assert sample.loaded().counts == checked.counts


def test_check_looks_even_where_nothing_has_changed(sample):
    sample.loaded()
    assert not sample.load(check=True).up_to_date


def test_progress_is_told_as_it_goes(sample):
    told = []
    sample.load(progress=told.append)
    assert told[0] == "Reading 5 files ..."
    assert len(told) == 3


TEXT = "{en: x, zh-hant: 字}"


def ratings(count, level="partial", note="x"):
    """Capabilities, and a rating with a note and a citation for each."""
    texts = f"name: {TEXT}, summary: {TEXT}"
    note = f"{{en: {note}, zh-hant: {note} 字}}"
    capabilities = [f"- {{slug: c{n}, group: code, position: {n}, {texts}}}" for n in range(count)]
    rated = [
        f"- {{subjects: [family:llama-2], capability: c{n}, level: {level}, note: {note}, "
        f"citations: [{{source: arxiv-2308.12950, locator: p{n}, note: {note}}}]}}"
        for n in range(count)
    ]
    return "\n".join(["capabilities:", *capabilities, "ratings:", *rated])


def queries_of(folder, text):
    folder.write(text)
    with CaptureQueriesContext(connection) as queries:
        folder.loaded()
    return len(queries)


def test_thirty_new_entries_cost_the_queries_of_three(sample):
    sample.loaded()
    assert queries_of(sample, ratings(3)) == queries_of(sample, ratings(33))
    assert Rating.objects.count() == 35


def test_thirty_changed_entries_cost_the_queries_of_three(sample):
    sample.write(ratings(33)).loaded()
    changed = ratings(3, "yes", "y").partition("ratings:")[2].splitlines()
    kept = ratings(33).partition("ratings:")[2].splitlines()
    three = "\n".join([ratings(33).partition("\nratings:")[0], "ratings:", *changed[1:], *kept[4:]])
    assert queries_of(sample, three) == queries_of(sample, ratings(33, "yes", "z"))
    assert {rating.level for rating in Rating.objects.filter(family__slug="llama-2")} == {"yes"}
