"""Flat entries out of the blocks of the files: one entry is one row, with its key and a digest of what the file says.

`subjects`, `languages` and `values` are spread here. Pure: no database.
"""

import hashlib
import itertools
import json

from kb.importers.knowledge.entry import Entry
from kb.importers.knowledge.faults import Faults, Place
from kb.importers.knowledge.read import UNREAD, Block, Rows
from kb.importers.knowledge.reader import read_entry
from kb.importers.knowledge.schema import SPECS, key_text


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
    entry = read_entry(spec, block, faults)
    entry.key = key_text(spec, entry.values)
    said = json.dumps([entry.key, block], sort_keys=True, default=repr)
    entry.digest = hashlib.sha256(said.encode()).hexdigest()
    return entry
