"""The founding note, claim by claim: its words, what became of them, why, and where they live now."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from kb.comparison.evidence import evidence_of, with_evidence
from kb.comparison.tree import Coded, Evidence, Link
from kb.models import SeedClaim, ShownText, Source
from kb.reference.page import Page
from kb.reference.targets import Target, Targets


@dataclass(frozen=True, slots=True)
class Claim:
    """A row of the founding note; `key` (S17) is also its anchor."""

    key: str
    url: str
    outcome: Coded
    words: ShownText | None
    correction: ShownText | None
    reason: ShownText | None
    decided_on: date
    links: tuple[Target, ...]
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class ClaimSection:
    code: str
    label: Any
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class OutcomeCount:
    outcome: Coded
    number: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class SeedPage(Page):
    """`outcomes` counts all claims; `sections` hold those of the chosen outcome, or all."""

    outcomes: tuple[OutcomeCount, ...]
    sections: tuple[ClaimSection, ...]
    source: Link | None  # the note as a source

    @property
    def total(self) -> int:
        return sum(each.number for each in self.outcomes)

    @property
    def shown(self) -> int:
        return sum(len(section.claims) for section in self.sections)

    @property
    def filtered(self) -> bool:
        return any(each.chosen for each in self.outcomes)

    def table(self):
        """One line per claim shown."""
        header = ("key", "section", "outcome", "words", "correction", "reason", "decided_on", "now_at")
        return header, [
            (
                claim.key,
                section.code,
                claim.outcome.code,
                claim.words,
                claim.correction,
                claim.reason,
                claim.decided_on,
                " ".join(link.url for link in claim.links),
            )
            for section in self.sections
            for claim in section.claims
        ]


def seed_page(language: str, outcome: str = "") -> SeedPage:
    """The ledger for a reader of `language`, all of it or the claims of one outcome; a constant number of queries."""
    claims = list(SeedClaim.objects.prefetch_related("texts", "links", *with_evidence()))
    counted = Counter(claim.outcome for claim in claims)
    targets = Targets([link for claim in claims for link in claim.links.all()], language)
    by_section: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        if outcome in ("", claim.outcome):
            by_section[claim.section].append(_claim(claim, targets, language))
    note = Source.objects.published().filter(kind=Source.Kind.SELF).first()
    return SeedPage(
        tuple(
            OutcomeCount(Coded(code, label), counted[code], code == outcome)
            for code, label in SeedClaim.Outcome.choices
        ),
        tuple(
            ClaimSection(code, label, tuple(by_section[code]))
            for code, label in SeedClaim.Section.choices
            if by_section[code]
        ),
        Link(note.title, note.get_absolute_url()) if note else None,
    )


def _claim(claim: SeedClaim, targets: Targets, language: str) -> Claim:
    found = (targets.of(link) for link in claim.links.all())
    return Claim(
        claim.key,
        claim.get_absolute_url(),
        Coded(claim.outcome, claim.get_outcome_display()),
        claim.text_in(language, "words"),
        claim.text_in(language, "correction"),
        claim.text_in(language, "reason"),
        claim.decided_on,
        tuple(target for target in found if target),
        evidence_of(claim.citations.all(), language),
    )
