"""Families: their list with its lines of descent, and one family with its grid of sizes and kinds."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count

from kb.comparison.evidence import with_evidence
from kb.comparison.tree import Link
from kb.models import Family, LanguageModel, ModelKind, ShownText, Tool, known_part
from kb.reference.grid import Grid, grid_of
from kb.reference.lineage import Branch, Lineage
from kb.reference.page import Backed, Page, backed, cited
from kb.reference.profile import ProfileGroup, profile_of


@dataclass(frozen=True, slots=True)
class FamilyLine:
    """A family in a list. `general` and `code` count its models by specialisation."""

    slug: str
    name: str
    url: str
    summary: ShownText | None
    released_on: date | None
    released_precision: str
    derived_from: Link | None
    descendants: tuple[Link, ...]
    superseded_by: Link | None
    general: int
    code: int


@dataclass(frozen=True, slots=True)
class Makers:
    organization: Link
    families: tuple[FamilyLine, ...]


@dataclass(frozen=True, slots=True)
class FamiliesPage(Page):
    groups: tuple[Makers, ...]

    def table(self):
        """One line per family; an empty cell is unknown or none."""
        header = (
            "slug", "name", "organization", "released_on", "derived_from", "superseded_by",
            "general_models", "code_models",
        )  # fmt: skip
        return header, [
            (
                each.slug,
                each.name,
                group.organization.label,
                known_part(each.released_on, each.released_precision),
                each.derived_from and each.derived_from.label,
                each.superseded_by and each.superseded_by.label,
                each.general,
                each.code,
            )
            for group in self.groups
            for each in group.families
        ]


@dataclass(frozen=True, slots=True)
class FamilyPage(Page):
    slug: str
    name: str
    organization: Link
    summary: Backed
    naming: Backed
    released_on: date | None
    released_precision: str
    ancestors: tuple[Link, ...]  # oldest first
    branches: tuple[Branch, ...]
    supersedes: tuple[Link, ...]
    superseded_by: Link | None
    grid: Grid
    profile: tuple[ProfileGroup, ...]
    tools: tuple[Link, ...]
    cited: tuple[Backed, ...]

    main = "summary"

    def table(self):
        """One line per model of the family; an empty cell is unknown."""
        header = ("slug", "name", "kind", "total_params", "active_params", "context_window", "retired")
        return header, [
            (m.slug, m.name, m.kind, m.total_params, m.active_params, m.context_window, m.retired)
            for m in self.grid.models
        ]


def lines_of(families, language: str, lineage: Lineage | None = None) -> list[tuple[Family, FamilyLine]]:
    """Each of the published `families` (a QuerySet) with its line in a list; four queries."""
    lineage = lineage or Lineage()
    counts: dict[int, Counter] = defaultdict(Counter)
    rows = LanguageModel.objects.published().order_by().values_list("family", "kind__specialisation")
    for family, specialisation, number in rows.annotate(n=Count("pk")):
        counts[family][specialisation] = number
    return [
        (
            family,
            FamilyLine(
                family.slug,
                family.name,
                family.get_absolute_url(),
                family.text_in(language, "summary"),
                family.released_on,
                family.released_precision,
                lineage.derived_from(family),
                lineage.descendants(family),
                lineage.superseded_by(family),
                counts[family.pk][ModelKind.Specialisation.GENERAL],
                counts[family.pk][ModelKind.Specialisation.CODE],
            ),
        )
        for family in families.select_related("organization").prefetch_related("texts")
    ]


def families_page(language: str) -> FamiliesPage:
    """All published families by the organization that publishes them."""
    by_maker: dict[Any, list[FamilyLine]] = defaultdict(list)
    families = Family.objects.published().order_by("organization__name", "name")
    for family, line in lines_of(families, language):
        by_maker[family.organization].append(line)
    groups = tuple(
        Makers(Link(maker.name, maker.get_absolute_url()), tuple(lines)) for maker, lines in by_maker.items()
    )
    return FamiliesPage(groups)


def family_page(slug: str, language: str) -> FamilyPage | None:
    """The published family `slug` for a reader of `language`, or None; a constant number of queries."""
    found = Family.objects.published().filter(slug=slug).select_related("organization")
    family = found.prefetch_related("texts", *with_evidence()).first()
    if family is None:
        return None
    lineage, maker = Lineage(), family.organization
    return FamilyPage(
        slug=family.slug,
        name=family.name,
        organization=Link(maker.name, maker.get_absolute_url()),
        summary=backed(family, language, "summary"),
        naming=backed(family, language, "naming"),
        released_on=family.released_on,
        released_precision=family.released_precision,
        ancestors=lineage.ancestors(family),
        branches=lineage.branches(family),
        supersedes=lineage.supersedes(family),
        superseded_by=lineage.superseded_by(family),
        grid=grid_of(LanguageModel.objects.published().filter(family=family), language),
        profile=profile_of(family, language),
        tools=tuple(
            Link(tool.name, tool.get_absolute_url()) for tool in Tool.objects.published().filter(families=family)
        ),
        cited=cited(family, language, "summary", "naming"),
    )
