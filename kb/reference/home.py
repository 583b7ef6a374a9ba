"""The first page: the question, its answer in ten rows, and the ways in."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from kb.comparison import compare_kinds
from kb.comparison.texts import holds_machine_text
from kb.comparison.tree import Link, Row, Subject
from kb.models import Comparison, SeedClaim, UseCase
from kb.reference.changes import Change, newest_changes

# What decides between the kinds, in the order in which the question unfolds.
ANSWER_ROWS = (
    "aspect-purpose",
    "aspect-best-use",
    "can-complete-code",
    "can-fill-in-the-middle",
    "can-generate-code",
    "can-edit-code",
    "can-follow-instructions",
    "can-multi-turn",
    "can-call-tools",
    "can-summarise",
)
ERRATA_SHOWN = 4
# Corrections of substance first, those of headings, names and links last.
TELLING_SECTIONS = (SeedClaim.Section.OBSERVATIONS, SeedClaim.Section.CODER, SeedClaim.Section.INSTRUCT)


@dataclass(frozen=True, slots=True)
class Job:
    """A use case as a way in."""

    slug: str
    group: str
    name: Any
    url: str
    answer: Any


@dataclass(frozen=True, slots=True)
class Erratum:
    """What the founding note got wrong."""

    key: str
    url: str
    words: Any
    correction: Any


@dataclass(frozen=True, slots=True)
class HomePage:
    columns: tuple[Subject, ...]
    rows: tuple[Row, ...]
    jobs: tuple[Job, ...]
    comparisons: tuple[Link, ...]
    outcomes: tuple[tuple[str, Any, int], ...]  # code, label, number of claims
    errata: tuple[Erratum, ...]
    changes: tuple[Change, ...]
    as_of: date | None  # the newest change

    @property
    def has_machine_text(self):
        return holds_machine_text(self)


def home_page(language: str) -> HomePage:
    """For a reader of `language`, in a constant number of queries."""
    answer = compare_kinds(language)
    by_key = {row.head.key: row for group in answer.groups for row in group.rows}
    changes = newest_changes(language)
    claims = list(SeedClaim.objects.prefetch_related("texts"))
    counted = Counter(claim.outcome for claim in claims)
    return HomePage(
        columns=answer.columns,
        rows=tuple(by_key[key] for key in ANSWER_ROWS if key in by_key),
        jobs=tuple(_job(each, language) for each in UseCase.objects.published().prefetch_related("texts")),
        comparisons=tuple(
            Link(each.text_in(language, "title") or each.slug, each.get_absolute_url())
            for each in Comparison.objects.published().prefetch_related("texts")
        ),
        outcomes=tuple((code, label, counted[code]) for code, label in SeedClaim.Outcome.choices),
        errata=_errata(claims, language),
        changes=changes,
        as_of=max((change.changed_on for change in changes), default=None),
    )


def _job(use_case, language) -> Job:
    name, answer = (use_case.text_in(language, field) for field in ("name", "answer"))
    return Job(use_case.slug, use_case.group, name or use_case.slug, use_case.get_absolute_url(), answer)


def _errata(claims, language) -> tuple[Erratum, ...]:
    """The first corrections of substance that say what is right instead."""
    wrong = [
        claim
        for claim in claims
        if claim.outcome == SeedClaim.Outcome.CORRECTED and claim.text_in(language, "correction")
    ]
    order = {section: place for place, section in enumerate(TELLING_SECTIONS)}
    wrong.sort(key=lambda claim: (order.get(claim.section, len(order)), claim.number))
    return tuple(
        Erratum(
            claim.key,
            claim.get_absolute_url(),
            claim.text_in(language, "words"),
            claim.text_in(language, "correction"),
        )
        for claim in wrong[:ERRATA_SHOWN]
    )
