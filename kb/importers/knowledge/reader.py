"""One block of a file into one entry: every field, text and nested part, and a fault for whatever is wrong with it."""

from django.conf import settings

from kb.importers.knowledge.entry import Entry
from kb.importers.knowledge.faults import Faults, Place, Refused
from kb.importers.knowledge.fields import choice
from kb.importers.knowledge.read import UNREAD, Block, Rows
from kb.importers.knowledge.spec import Spec
from kb.models import Origin, Status
from kb.text import TextRefused, check_note, clean_text

LANGUAGES = [code for code, _name in settings.LANGUAGES]
LABEL_LENGTH = 70  # of a key within a fault


def read_entry(spec: Spec, block: Block, faults: Faults, within: str = "") -> Entry:
    """The entry or nested part that `block` tells. `within` names the entry around it in faults."""
    name = f"{within}{spec.name}"
    identity = [block.get(one) for one in spec.key]
    if all(isinstance(one, str) for one in identity):
        key = "/".join(identity)
        name = f"{name}.{key if len(key) <= LABEL_LENGTH else key[:LABEL_LENGTH] + '…'}"
    entry = Entry(spec, block, name)
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
        for name, part in self.spec.parts.items():
            self.entry.parts[name] = self.part(name, part)
        for name in self.block.keys() - self.known():
            self.fault(name, "there is no such field")
        for citation in self.entry.parts.get("citations", ()):
            backed = citation.values.get("field")
            if backed in self.spec.fields:
                citation.values["field"] = self.spec.fields[backed].attr
            elif backed and backed not in self.spec.slots:
                self.fault("citations", f"{backed!r} is no field of this entry", citation.place("field").line)

    def known(self):
        names = {*self.spec.fields, *self.spec.slots, *self.spec.parts}
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
                parts.append(read_entry(spec, item, self.faults, f"{self.label}."))
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
