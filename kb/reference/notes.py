"""Notes: their list by type, and one with its citations numbered and its sources listed."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from kb.comparison.evidence import evidence_of, with_evidence
from kb.comparison.tree import Coded, Evidence
from kb.models import Note, ShownText, Source
from kb.reference.page import Page
from kb.text import cited_keys


@dataclass(frozen=True, slots=True)
class NoteLine:
    slug: str
    title: Any
    url: str
    summary: ShownText | None
    as_of: date
    is_opinion: bool


@dataclass(frozen=True, slots=True)
class NoteGroup:
    code: str
    label: Any
    notes: tuple[NoteLine, ...]


@dataclass(frozen=True, slots=True)
class NotesPage(Page):
    groups: tuple[NoteGroup, ...]

    def table(self):
        """One line per note."""
        header = ("kind", "slug", "title", "summary", "as_of", "is_opinion")
        return header, [
            (group.code, each.slug, each.title, each.summary, each.as_of, each.is_opinion)
            for group in self.groups
            for each in group.notes
        ]


@dataclass(frozen=True, slots=True)
class CitedSource:
    """A source in the list under a note; `number` as in the text. `evidence` is empty where nobody looked."""

    number: int
    key: str
    title: str
    language: str
    publisher: str
    kind: Coded
    interest: Coded
    url: str  # the page of the source on this site
    external_url: str
    published_on: date | None
    published_precision: str
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class NotePage(Page):
    slug: str
    kind: Coded
    title: Any
    summary: ShownText | None
    body: ShownText | None
    as_of: date
    is_opinion: bool
    references: tuple[CitedSource, ...]  # in the order in which the text first cites them
    further: tuple[Evidence, ...]  # of sources that the text itself does not cite

    main = "body"

    @property
    def told_in(self) -> tuple[str, ...]:
        """The languages that the text exists in."""
        return tuple(code for code, _text in self.body.versions) if self.body else ()


def notes_page(language: str) -> NotesPage:
    by_kind: dict[str, list[NoteLine]] = defaultdict(list)
    for row in Note.objects.published().prefetch_related("texts"):
        by_kind[row.kind].append(
            NoteLine(
                row.slug,
                row.text_in(language, "title") or row.slug,
                row.get_absolute_url(),
                row.text_in(language, "summary"),
                row.as_of,
                row.is_opinion,
            )
        )
    return NotesPage(
        tuple(NoteGroup(code, label, tuple(by_kind[code])) for code, label in Note.Kind.choices if by_kind[code])
    )


def note_page(slug: str, language: str) -> NotePage | None:
    """The published note `slug` for a reader of `language`, or None; a constant number of queries."""
    found = Note.objects.published().filter(slug=slug)
    row = found.prefetch_related("texts", *with_evidence()).first()
    if row is None:
        return None
    body = row.text_in(language, "body")
    evidence = evidence_of(row.citations.all(), language)
    references = _references(cited_keys(body.text) if body else (), evidence)
    listed = {reference.key for reference in references}
    return NotePage(
        slug=row.slug,
        kind=Coded(row.kind, row.get_kind_display()),
        title=row.text_in(language, "title") or row.slug,
        summary=row.text_in(language, "summary"),
        body=body,
        as_of=row.as_of,
        is_opinion=row.is_opinion,
        references=references,
        further=tuple(item for item in evidence if item.source_key not in listed),
    )


def _references(keys: tuple[str, ...], evidence: tuple[Evidence, ...]) -> tuple[CitedSource, ...]:
    """The published sources among `keys`, numbered in that order; one query."""
    sources = {source.key: source for source in Source.objects.published().filter(key__in=keys)}
    return tuple(
        CitedSource(
            number,
            source.key,
            source.title,
            source.language,
            source.publisher,
            Coded(source.kind, source.get_kind_display()),
            Coded(source.interest, source.get_interest_display()),
            source.get_absolute_url(),
            source.url or "",
            source.published_on,
            source.published_precision,
            tuple(item for item in evidence if item.source_key == source.key),
        )
        for number, source in enumerate((sources[key] for key in keys if key in sources), 1)
    )
