"""What a comparison is made of: plain values, the same for page, fragment and data.

Nothing here asks the database, knows a request or holds markup. A label is a `str`, a lazy translation or a
`ShownText`; all print themselves.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from kb.comparison.texts import holds_machine_text
from kb.models.translation import ShownText


@dataclass(frozen=True, slots=True)
class Coded:
    """A value out of a closed list: `code` for machines, `label` for people."""

    code: str
    label: Any

    def __str__(self):
        return str(self.label)


@dataclass(frozen=True, slots=True)
class Evidence:
    """One source behind a cell, with the verdict of whoever looked."""

    source_key: str
    source_title: str
    source_language: str
    source_kind: Coded
    interest: Coded
    publisher: str
    url: str  # the page of the source on this site
    external_url: str  # the document itself, without tracking; empty where there is none
    role: Coded
    verdict: Coded
    basis: Coded | None = None
    locator: str = ""
    quote: str = ""
    quote_translation: ShownText | None = None
    note: ShownText | None = None
    checked_on: date | None = None
    checked_by: str = ""
    published_on: date | None = None
    published_precision: str = "day"
    version_pin: str = ""


SUPPORTING, OPPOSING = frozenset({"supports", "partly"}), frozenset({"contradicts", "does-not"})


def standing(evidence: tuple[Evidence, ...]) -> str:
    """How well a value is backed, in one word.

    `supported`, `partly`, `disputed` (backed and opposed), `doubted` (looked at, not backed), `reported` (only forum
    reports), `unchecked` (cited, nobody looked) or `unsourced` (nothing cited).
    """
    verdicts = {item.verdict.code for item in evidence}
    if not evidence:
        return "unsourced"
    if verdicts & SUPPORTING:
        if verdicts & OPPOSING:
            return "disputed"
        backing = [item for item in evidence if item.verdict.code in SUPPORTING]
        if all(item.role.code == "report" for item in backing):
            return "reported"
        return "supported" if "supports" in verdicts else "partly"
    return "doubted" if verdicts - {"unchecked"} else "unchecked"


@dataclass(frozen=True, slots=True)
class Link:
    """A name with the address of its page; `label` is a name or a ShownText."""

    label: Any
    url: str


@dataclass(frozen=True, slots=True)
class Subject:
    """A column: a kind or a model. `lineage` are the keys that it inherits from, nearest first."""

    key: str  # "kind:coder" or the slug of a model, as in the address of a comparison
    label: Any
    url: str
    specialisation: str
    tuning: str
    lineage: tuple[str, ...] = ()  # "family:code-llama", "kind:coder"
    lineage_links: tuple[Link, ...] = ()  # the same, for people

    @property
    def anchor(self):
        return self.key.replace(":", "-")


@dataclass(frozen=True, slots=True)
class Job:
    """A use case as the head of an answer."""

    slug: str
    name: Any
    url: str
    answer: Any


@dataclass(frozen=True, slots=True)
class RowHead:
    """The name of a row. `always`: shown even where no column has a value, because unknown is an answer."""

    key: str
    group: str
    label: Any
    url: str = ""
    summary: Any = None
    always: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """What is known of one subject in one row: a fact, a statement, a rating or a language."""

    subject: str
    row: str
    shape: str  # "fact", "text", "level"
    value: Any  # comparable and JSON-ready; None when unknown
    label: Any
    links: tuple[Link, ...] = ()
    detail: Any = ""
    note: ShownText | None = None
    as_of: date | None = None
    opinion: bool = False
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """A published score with its setting."""

    subject: str
    benchmark: str
    protocol: str
    domain: str
    printed: str
    value: Decimal
    unit: Coded
    evaluator: Link
    settings: tuple[tuple[str, str], ...]  # every setting of the protocol: name, value; "" is unknown
    run: str
    evidence: tuple[Evidence, ...]
    raw_name: str
    raw_place: str
    measured_on: date | None = None
    note: ShownText | None = None
    preferred: bool = False
    preference_reason: ShownText | None = None

    @property
    def source(self):
        return self.evidence[0]


@dataclass(frozen=True, slots=True)
class Cell:
    """One subject in one row. Its anchor comes from the two keys and survives edits."""

    anchor: str
    row: str
    column: str
    entry: Entry | None = None
    inherited_from: Link | None = None
    inherited_code: str = ""  # "family" or "kind"
    figures: tuple[Figure, ...] = ()

    @property
    def shape(self):
        if self.figures:
            return "figures"
        return self.entry.shape if self.entry else "empty"

    @property
    def known(self):
        return bool(self.figures) or (self.entry is not None and self.entry.value not in (None, "unknown", "na"))

    @property
    def value(self):
        """What two cells are compared by; None when unknown."""
        if self.figures:
            return tuple(figure.value for figure in self.figures)
        return self.entry.value if self.known else None

    @property
    def evidence(self):
        if self.figures:
            return tuple(item for figure in self.figures for item in figure.evidence)
        return self.entry.evidence if self.entry else ()

    @property
    def standing(self):
        return standing(self.evidence)

    @property
    def evidence_url(self):
        """Where the evidence stands without scripts: below on this page, or with the kind or family it comes from."""
        if self.inherited_from is None:
            return f"#ev-{self.anchor}"
        return f"{self.inherited_from.url}#{self.row}--{self.entry.subject.replace(':', '-')}"

    @property
    def printed(self):
        """The cell in one string; empty when unknown."""
        if self.figures:
            return " / ".join(figure.printed for figure in self.figures)
        if not self.known:
            return ""
        return str(self.entry.label or "; ".join(str(link.label) for link in self.entry.links))


@dataclass(frozen=True, slots=True)
class Difference:
    """Second column less first, where protocol and evaluator are equal; else what keeps it from being computed."""

    amount: Decimal | None
    gap: tuple[str, ...] = ()

    @property
    def printed(self):
        """With its sign: +2.8, −1.0, ±0.0."""
        sign = "+" if self.amount > 0 else "−" if self.amount < 0 else "±"
        return f"{sign}{abs(self.amount)}"


@dataclass(frozen=True, slots=True)
class Row:
    head: RowHead
    cells: tuple[Cell, ...]  # one per column, same order
    difference: Difference | None = None
    need: Coded | None = None  # required or helpful for the chosen use case
    reason: ShownText | None = None
    settings: tuple[tuple[str, str], ...] = ()  # of a measurement: what is stated and applies
    unstated: tuple[str, ...] = ()  # of a measurement: settings that nobody stated

    SHORT: ClassVar = ("split", "metric", "edit_format")

    @property
    def setting_in_short(self):
        """What tells the rows of one benchmark apart at a glance: split, metric, edit format."""
        return " · ".join(value for name, value in self.settings if name in self.SHORT)

    @property
    def differs(self):
        """True when two known values differ; an unknown value is not a difference."""
        return len({cell.value for cell in self.cells if cell.known}) > 1


@dataclass(frozen=True, slots=True)
class Group:
    key: str
    label: Any
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The whole table. `hidden` counts the rows that "differences only" left out."""

    columns: tuple[Subject, ...]
    groups: tuple[Group, ...]
    hidden: int = 0
    use_case: Job | None = None
    suitability: tuple[Any, ...] = ()  # one kb.comparison.suitability.Suitability per column, with a use case
    errata: tuple[Any, ...] = ()  # what the founding note got wrong about these columns
    all_groups: tuple[Coded, ...] = field(default=())

    def cell(self, anchor: str) -> Cell | None:
        """The cell with this anchor, or None."""
        cells = (cell for group in self.groups for row in group.rows for cell in row.cells)
        return next((cell for cell in cells if cell.anchor == anchor), None)

    def table(self):
        """Header and rows for a spreadsheet: one line per row, one column per subject; an empty cell is unknown."""
        header = ("group", "row", "label", *(column.key for column in self.columns))
        return header, [
            (group.key, row.head.key, row.head.label, *(cell.printed for cell in row.cells))
            for group in self.groups
            for row in group.rows
        ]

    @property
    def has_machine_text(self):
        return holds_machine_text(self)
