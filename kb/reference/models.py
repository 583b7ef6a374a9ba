"""The page of one model: what is known of it, what it descends from, and what stands next to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from kb.comparison import Comparison, compare_subjects, subjects_by_key
from kb.comparison.facts import MODEL_FACTS
from kb.comparison.subjects import kind_name
from kb.comparison.tree import Link
from kb.models import LanguageModel, ModelAlias
from kb.reference.page import Backed, cited


@dataclass(frozen=True, slots=True)
class Alias:
    name: str
    where: str


@dataclass(frozen=True, slots=True)
class Relative:
    """Another model, its kind, and its slug for a comparison."""

    slug: str
    name: str
    url: str
    kind: Any


@dataclass(frozen=True, slots=True)
class ModelPage:
    """`profile` is a comparison of one column: the same rows, cells and anchors as side by side."""

    slug: str
    name: str
    summary: Any
    organization: Link
    family: Link
    kind: Link
    profile: Comparison
    aliases: tuple[Alias, ...]
    ancestors: tuple[Relative, ...]  # nearest first
    descendants: tuple[Relative, ...]
    siblings: tuple[Relative, ...]  # same family and size: other kinds
    cited: tuple[Backed, ...]  # evidence that no row of the profile shows

    @property
    def neighbours(self) -> tuple[Relative, ...]:
        """What one would set beside it, nearest first, each once."""
        around = (*self.siblings, *self.ancestors, *self.descendants)
        return tuple({other.slug: other for other in around}.values())


def _relative(model, language) -> Relative:
    return Relative(model.slug, model.name, model.get_absolute_url(), kind_name(model.kind, language))


def _line(model) -> list[int]:
    """Primary keys of what the model descends from, nearest first; one query, however long the line."""
    parents = dict(LanguageModel.objects.exclude(based_on=None).values_list("pk", "based_on"))
    line, at = [], model.based_on_id
    while at is not None and at not in line:
        line.append(at)
        at = parents.get(at)
    return line


def model_page(slug: str, language: str) -> ModelPage | None:
    """The published model `slug` for a reader of `language`, or None; a constant number of queries."""
    model = subjects_by_key([slug]).get(slug)
    if model is None:
        return None
    shown = LanguageModel.objects.published().for_catalogue_page()
    line = _line(model)
    around = shown.filter(pk__in=line) | shown.filter(based_on=model)
    if model.total_params:
        around |= shown.filter(family=model.family, total_params=model.total_params)
    relatives = {other.pk: other for other in around if other.pk != model.pk}
    named = {pk: _relative(other, language) for pk, other in relatives.items()}
    maker = model.family.organization
    return ModelPage(
        slug=model.slug,
        name=model.name,
        summary=model.text_in(language, "summary"),
        organization=Link(maker.name, maker.get_absolute_url()),
        family=Link(model.family.name, model.family.get_absolute_url()),
        kind=Link(kind_name(model.kind, language), model.kind.get_absolute_url()),
        profile=compare_subjects([model], language),
        aliases=tuple(
            Alias(alias.name, alias.where) for alias in model.aliases.all() if alias.where != ModelAlias.FORMER_SLUG
        ),
        ancestors=tuple(named[pk] for pk in line if pk in named),
        descendants=tuple(named[pk] for pk, other in relatives.items() if other.based_on_id == model.pk),
        siblings=tuple(
            named[pk]
            for pk, other in relatives.items()
            if other.family_id == model.family_id and other.total_params == model.total_params and other.total_params
        ),
        cited=cited(model, language, *(fact.field for fact in MODEL_FACTS)),
    )


def current_slug(former: str) -> str | None:
    """The present slug of the published model that used to have the slug `former`, or None."""
    renamed = LanguageModel.objects.published().filter(aliases__where=ModelAlias.FORMER_SLUG, aliases__name=former)
    return renamed.values_list("slug", flat=True).first()
