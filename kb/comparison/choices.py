"""What can be set side by side: every published kind and model, and the comparisons that editors put together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from kb.comparison.subjects import KIND_PREFIX, kind_name
from kb.models import Comparison, LanguageModel, ModelKind


@dataclass(frozen=True, slots=True)
class Choice:
    """A column on offer: its key in the address and its name."""

    key: str
    label: Any


@dataclass(frozen=True, slots=True)
class ChoiceGroup:
    label: Any  # a family's name; None for the kinds
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Curated:
    """A comparison that editors put together, as its readers see it."""

    slug: str
    url: str
    title: Any
    introduction: Any
    columns: tuple[str, ...]


def columns_on_offer(language: str) -> list[ChoiceGroup]:
    """The kinds, then the models by family; three queries."""
    kinds = ModelKind.objects.published().prefetch_related("texts")
    offer = [ChoiceGroup(None, tuple(Choice(f"{KIND_PREFIX}{kind.slug}", kind_name(kind, language)) for kind in kinds))]
    by_family: dict[str, list[Choice]] = {}
    rows = LanguageModel.objects.published().order_by("family__name", "sort_name")
    for family, slug, name in rows.values_list("family__name", "slug", "name"):
        by_family.setdefault(family, []).append(Choice(slug, name))
    return offer + [ChoiceGroup(family, tuple(choices)) for family, choices in by_family.items()]


def curated_comparisons(language: str, slug: str = "") -> list[Curated]:
    """The published curated comparisons in their order, or the one named `slug`; four queries.

    Columns are keys: whoever resolves them (`subjects_by_key`) leaves out what is not published.
    """
    rows = Comparison.objects.published()
    rows = rows.filter(slug=slug) if slug else rows
    return [
        Curated(
            row.slug,
            row.get_absolute_url(),
            row.text_in(language, "title"),
            row.text_in(language, "introduction"),
            tuple(column.key for column in row.columns.all()),
        )
        for row in rows.prefetch_related("texts", "columns__kind", "columns__model")
    ]
