"""The texts that a tree holds, wherever they stand in it."""

from collections.abc import Iterable
from dataclasses import fields, is_dataclass
from typing import Any

from kb.models import ShownText


def texts_of(tree: Any) -> Iterable[ShownText]:
    """Every ShownText that a tree of dataclasses, tuples and lists holds."""
    if isinstance(tree, ShownText):
        yield tree
    elif isinstance(tree, (tuple, list)):
        for item in tree:
            yield from texts_of(item)
    elif is_dataclass(tree) and not isinstance(tree, type):
        for field in fields(tree):
            yield from texts_of(getattr(tree, field.name))


def holds_machine_text(tree: Any) -> bool:
    """True when any text of `tree` was written by a machine and not reviewed: the page says so once."""
    return any(text.origin == "machine" and not text.reviewed for text in texts_of(tree))
