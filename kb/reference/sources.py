"""Sources: their list by type, and one with all that is known of it and everything that cites it."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.contenttypes.models import ContentType

from kb.comparison.tree import Coded, Link
from kb.models import Citation, Note, ShownText, Source, TextUnit, known_part
from kb.reference.page import Page
from kb.reference.uses import UseGroup, count_uses, uses_of
from kb.text import cited_keys, has_tracking


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A source in a list. `verdicts`: how often it is cited with which verdict, as far as it is."""

    key: str
    title: str
    language: str
    url: str  # its page on this site
    domain: str
    publisher: str
    interest: Coded
    published_on: date | None
    published_precision: str
    seed_number: int | None
    verdicts: tuple[tuple[Coded, int], ...]


@dataclass(frozen=True, slots=True)
class SourceGroup:
    code: str
    label: Any
    sources: tuple[SourceLine, ...]


@dataclass(frozen=True, slots=True)
class SourcesPage(Page):
    groups: tuple[SourceGroup, ...]

    def table(self):
        """One line per source; numbers of citations by verdict."""
        verdicts = Citation.Verdict.values
        header = (
            "type", "key", "title", "language", "domain", "publisher", "interest", "published_on", "seed_number",
            *(f"cited_{verdict}" for verdict in verdicts),
        )  # fmt: skip
        return header, [
            (
                group.code,
                each.key,
                each.title,
                each.language,
                each.domain,
                each.publisher,
                each.interest.code,
                known_part(each.published_on, each.published_precision),
                each.seed_number,
                *({verdict.code: number for verdict, number in each.verdicts}.get(code, 0) for code in verdicts),
            )
            for group in self.groups
            for each in group.sources
        ]


@dataclass(frozen=True, slots=True)
class SourcePage(Page):
    """`external_url` is clean; what was taken out of the address first written is only said, never shown."""

    key: str
    title: str
    language: str
    kind: Coded
    interest: Coded
    publisher: str
    domain: str
    authors: str
    published_on: date | None
    published_precision: str
    version_pin: str
    external_url: str
    archive_url: str
    tracking_removed: bool
    seed_number: int | None
    note: ShownText | None
    uses: tuple[UseGroup, ...]
    notes: tuple[Link, ...]  # whose text cites it

    main = "note"

    def table(self):
        """One line per use."""
        header = ("verdict", "type", "entry", "part", "role", "basis", "locator", "quote", "checked_on", "address")
        return header, [
            (
                group.verdict.code,
                use.target.type.code,
                use.target.label,
                use.target.part,
                use.role.code,
                use.basis and use.basis.code,
                use.locator,
                use.quote,
                use.checked_on,
                use.target.url,
            )
            for group in self.uses
            for use in group.uses
        ]


def sources_page(language: str) -> SourcesPage:
    """All published sources by type; a constant number of queries."""
    counts = count_uses()
    by_kind: dict[str, list[SourceLine]] = defaultdict(list)
    for row in Source.objects.published():
        by_kind[row.kind].append(_line(row, counts.get(row.pk, Counter())))
    return SourcesPage(
        tuple(SourceGroup(code, label, tuple(by_kind[code])) for code, label in Source.Kind.choices if by_kind[code])
    )


def _line(row: Source, counted: Counter) -> SourceLine:
    return SourceLine(
        row.key,
        row.title,
        row.language,
        row.get_absolute_url(),
        row.domain,
        row.publisher,
        Coded(row.interest, row.get_interest_display()),
        row.published_on,
        row.published_precision,
        row.seed_number,
        tuple((Coded(code, label), counted[code]) for code, label in Citation.Verdict.choices if counted[code]),
    )


def source_page(key: str, language: str) -> SourcePage | None:
    """The published source `key` for a reader of `language`, or None; a constant number of queries."""
    row = Source.objects.published().filter(key=key).prefetch_related("texts").first()
    if row is None:
        return None
    return SourcePage(
        key=row.key,
        title=row.title,
        language=row.language,
        kind=Coded(row.kind, row.get_kind_display()),
        interest=Coded(row.interest, row.get_interest_display()),
        publisher=row.publisher,
        domain=row.domain,
        authors=row.authors,
        published_on=row.published_on,
        published_precision=row.published_precision,
        version_pin=row.version_pin,
        external_url=row.url or "",
        archive_url=row.archive_url,
        tracking_removed=has_tracking(row.url_raw),
        seed_number=row.seed_number,
        note=row.text_in(language, "note"),
        uses=uses_of(row, language),
        notes=_notes(row, language),
    )


def _notes(source: Source, language: str) -> tuple[Link, ...]:
    """Published notes whose text cites the source, in any language; three queries."""
    bodies = TextUnit.objects.filter(
        content_type=ContentType.objects.get_for_model(Note), field="body", text__contains=f"@{source.key}"
    )
    citing = {pk for pk, text in bodies.values_list("object_id", "text") if source.key in cited_keys(text)}
    notes = Note.objects.published().filter(pk__in=citing).prefetch_related("texts")
    return tuple(Link(note.text_in(language, "title") or note.slug, note.get_absolute_url()) for note in notes)
