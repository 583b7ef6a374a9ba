"""The glossary: words of the field in both languages, in the order of the reader's."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from kb.comparison.evidence import evidence_of, with_evidence
from kb.comparison.tree import Evidence
from kb.models import ShownText, Term
from kb.reference.page import Page


@dataclass(frozen=True, slots=True)
class GlossaryTerm:
    """A term; its slug is its anchor."""

    slug: str
    english: str
    english_synonyms: tuple[str, ...]
    chinese: str
    chinese_synonyms: tuple[str, ...]
    banned_forms: tuple[str, ...]
    definition: ShownText | None
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Letter:
    """Terms under one letter; "" where the order knows no letters."""

    letter: str
    terms: tuple[GlossaryTerm, ...]

    @property
    def anchor(self) -> str:
        return f"letter-{self.letter.lower()}"


@dataclass(frozen=True, slots=True)
class GlossaryPage(Page):
    letters: tuple[Letter, ...]

    def table(self):
        """One line per term; several forms parted by semicolons."""
        header = (
            "slug", "english", "english_synonyms", "chinese", "chinese_synonyms", "forms_to_avoid", "definition",
        )  # fmt: skip
        return header, [
            (
                term.slug,
                term.english,
                "; ".join(term.english_synonyms),
                term.chinese,
                "; ".join(term.chinese_synonyms),
                "; ".join(term.banned_forms),
                term.definition,
            )
            for letter in self.letters
            for term in letter.terms
        ]


def glossary_page(language: str) -> GlossaryPage:
    """Published terms: by stroke order in Chinese, by letter otherwise."""
    rows = Term.objects.published().prefetch_related("texts", *with_evidence())
    if language.startswith("zh"):
        terms = tuple(_term(row, language) for row in rows.order_by("stroke_key", "english"))
        return GlossaryPage((Letter("", terms),) if terms else ())
    # Sorted here: how a database orders capitals depends on its collation.
    ordered = sorted(rows, key=lambda row: (row.english.casefold(), row.slug))
    by_letter = groupby(ordered, key=lambda row: row.english[0].upper())
    return GlossaryPage(
        tuple(Letter(letter, tuple(_term(row, language) for row in group)) for letter, group in by_letter)
    )


def _term(row: Term, language: str) -> GlossaryTerm:
    return GlossaryTerm(
        row.slug,
        row.english,
        tuple(row.english_synonyms),
        row.chinese,
        tuple(row.chinese_synonyms),
        tuple(row.banned_forms),
        row.text_in(language, "definition"),
        evidence_of(row.citations.all(), language),
    )
