"""What is told, rated and on record of languages: rows of the database as entries of the tree."""

from django.db.models import Q

from kb.comparison.evidence import evidence_of, with_evidence
from kb.comparison.languages import language_name
from kb.comparison.tree import Entry, RowHead
from kb.models import Aspect, Capability, LanguageSupport, Rating, Statement


def _key(row) -> str:
    """The key of a row's subject as columns and lineages name it."""
    return row.subject_key.removeprefix("model:")


def _cited(rows, *relations):
    return rows.select_related("kind", "family", "model", *relations).prefetch_related("texts", *with_evidence())


def statements(about: Q, language: str):
    """(heads, entries, rows) of the published statements that `about` selects."""
    aspects = Aspect.objects.prefetch_related("texts")
    heads = [
        RowHead(f"aspect-{a.slug}", a.group, a.text_in(language, "name"), summary=a.text_in(language, "summary"))
        for a in aspects
    ]
    rows = list(_cited(Statement.objects.published().filter(about), "aspect"))
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


def ratings(about: Q, language: str):
    """(heads, entries) of the published ratings that `about` selects; a head for every capability."""
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
    rows = _cited(Rating.objects.published().filter(about), "capability")
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


def languages(about: Q, language: str):
    """(heads, entries) of the prompt and programming languages on record where `about` selects."""
    rows = list(_cited(LanguageSupport.objects.published().filter(about)))
    heads = {
        f"{row.purpose}-{row.language}": RowHead(
            f"{row.purpose}-{row.language}", row.purpose, language_name(row.purpose, row.language)
        )
        for row in rows
    }
    entries = [_level_entry(row, f"{row.purpose}-{row.language}", language) for row in rows]
    return list(heads.values()), entries
