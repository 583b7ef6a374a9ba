"""What is said, rated and known of languages of one family: the rows of its profile, each with its cell."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from kb.comparison import known
from kb.comparison.table import GROUPS
from kb.comparison.tree import Cell, RowHead
from kb.models import Family


@dataclass(frozen=True, slots=True)
class ProfileRow:
    """A cell as in a comparison: its anchor is made of the row and the subject."""

    head: RowHead
    cell: Cell


@dataclass(frozen=True, slots=True)
class ProfileGroup:
    key: str
    label: Any
    rows: tuple[ProfileRow, ...]


def profile_of(family: Family, language: str) -> tuple[ProfileGroup, ...]:
    """The published statements, ratings and languages of a family, grouped as a comparison groups them."""
    key, about = f"family:{family.slug}", Q(family=family)
    aspect_heads, told, _rows = known.statements(about, language)
    capability_heads, rated = known.ratings(about, language)
    language_heads, spoken = known.languages(about, language)
    entries = {entry.row: entry for entry in (*told, *rated, *spoken)}
    by_group: dict[str, list[ProfileRow]] = defaultdict(list)
    for head in (*aspect_heads, *capability_heads, *language_heads):
        if head.key in entries:
            cell = Cell(f"{head.key}--{key.replace(':', '-')}", head.key, key, entries[head.key])
            by_group[head.group].append(ProfileRow(head, cell))
    return tuple(
        ProfileGroup(code, label, tuple(by_group[code])) for code, label in GROUPS.items() if by_group.get(code)
    )
