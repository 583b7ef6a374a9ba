"""The plan: what becomes of each entry, told without a database."""

import pytest

from kb.importers.knowledge.entries import read_entries
from kb.importers.knowledge.faults import Faults
from kb.importers.knowledge.plan import make_plan
from kb.importers.knowledge.read import File, parse
from kb.importers.knowledge.standing import Record

TEXT = "{en: x, zh-hant: 字}"
FILE = f"""
organizations:
  - {{slug: meta, name: Meta}}
families:
  - {{slug: code-llama, name: Code Llama, organization: meta, derived_from: llama-2, summary: {TEXT}}}
  - {{slug: llama-2, name: Llama 2, organization: meta, summary: {TEXT}}}
"""


class Database:
    """Stands for the database: rows by list and key, records, and a digest for each row."""

    def __init__(self, rows=(), records=(), digests=()):
        self.known, self.records, self.told = dict(rows), dict(records), dict(digests)
        self.asked = []

    def rows(self, name):
        return self.known.get(name, {})

    def primary_keys(self, name):
        return set(self.rows(name).values())

    def digests(self, name, pks):
        self.asked.append((name, sorted(pks)))
        return {pk: self.told[name, pk] for pk in pks}


def plan(text, database):
    """({key: status}, plan, fault lines)."""
    faults = Faults()
    entries = read_entries(parse(File("f.yaml", text.encode()), faults), faults)
    made = make_plan(entries, database, faults)
    return {one.entry.key: one.status.value for one in made.planned}, made, faults.lines()


def digest(text, key):
    entries = read_entries(parse(File("f.yaml", text.encode()), Faults()), Faults())
    return next(entry.digest for entry in entries if entry.key == key)


ROWS = {"organizations": {"meta": 1}, "families": {"code-llama": 2, "llama-2": 3}}


def recorded(**changed):
    """Records of everything in FILE as it was loaded; `changed` by key with underscores."""
    told = {
        "organizations:meta": Record(digest(FILE, "meta"), "row", 1),
        "families:code-llama": Record(digest(FILE, "code-llama"), "row", 2),
        "families:llama-2": Record(digest(FILE, "llama-2"), "row", 3),
    }
    return told | changed


def test_everything_is_new_in_an_empty_database():
    statuses, made, faults = plan(FILE, Database())
    assert statuses == {"meta": "new", "code-llama": "new", "llama-2": "new"}
    assert faults == []
    assert made.counts() == {"organizations": {"new": 1}, "families": {"new": 2}}


def test_what_the_files_say_again_is_the_same_and_no_row_is_looked_at():
    database = Database(ROWS, recorded())
    assert set(plan(FILE, database)[0].values()) == {"same"}
    assert database.asked == []


@pytest.mark.parametrize(("row", "status"), [("row", "changed"), ("other", "edited")])
def test_a_changed_entry_is_written_only_where_its_row_is_as_it_was_loaded(row, status):
    database = Database(ROWS, recorded(), {("families", 3): row})
    statuses, _made, _faults = plan(FILE.replace("Llama 2,", "Llama Two,"), database)
    assert statuses == {"meta": "same", "code-llama": "same", "llama-2": status}
    assert database.asked == [("families", [3])]


def test_a_row_that_was_not_loaded_is_kept():
    statuses, made, _faults = plan(FILE, Database(ROWS))
    assert set(statuses.values()) == {"edited"}
    assert {one.pk for one in made.planned} == {1, 2, 3}


def test_what_an_editor_deleted_is_not_made_again_and_holds_back_what_needs_it():
    rows = {"families": {"llama-2": 3}}
    text = FILE.replace("name: Code Llama,", "name: CodeLlama,") + (
        f"  - {{slug: a, name: A, organization: meta, summary: {TEXT}}}\n"
        f"  - {{slug: b, name: B, organization: meta, derived_from: a, summary: {TEXT}}}\n"
    )
    statuses, made, faults = plan(text, Database(rows, recorded()))
    assert statuses == {
        "meta": "edited",
        "code-llama": "edited",
        "llama-2": "same",
        "a": "unresolved",
        "b": "unresolved",
    }
    assert [one for one in made.planned if one.is_written] == []
    assert faults == []


def test_every_reference_that_leads_nowhere_is_told():
    text = FILE.replace("organization: meta", "organization: mata")
    assert [line.split(": ", 1)[1] for line in plan(text, Database())[2]] == [
        "families.code-llama.organization: there is no such entry: organizations.mata",
        "families.llama-2.organization: there is no such entry: organizations.mata",
    ]


def test_a_reference_may_lead_to_what_editors_keep_but_not_to_what_the_files_dropped():
    text = FILE.replace("organization: meta", "organization: other")
    database = Database({"organizations": {"other": 9}})
    assert plan(text, database)[2] == []
    database.records = {"organizations:other": Record("x", "x", 9)}
    assert "the files no longer hold this entry: organizations.other" in plan(text, database)[2][0]


def test_the_same_entry_twice_is_told_with_both_places():
    text = FILE + f"  - {{slug: llama-2, name: Other, organization: meta, summary: {TEXT}}}\n"
    assert plan(text, Database())[2] == ["f.yaml:7: families.llama-2: the same entry stands at f.yaml:6"]


def test_a_gone_entry_is_told_apart_from_one_that_nobody_has_any_more():
    records = recorded() | {"families:old": Record("x", "x", 7), "families:older": Record("x", "x", 8)}
    rows = ROWS | {"families": ROWS["families"] | {"old": 7}}
    _statuses, made, _faults = plan(FILE, Database(rows, records))
    assert [one.record_key for one in made.gone] == ["families:old"]
    assert made.forgotten == ["families:older"]
