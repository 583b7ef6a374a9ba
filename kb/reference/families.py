"""Families: their list with its lines of descent, and one family with its grid of sizes and kinds."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count

from kb.comparison.evidence import with_evidence
from kb.comparison.subjects import kind_name
from kb.comparison.tree import Link
from kb.models import Family, LanguageModel, ModelKind, ShownText, Tool
from kb.reference.lineage import Branch, Lineage
from kb.reference.page import Backed, Page, backed, cited
from kb.reference.profile import ProfileGroup, profile_of
from kb.text import format_params


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
    total: int

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
                each.released_on and each.released_on.isoformat()[: PRECISION.get(each.released_precision, 10)],
                each.derived_from and each.derived_from.label,
                each.superseded_by and each.superseded_by.label,
                each.general,
                each.code,
            )
            for group in self.groups
            for each in group.families
        ]


@dataclass(frozen=True, slots=True)
class GridModel:
    """A model in the grid. Sizes are exact counts; None is unknown."""

    slug: str
    name: str
    url: str
    kind: str
    total_params: int | None
    active_params: int | None
    context_window: int | None
    retired: bool | None


@dataclass(frozen=True, slots=True)
class GridColumn:
    kind: str
    specialisation: str
    specialisation_label: Any
    label: Any
    url: str


@dataclass(frozen=True, slots=True)
class GridRow:
    """Models of one size as people say it ("7B"); `size` is empty where the size is unknown."""

    size: str
    cells: tuple[tuple[GridModel, ...], ...]  # one per column of the grid, same order


@dataclass(frozen=True, slots=True)
class Grid:
    columns: tuple[GridColumn, ...]
    rows: tuple[GridRow, ...]

    @property
    def spans(self) -> tuple[tuple[str, Any, int], ...]:
        """Specialisations over the columns: code, label, number of columns."""
        counted = Counter(column.specialisation for column in self.columns)
        labels = {column.specialisation: column.specialisation_label for column in self.columns}
        return tuple((code, labels[code], number) for code, number in counted.items())

    @property
    def models(self) -> tuple[GridModel, ...]:
        return tuple(model for row in self.rows for cell in row.cells for model in cell)


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


PRECISION = {"year": 4, "month": 7}  # how many characters of an ISO date are known


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
    return FamiliesPage(groups, sum(len(group.families) for group in groups))


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


def grid_of(models, language: str) -> Grid:
    """Sizes by kinds: one row per size, the unknown one last; one column per kind that occurs. Three queries."""
    by_cell: dict[tuple[str, str], list[GridModel]] = defaultdict(list)
    sizes: dict[str, int] = {}
    kinds: dict[str, ModelKind] = {}
    for model in models.by_name().for_catalogue_page():
        size = format_params(model.total_params) if model.total_params else ""
        sizes[size] = min(sizes.get(size, model.total_params or 0), model.total_params or 0)
        kinds[model.kind.slug] = model.kind
        by_cell[size, model.kind.slug].append(
            GridModel(
                model.slug,
                model.name,
                model.get_absolute_url(),
                model.kind.slug,
                model.total_params,
                model.active_params,
                model.context_window,
                model.retired,
            )
        )
    # General before code, as the kinds themselves are ordered; the two stand under heads of their own.
    ordered = sorted(kinds.values(), key=lambda kind: (kind.specialisation != "general", kind.position, kind.slug))
    columns = tuple(
        GridColumn(
            kind.slug,
            kind.specialisation,
            kind.get_specialisation_display(),
            kind_name(kind, language),
            kind.get_absolute_url(),
        )
        for kind in ordered
    )
    rows = tuple(
        GridRow(size, tuple(tuple(by_cell[size, column.kind]) for column in columns))
        for size in sorted(sizes, key=lambda size: (not size, sizes[size]))
    )
    return Grid(columns, rows)
