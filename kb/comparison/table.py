"""The table itself: pure, from loaded material to one tree of rows and cells."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from kb.comparison.comparable import difference
from kb.comparison.material import Material
from kb.comparison.suitability import Held, Suitability, judge
from kb.comparison.tree import (
    Cell,
    Coded,
    Comparison,
    Difference,
    Entry,
    Figure,
    Group,
    Row,
    RowHead,
    Subject,
)

GROUPS = {
    "facts": _("Facts"),
    "character": _("What it is"),
    "use": _("What it is good for"),
    "language": _("Language tasks"),
    "code": _("Code tasks"),
    "interaction": _("Instruction and conversation"),
    "reach": _("Context and tools"),
    "prompt": _("Prompt languages"),
    "programming": _("Programming languages"),
    "scores-code": _("Measurements on code"),
    "scores-general": _("Measurements beyond code"),
}
NOTHING_MEASURED: tuple[Figure, ...] = ()


class Board:
    """Entries and figures by subject and row, with what a column inherits."""

    def __init__(self, material: Material):
        self.entries = {(entry.subject, entry.row): entry for entry in material.entries}
        self.figures: dict[tuple[str, str], list[Figure]] = defaultdict(list)
        for row, figure in material.figures:
            self.figures[figure.subject, row].append(figure)

    def cell(self, column: Subject, row: str) -> Cell:
        """The column's own entry, else its family's, else its kind's, labelled so."""
        anchor = f"{row}--{column.anchor}"
        figures = tuple(self.figures.get((column.key, row), ()))
        own = self.entries.get((column.key, row))
        if figures or own:
            return Cell(anchor, row, column.key, own, figures=figures)
        for key, link in zip(column.lineage, column.lineage_links, strict=True):
            if inherited := self.entries.get((key, row)):
                return Cell(anchor, row, column.key, inherited, link, key.partition(":")[0])
        return Cell(anchor, row, column.key)


def _measured_row(head: RowHead, cells: tuple[Cell, ...], elsewhere: dict[str, dict[str, tuple[Figure, ...]]]) -> Row:
    """A row of figures. Two columns get a difference, or the reason why there is none.

    `elsewhere`: benchmark -> subject -> every figure there is, to name what sets the other column's figure apart.
    """
    first = next(figure for cell in cells for figure in cell.figures)
    gap: Difference | None = None
    if len(cells) == 2:
        sides = [cell.figures for cell in cells]
        if all(sides):
            gap = difference(*sides)
        else:
            others = elsewhere[first.benchmark]
            gap = difference(
                *(side or others.get(cell.column, ())[:1] for side, cell in zip(sides, cells, strict=True))
            )
    return Row(
        head,
        cells,
        difference=gap,
        settings=tuple((name, value) for name, value in first.settings if value and value != "n/a"),
        unstated=tuple(name for name, value in first.settings if not value),
    )


def _rows(material: Material, board: Board) -> list[Row]:
    needs = {f"can-{need.capability}": need for need in material.needs}
    elsewhere: dict[str, dict[str, tuple[Figure, ...]]] = defaultdict(dict)
    for _row, figure in material.figures:
        known = elsewhere[figure.benchmark]
        known[figure.subject] = (*known.get(figure.subject, NOTHING_MEASURED), figure)
    rows = []
    for head in material.heads:
        cells = tuple(board.cell(column, head.key) for column in material.columns)
        # A value that somebody looked for in vain is worth its row: it is unknown, and cited.
        if not (head.always or any(cell.known or cell.evidence for cell in cells)):
            continue
        if any(cell.figures for cell in cells):
            rows.append(_measured_row(head, cells, elsewhere))
            continue
        need = needs.get(head.key)
        label = Coded("required", _("required")) if need and need.required else Coded("helpful", _("helpful"))
        rows.append(Row(head, cells, need=label if need else None, reason=need.reason if need else None))
    return rows


def held_by(column: Subject, board: Board, capabilities: Sequence[str]) -> dict[str, Held]:
    """The level of each capability for one column, with where it is inherited from."""
    held = {}
    for capability in capabilities:
        cell = board.cell(column, f"can-{capability}")
        if isinstance(cell.entry, Entry):
            held[capability] = Held(cell.entry.value, cell.inherited_code, cell.entry.note)
    return held


def _suitability(material: Material, board: Board) -> tuple[Suitability, ...]:
    if not material.needs:
        return ()
    wanted = [need.capability for need in material.needs]
    return tuple(judge(material.needs, held_by(column, board, wanted)) for column in material.columns)


def build(material: Material, differences_only: bool = False, group: str = "") -> Comparison:
    """The comparison of `material.columns`, in their order.

    `differences_only` leaves out rows whose known values agree and counts them; `group` keeps one group.
    """
    board = Board(material)
    by_group: dict[str, list[Row]] = defaultdict(list)
    for row in _rows(material, board):
        by_group[row.head.group].append(row)
    present = tuple(Coded(key, label) for key, label in GROUPS.items() if by_group.get(key))
    hidden, groups = 0, []
    for known in present:
        if group and known.code != group:
            continue
        rows = by_group[known.code]
        kept = [row for row in rows if row.differs] if differences_only else rows
        hidden += len(rows) - len(kept)
        if kept:
            groups.append(Group(known.code, known.label, tuple(kept)))
    return Comparison(
        columns=tuple(material.columns),
        groups=tuple(groups),
        hidden=hidden,
        use_case=material.use_case,
        suitability=_suitability(material, board),
        errata=tuple(material.errata),
        all_groups=present,
    )
