"""What the catalogue asks the database: light items for all published models, whole rows for one page of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from kb.comparison.catalogue import PAGE_SIZE, Exclusion, Facet, Item, Wanted, select
from kb.comparison.evidence import evidence_of, with_evidence
from kb.comparison.needs import job_of, needs_of
from kb.comparison.subjects import kind_name
from kb.comparison.suitability import Held, NeedOf, judge
from kb.comparison.texts import holds_machine_text
from kb.comparison.tree import Coded, Evidence, Job, Link, standing
from kb.models import LanguageModel, LanguageSupport, Level, ModelAlias, Rating, Score, UseCase, known_part
from kb.text import fold

HELD = (Level.YES, Level.PARTIAL)
FIELDS = {
    "pk": "pk",
    "slug": "slug",
    "name": "name",
    "sort_name": "sort_name",
    "kind": "kind__slug",
    "specialisation": "kind__specialisation",
    "tuning": "kind__tuning",
    "family": "family__slug",
    "organization": "family__organization__slug",
    "licence": "licence__slug",
    "open": "open_weights",
    "params": "total_params",
    "context": "context_window",
    "released": "released_on",
}
# A prompt language that is asked for, and what else counts as it: a bare "Chinese" may be either script.
ALSO = {"zh-hant": ("zh",), "zh-hans": ("zh",)}


@dataclass(frozen=True, slots=True)
class CatalogueRow:
    """One line of the catalogue. Sizes are exact counts; None is unknown."""

    slug: str
    name: str
    url: str
    kind: Link
    family: Link
    organization: Link
    licence: str
    open_weights: bool | None
    total_params: int | None
    context_window: int | None
    released_on: date | None
    released_precision: str
    fit: Coded | None = None
    reasons: tuple[BackedReason, ...] = ()


@dataclass(frozen=True, slots=True)
class BackedReason:
    """What one need of the chosen use case contributes, and what the model's own rating rests on."""

    need: NeedOf
    level: str
    inherited: str  # "", "family" or "kind"
    effect: str
    note: Any = None
    evidence: tuple[Evidence, ...] = ()
    standing: str = ""  # of an own rating


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The catalogue page: counts, its rows in full, facets, and what the chosen use case left out."""

    total: int
    page: int
    pages: int
    rows: tuple[CatalogueRow, ...]
    facets: tuple[Facet, ...]
    exclusions: tuple[Exclusion, ...] = ()
    use_case: Job | None = None
    needs: tuple[NeedOf, ...] = ()

    @property
    def first(self):
        """The number of the first row on this page, counted through all pages."""
        return (self.page - 1) * PAGE_SIZE + 1

    @property
    def previous(self):
        return self.page - 1

    @property
    def next(self):
        return self.page + 1

    @property
    def has_machine_text(self):
        return holds_machine_text(self)

    def table(self):
        """Header and rows for a spreadsheet; an empty cell is unknown."""
        header = (
            "slug", "name", "kind", "family", "organization", "licence", "open_weights", "total_params",
            "context_window", "released_on", "fit",
        )  # fmt: skip
        return header, [
            (
                row.slug,
                row.name,
                row.kind.label,
                row.family.label,
                row.organization.label,
                row.licence,
                row.open_weights,
                row.total_params,
                row.context_window,
                known_part(row.released_on, row.released_precision),
                row.fit.code if row.fit else None,
            )
            for row in self.rows
        ]


def _items() -> list[Item]:
    rows = LanguageModel.objects.published().values_list(*FIELDS.values())
    return [Item(**dict(zip(FIELDS, row, strict=True))) for row in rows]


class Levels:
    """Rows about kinds, families and models, looked up from a model: its own first, then inherited ones."""

    def __init__(self, rows, what: str, value: str):
        self.known: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
        for kind, family, model, thing, level in rows.values_list(
            "kind__slug", "family__slug", "model__slug", what, value
        ):
            key = ("kind", kind) if kind else ("family", family) if family else ("", model)
            self.known[key][thing] = level

    def of(self, item: Item) -> dict[str, Held]:
        held: dict[str, Held] = {}
        for where, slug in (("kind", item.kind), ("family", item.family), ("", item.slug)):
            held |= {thing: Held(level, where) for thing, level in self.known.get((where, slug), {}).items()}
        return held


def _names(items: Sequence[Item]):
    aliases = defaultdict(list)
    for model, name in ModelAlias.objects.values_list("model_id", "name"):
        aliases[model].append(name)
    for item in items:
        item.names = fold(" ".join([item.name, item.slug, *aliases[item.pk]]))


def _describe(items: Sequence[Item], needs: Sequence[NeedOf], with_names: bool):
    """Fill in what the filters look at; one query for each thing, whatever the number of items."""
    levels = Levels(Rating.objects.published(), "capability__slug", "level")
    prompts = Levels(LanguageSupport.objects.published().filter(purpose="prompt"), "language", "level")
    measured = defaultdict(set)
    scores = Score.objects.published().values_list("model_id", "protocol__benchmark__slug").order_by()
    for model, benchmark in scores.distinct():
        measured[model].add(benchmark)
    for item in items:
        held, spoken = levels.of(item), prompts.of(item)
        item.capability = frozenset(name for name, has in held.items() if has.level in HELD)
        said = {code for code, has in spoken.items() if has.level in HELD}
        item.prompt = frozenset(said | {code for code, also in ALSO.items() if code not in spoken and said & {*also}})
        item.benchmark = frozenset(measured[item.pk])
        if needs:
            item.suitability = judge(needs, held)
    if with_names:
        _names(items)


def _backing(models: Sequence[LanguageModel], needs: Sequence[NeedOf], language: str):
    """Own ratings of the models for the needed capabilities: model -> capability -> what `BackedReason` adds."""
    rows = Rating.objects.published().filter(model__in=models, capability__slug__in=[n.capability for n in needs])
    found: dict[int, dict[str, dict]] = defaultdict(dict)
    for rating in rows.select_related("capability").prefetch_related("texts", *with_evidence()):
        evidence = evidence_of(rating.citations.all(), language)
        found[rating.model_id][rating.capability.slug] = {
            "note": rating.text_in(language, "note"),
            "evidence": evidence,
            "standing": standing(evidence),
        }
    return found


def _row(model: LanguageModel, item: Item, backing: Mapping[str, dict], language: str) -> CatalogueRow:
    family, maker, judged = model.family, model.family.organization, item.suitability
    reasons = judged.reasons if judged else ()
    return CatalogueRow(
        slug=model.slug,
        name=model.name,
        url=model.get_absolute_url(),
        kind=Link(kind_name(model.kind, language), model.kind.get_absolute_url()),
        family=Link(family.name, family.get_absolute_url()),
        organization=Link(maker.name, maker.get_absolute_url()),
        licence=model.licence.name if model.licence else "",
        open_weights=model.open_weights,
        total_params=model.total_params,
        context_window=model.context_window,
        released_on=model.released_on,
        released_precision=model.released_precision,
        fit=judged.fit if judged else None,
        reasons=tuple(
            BackedReason(
                reason.need,
                reason.held.level,
                reason.held.inherited,
                reason.effect,
                **backing.get(reason.need.capability, {}),
            )
            for reason in reasons
        ),
    )


def catalogue(
    wanted: Wanted, labels: Mapping[str, Mapping[str, Any]], language: str, use_case: UseCase | None = None
) -> Catalogue:
    """The catalogue as `wanted`; a constant number of queries, whatever the number of models."""
    needs = tuple(needs_of(use_case, language)) if use_case else ()
    items = _items()
    _describe(items, needs, with_names=bool(wanted.q))
    found = select(items, wanted, labels)
    on_page = LanguageModel.objects.published().filter(pk__in=[item.pk for item in found.items])
    models = {model.pk: model for model in on_page.for_catalogue_page()}
    backing = _backing(list(models.values()), needs, language) if needs else {}
    return Catalogue(
        total=found.total,
        page=found.page,
        pages=found.pages,
        rows=tuple(_row(models[item.pk], item, backing.get(item.pk, {}), language) for item in found.items),
        facets=found.facets,
        exclusions=found.exclusions,
        use_case=job_of(use_case, language) if use_case else None,
        needs=needs,
    )
