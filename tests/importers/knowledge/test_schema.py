"""The declarations against the document that binds writers, and against the models."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from kb.importers.knowledge.schema import CITATION, SPECS, in_writing_order

DOCUMENT = Path(settings.BASE_DIR, "docs", "fixtures.md").read_text()
ROWS = dict(re.findall(r"^\| `(\w+)` \| (.+) \|$", DOCUMENT, re.MULTILINE))


def documented(cell):
    """{name: may be left out} of the fields and texts that a row of the document names."""
    flat = re.sub(r"\([^()]*\)", "", cell.replace("`", ""))
    nested = re.search(r"(aliases|needs|values).*?\{(.*?)\}", flat)
    inner = nested[2] if nested else ""
    flat = re.sub(r"\{.*?\}", "", flat)
    if nested and nested[1] != "values":
        inner = ""
    names = re.findall(r"\b([a-z_]+)(\?)?", re.sub(r"list of|;.*", "", f"{flat}, {inner}".replace("*", "")))
    return {name: bool(optional) for name, optional in names if name not in ("values", "citations")}


def declared(spec):
    """The same, of a declaration."""
    plural = {single: many for many, single in spec.spread.items()}
    fields = {plural.get(one.name, one.name): not one.required for one in spec.fields.values()}
    texts = {name: not slot.required for name, slot in spec.slots.items()}
    parts = {"needs": False, "columns": False, "aliases": True, "links": True}
    return fields | texts | {name: parts[name] for name in spec.parts if name != "citations"}


def test_every_list_of_the_document_is_declared():
    assert set(ROWS) == set(SPECS)


@pytest.mark.parametrize("name", SPECS)
def test_the_document_names_the_fields_that_are_read(name):
    assert documented(ROWS[name]) == declared(SPECS[name])


@pytest.mark.parametrize("name", SPECS)
def test_allowed_words_of_the_document_are_those_of_the_model(name):
    told = dict(re.findall(r"\b([a-z_]+)\??,? ?\(([a-z0-9, -]+)\)", ROWS[name]))
    for one in SPECS[name].fields.values():
        choices = SPECS[name].model._meta.get_field(one.attr).choices if one.name not in ("subject", "value") else None
        if choices:
            assert told.get(one.name, "").split(", ") == [value for value, _label in choices], one.name


def test_what_the_document_says_of_citations_is_read():
    block = DOCUMENT.partition("      citations:\n")[2].partition("\n\n")[0]
    told = set(re.findall(r"^ +(?:- )?([a-z_]+):", block, re.MULTILINE))
    assert told == {*CITATION.fields, *CITATION.slots}


def test_each_list_is_written_after_those_it_refers_to():
    written = set()
    for spec in in_writing_order():
        assert spec.relations <= written, spec.name
        written.add(spec.name)
    assert written == set(SPECS)
