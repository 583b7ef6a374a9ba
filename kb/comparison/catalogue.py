"""The catalogue: which models pass the filters, how many each further choice would leave, and why others fell out.

Pure: works on light `Item`s held in memory, so a facet count and the list it leads to come from the same pass.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kb.comparison.suitability import Reason, Suitability
from kb.comparison.tree import Coded

PAGE_SIZE = 25
NAMED_AT_MOST = 60  # of the models that fell out, how many are named
SIZE_STEPS = (3, 8, 15, 35, 75)  # billions of total parameters


@dataclass(slots=True)
class Item:
    """One model with what it can be filtered by. Sizes are exact counts, None when unknown."""

    pk: int
    slug: str
    name: str
    sort_name: str
    kind: str
    specialisation: str
    tuning: str
    family: str
    organization: str
    licence: str
    open: bool | None
    params: int | None
    context: int | None
    released: date | None
    names: str = ""  # folded name and aliases
    capability: frozenset[str] = frozenset()
    benchmark: frozenset[str] = frozenset()
    prompt: frozenset[str] = frozenset()
    suitability: Suitability | None = None

    @property
    def billions(self) -> float | None:
        """Total parameters as people say them: one decimal, so that 8.03B is an 8B model."""
        return None if self.params is None else round(self.params / 1e9, 1)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the reader asks for. Empty means any; an unknown value passes no bound."""

    kind: Sequence[str] = ()
    specialisation: Sequence[str] = ()
    tuning: Sequence[str] = ()
    family: Sequence[str] = ()
    organization: Sequence[str] = ()
    licence: Sequence[str] = ()
    open: str = ""  # "1", "0" or any
    params_min: float | None = None
    params_max: float | None = None
    context_min: int | None = None
    released_after: date | None = None
    capability: Sequence[str] = ()  # all of them
    benchmark: Sequence[str] = ()
    prompt: Sequence[str] = ()
    q: Sequence[str] = ()  # folded words, all of them
    use_case: bool = False
    sort: str = ""  # the suggested order: by fit and merit with a use case, else by name
    page: int = 1


@dataclass(frozen=True, slots=True)
class Option:
    value: str
    label: Any
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    name: str
    label: Any
    options: tuple[Option, ...]
    several: bool = True

    @property
    def open(self):
        """Whether the reader has chosen here."""
        return any(option.chosen for option in self.options)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A model that the chosen use case leaves out, and the requirements that decided so."""

    slug: str
    name: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Exclusion:
    """Models of one fit that the chosen use case leaves out: how many, and the first of them."""

    fit: Coded
    count: int
    models: tuple[LeftOut, ...]

    @property
    def more(self):
        return self.count - len(self.models)


@dataclass(frozen=True, slots=True)
class Selection:
    """The outcome: one page of items, counts, facets, and what the use case left out."""

    items: tuple[Item, ...]
    total: int
    page: int
    pages: int
    facets: tuple[Facet, ...] = ()
    exclusions: tuple[Exclusion, ...] = field(default=())


def _one_of(name):
    return lambda item, wanted: getattr(item, name) in getattr(wanted, name)


def _at_least(of_item, of_wanted):
    def passes(item, wanted):
        value = getattr(item, of_item)
        return value is not None and value >= getattr(wanted, of_wanted)

    return passes


def _at_most(of_item, of_wanted):
    def passes(item, wanted):
        value = getattr(item, of_item)
        return value is not None and value <= getattr(wanted, of_wanted)

    return passes


PASSES: dict[str, Callable[[Item, Wanted], bool]] = {
    **{name: _one_of(name) for name in ("kind", "specialisation", "tuning", "family", "organization", "licence")},
    "open": lambda item, wanted: item.open is (wanted.open == "1"),
    "params_min": _at_least("billions", "params_min"),
    "params_max": _at_most("billions", "params_max"),
    "context_min": _at_least("context", "context_min"),
    "released_after": _at_least("released", "released_after"),
    "capability": lambda item, wanted: item.capability.issuperset(wanted.capability),
    "benchmark": lambda item, wanted: not item.benchmark.isdisjoint(wanted.benchmark),
    "prompt": lambda item, wanted: not item.prompt.isdisjoint(wanted.prompt),
    "q": lambda item, wanted: all(word in item.names for word in wanted.q),
    "use_case": lambda item, wanted: (
        item.suitability is not None and item.suitability.fit.code in {"suits", "possible"}
    ),
}

FACETS = {
    "specialisation": _("Specialisation"),
    "tuning": _("Tuning"),
    "open": _("Open weights"),
    "params_max": pgettext_lazy("model size", "Size at most"),
    "organization": _("Publisher"),
    "family": _("Family"),
    "kind": _("Kind"),
    "licence": _("Licence"),
    "capability": _("Can do"),
    "prompt": _("Prompt language"),
    "benchmark": _("Has a score on"),
}
ONE_VALUE = frozenset({"open", "params_max"})

SORTS: dict[str, tuple[Any, Callable[[Item], Any], bool]] = {
    "name": (_("Name"), lambda item: item.sort_name, False),
    "params": (_("Smallest first"), lambda item: item.params, False),
    "-params": (_("Largest first"), lambda item: item.params, True),
    "-context": (_("Longest context first"), lambda item: item.context, True),
    "-released": (_("Newest first"), lambda item: item.released, True),
}


def values_of(item: Item, facet: str) -> Iterable[str]:
    """The choices of `facet` under which an item counts."""
    if facet == "open":
        return () if item.open is None else ("1" if item.open else "0",)
    if facet == "params_max":
        size = item.billions
        return () if size is None else tuple(str(step) for step in SIZE_STEPS if size <= step)
    value = getattr(item, facet)
    return value if isinstance(value, frozenset) else ((value,) if value else ())


def ordered(items: Iterable[Item], wanted: Wanted) -> list[Item]:
    """By fit first where a use case is chosen, then as asked; what is unknown stands last either way."""
    _label, key, reverse = SORTS.get(wanted.sort, SORTS["name"])
    items = sorted(items, key=lambda item: item.sort_name)
    known = sorted((item for item in items if key(item) is not None), key=key, reverse=reverse)
    items = known + [item for item in items if key(item) is None]
    if wanted.use_case and not wanted.sort:
        items.sort(key=lambda item: item.suitability.rank)
    elif wanted.use_case:
        items.sort(key=lambda item: item.suitability.rank[0])
    return items


def select(items: Sequence[Item], wanted: Wanted, labels: Mapping[str, Mapping[str, Any]]) -> Selection:
    """Filter, count, order and cut `items`.

    `labels`: facet -> code -> label; gives the order of the choices. A choice's count is what the list would hold if
    the choice stood in place of what its facet holds now (for capabilities: beside it).
    """
    active = [name for name in PASSES if getattr(wanted, name) not in ((), "", None, False, [])]
    passed, left_out, counts = [], [], {facet: Counter() for facet in labels}
    for item in items:
        failed = [name for name in active if not PASSES[name](item, wanted)]
        if not failed:
            passed.append(item)
            for facet, counter in counts.items():
                counter.update(values_of(item, facet))
        elif failed == ["use_case"]:
            left_out.append(item)
        elif len(failed) == 1 and failed[0] in counts and failed[0] != "capability":
            counts[failed[0]].update(values_of(item, failed[0]))
    pages = max(1, -(-len(passed) // PAGE_SIZE))
    page = min(max(1, wanted.page), pages)
    start = (page - 1) * PAGE_SIZE
    return Selection(
        items=tuple(ordered(passed, wanted)[start : start + PAGE_SIZE]),
        total=len(passed),
        page=page,
        pages=pages,
        facets=_facets(wanted, labels, counts),
        exclusions=_exclusions(left_out),
    )


def _facets(wanted, labels, counts) -> tuple[Facet, ...]:
    facets = []
    for name, choices in labels.items():
        chosen = getattr(wanted, name)
        chosen = {f"{chosen:g}" if isinstance(chosen, float) else chosen} if name in ONE_VALUE else set(chosen)
        options = tuple(
            Option(code, label, counts[name][code], code in chosen)
            for code, label in choices.items()
            if counts[name][code] or code in chosen
        )
        facets.append(Facet(name, FACETS[name], options, name not in ONE_VALUE))
    return tuple(facets)


def _exclusions(items: Sequence[Item]) -> tuple[Exclusion, ...]:
    by_fit: dict[str, list[Item]] = {"unknown": [], "unsuited": []}
    for item in items:
        by_fit[item.suitability.fit.code].append(item)
    return tuple(
        Exclusion(
            found[0].suitability.fit,
            len(found),
            tuple(
                LeftOut(item.slug, item.name, item.suitability.deciding)
                for item in sorted(found, key=lambda item: item.sort_name)[:NAMED_AT_MOST]
            ),
        )
        for found in by_fit.values()
        if found
    )
