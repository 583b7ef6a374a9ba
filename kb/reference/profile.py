"""What is said, rated and known of languages of one subject: the rows of its profile, each with its cell."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from kb.comparison.evidence import evidence_of, with_evidence
from kb.comparison.languages import language_name
from kb.comparison.table import GROUPS
from kb.comparison.tree import Cell, Entry, RowHead
from kb.models import Family, LanguageSupport, Rating, Statement


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
    key = f"family:{family.slug}"
    by_group: dict[str, list[ProfileRow]] = defaultdict(list)
    for head, entry in (*_said(family, key, language), *_rated(family, key, language), *_spoken(family, key, language)):
        cell = Cell(f"{head.key}--{key.replace(':', '-')}", head.key, key, entry)
        by_group[head.group].append(ProfileRow(head, cell))
    return tuple(
        ProfileGroup(code, label, tuple(by_group[code])) for code, label in GROUPS.items() if by_group.get(code)
    )


def _said(family, key, language):
    rows = Statement.objects.published().filter(family=family).select_related("aspect")
    for row in rows.prefetch_related("texts", "aspect__texts", *with_evidence()):
        aspect, text = row.aspect, row.text_in(language, "text")
        head = RowHead(f"aspect-{aspect.slug}", aspect.group, aspect.text_in(language, "name") or aspect.slug)
        yield (
            head,
            Entry(
                key,
                head.key,
                "text",
                value=str(text) if text else None,
                label=text,
                as_of=row.as_of,
                opinion=row.is_opinion,
                evidence=evidence_of(row.citations.all(), language),
            ),
        )


def _rated(family, key, language):
    rows = Rating.objects.published().filter(family=family).select_related("capability")
    for row in rows.prefetch_related("texts", "capability__texts", *with_evidence()):
        can = row.capability
        name = can.text_in(language, "name") or can.slug
        head = RowHead(f"can-{can.slug}", can.group, name, can.get_absolute_url())
        yield head, _level(key, head, row, language, row.as_of)


def _spoken(family, key, language):
    rows = LanguageSupport.objects.published().filter(family=family)
    for row in rows.prefetch_related("texts", *with_evidence()):
        name = language_name(row.purpose, row.language)
        head = RowHead(f"{row.purpose}-{row.language}", row.purpose, name)
        yield head, _level(key, head, row, language)


def _level(key, head, row, language, as_of=None) -> Entry:
    return Entry(
        key,
        head.key,
        "level",
        value=row.level,
        label=row.get_level_display(),
        note=row.text_in(language, "note"),
        as_of=as_of,
        evidence=evidence_of(row.citations.all(), language),
    )
