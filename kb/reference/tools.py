"""Tools: products that use models, and the families that each uses."""

from __future__ import annotations

from dataclasses import dataclass

from kb.comparison.evidence import with_evidence
from kb.comparison.tree import Link
from kb.models import Family, ShownText, Tool
from kb.reference.page import Backed, Page, backed, cited, cited_field


@dataclass(frozen=True, slots=True)
class ToolLine:
    slug: str
    name: str
    url: str
    organization: Link | None
    summary: ShownText | None
    families: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class ToolsPage(Page):
    tools: tuple[ToolLine, ...]

    def table(self):
        """One line per tool; families by name."""
        header = ("slug", "name", "organization", "summary", "families")
        return header, [
            (
                each.slug,
                each.name,
                each.organization and each.organization.label,
                each.summary,
                "; ".join(family.label for family in each.families),
            )
            for each in self.tools
        ]


@dataclass(frozen=True, slots=True)
class ToolPage(Page):
    slug: str
    name: str
    website: str
    organization: Link | None
    summary: Backed
    families: tuple[Link, ...]
    families_cited: Backed
    cited: tuple[Backed, ...]

    main = "summary"


def _maker(tool: Tool) -> Link | None:
    maker = tool.organization
    return Link(maker.name, maker.get_absolute_url()) if maker and maker.is_published else None


def _families(tool: Tool, shown: dict[int, Family]) -> tuple[Link, ...]:
    """Those of the tool's families that readers may see."""
    used = [shown[family.pk] for family in tool.families.all() if family.pk in shown]
    return tuple(Link(family.name, family.get_absolute_url()) for family in used)


def _rows():
    return Tool.objects.published().select_related("organization").prefetch_related("texts", "families")


def _shown_families() -> dict[int, Family]:
    return {family.pk: family for family in Family.objects.published()}


def tools_page(language: str) -> ToolsPage:
    shown = _shown_families()
    return ToolsPage(
        tuple(
            ToolLine(
                row.slug,
                row.name,
                row.get_absolute_url(),
                _maker(row),
                row.text_in(language, "summary"),
                _families(row, shown),
            )
            for row in _rows()
        )
    )


def tool_page(slug: str, language: str) -> ToolPage | None:
    """The published tool `slug` for a reader of `language`, or None; a constant number of queries."""
    row = _rows().filter(slug=slug).prefetch_related(*with_evidence()).first()
    if row is None:
        return None
    return ToolPage(
        slug=row.slug,
        name=row.name,
        website=row.website,
        organization=_maker(row),
        summary=backed(row, language, "summary"),
        families=_families(row, _shown_families()),
        families_cited=cited_field(row, language, "families"),
        cited=cited(row, language, "summary", "families"),
    )
