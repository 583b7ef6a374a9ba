"""What the knowledge in `fixtures/` must hold: the founding note whole, its corrections, both languages, evidence."""

import re
from collections import Counter

import pytest
from django.contrib.contenttypes.models import ContentType

from kb.models import (
    Aspect,
    Capability,
    Citation,
    Comparison,
    Family,
    LanguageModel,
    ModelKind,
    Note,
    Rating,
    Score,
    SeedClaim,
    Source,
    Statement,
    Term,
    TextUnit,
    UseCase,
)
from kb.text import banned_forms, cited_keys, faults, has_tracking

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("knowledge")]

FAMILIES = {
    "llama-2",
    "llama-3",
    "code-llama",
    "deepseek-coder",
    "deepseek-coder-v2",
    "wizardcoder",
    "starcoder",
    "qwen2-5",
    "qwen2-5-coder",
    "claude",
}
USE_CASES = {
    "tab-completion",
    "generate-code",
    "refactor",
    "debug",
    "explain-code",
    "write-docstrings",
    "tool-calling",
    "agentic-coding",
    "summarise",
    "translate",
    "answer-questions",
    "explain-concept",
    "multi-turn-chat",
    "pseudocode",
}


def test_every_row_of_the_ledger_is_a_claim_with_a_reason():
    claims = SeedClaim.objects.order_by("number")
    assert [claim.number for claim in claims] == list(range(1, 48))
    assert all(claim.text_in("en", "reason") for claim in claims)


def test_no_claim_of_the_note_is_left_without_an_entry_that_holds_it():
    dropped = {3}  # chat residue: there is nothing to hold
    without = {claim.number for claim in SeedClaim.objects.filter(links__isnull=True)}
    assert without <= dropped


def test_the_fifteen_sources_of_the_note_are_clean_and_keep_their_raw_address():
    sources = Source.objects.exclude(seed_number=None).order_by("seed_number")
    assert [source.seed_number for source in sources] == list(range(1, 16))
    for source in sources:
        assert not has_tracking(source.url)
        assert "utm_source=chatgpt.com" in source.url_raw


def test_no_address_that_readers_follow_is_tracked():
    assert [source.key for source in Source.objects.exclude(url=None) if has_tracking(source.url)] == []


def test_a_source_that_nobody_opened_supports_nothing():
    support = Citation.objects.filter(verdict__in=["supports", "partly"])
    assert support.count() > 500
    assert not support.exclude(basis__in=["opened", "part"]).exists()


@pytest.mark.parametrize(
    "key", ["medium-yananchen", "thoughtbot-open-llms", "reddit-1gaxz5n", "techradar-best-coding-llms"]
)
def test_sources_of_the_note_that_could_not_be_opened_stay_unchecked(key):
    verdicts = set(Citation.objects.filter(source__key=key).values_list("verdict", flat=True))
    assert verdicts == {"unchecked"}


def test_the_qwen_remark_is_not_supported_by_the_sources_named_for_it():
    claim = SeedClaim.objects.get(number=16)
    verdicts = dict(claim.citations.values_list("source__key", "verdict"))
    assert verdicts["getbusinessgrants-chat-instruct"] == "does-not"
    assert verdicts["arxiv-2308.12950"] == "does-not"


def test_the_reversed_antecedent_is_struck_and_corrected_in_chinese():
    text = str(SeedClaim.objects.get(number=17).text_in("zh-hant", "correction"))
    assert "~~後者~~" in text
    assert "++前者" in text


def test_every_kind_has_every_aspect():
    for kind in ModelKind.objects.all():
        assert kind.statements.count() == Aspect.objects.count()
    assert ModelKind.objects.count() == 6


def test_every_kind_is_rated_for_every_capability():
    for kind in ModelKind.objects.all():
        assert kind.ratings.count() == Capability.objects.count()


def test_the_families_and_use_cases_of_the_note_are_there():
    assert set(Family.objects.published().values_list("slug", flat=True)) >= FAMILIES
    assert set(UseCase.objects.published().values_list("slug", flat=True)) >= USE_CASES
    assert Term.objects.published().count() >= 40


@pytest.mark.parametrize(
    ("model", "level"),
    [
        ("code-llama-7b", "yes"),
        ("code-llama-13b", "yes"),
        ("code-llama-34b", "no"),
        ("code-llama-70b", "yes"),
        ("qwen2-5-coder-7b", "yes"),
        ("qwen2-5-coder-7b-instruct", "partial"),
    ],
)
def test_fill_in_the_middle_by_model_with_evidence(model, level):
    rating = Rating.objects.get(model__slug=model, capability__slug="fill-in-the-middle")
    assert rating.level == level
    assert rating.citations.exists()


def test_each_coder_base_starts_from_the_general_base_of_its_size():
    for size in ["0-5b", "1-5b", "3b", "7b", "14b", "32b"]:
        assert LanguageModel.objects.get(slug=f"qwen2-5-coder-{size}").based_on.slug == f"qwen2-5-{size}"


def test_rival_figures_of_wizardcoder_stand_side_by_side():
    printed = Score.objects.filter(model__slug="wizardcoder-15b-v1-0", protocol__benchmark__slug="humaneval")
    assert set(printed.values_list("printed", flat=True)) == {"57.3", "59.8", "56.7"}


@pytest.mark.parametrize(
    ("model", "protocol", "printed"),
    [
        ("qwen2-5-7b-instruct", "bigcodebench-full-instruct", "37.6"),
        ("qwen2-5-coder-7b-instruct", "bigcodebench-full-instruct", "40.4"),
        ("qwen2-5-7b-instruct", "bigcodebench-full-complete", "46.1"),
        ("qwen2-5-coder-7b-instruct", "bigcodebench-full-complete", "48.8"),
        ("llama-3-70b-instruct", "bigcodebench-full-instruct", "43.6"),
        ("code-llama-70b-instruct", "bigcodebench-full-complete", "49.6"),
        ("deepseek-coder-v2-instruct", "bigcodebench-full-complete", "59.7"),
        ("qwen2-5-coder-14b-instruct", "bigcodebench-hard-complete", "29.7"),
    ],
)
def test_figures_of_the_ledger(model, protocol, printed):
    scores = Score.objects.filter(model__slug=model, protocol__slug__startswith=protocol, evaluator__slug="bigcode")
    assert list(scores.values_list("printed", flat=True)) == [printed]


def test_every_text_stands_in_both_languages():
    languages = Counter()
    for unit in TextUnit.objects.exclude(field="quote_translation").values_list("content_type", "object_id", "field"):
        languages[unit] += 1
    assert [unit for unit, count in languages.items() if count != 2] == []


def test_texts_are_marked_as_machine_written_and_unreviewed():
    assert set(TextUnit.objects.values_list("origin", flat=True)) == {"machine"}
    assert not TextUnit.objects.exclude(reviewed_at=None).exists()


@pytest.mark.parametrize("language", ["en", "zh-hant"])
def test_typography_of_every_text(language):
    # The note's own words and their corrections keep the note's own typography.
    quoted = ContentType.objects.get_for_model(SeedClaim)
    units = TextUnit.objects.filter(language=language).exclude(content_type=quoted, field__in=["words", "correction"])
    found = [(str(unit), fault) for unit in units for fault in faults(unit.text, language)]
    assert found == []


def test_chinese_texts_avoid_the_forms_of_other_regions():
    banned = {form: term.chinese for term in Term.objects.all() for form in term.banned_forms}
    outside = ContentType.objects.get_for_models(SeedClaim, Term)
    units = TextUnit.objects.filter(language="zh-hant").exclude(content_type__in=outside.values())
    # A form may be named, in quotation marks, where a text speaks of it.
    own_words = [(str(unit), re.sub("「[^」]*」", "「」", unit.text)) for unit in units]
    assert [(unit, fault) for unit, text in own_words for fault in banned_forms(text, banned)] == []


def test_notes_cite_the_same_known_sources_in_both_languages():
    keys = set(Source.objects.values_list("key", flat=True))
    for note in Note.objects.all():
        english, chinese = (cited_keys(str(note.text_in(code, "body"))) for code in ("en", "zh-hant"))
        assert english == chinese
        assert set(english) <= keys


def test_statements_say_when_they_were_true_and_carry_evidence_or_say_that_they_lack_it():
    assert not Statement.objects.filter(as_of=None).exists()
    assert Statement.objects.filter(citations__verdict="supports").distinct().count() > 60


def test_the_notes_own_comparison_comes_first():
    first = Comparison.objects.published().first()
    assert first.slug == "instruct-vs-coder"
    assert [column.key for column in first.columns.all()] == ["kind:instruct", "kind:coder", "kind:coder-instruct"]


def test_quotations_are_short_and_hold_no_markup():
    quotes = Citation.objects.exclude(quote="").values_list("quote", flat=True)
    assert quotes.count() > 300
    assert [quote for quote in quotes if len(quote) > 300 or re.search(r"<[a-z]+[ >]", quote)] == []
