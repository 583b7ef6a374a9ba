"""Everything a comparison needs, in a constant number of queries."""

from collections.abc import Iterable, Sequence

from django.db.models import Q

from kb.comparison import known
from kb.comparison.errata import errata_of
from kb.comparison.evidence import evidence_of
from kb.comparison.facts import MODEL_FACTS, read_kind_fact
from kb.comparison.figures import figures_of
from kb.comparison.material import Material
from kb.comparison.needs import job_of, needs_of
from kb.comparison.subjects import KIND_PREFIX, column_of
from kb.comparison.tree import Entry, RowHead
from kb.models import LanguageModel, ModelKind, Score, UseCase


def _about(subjects) -> Q:
    """Rows about any of the subjects or about what they inherit from."""
    kinds = {s.pk for s in subjects if isinstance(s, ModelKind)}
    models = [s for s in subjects if isinstance(s, LanguageModel)]
    return (
        Q(kind__in=kinds | {model.kind_id for model in models})
        | Q(family__in={model.family_id for model in models})
        | Q(model__in=[model.pk for model in models])
    )


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


def load(subjects: Sequence[LanguageModel | ModelKind], language: str, use_case: UseCase | None = None) -> Material:
    """Everything known of `subjects`, in their order, for a reader of `language`."""
    material = Material(columns=[column_of(subject, language) for subject in subjects])
    about = _about(subjects)
    aspect_heads, told, said = known.statements(about, language)
    capability_heads, rated = known.ratings(about, language)
    language_heads, spoken = known.languages(about, language)
    models = [subject for subject in subjects if isinstance(subject, LanguageModel)]
    score_heads, placed = figures_of(Score.objects.filter(model__in=models), language)
    material.heads = [*_fact_heads(), *aspect_heads, *capability_heads, *language_heads, *score_heads]
    facts = [entry for subject in subjects for entry in _fact_entries(subject, language)]
    material.entries = [*facts, *told, *rated, *spoken]
    material.figures = placed
    if use_case:
        material.use_case, material.needs = job_of(use_case, language), needs_of(use_case, language)
    material.errata = errata_of(subjects, said, language)
    return material
