"""Flat entries out of the blocks of the files: typed values, texts, nested parts, a key and a digest each.

`subjects`, `languages` and `values` are spread here, so that one entry is one row from now on. Pure: no database.
"""

import hashlib
import itertools
import json
from dataclasses import dataclass, field

from django.conf import settings

from kb.importers.knowledge.faults import Faults, Place, Refused
from kb.importers.knowledge.fields import Ref, choice
from kb.importers.knowledge.read import UNREAD, Block, Rows
from kb.importers.knowledge.schema import CITATION, SPECS, Spec, key_text
from kb.models import Origin, Status
from kb.text import TextRefused, check_note, cited_keys, clean_text

LANGUAGES = [code for code, _name in settings.LANGUAGES]
RECORD_KEY_LENGTH = 300
LABEL_LENGTH = 70  # of a key within a fault
ONE_LANGUAGE = "quote_translation"  # the other language is the quotation's own


@dataclass(eq=False, slots=True)
class Entry:
    """One row to be. `values` by field name; a reference is a Ref, many are a list of Ref."""

    spec: Spec
    block: Block
    values: dict
    texts: dict[str, dict[str, str]]
    source_lang: str
    origin: str
    status: str
    label: str  # names the entry in faults
    key: str = ""
    digest: str = ""
    parts: dict[str, list["Entry"]] = field(default_factory=dict)
    is_sound: bool = True  # nothing was wrong with it when it was read

    @property
    def ref(self):
        return Ref(self.spec.name, self.key)

    @property
    def record_key(self):
        """The key under which the loader remembers the entry; what is too long ends in a hash."""
        key = f"{self.spec.name}:{self.key}"
        if len(key) <= RECORD_KEY_LENGTH:
            return key
        return f"{key[: RECORD_KEY_LENGTH - 65]}#{hashlib.sha256(key.encode()).hexdigest()}"

    def place(self, name=None) -> Place:
        return self.block.place(name)

    def references(self):
        """(entry, field name, Ref) of everything that the entry, a nested part or a `[@key]` in a text refers to."""
        for name, value in self.values.items():
            for one in value if isinstance(value, list) else [value]:
                if isinstance(one, Ref):
                    yield self, name, one
        for slot, texts in self.texts.items():
            for key in {key for text in texts.values() if "[@" in text for key in cited_keys(text)}:
                yield self, slot, Ref("sources", key)
        for part in itertools.chain.from_iterable(self.parts.values()):
            yield from part.references()


def read_entries(content: Block, faults: Faults) -> list[Entry]:
    """The entries of one file."""
    entries = []
    for name, rows in content.items():
        spec = SPECS.get(name)
        if spec is None:
            faults.add(content.place(name), name, f"there is no such list; there are {', '.join(SPECS)}")
        elif isinstance(rows, Rows):
            for block, line in zip(rows, rows.lines, strict=True):
                if isinstance(block, Block):
                    entries += _spread(spec, block, faults)
                elif block is not UNREAD:
                    faults.add(Place(content.file, line), name, "an entry must be a mapping of fields")
        elif rows is not None and rows is not UNREAD:
            faults.add(content.place(name), name, "must be a list of entries")
    return entries


def _spread(spec, block, faults):
    """The rows that one entry of a file stands for."""
    if spec.group:
        return _grouped(spec, block, faults)
    if not spec.spread:
        return [_finished(spec, block, faults)]
    choices, rest = [], _without(block, spec.spread)
    for plural, single in spec.spread.items():
        items = block.get(plural)
        if not isinstance(items, Rows) or not items:
            if items is not UNREAD:
                faults.add(block.place(plural), f"{spec.name}.{plural}", "must be a list of at least one")
            return []
        choices.append([(single, item, line) for item, line in zip(items, items.lines, strict=True)])
    entries = []
    for chosen in itertools.product(*choices):
        one = _copy(rest)
        for single, item, line in chosen:
            if single in block:
                faults.add(block.place(single), f"{spec.name}.{single}", "there is no such field")
            one[single], one.lines[single] = item, line
        entries.append(_finished(spec, one, faults))
    return entries


def _grouped(spec, block, faults):
    items = block.get(spec.group)
    if not isinstance(items, Rows) or not items:
        if items is not UNREAD:
            faults.add(block.place(spec.group), f"{spec.name}.{spec.group}", "must be a list of at least one")
        return []
    shared, entries = _without(block, [spec.group]), []
    allowed = {*spec.shared, "source_lang", "origin", "citations"}
    for name in shared.keys() - allowed:
        faults.add(block.place(name), f"{spec.name}.{name}", "there is no such field beside the list of values")
    for item, line in zip(items, items.lines, strict=True):
        if not isinstance(item, Block):
            if item is not UNREAD:
                faults.add(Place(block.file, line), f"{spec.name}.{spec.group}", "must be a mapping of fields")
            continue
        one = _copy(item)
        for name in shared.keys() & allowed:
            if name not in one:
                one[name], one.lines[name] = shared[name], shared.lines[name]
            elif name in spec.shared:
                faults.add(item.place(name), f"{spec.name}.{name}", "stands beside the list of values, not in it")
        entries.append(_finished(spec, one, faults))
    return entries


def _copy(block):
    copy = Block(block.file, block.line)
    copy.update(block)
    copy.lines = dict(block.lines)
    return copy


def _without(block, names):
    copy = _copy(block)
    for name in names:
        copy.pop(name, None)
    return copy


def _finished(spec, block, faults):
    """One top-level entry with its key and the digest of what the file says of it."""
    entry = _entry(spec, block, faults, "")
    entry.key = key_text(spec, entry.values)
    said = json.dumps([entry.key, block], sort_keys=True, default=repr)
    entry.digest = hashlib.sha256(said.encode()).hexdigest()
    return entry


def _entry(spec, block, faults, within):
    """One entry or nested part. `within` names the entry around it in faults."""
    name = f"{within}{spec.name}"
    identity = [block.get(one) for one in spec.key]
    if all(isinstance(one, str) for one in identity):
        key = "/".join(identity)
        name = f"{name}.{key if len(key) <= LABEL_LENGTH else key[:LABEL_LENGTH] + '…'}"
    entry = Entry(spec, block, {}, {}, "en", Origin.MACHINE.value, Status.PUBLISHED.value, name)
    before = len(faults.found)
    _Reader(entry, faults).read()
    entry.is_sound = len(faults.found) == before
    return entry


class _Reader:
    """Reads one block into one entry; every fault names the entry and the field."""

    def __init__(self, entry, faults):
        self.entry, self.spec, self.block = entry, entry.spec, entry.block
        self.label, self.faults = entry.label, faults

    def fault(self, name, reason, line=None):
        place = Place(self.block.file, line) if line else self.block.place(name)
        self.faults.add(place, f"{self.label}.{name}", reason)

    def read(self):
        for one in self.spec.fields.values():
            self.value(one)
        for name, slot in self.spec.slots.items():
            self.text(name, slot)
        if self.spec.slots:
            self.entry.source_lang = self.setting("source_lang", LANGUAGES, self.entry.source_lang)
            self.entry.origin = self.setting("origin", Origin.values, self.entry.origin)
        if self.spec.has_status:
            self.entry.status = self.setting("status", Status.values, self.entry.status)
        for name, part in self.spec.all_parts.items():
            self.entry.parts[name] = self.part(name, part)
        for name in self.block.keys() - self.known():
            self.fault(name, "there is no such field")
        if self.spec is CITATION:
            return
        for citation in self.entry.parts.get("citations", ()):
            backed = citation.values.get("field")
            if backed in self.spec.fields:
                citation.values["field"] = self.spec.fields[backed].attr
            elif backed and backed not in self.spec.slots:
                self.fault("citations", f"{backed!r} is no field of this entry", citation.place("field").line)

    def known(self):
        names = {*self.spec.fields, *self.spec.slots, *self.spec.all_parts}
        return (
            names
            | ({"source_lang", "origin"} if self.spec.slots else set())
            | ({"status"} if self.spec.has_status else set())
        )

    def value(self, one):
        raw = self.block.get(one.name)
        if raw is UNREAD:
            return
        if raw is None:
            if one.required:
                self.fault(one.name, "is missing")
            return
        try:
            self.entry.values[one.name] = one.convert(raw)
        except Refused as refused:
            self.fault(one.name, refused)

    def setting(self, name, allowed, default):
        raw = self.block.get(name)
        if raw is None or raw is UNREAD:
            return default
        try:
            return choice(allowed)(raw)
        except Refused as refused:
            self.fault(name, refused)
            return default

    def text(self, name, slot):
        raw = self.block.get(name)
        if raw is None:
            if slot.required:
                self.fault(name, "is missing")
            return
        if not isinstance(raw, Block):
            if raw is not UNREAD:
                self.fault(name, f"a text stands once per language: {', '.join(LANGUAGES)}")
            return
        texts = {}
        for language, text in raw.items():
            if language not in LANGUAGES:
                self.fault(
                    f"{name}.{language}", f"unknown language; there are {', '.join(LANGUAGES)}", raw.lines[language]
                )
            elif not isinstance(text, str) or not text.strip():
                if text is not UNREAD:
                    self.fault(f"{name}.{language}", "must be a text", raw.lines[language])
            else:
                try:
                    cleaned = clean_text(text).strip("\n")
                    check_note(cleaned)
                    texts[language] = cleaned
                except TextRefused as refused:
                    self.fault(f"{name}.{language}", refused.message, raw.lines[language])
        missing = [language for language in LANGUAGES if language not in raw]
        if slot.required and missing:
            self.fault(name, f"is missing in {', '.join(missing)}")
        self.entry.texts[name] = texts

    def part(self, name, spec):
        """The nested entries of one part, told apart by their keys."""
        raw = self.block.get(name)
        if raw is None or raw is UNREAD:
            return []
        if not isinstance(raw, Rows):
            self.fault(name, "must be a list")
            return []
        parts = []
        for item, line in zip(raw, raw.lines, strict=True):
            if isinstance(item, str) and spec.single:
                item = self.wrapped(spec.single, item, line)
            if isinstance(item, Block):
                parts.append(_entry(spec, item, self.faults, f"{self.label}."))
            elif item is not UNREAD:
                self.fault(name, "must be a mapping of fields", line)
        first = {}
        for part in parts:
            key = tuple(part.values.get(one, "") for one in spec.key)
            if key in first:
                self.fault(name, f"says the same as line {first[key]}", part.block.line)
            first[key] = part.block.line
        return parts

    def wrapped(self, name, item, line):
        block = Block(self.block.file, line)
        block[name], block.lines[name] = item, line
        return block
