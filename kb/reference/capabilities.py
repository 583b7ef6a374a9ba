"""Capabilities: their list by group, and one with who has it, what measures it and which jobs need it."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count

from kb.comparison.evidence import evidence_of, with_evidence
from kb.comparison.subjects import kind_name
from kb.comparison.tree import Coded, Evidence, Link, standing
from kb.models import Benchmark, Capability, Level, ModelKind, Need, Rating, ShownText, Status
from kb.reference.page import Backed, Page, backed, cited


@dataclass(frozen=True, slots=True)
class CapabilityLine:
    """A capability in a list; `rated` counts the models that have a rating of their own, by level."""

    slug: str
    name: Any
    url: str
    summary: ShownText | None
    rated: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class CapabilityGroup:
    code: str
    label: Any
    capabilities: tuple[CapabilityLine, ...]


@dataclass(frozen=True, slots=True)
class CapabilitiesPage(Page):
    groups: tuple[CapabilityGroup, ...]

    def table(self):
        """One line per capability; numbers of models by level."""
        levels = [level.value for level in Level]
        header = ("group", "slug", "name", "summary", *(f"models_{level}" for level in levels))
        return header, [
            (group.code, each.slug, each.name, each.summary, *(dict(each.rated).get(level, 0) for level in levels))
            for group in self.groups
            for each in group.capabilities
        ]


@dataclass(frozen=True, slots=True)
class Rated:
    """A kind, family or model at one level, by a rating of its own; the evidence of a model's stands on its page."""

    key: str
    label: Any
    url: str
    level: str
    note: ShownText | None = None
    as_of: date | None = None
    standing: str = ""
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class RatedModels:
    level: Coded
    models: tuple[Rated, ...]


@dataclass(frozen=True, slots=True)
class Needed:
    """A job that asks for the capability."""

    label: Any
    url: str
    required: bool
    weight: int
    reason: ShownText | None


@dataclass(frozen=True, slots=True)
class CapabilityPage(Page):
    slug: str
    name: Any
    group: Coded
    summary: Backed
    measured: Backed
    misses: Backed
    kinds: tuple[Rated, ...]  # all of them; a kind without a rating is unknown
    families: tuple[Rated, ...]
    models: tuple[RatedModels, ...]
    benchmarks: tuple[Link, ...]
    use_cases: tuple[Needed, ...]
    cited: tuple[Backed, ...]

    main = "summary"

    def table(self):
        """One line per kind, family and model that is rated."""
        header = ("type", "key", "name", "level", "note", "as_of", "standing")
        models = tuple(each for group in self.models for each in group.models)
        return header, [
            (kind, each.key, each.label, each.level, each.note, each.as_of, each.standing)
            for kind, rated in (("kind", self.kinds), ("family", self.families), ("model", models))
            for each in rated
        ]


def capabilities_page(language: str) -> CapabilitiesPage:
    counts: dict[int, Counter] = defaultdict(Counter)
    rated = Rating.objects.published().filter(model__isnull=False).order_by().values_list("capability", "level")
    for capability, level, number in rated.annotate(n=Count("pk")):
        counts[capability][level] = number
    by_group: dict[str, list[CapabilityLine]] = defaultdict(list)
    for row in Capability.objects.published().prefetch_related("texts"):
        by_group[row.group].append(
            CapabilityLine(
                row.slug,
                row.text_in(language, "name") or row.slug,
                row.get_absolute_url(),
                row.text_in(language, "summary"),
                tuple((level.value, counts[row.pk][level]) for level in Level if counts[row.pk][level]),
            )
        )
    return CapabilitiesPage(
        tuple(
            CapabilityGroup(code, label, tuple(by_group[code]))
            for code, label in Capability.Group.choices
            if by_group[code]
        )
    )


def capability_page(slug: str, language: str) -> CapabilityPage | None:
    """The published capability `slug` for a reader of `language`, or None; a constant number of queries."""
    found = Capability.objects.published().filter(slug=slug)
    row = found.prefetch_related("texts", *with_evidence()).first()
    if row is None:
        return None
    ratings = _ratings(row)
    benchmarks = Benchmark.objects.published().filter(capabilities=row)
    return CapabilityPage(
        slug=row.slug,
        name=row.text_in(language, "name") or row.slug,
        group=Coded(row.group, row.get_group_display()),
        summary=backed(row, language, "summary"),
        measured=backed(row, language, "measured"),
        misses=backed(row, language, "misses"),
        kinds=_kinds(row, {rating.kind_id: rating for rating in ratings if rating.kind_id}, language),
        families=tuple(
            _rated(rating, rating.family.name, row, language)
            for rating in sorted(ratings, key=lambda rating: rating.family_id and rating.family.name or "")
            if rating.family_id
        ),
        models=_models(row, [rating for rating in ratings if rating.model_id], language),
        benchmarks=tuple(Link(each.name, each.get_absolute_url()) for each in benchmarks),
        use_cases=_use_cases(row, language),
        cited=cited(row, language, "summary", "measured", "misses"),
    )


def _ratings(capability) -> list[Rating]:
    rows = Rating.objects.published().filter(capability=capability).select_related("kind", "family", "model")
    return list(rows.prefetch_related("texts", *with_evidence()))


def _rated(rating, label, capability, language, with_sources=True) -> Rated:
    evidence = evidence_of(rating.citations.all(), language)
    key = rating.subject_key.removeprefix("model:")
    anchor = f"can-{capability.slug}--{key.replace(':', '-')}"
    return Rated(
        key,
        label,
        f"{rating.subject.get_absolute_url()}#{anchor}",
        rating.level,
        rating.text_in(language, "note"),
        rating.as_of,
        standing(evidence),
        evidence if with_sources else (),
    )


def _kinds(capability, ratings, language) -> tuple[Rated, ...]:
    """Every kind at its level; what nobody rated is unknown, which is an answer."""
    rated = []
    for kind in ModelKind.objects.published().prefetch_related("texts"):
        name = kind_name(kind, language)
        if rating := ratings.get(kind.pk):
            rated.append(_rated(rating, name, capability, language))
        else:
            rated.append(Rated(f"kind:{kind.slug}", name, kind.get_absolute_url(), Level.UNKNOWN.value))
    return tuple(rated)


def _models(capability, ratings, language) -> tuple[RatedModels, ...]:
    by_level: dict[str, list[Rated]] = defaultdict(list)
    for rating in sorted(ratings, key=lambda rating: rating.model.sort_name):
        by_level[rating.level].append(_rated(rating, rating.model.name, capability, language, with_sources=False))
    return tuple(
        RatedModels(Coded(code, label), tuple(by_level[code])) for code, label in Level.choices if by_level[code]
    )


def _use_cases(capability, language) -> tuple[Needed, ...]:
    rows = Need.objects.filter(capability=capability, use_case__status=Status.PUBLISHED).select_related("use_case")
    rows = rows.order_by("-required", "-weight", "use_case__position")
    return tuple(
        Needed(
            need.use_case.text_in(language, "name") or need.use_case.slug,
            need.use_case.get_absolute_url(),
            need.required,
            need.weight,
            need.text_in(language, "reason"),
        )
        for need in rows.prefetch_related("texts", "use_case__texts")
    )
