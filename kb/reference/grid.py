"""The models of a family as a grid: a row per size, a column per kind."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import Any

from kb.comparison.subjects import kind_name
from kb.models import ModelKind
from kb.text import format_params


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
