"""The one place of this room that asks the database: everything a comparison needs, in a constant number of queries."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q

from kb.comparison.evidence import evidence_of, evidence_of_score, with_evidence
from kb.comparison.facts import MODEL_FACTS, read_kind_fact
from kb.comparison.languages import language_name
from kb.comparison.suitability import NeedOf
from kb.comparison.tree import Coded, Entry, Figure, Job, Link, RowHead, Subject
from kb.models import (
    Aspect,
    Capability,
    LanguageModel,
    LanguageSupport,
    ModelKind,
    Protocol,
    Rating,
    Score,
    SeedClaim,
    SeedLink,
    Statement,
    UseCase,
)

KIND_PREFIX = "kind:"


@dataclass(frozen=True, slots=True)
class Erratum:
    """A claim of the founding note that was corrected or rejected, and bears on what is compared."""

    key: str
    url: str
    outcome: Coded
    words: object
    correction: object
    reason: object


@dataclass(slots=True)
class Material:
    """What the pure part builds a comparison from."""

    columns: list[Subject] = field(default_factory=list)
    heads: list[RowHead] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    figures: list[tuple[str, Figure]] = field(default_factory=list)
    use_case: Job | None = None
    needs: list[NeedOf] = field(default_factory=list)
    errata: list[Erratum] = field(default_factory=list)


def subjects_by_key(keys: Iterable[str]) -> dict[str, LanguageModel | ModelKind]:
    """The published models (`slug`) and kinds (`kind:slug`) among `keys`; two queries at most, database order."""
    keys = list(keys)
    kinds = [key.removeprefix(KIND_PREFIX) for key in keys if key.startswith(KIND_PREFIX)]
    slugs = [key for key in keys if not key.startswith(KIND_PREFIX)]
    found: dict[str, LanguageModel | ModelKind] = {}
    if kinds:
        of_kind = ModelKind.objects.published().filter(slug__in=kinds).prefetch_related("texts")
        found |= {f"{KIND_PREFIX}{kind.slug}": kind for kind in of_kind}
    if slugs:
        models = LanguageModel.objects.published().filter(slug__in=slugs).with_facts()
        found |= {model.slug: model for model in models.prefetch_related("texts", *with_evidence())}
    return found


def kind_name(kind: ModelKind, language: str):
    """The name of a kind for a reader of `language`."""
    return kind.text_in(language, "name") or kind.slug


def column_of(subject: LanguageModel | ModelKind, language: str) -> Subject:
    """A model or kind as a column, with what it inherits from."""
    if isinstance(subject, ModelKind):
        return Subject(
            f"{KIND_PREFIX}{subject.slug}",
            kind_name(subject, language),
            subject.get_absolute_url(),
            subject.specialisation,
            subject.tuning,
        )
    family, kind = subject.family, subject.kind
    return Subject(
        subject.slug,
        subject.name,
        subject.get_absolute_url(),
        kind.specialisation,
        kind.tuning,
        lineage=(f"family:{family.slug}", f"{KIND_PREFIX}{kind.slug}"),
        lineage_links=(
            Link(family.name, family.get_absolute_url()),
            Link(kind_name(kind, language), kind.get_absolute_url()),
        ),
    )


def _about(subjects) -> Q:
    """Rows about any of the subjects or about what they inherit from."""
    kinds = {s.pk for s in subjects if isinstance(s, ModelKind)}
    models = [s for s in subjects if isinstance(s, LanguageModel)]
    return (
        Q(kind__in=kinds | {model.kind_id for model in models})
        | Q(family__in={model.family_id for model in models})
        | Q(model__in=[model.pk for model in models])
    )


def _key(row) -> str:
    """The key of a row's subject as columns and lineages name it."""
    return row.subject_key.removeprefix("model:")


def _fact_entries(subject, language) -> Iterable[Entry]:
    is_kind = isinstance(subject, ModelKind)
    key = f"{KIND_PREFIX}{subject.slug}" if is_kind else subject.slug
    for fact in MODEL_FACTS:
        read = read_kind_fact(subject, fact.key) if is_kind else fact.read(subject, language)
        value, label, links, detail = read
        cited = () if is_kind else evidence_of(subject.citations.all(), language, fact.key)
        yield Entry(key, f"fact-{fact.key}", "fact", value, label, links, detail, evidence=cited)


def _fact_heads() -> list[RowHead]:
    return [RowHead(f"fact-{fact.key}", "facts", fact.label) for fact in MODEL_FACTS]


def _cited(rows, *relations):
    return rows.select_related("kind", "family", "model", *relations).prefetch_related(
        "texts", *with_evidence()
    )


def _statements(subjects, language):
    aspects = Aspect.objects.prefetch_related("texts")
    heads = [
        RowHead(
            f"aspect-{a.slug}", a.group, a.text_in(language, "name"), summary=a.text_in(language, "summary")
        )
        for a in aspects
    ]
    rows = list(_cited(Statement.objects.published().filter(_about(subjects)), "aspect"))
    entries = []
    for row in rows:
        text = row.text_in(language, "text")
        entries.append(
            Entry(
                _key(row),
                f"aspect-{row.aspect.slug}",
                "text",
                value=str(text) if text else None,
                label=text,
                as_of=row.as_of,
                opinion=row.is_opinion,
                evidence=evidence_of(row.citations.all(), language),
            )
        )
    return heads, entries, rows


def _ratings(subjects, language):
    heads = [
        RowHead(
            f"can-{capability.slug}",
            capability.group,
            capability.text_in(language, "name"),
            capability.get_absolute_url(),
            capability.text_in(language, "summary"),
            always=True,
        )
        for capability in Capability.objects.published().prefetch_related("texts")
    ]
    rows = _cited(Rating.objects.published().filter(_about(subjects)), "capability")
    entries = [_level_entry(row, f"can-{row.capability.slug}", language, row.as_of) for row in rows]
    return heads, entries


def _level_entry(row, row_key, language, as_of=None) -> Entry:
    return Entry(
        _key(row),
        row_key,
        "level",
        value=row.level,
        label=row.get_level_display(),
        note=row.text_in(language, "note"),
        as_of=as_of,
        evidence=evidence_of(row.citations.all(), language),
    )


def _languages(subjects, language):
    rows = list(_cited(LanguageSupport.objects.published().filter(_about(subjects))))
    heads = {
        f"{row.purpose}-{row.language}": RowHead(
            f"{row.purpose}-{row.language}", row.purpose, language_name(row.purpose, row.language)
        )
        for row in rows
    }
    entries = [_level_entry(row, f"{row.purpose}-{row.language}", language) for row in rows]
    return list(heads.values()), entries


def figure_of(score: Score, language: str) -> Figure:
    """A stored score as a figure of the tree. Expects `with_setting()` and the citations prefetched."""
    protocol = score.protocol
    return Figure(
        subject=score.model.slug,
        benchmark=protocol.benchmark.slug,
        protocol=protocol.slug,
        domain=protocol.benchmark.domain,
        printed=score.printed,
        value=Decimal(score.printed),
        unit=Coded(score.unit, score.get_unit_display()),
        evaluator=Link(score.evaluator.name, score.evaluator.get_absolute_url()),
        settings=tuple((name, getattr(protocol, name)) for name in Protocol.SETTINGS),
        run=score.run,
        evidence=evidence_of_score(score, language),
        raw_name=score.raw_name,
        raw_place=score.raw_place,
        measured_on=score.measured_on,
        note=score.text_in(language, "note"),
        preferred=score.preferred,
        preference_reason=score.text_in(language, "preference_reason"),
    )


def figures_of(scores, language: str) -> tuple[list[RowHead], list[tuple[str, Figure]]]:
    """Heads and (row key, figure) of a QuerySet of scores: one row per protocol, evaluator and source."""
    rows = (
        scores.published().with_setting().select_related("model").order_by("protocol__benchmark__name", "pk")
    )
    heads, placed = {}, []
    for score in rows.prefetch_related("texts", *with_evidence()):
        benchmark = score.protocol.benchmark
        key = f"score-{score.protocol.slug}-{score.evaluator.slug}-{score.source.key}"
        heads[key] = RowHead(key, f"scores-{benchmark.domain}", benchmark.name, benchmark.get_absolute_url())
        placed.append((key, figure_of(score, language)))
    return list(heads.values()), placed


def job_of(use_case: UseCase, language: str) -> Job:
    """A use case as the head of an answer; expects its texts prefetched."""
    name, answer = (use_case.text_in(language, field) for field in ("name", "answer"))
    return Job(use_case.slug, name, use_case.get_absolute_url(), answer)


def needs_of(use_case: UseCase, language: str) -> list[NeedOf]:
    """The needs of a use case, required first; three queries."""
    rows = use_case.needs.filter(capability__in=Capability.objects.published())
    return [
        NeedOf(
            need.capability.slug,
            need.capability.text_in(language, "name"),
            need.capability.get_absolute_url(),
            need.required,
            need.weight,
            need.text_in(language, "reason"),
        )
        for need in rows.select_related("capability").prefetch_related("texts", "capability__texts")
    ]


def _errata(subjects, statements, language) -> list[Erratum]:
    """Claims of the founding note that did not stand and are linked to what is compared."""
    linked = Q()
    groups = [
        statements,
        *([s for s in subjects if isinstance(s, kind)] for kind in (ModelKind, LanguageModel)),
    ]
    for rows in groups:
        if rows:
            linked |= Q(
                content_type=ContentType.objects.get_for_model(rows[0]),
                object_id__in=[row.pk for row in rows],
            )
    if not linked:
        return []
    claims = SeedClaim.objects.exclude(outcome=SeedClaim.Outcome.KEPT)
    claims = claims.filter(links__in=SeedLink.objects.filter(linked)).distinct().prefetch_related("texts")
    return [
        Erratum(
            claim.key,
            claim.get_absolute_url(),
            Coded(claim.outcome, claim.get_outcome_display()),
            claim.text_in(language, "words"),
            claim.text_in(language, "correction"),
            claim.text_in(language, "reason"),
        )
        for claim in claims
    ]


def load(
    subjects: Sequence[LanguageModel | ModelKind], language: str, use_case: UseCase | None = None
) -> Material:
    """Everything known of `subjects`, in their order, for a reader of `language`."""
    material = Material(columns=[column_of(subject, language) for subject in subjects])
    aspect_heads, told, statements = _statements(subjects, language)
    capability_heads, rated = _ratings(subjects, language)
    language_heads, spoken = _languages(subjects, language)
    models = [subject for subject in subjects if isinstance(subject, LanguageModel)]
    score_heads, placed = figures_of(Score.objects.filter(model__in=models), language)
    material.heads = [*_fact_heads(), *aspect_heads, *capability_heads, *language_heads, *score_heads]
    facts = [entry for subject in subjects for entry in _fact_entries(subject, language)]
    material.entries = [*facts, *told, *rated, *spoken]
    material.figures = placed
    if use_case:
        material.use_case, material.needs = job_of(use_case, language), needs_of(use_case, language)
    material.errata = _errata(subjects, statements, language)
    return material


__all__ = ["Material", "figures_of", "load", "needs_of", "subjects_by_key"]
