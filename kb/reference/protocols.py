"""The figures of a benchmark, protocol by protocol: models best first, rivals together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from kb.comparison.evidence import with_evidence
from kb.comparison.figures import figure_of
from kb.comparison.tree import Figure
from kb.models import Benchmark, Protocol, Score, ShownText, Source
from kb.reference.page import Backed, cited

HEARSAY = frozenset({Source.Kind.FORUM.value, Source.Kind.PRESS.value})


@dataclass(frozen=True, slots=True)
class Measured:
    """A model with all its figures under one protocol, best first; several figures are rivals."""

    slug: str
    name: str
    url: str
    figures: tuple[Figure, ...]

    @property
    def ranked(self) -> tuple[Figure, ...]:
        """The figures that may place the model: those that are no hearsay."""
        return tuple(figure for figure in self.figures if figure.source.source_kind.code not in HEARSAY)


@dataclass(frozen=True, slots=True)
class ProtocolTable:
    """One way of measuring: every setting ("" is unknown, "n/a" does not apply), its evidence and its figures."""

    slug: str
    note: ShownText | None
    settings: tuple[tuple[str, str], ...]
    cited: tuple[Backed, ...]
    models: tuple[Measured, ...]

    @property
    def anchor(self) -> str:
        return f"protocol-{self.slug}"


def protocols_of(benchmark: Benchmark, language: str) -> tuple[ProtocolTable, ...]:
    """Every protocol of the benchmark, with its published figures; a constant number of queries."""
    scores = Score.objects.published().filter(protocol__benchmark=benchmark).with_setting()
    by_protocol: dict[int, list[Score]] = defaultdict(list)
    for score in scores.select_related("model").prefetch_related("texts", *with_evidence()):
        by_protocol[score.protocol_id].append(score)
    rows = Protocol.objects.filter(benchmark=benchmark).prefetch_related("texts", *with_evidence())
    return tuple(
        ProtocolTable(
            row.slug,
            row.text_in(language, "note"),
            tuple((name, getattr(row, name)) for name in Protocol.SETTINGS),
            cited(row, language),
            _ranked(by_protocol[row.pk], benchmark.higher_is_better, language),
        )
        for row in rows
    )


def _ranked(scores: Iterable[Score], higher_is_better: bool, language: str) -> tuple[Measured, ...]:
    """Models best first, each with all its figures; hearsay places nobody and stands last."""
    sign = -1 if higher_is_better else 1
    by_model: dict[str, list[Score]] = defaultdict(list)
    for score in scores:
        by_model[score.model.slug].append(score)
    measured = []
    for own in by_model.values():
        model, figures = own[0].model, [figure_of(score, language) for score in own]
        figures.sort(key=lambda figure: (not figure.preferred, sign * figure.value))
        measured.append(Measured(model.slug, model.name, model.get_absolute_url(), tuple(figures)))
    measured.sort(key=lambda each: (not each.ranked, sign * (each.ranked or each.figures)[0].value, each.name))
    return tuple(measured)
