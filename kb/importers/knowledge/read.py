"""The files below a folder as plain values that know their places.

YAML is read as events, never as a graph of nodes: an alias or an anchor is refused where it stands instead of being
followed, nesting ends at `DEPTH` before anything recurses, and a figure keeps its digits because only `true`, `false`
and `null` become more than a word. Knows neither Django nor the lists; what is here could be read from any folder.
"""

import hashlib
import os
import stat
from dataclasses import dataclass
from pathlib import Path

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    StreamEndEvent,
)

from kb.importers.knowledge.faults import Faults, Place

FILE_SIZE = 5 * 1024 * 1024  # bytes of one file
DEPTH = 10  # lists and mappings within each other; the deepest form of the lists has 7
SPECIAL = {
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **dict.fromkeys(("null", "Null", "NULL", "~", ""), None),
}
Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the one in C where PyYAML was built with it


class Unread:
    """Stands for a value that was refused, so that nobody complains of it twice."""


UNREAD = Unread()


class Block(dict):
    """A mapping: `line` where it begins, `lines` of its keys."""

    def __init__(self, file, line):
        super().__init__()
        self.file, self.line, self.lines = file, line, {}

    def place(self, key=None):
        return Place(self.file, self.lines.get(key, self.line))


class Rows(list):
    """A list, and in `lines` the line of each item."""

    def __init__(self):
        super().__init__()
        self.lines = []


@dataclass(frozen=True, slots=True)
class File:
    """One file as it lies there: its name for messages and its bytes."""

    name: str
    data: bytes


def find_files(root: Path, faults: Faults) -> list[File]:
    """Every *.yaml below `root` (or the file `root`), by name. Names with a leading dot are passed over."""
    root = Path(root)
    if root.is_file() and not root.is_symlink():
        return [file for file in [_read(root, root.name, faults)] if file]
    if not root.is_dir():
        faults.add(Place(str(root), 0), "folder", "there is no such folder")
        return []
    files = []
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in folders:
            if Path(folder, name).is_symlink():
                faults.add(Place(_shown(root, folder, name), 0), "file", "links are not followed; put the folder here")
        for name in sorted(names):
            shown = _shown(root, folder, name)
            if name.startswith("."):
                continue
            if name.endswith(".yaml"):
                files.append(_read(Path(folder, name), shown, faults))
            elif name.lower().endswith((".yml", ".yaml")):
                faults.add(Place(shown, 0), "file", "would be passed over; name it *.yaml")
    return sorted((file for file in files if file), key=lambda file: file.name)


def _shown(root, folder, name):
    return Path(root.resolve().name, Path(folder, name).relative_to(root)).as_posix()


def _read(path, shown, faults):
    """A File, or None with a fault. The opened file itself is looked at, so that nothing can be swapped in between."""
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError as error:
        reason = "not a regular file" if path.is_symlink() else error.strerror
        return faults.add(Place(shown, 0), "file", reason)
    with open(handle, "rb") as file:
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode):
            return faults.add(Place(shown, 0), "file", "not a regular file")
        data = file.read(FILE_SIZE + 1) if status.st_size <= FILE_SIZE else None
    if data is None or len(data) > FILE_SIZE:
        return faults.add(Place(shown, 0), "file", f"larger than {FILE_SIZE // 1024 // 1024} MB; split it")
    return File(shown, data)


def digest_of(files: list[File], form: str) -> str:
    """SHA-256 over names and bytes; another `form` of reading gives another digest for the same bytes."""
    digest = hashlib.sha256(form.encode())
    for file in files:
        digest.update(f"\0{file.name}\0{len(file.data)}\0".encode())
        digest.update(file.data)
    return digest.hexdigest()


def parse(file: File, faults: Faults) -> Block:
    """The file's mapping of list names to entries; empty where the file cannot be read."""
    try:
        text = file.data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = file.data.count(b"\n", 0, error.start) + 1
        faults.add(Place(file.name, line), "file", "not UTF-8")
        return Block(file.name, 1)
    text = text.replace("\r\n", "\n")
    try:
        return _Parser(file.name, text, faults).document()
    except yaml.reader.ReaderError as error:
        # The place is counted in characters or bytes, whichever the parser reads: the character itself is surer.
        bad = text.find(error.character) if isinstance(error.character, str) else text.find(chr(error.character))
        line = text.count("\n", 0, max(bad, 0)) + 1
        faults.add(Place(file.name, line), "file", f"holds a character that YAML does not allow ({error.reason})")
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        faults.add(Place(file.name, mark.line + 1 if mark else 0), "YAML", error.problem or error.context)
    return Block(file.name, 1)


class _Parser:
    """Builds values from the events of one document."""

    def __init__(self, name, text, faults):
        self.name, self.faults = name, faults
        self.loader = Loader(text)
        self.next = self.loader.get_event

    def document(self):
        try:
            self.next()  # the start of the stream
            start = self.next()
            if isinstance(start, StreamEndEvent):
                return Block(self.name, 1)
            if isinstance(start, DocumentStartEvent) and (start.tags or start.version):
                self.fault(start, ("file",), "directives (%) are not used here")
            first = self.next()
            content = self.value(first, 1, ())
            self.next()  # the end of the document
            after = self.next()
            if not isinstance(after, StreamEndEvent):
                self.fault(after, ("file",), "a second document begins; one file is one document")
        finally:
            self.loader.dispose()
        if content is None or content is UNREAD:
            return Block(self.name, 1)
        if not isinstance(content, Block):
            self.fault(first, ("file",), "must be a mapping of list names to entries")
            return Block(self.name, 1)
        return content

    def fault(self, event, path, reason):
        label = ".".join(str(part) for part in path) or "file"
        self.faults.add(Place(self.name, event.start_mark.line + 1), label, reason)

    def value(self, event, depth, path):
        kind = type(event)
        if kind is AliasEvent:
            self.fault(event, path, "aliases (*) are not used here; write it out")
            return UNREAD
        if event.anchor is not None:
            self.fault(event, path, "anchors (&) are not used here")
        if event.tag is not None:
            self.fault(event, path, "tags (!) are not used here")
        if kind is ScalarEvent:
            return self.scalar(event, path)
        if depth > DEPTH:
            reason = f"nested more than {DEPTH} deep; the file was not read"
            raise yaml.MarkedYAMLError(problem=reason, problem_mark=event.start_mark)
        return self.mapping(event, depth, path) if kind is MappingStartEvent else self.sequence(event, depth, path)

    def scalar(self, event, path):
        value = event.value
        if event.implicit[0] and value in SPECIAL:
            return SPECIAL[value]
        if value.isascii() and value.isprintable():
            return value
        if any(ord(letter) < 32 and letter not in "\n\t" for letter in value) or "\x7f" in value:
            self.fault(event, path, "holds a control character")
            return UNREAD
        return value

    def mapping(self, start, depth, path):
        block = Block(self.name, start.start_mark.line + 1)
        while type(event := self.next()) is not MappingEndEvent:
            key = self.value(event, depth + 1, path)
            here = (*path, key)
            value = self.value(self.next(), depth + 1, here if isinstance(key, str) else path)
            if key is UNREAD:
                continue
            if not isinstance(key, str):
                self.fault(event, path, "a name must be a word")
            elif key == "<<":
                self.fault(event, path, "merge keys (<<) are not used here")
            elif key in block:
                self.fault(event, here, f"stands twice, first in line {block.lines[key]}")
            else:
                block[key] = value
                block.lines[key] = event.start_mark.line + 1
        return block

    def sequence(self, start, depth, path):
        rows = Rows()
        while type(event := self.next()) is not SequenceEndEvent:
            rows.append(self.value(event, depth + 1, (*path, len(rows) + 1)))
            rows.lines.append(event.start_mark.line + 1)
        return rows
