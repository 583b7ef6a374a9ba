"""Use cases: their list with the answers, and one with what it needs, which kinds and models suit it, and why."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from kb.comparison.catalogue import Wanted
from kb.comparison.catalogue_load import Catalogue, catalogue
from kb.comparison.evidence import evidence_of, with_evidence
from kb.comparison.needs import needs_of
from kb.comparison.subjects import kind_name
from kb.comparison.suitability import Held, NeedOf, judge
from kb.comparison.tree import Coded, standing
from kb.models import ModelKind, Rating, ShownText, UseCase
from kb.reference.page import Backed, Page, backed, cited


@dataclass(frozen=True, slots=True)
class UseCaseLine:
    slug: str
    name: Any
    url: str
    answer: ShownText | None
    summary: ShownText | None


@dataclass(frozen=True, slots=True)
class UseCaseGroup:
    code: str
    label: Any
    use_cases: tuple[UseCaseLine, ...]


@dataclass(frozen=True, slots=True)
class UseCasesPage(Page):
    groups: tuple[UseCaseGroup, ...]

    def table(self):
        """One line per use case."""
        header = ("group", "slug", "name", "answer")
        return header, [
            (group.code, each.slug, each.name, each.answer) for group in self.groups for each in group.use_cases
        ]


@dataclass(frozen=True, slots=True)
class KindReason:
    """What one need contributes for a kind. `url` is the cell in the kind's profile; empty where nobody rated it."""

    need: NeedOf
    level: str
    effect: str
    url: str = ""
    note: ShownText | None = None
    standing: str = ""


@dataclass(frozen=True, slots=True)
class KindFit:
    """A kind judged for the job."""

    key: str
    label: Any
    url: str
    specialisation: str
    fit: Coded
    merit: int
    reasons: tuple[KindReason, ...]


@dataclass(frozen=True, slots=True)
class UseCasePage(Page):
    """`models` is the first page of the catalogue for this use case, with what it leaves out."""

    slug: str
    name: Any
    group: Coded
    summary: Backed
    answer: Backed
    trap: Backed
    change: Backed
    needs: tuple[NeedOf, ...]
    kinds: tuple[KindFit, ...]  # best first
    models: Catalogue
    cited: tuple[Backed, ...]

    main = "answer"

    @property
    def compared(self) -> tuple[KindFit, ...]:
        """The kinds that a comparison starts with: as many as fit."""
        return self.kinds[:6]

    @property
    def known(self) -> bool:
        """Whether any model is known to suit the job at all."""
        return self.models.total > 0

    def table(self):
        """One line per kind and per model of the first page; `fit` in the codes of the judgement."""
        header = ("type", "key", "name", "fit")
        kinds = [("kind", each.key, each.label, each.fit.code) for each in self.kinds]
        return header, kinds + [("model", row.slug, row.name, row.fit.code) for row in self.models.rows]


def use_cases_page(language: str) -> UseCasesPage:
    by_group: dict[str, list[UseCaseLine]] = defaultdict(list)
    for row in UseCase.objects.published().prefetch_related("texts"):
        by_group[row.group].append(
            UseCaseLine(
                row.slug,
                row.text_in(language, "name") or row.slug,
                row.get_absolute_url(),
                row.text_in(language, "answer"),
                row.text_in(language, "summary"),
            )
        )
    return UseCasesPage(
        tuple(
            UseCaseGroup(code, label, tuple(by_group[code])) for code, label in UseCase.Group.choices if by_group[code]
        )
    )


def use_case_page(slug: str, language: str) -> UseCasePage | None:
    """The published use case `slug` for a reader of `language`, or None; a constant number of queries."""
    found = UseCase.objects.published().filter(slug=slug)
    row = found.prefetch_related("texts", *with_evidence()).first()
    if row is None:
        return None
    needs = tuple(needs_of(row, language))
    return UseCasePage(
        slug=row.slug,
        name=row.text_in(language, "name") or row.slug,
        group=Coded(row.group, row.get_group_display()),
        summary=backed(row, language, "summary"),
        answer=backed(row, language, "answer"),
        trap=backed(row, language, "trap"),
        change=backed(row, language, "change"),
        needs=needs,
        kinds=_judged_kinds(needs, language),
        models=catalogue(Wanted(use_case=True), {}, language, row),
        cited=cited(row, language, "summary", "answer", "trap", "change"),
    )


def _judged_kinds(needs: tuple[NeedOf, ...], language: str) -> tuple[KindFit, ...]:
    """Every published kind judged by its own ratings, best first."""
    ratings: dict[int, dict[str, Rating]] = defaultdict(dict)
    rows = Rating.objects.published().filter(
        kind__isnull=False, capability__slug__in=[need.capability for need in needs]
    )
    for rating in rows.select_related("capability").prefetch_related("texts", *with_evidence()):
        ratings[rating.kind_id][rating.capability.slug] = rating
    fits = []
    for kind in ModelKind.objects.published().prefetch_related("texts"):
        own = ratings[kind.pk]
        judged = judge(needs, {slug: Held(rating.level) for slug, rating in own.items()})
        reasons = tuple(_reason(reason, kind, own.get(reason.need.capability), language) for reason in judged.reasons)
        key, name = f"kind:{kind.slug}", kind_name(kind, language)
        fit = KindFit(key, name, kind.get_absolute_url(), kind.specialisation, judged.fit, judged.merit, reasons)
        fits.append((judged.rank, fit))
    return tuple(fit for _rank, fit in sorted(fits, key=lambda each: each[0]))


def _reason(reason, kind: ModelKind, rating: Rating | None, language: str) -> KindReason:
    if rating is None:
        return KindReason(reason.need, reason.held.level, reason.effect)
    return KindReason(
        reason.need,
        reason.held.level,
        reason.effect,
        f"{kind.get_absolute_url()}#can-{reason.need.capability}--kind-{kind.slug}",
        rating.text_in(language, "note"),
        standing(evidence_of(rating.citations.all(), language)),
    )
