"""Organizations: who publishes models, who evaluates them, and one with all that it did."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db.models import Count

from kb.comparison.evidence import with_evidence
from kb.comparison.tree import Link
from kb.models import Family, LanguageModel, Organization, Protocol, Score, ShownText, Tool
from kb.reference.families import FamilyLine, lines_of
from kb.reference.page import Backed, Page, backed, cited

MODELS_SHOWN = 30


@dataclass(frozen=True, slots=True)
class OrganizationLine:
    """An organization in a list, with how much of each it is behind."""

    slug: str
    name: str
    url: str
    summary: ShownText | None
    families: int
    models: int
    tools: int
    figures: int


@dataclass(frozen=True, slots=True)
class OrganizationsPage(Page):
    organizations: tuple[OrganizationLine, ...]

    @property
    def publishers(self) -> tuple[OrganizationLine, ...]:
        return tuple(each for each in self.organizations if each.families)

    @property
    def evaluators(self) -> tuple[OrganizationLine, ...]:
        return tuple(each for each in self.organizations if each.figures)

    @property
    def others(self) -> tuple[OrganizationLine, ...]:
        """Makers of tools, and who is named otherwise."""
        return tuple(each for each in self.organizations if not each.families and not each.figures)

    def table(self):
        """One line per organization."""
        header = ("slug", "name", "summary", "families", "models", "tools", "figures")
        return header, [
            (each.slug, each.name, each.summary, each.families, each.models, each.tools, each.figures)
            for each in self.organizations
        ]


@dataclass(frozen=True, slots=True)
class Evaluated:
    """Figures that an organization made under one protocol."""

    benchmark: Link
    protocol: str
    url: str
    figures: int
    models: int


@dataclass(frozen=True, slots=True)
class OrganizationPage(Page):
    slug: str
    name: str
    website: str
    summary: Backed
    families: tuple[FamilyLine, ...]
    models: tuple[Link, ...]  # the first by name
    total: int
    tools: tuple[Link, ...]
    evaluations: tuple[Evaluated, ...]
    cited: tuple[Backed, ...]

    main = "summary"

    def table(self):
        """One line per protocol under which it made figures."""
        header = ("benchmark", "protocol", "figures", "models")
        return header, [(each.benchmark.label, each.protocol, each.figures, each.models) for each in self.evaluations]


def organizations_page(language: str) -> OrganizationsPage:
    """All published organizations; what is counted is published too."""
    families = _counted(Family.objects.published(), "organization")
    models = _counted(LanguageModel.objects.published(), "family__organization")
    tools = _counted(Tool.objects.published(), "organization")
    figures = _counted(Score.objects.published(), "evaluator")
    return OrganizationsPage(
        tuple(
            OrganizationLine(
                row.slug,
                row.name,
                row.get_absolute_url(),
                row.text_in(language, "summary"),
                families[row.pk],
                models[row.pk],
                tools[row.pk],
                figures[row.pk],
            )
            for row in Organization.objects.published().prefetch_related("texts")
        )
    )


def _counted(rows, by: str) -> Counter[Any]:
    return Counter(dict(rows.order_by().values_list(by).annotate(n=Count("pk"))))


def organization_page(slug: str, language: str) -> OrganizationPage | None:
    """The published organization `slug` for a reader of `language`, or None; a constant number of queries."""
    found = Organization.objects.published().filter(slug=slug)
    row = found.prefetch_related("texts", *with_evidence()).first()
    if row is None:
        return None
    families = Family.objects.published().filter(organization=row)
    models = LanguageModel.objects.published().filter(family__organization=row)
    tools = Tool.objects.published().filter(organization=row)
    return OrganizationPage(
        slug=row.slug,
        name=row.name,
        website=row.website,
        summary=backed(row, language, "summary"),
        families=tuple(line for _family, line in lines_of(families, language)),
        models=tuple(Link(model.name, model.get_absolute_url()) for model in models.by_name()[:MODELS_SHOWN]),
        total=models.count(),
        tools=tuple(Link(tool.name, tool.get_absolute_url()) for tool in tools),
        evaluations=_evaluations(row),
        cited=cited(row, language, "summary"),
    )


def _evaluations(organization) -> tuple[Evaluated, ...]:
    """What it measured, one line per protocol; two queries."""
    scores = Score.objects.published().filter(evaluator=organization).order_by()
    counted = scores.values_list("protocol").annotate(n=Count("pk"), models=Count("model", distinct=True))
    numbers = {protocol: (figures, models) for protocol, figures, models in counted}
    lines = []
    for protocol in Protocol.objects.filter(pk__in=numbers).select_related("benchmark"):
        url = protocol.benchmark.get_absolute_url()
        link = Link(protocol.benchmark.name, url)
        lines.append(Evaluated(link, protocol.slug, f"{url}#protocol-{protocol.slug}", *numbers[protocol.pk]))
    return tuple(lines)
