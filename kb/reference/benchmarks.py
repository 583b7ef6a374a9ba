"""Benchmarks: their list by domain, and one with its protocols and every figure under each. Protocols never merge."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import Count

from kb.comparison.evidence import with_evidence
from kb.comparison.tree import Coded, Link
from kb.models import Benchmark, Capability, Protocol, Score, ShownText
from kb.reference.page import Backed, Page, backed, cited
from kb.reference.protocols import ProtocolTable, protocols_of


@dataclass(frozen=True, slots=True)
class BenchmarkLine:
    """A benchmark in a list, with how many models were measured under how many protocols."""

    slug: str
    name: str
    url: str
    summary: ShownText | None
    models: int
    protocols: int


@dataclass(frozen=True, slots=True)
class DomainGroup:
    code: str
    label: Any
    benchmarks: tuple[BenchmarkLine, ...]


@dataclass(frozen=True, slots=True)
class BenchmarksPage(Page):
    groups: tuple[DomainGroup, ...]

    def table(self):
        """One line per benchmark."""
        header = ("domain", "slug", "name", "summary", "models", "protocols")
        return header, [
            (group.code, each.slug, each.name, each.summary, each.models, each.protocols)
            for group in self.groups
            for each in group.benchmarks
        ]


@dataclass(frozen=True, slots=True)
class SettingRow:
    """One setting across all protocols of a benchmark, in their order."""

    name: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BenchmarkPage(Page):
    slug: str
    name: str
    domain: Coded
    unit: Coded
    higher_is_better: bool
    website: str
    summary: Backed
    misses: Backed
    capabilities: tuple[Link, ...]
    protocols: tuple[ProtocolTable, ...]
    cited: tuple[Backed, ...]

    main = "summary"

    @property
    def settings(self) -> tuple[SettingRow, ...]:
        """The settings of all protocols side by side."""
        of_each = [dict(protocol.settings) for protocol in self.protocols]
        return tuple(
            SettingRow(name, tuple(settings[name] for settings in of_each)) for name in Protocol.SETTINGS if of_each
        )

    def table(self):
        """One line per figure; an empty setting is unknown."""
        header = (
            "protocol", "model", "value", "unit", "evaluator", "source", "place", "raw_name", "run", "measured_on",
            *Protocol.SETTINGS,
        )  # fmt: skip
        return header, [
            (
                protocol.slug,
                each.slug,
                figure.printed,
                figure.unit.code,
                figure.evaluator.label,
                figure.source.source_key,
                figure.raw_place,
                figure.raw_name,
                figure.run,
                figure.measured_on,
                *(value for _name, value in protocol.settings),
            )
            for protocol in self.protocols
            for each in protocol.models
            for figure in each.figures
        ]


def benchmarks_page(language: str) -> BenchmarksPage:
    """All published benchmarks by domain; what is counted is published too."""
    scores = Score.objects.published().order_by().values_list("protocol__benchmark")
    models = Counter(dict(scores.annotate(n=Count("model", distinct=True))))
    protocols = Counter(dict(Protocol.objects.order_by().values_list("benchmark").annotate(n=Count("pk"))))
    by_domain: dict[str, list[BenchmarkLine]] = defaultdict(list)
    for row in Benchmark.objects.published().prefetch_related("texts"):
        by_domain[row.domain].append(
            BenchmarkLine(
                row.slug,
                row.name,
                row.get_absolute_url(),
                row.text_in(language, "summary"),
                models[row.pk],
                protocols[row.pk],
            )
        )
    return BenchmarksPage(
        tuple(
            DomainGroup(code, label, tuple(by_domain[code]))
            for code, label in Benchmark.Domain.choices
            if by_domain[code]
        )
    )


def benchmark_page(slug: str, language: str) -> BenchmarkPage | None:
    """The published benchmark `slug` for a reader of `language`, or None; a constant number of queries."""
    found = Benchmark.objects.published().filter(slug=slug)
    row = found.prefetch_related("texts", *with_evidence()).first()
    if row is None:
        return None
    capabilities = Capability.objects.published().filter(benchmarks=row).prefetch_related("texts")
    return BenchmarkPage(
        slug=row.slug,
        name=row.name,
        domain=Coded(row.domain, row.get_domain_display()),
        unit=Coded(row.unit, row.get_unit_display()),
        higher_is_better=row.higher_is_better,
        website=row.url,
        summary=backed(row, language, "summary"),
        misses=backed(row, language, "misses"),
        capabilities=tuple(
            Link(each.text_in(language, "name") or each.slug, each.get_absolute_url()) for each in capabilities
        ),
        protocols=protocols_of(row, language),
        cited=cited(row, language, "summary", "misses"),
    )
