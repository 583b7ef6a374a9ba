"""What a source is used for: every citation of it, and every figure taken from it, by verdict."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Exists, OuterRef, QuerySet

from kb.comparison.tree import Coded
from kb.models import Citation, Score, ShownText, Source
from kb.reference.targets import Target, Targets, published_rows, shown_targets, target_of

UNCHECKED = Citation.Verdict.UNCHECKED


@dataclass(frozen=True, slots=True)
class Use:
    """One thing that a source is said to back, and what was found on looking."""

    target: Target
    role: Coded
    verdict: Coded
    basis: Coded | None = None
    locator: str = ""
    quote: str = ""
    quote_translation: ShownText | None = None
    note: ShownText | None = None
    checked_on: date | None = None
    checked_by: str = ""


@dataclass(frozen=True, slots=True)
class UseGroup:
    verdict: Coded
    uses: tuple[Use, ...]


def _citations() -> QuerySet:
    return Citation.objects.published().filter(shown_targets())


def _bare_scores() -> QuerySet:
    """Figures whose own source nobody has looked at: there is no citation of it, so it counts as unchecked."""
    looked_at = Citation.objects.filter(
        content_type=ContentType.objects.get_for_model(Score),
        object_id=OuterRef("pk"),
        source=OuterRef("source"),
    )
    return published_rows()[Score].exclude(Exists(looked_at))


def count_uses() -> Mapping[int, Counter]:
    """Primary key of a source -> verdict -> how many uses; two queries for all sources."""
    counts: dict[int, Counter] = defaultdict(Counter)
    cited = _citations().order_by().values_list("source", "verdict").annotate(n=Count("pk"))
    for source, verdict, number in cited:
        counts[source][verdict] += number
    for source, number in _bare_scores().order_by().values_list("source").annotate(n=Count("pk")):
        counts[source][UNCHECKED] += number
    return counts


def uses_of(source: Source, language: str) -> tuple[UseGroup, ...]:
    """Everything that cites `source`, grouped by verdict in the order of the verdicts; groups without uses left out."""
    citations = list(_citations().filter(source=source).prefetch_related("texts", "checked_by"))
    targets = Targets(citations, language)
    uses = [_cited(citation, targets.of(citation), language) for citation in citations]
    uses += [_taken(score, language) for score in _bare_scores().filter(source=source)]
    by_verdict: dict[str, list[Use]] = defaultdict(list)
    for use in uses:
        by_verdict[use.verdict.code].append(use)
    return tuple(
        UseGroup(Coded(code, label), tuple(sorted(by_verdict[code], key=_by_name)))
        for code, label in Citation.Verdict.choices
        if by_verdict[code]
    )


def _by_name(use: Use):
    return use.target.type.code, str(use.target.label).casefold(), str(use.target.part)


def _cited(citation: Citation, target: Target, language: str) -> Use:
    return Use(
        target,
        Coded(citation.role, citation.get_role_display()),
        Coded(citation.verdict, citation.get_verdict_display()),
        Coded(citation.basis, citation.get_basis_display()) if citation.basis else None,
        citation.locator,
        citation.quote,
        citation.text_in(language, "quote_translation"),
        citation.text_in(language, "note"),
        citation.checked_on,
        citation.checked_by.get_username() if citation.checked_by else "",
    )


def _taken(score: Score, language: str) -> Use:
    role = Citation.Role.EVIDENCE
    return Use(
        target_of(score, "", language),
        Coded(role.value, role.label),
        Coded(UNCHECKED.value, UNCHECKED.label),
        locator=score.raw_place,
    )
