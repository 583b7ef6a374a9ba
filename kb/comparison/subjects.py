"""What can stand in a column: published kinds and models, found by the keys of an address."""

from collections.abc import Iterable

from kb.comparison.evidence import with_evidence
from kb.comparison.tree import Link, Subject
from kb.models import LanguageModel, ModelKind

KIND_PREFIX = "kind:"


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
