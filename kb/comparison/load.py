"""Everything a comparison needs, in a constant number of queries."""

from collections.abc import Iterable, Sequence

from django.db.models import Q

from kb.comparison.errata import errata_of
from kb.comparison.evidence import evidence_of, with_evidence
from kb.comparison.facts import MODEL_FACTS, read_kind_fact
from kb.comparison.figures import figures_of
from kb.comparison.languages import language_name
from kb.comparison.material import Material
from kb.comparison.needs import job_of, needs_of
from kb.comparison.subjects import KIND_PREFIX, column_of
from kb.comparison.tree import Entry, RowHead
from kb.models import (
    Aspect,
    Capability,
    LanguageModel,
    LanguageSupport,
    ModelKind,
    Rating,
    Score,
    Statement,
    UseCase,
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
        cited = () if is_kind else evidence_of(subject.citations.all(), language, fact.field)
        yield Entry(key, f"fact-{fact.key}", "fact", value, label, links, detail, evidence=cited)


def _fact_heads() -> list[RowHead]:
    return [RowHead(f"fact-{fact.key}", "facts", fact.label) for fact in MODEL_FACTS]


def _cited(rows, *relations):
    return rows.select_related("kind", "family", "model", *relations).prefetch_related("texts", *with_evidence())


def _statements(subjects, language):
    aspects = Aspect.objects.prefetch_related("texts")
    heads = [
        RowHead(f"aspect-{a.slug}", a.group, a.text_in(language, "name"), summary=a.text_in(language, "summary"))
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


def load(subjects: Sequence[LanguageModel | ModelKind], language: str, use_case: UseCase | None = None) -> Material:
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
    material.errata = errata_of(subjects, statements, language)
    return material
