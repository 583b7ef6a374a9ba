"""From blocks to entries: spreading, typed values, and one line for each fault with file, line, entry and field."""

import datetime

import pytest

from kb.importers.knowledge.entries import read_entries
from kb.importers.knowledge.entry import RECORD_KEY_LENGTH
from kb.importers.knowledge.faults import Faults
from kb.importers.knowledge.fields import PartialDate, Ref
from kb.importers.knowledge.read import File, parse


def entries(text):
    """(entries, fault lines) of one file named f.yaml."""
    faults = Faults()
    found = read_entries(parse(File("f.yaml", text.encode()), faults), faults)
    return found, faults.lines()


def only(text):
    found, faults = entries(text)
    assert faults == []
    [entry] = found
    return entry


SCORES = """
scores:
  - protocol: p
    evaluator: meta
    source: s
    citations: [{source: c}]
    values:
      - {model: a, value: 37.60, raw_name: A, raw_place: t}
      - {model: b, value: "1", raw_name: B/2, raw_place: t, note: {en: x}}
"""
MODEL = "models:\n- {slug: m, name: M, family: f, kind: k, %s}\n"
RATING = "ratings:\n- {subjects: [%s], capability: c, level: yes}\n"


def test_each_subject_gets_its_own_rating():
    found, faults = entries(RATING % "kind:coder, 'model:m'")
    assert faults == []
    assert [entry.key for entry in found] == ["kind:coder/c", "model:m/c"]
    assert found[0].values["subject"] == Ref("kinds", "coder")


def test_each_language_of_each_subject_gets_its_own_row():
    text = "languages:\n- {subjects: [kind:a, model:b], purpose: prompt, languages: [en, zh], level: no}\n"
    assert [entry.key for entry in entries(text)[0]] == [
        "kind:a/prompt/en",
        "kind:a/prompt/zh",
        "model:b/prompt/en",
        "model:b/prompt/zh",
    ]


def test_each_value_becomes_a_score_with_what_stands_beside_the_list():
    found, faults = entries(SCORES)
    assert faults == []
    assert [entry.key for entry in found] == ["a/p/meta/s/A/t", "b/p/meta/s/B%2F2/t"]
    assert [entry.values["value"] for entry in found] == ["37.60", "1"]
    assert [len(entry.parts["citations"]) for entry in found] == [1, 1]


def test_a_change_beside_the_list_changes_every_score_and_a_changed_value_only_its_own():
    before = [entry.digest for entry in entries(SCORES)[0]]
    run = [entry.digest for entry in entries(SCORES.replace("    source: s", "    run: r\n    source: s"))[0]]
    value = [entry.digest for entry in entries(SCORES.replace("37.60", "37.6"))[0]]
    assert [old == new for old, new in zip(before, run, strict=True)] == [False, False]
    assert [old == new for old, new in zip(before, value, strict=True)] == [False, True]


def test_comments_order_and_line_breaks_do_not_change_the_digest():
    first = only("organizations:\n- slug: a\n  name: A\n  summary: {en: one two, zh-hant: 一}\n").digest
    other = "# x\norganizations:\n- name: A\n  summary:\n    zh-hant: 一\n    en: >-\n      one\n      two\n  slug: a\n"
    assert only(other).digest == first


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("total_params: 7.6B", 7_600_000_000),
        ("total_params: 7615616512", 7_615_616_512),
        ('context_window: "16K"', 16_384),
        ("context_window: '16,384'", 16_384),
        ("open_weights: false", False),
        ("released_on: 2023-08-24", PartialDate(datetime.date(2023, 8, 24), "day")),
        ("released_on: 2023-08", PartialDate(datetime.date(2023, 8, 1), "month")),
        ("released_on: 2023", PartialDate(datetime.date(2023, 1, 1), "year")),
        ("retired: null", None),
        ("training_methods: [sft, dpo]", [Ref("training_methods", "sft"), Ref("training_methods", "dpo")]),
    ],
)
def test_values_become_what_the_field_holds(written, value):
    found, _faults = entries(MODEL % written)
    assert found[0].values.get(written.partition(":")[0]) == value


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        ("total_params: 7.6X", "total_params: "),
        (f"total_params: {'9' * 10_000}", "total_params: "),
        ("context_window: .inf", "context_window: "),
        ("open_weights: yes", "open_weights: must be true or false"),
        ("released_on: 2023-13", "released_on: 2023-13 is no date"),
        ("released_on: 2023-02-30", "released_on: 2023-02-30 is no date"),
        ("released_on: spring", "released_on: 'spring' is no date"),
        ("training_methods: sft", "training_methods: must be a list"),
        ("training_methods: [sft, sft]", "training_methods: training_methods.sft stands twice"),
        ("training_methods: [[sft]]", "training_methods: must be one word"),
        ("colour: red", "colour: there is no such field"),
        ("subject: kind:x", "subject: there is no such field"),
        ("status: hidden", "status: must be one of draft, published"),
        ("origin: robot", "origin: must be one of machine, human"),
        ("source_lang: fr", "source_lang: must be one of en, zh-hant"),
        ("summary: Plain words", "summary: a text stands once per language"),
        ("summary: {en: x, fr: y}", "summary.fr: unknown language"),
        ("summary: {en: ''}", "summary.en: must be a text"),
        ("summary: {en: [x]}", "summary.en: must be a text"),
        ("huggingface_id: true", "huggingface_id: true is no word"),
        ("huggingface_id: ''", "huggingface_id: is empty"),
        ("huggingface_id: [a]", "huggingface_id: must be one word"),
        ('huggingface_id: "a\\nb"', "huggingface_id: must be one line"),
        ("citations: x", "citations: must be a list"),
        ("citations: [x]", "citations: must be a mapping of fields"),
        ("citations: [{source: s, field: colour}]", "citations: 'colour' is no field of this entry"),
        ("citations: [{source: s}, {source: s}]", "citations: says the same as line 2"),
        ("citations: [{locator: p}]", "citations.source: is missing"),
        ("aliases: [{name: x}]", "aliases.where: is missing"),
    ],
)
def test_a_fault_names_file_line_entry_field_and_reason(written, fault):
    _found, faults = entries(MODEL % written)
    assert faults[0].startswith(f"f.yaml:2: models.m.{fault}")
    assert len(faults) == 1
    assert "\n" not in faults[0]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("colours:\n- {slug: a}\n", "f.yaml:1: colours: there is no such list"),
        ("models: x\n", "f.yaml:1: models: must be a list of entries"),
        ("models:\n- x\n", "f.yaml:2: models: an entry must be a mapping"),
        ("kinds:\n- {slug: a}\n", "f.yaml:2: kinds.a.name: is missing"),
        (RATING % "", "f.yaml:2: ratings.subjects: must be a list of at least one"),
        (RATING % "coder", "f.yaml:2: ratings.coder/c.subject: 'coder' must be kind:…, family:…, model:…"),
        (RATING % "tool:x", "f.yaml:2: ratings.tool:x/c.subject: 'tool:x' must be kind:…"),
        (RATING % "kind:x" + "  subject: kind:x\n", "f.yaml:3: YAML"),
        ("scores:\n- {protocol: p, model: m, values: [{model: a}]}", "f.yaml:2: scores.model: there is no such"),
        ("scores:\n- {protocol: p, values: []}", "f.yaml:2: scores.values: must be a list of at least one"),
        ("scores:\n- {protocol: p, values: [x]}", "f.yaml:2: scores.values: must be a mapping of fields"),
        ("comparisons:\n- {slug: c, columns: [family:x]}", "f.yaml:2: comparisons.c.columns.family:x.column: 'fam"),
        ("seed_claims:\n- {number: S4}", "f.yaml:2: seed_claims.S4.number: 'S4' is not a whole number"),
    ],
)
def test_what_is_no_entry_is_told(text, fault):
    _found, faults = entries(text)
    assert any(line.startswith(fault) for line in faults), faults


@pytest.mark.parametrize("value", ["NaN", "Infinity", "1e5", "0x10", "1,5", "½", "１２", "9" * 10_000, "-", "1_000"])
def test_a_figure_is_digits_and_one_point(value):
    _found, faults = entries(SCORES.replace("37.60", f'"{value}"'))
    assert len(faults) == 1
    assert faults[0].startswith("f.yaml:8: scores.a/p/meta/s/A/t.value: ")
    assert len(faults[0]) < 200


def test_a_required_text_must_be_there_in_every_language():
    texts = "name: {en: A},\n   summary: {zh-hant: 一}"
    text = f"kinds:\n- {{slug: a, specialisation: code, tuning: base, position: 1, {texts}}}\n"
    assert entries(text)[1] == [
        "f.yaml:2: kinds.a.name: is missing in zh-hant",
        "f.yaml:3: kinds.a.summary: is missing in en",
    ]


def test_what_yaml_refused_is_not_complained_of_again():
    assert entries("organizations:\n- {slug: &a x, name: *a}\n")[1] == [
        "f.yaml:2: organizations.1.name: aliases (*) are not used here; write it out",
        "f.yaml:2: organizations.1.slug: anchors (&) are not used here",
    ]


def test_a_field_of_a_citation_is_stored_by_the_name_of_the_model():
    text = SCORES.replace("raw_place: t}", "raw_place: t, citations: [{source: s, field: value}]}", 1)
    citations = entries(text)[0][0].parts["citations"]
    assert [citation.values.get("field") for citation in citations] == ["printed"]


def test_texts_are_stored_clean():
    entry = only("organizations:\n- slug: a\n  name: A\n  summary:\n    en: |\n      one  \n      cafe\u0301\n\n")
    assert entry.texts["summary"]["en"] == "one\ncafé"


def test_references_reach_from_fields_nested_parts_and_texts():
    text = MODEL % "summary: {en: 'so [@a; @b].'}, citations: [{source: s, note: {en: '[@c]'}}]"
    refs = {str(ref) for _entry, _name, ref in only(text).references()}
    assert refs == {"families.f", "kinds.k", "sources.a", "sources.b", "sources.c", "sources.s"}


def test_a_key_too_long_to_remember_ends_in_a_hash_of_its_own():
    names = ["x" * 199 + end for end in "ab"]
    place = "y" * 199
    text = SCORES.replace("raw_place: t}", f"raw_place: {place}}}", 1)
    keys = [entries(text.replace("raw_name: A", f"raw_name: {name}"))[0][0].record_key for name in names]
    assert [len(key) for key in keys] == [RECORD_KEY_LENGTH, RECORD_KEY_LENGTH]
    assert keys[0] != keys[1]
