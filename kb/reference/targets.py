"""Where a row can be read: the entry that it is or stands with, the part of its page, the address with its anchor.

Citations and the links of the founding note point at rows of any type. Each type is asked once, whatever the number of
rows; what readers may not see has no place and is left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, Q, QuerySet
from django.urls import reverse

from kb.comparison.facts import MODEL_FACTS
from kb.comparison.languages import language_name
from kb.comparison.tree import Coded
from kb.models import (
    LanguageModel,
    LanguageSupport,
    Licence,
    Protocol,
    Rating,
    Score,
    Statement,
    Status,
    TrainingMethod,
)
from kb.reference.entries import CODE_OF, ENTRY_TYPES, name_in
from kb.reference.page import field_label

PART_CODES = {
    Rating: "rating",
    Statement: "statement",
    LanguageSupport: "language",
    Score: "score",
    Protocol: "protocol",
    Licence: "licence",
    TrainingMethod: "training-method",
}
FACTS = frozenset(fact.key for fact in MODEL_FACTS)


@dataclass(frozen=True, slots=True)
class Target:
    """`label` names the entry, `part` what of it is meant (empty: all of it), `value` what it says in one word."""

    type: Coded
    label: Any
    url: str
    part: Any = ""
    value: Any = ""


def published_rows() -> dict[type[Model], QuerySet]:
    """Every type of row that can be pointed at, with what of it readers may see and what its target is made from."""
    about, names = ("kind", "family", "model"), ("kind__texts",)
    rows = {each.model: each.published().prefetch_related("texts") for each in ENTRY_TYPES}
    return rows | {
        Rating: Rating.objects.published()
        .select_related(*about, "capability")
        .prefetch_related(*names, "capability__texts"),
        Statement: Statement.objects.published()
        .select_related(*about, "aspect")
        .prefetch_related(*names, "aspect__texts"),
        LanguageSupport: LanguageSupport.objects.published().select_related(*about).prefetch_related(*names),
        Score: Score.objects.published().with_setting().select_related("model"),
        Protocol: Protocol.objects.filter(benchmark__status=Status.PUBLISHED).select_related("benchmark"),
        Licence: Licence.objects.filter(models__in=LanguageModel.objects.published()).distinct(),
        TrainingMethod: TrainingMethod.objects.prefetch_related("texts"),
    }


def shown_targets() -> Q:
    """The filter of citations and links whose target readers may see; one sub-query per type."""
    rows = published_rows()
    types = ContentType.objects.get_for_models(*rows)
    return reduce(
        or_,
        (Q(content_type=types[model], object_id__in=shown.values("pk")) for model, shown in rows.items()),
    )


class Targets:
    """The places of all that `pointers` (citations, links of the founding note) point at, loaded at once."""

    def __init__(self, pointers: Iterable, language: str):
        self.language = language
        by_type: dict[int, set[int]] = defaultdict(set)
        for pointer in pointers:
            by_type[pointer.content_type_id].add(pointer.object_id)
        rows = published_rows()
        self.found: dict[tuple[int, int], Model] = {}
        for type_id, ids in by_type.items():
            model = ContentType.objects.get_for_id(type_id).model_class()
            if model in rows:
                self.found |= {(type_id, row.pk): row for row in rows[model].filter(pk__in=ids)}

    def of(self, pointer) -> Target | None:
        """The place of what one of the pointers points at; None where readers may not see it."""
        row = self.found.get((pointer.content_type_id, pointer.object_id))
        return target_of(row, getattr(pointer, "field", ""), self.language) if row else None


def target_of(row: Model, field: str, language: str) -> Target:
    """The place of one row as `published_rows` gives it; `field` names a part of an entry, "" all of it."""
    code = PART_CODES.get(type(row)) or CODE_OF[type(row)]
    label, url, part, value = _PLACES.get(type(row), _entry)(row, field, language)
    return Target(Coded(code, row._meta.verbose_name), label, url, part, value)


def _entry(row, field, language):
    url, label = row.get_absolute_url(), name_in(row, language)
    if not field:
        return label, url, "", ""
    # An entry that stands on a page with others is itself the anchor.
    return label, url if "#" in url else f"{url}#cited-{field}", field_label(row, field), ""


def _model(row, field, language):
    url = row.get_absolute_url()
    if not field:
        return row.name, url, "", ""
    fact = {"kind": "specialisation"}.get(field, field)
    return row.name, f"{url}#fact-{fact}--{row.slug}" if fact in FACTS else url, field_label(row, field), ""


def _in_profile(row_key, part, value, row, language):
    """A row that is about a kind, family or model: a cell of its profile."""
    subject = row.subject
    label = name_in(subject, language)
    anchor = row.subject_key.removeprefix("model:").replace(":", "-")
    return label, f"{subject.get_absolute_url()}#{row_key}--{anchor}", part, value


def _rating(row, field, language):
    part = row.capability.text_in(language, "name") or row.capability.slug
    return _in_profile(f"can-{row.capability.slug}", part, row.get_level_display(), row, language)


def _statement(row, field, language):
    part = row.aspect.text_in(language, "name") or row.aspect.slug
    return _in_profile(f"aspect-{row.aspect.slug}", part, "", row, language)


def _support(row, field, language):
    part = language_name(row.purpose, row.language)
    return _in_profile(f"{row.purpose}-{row.language}", part, row.get_level_display(), row, language)


def _score(row, field, language):
    protocol = row.protocol
    anchor = f"score-{protocol.slug}-{row.evaluator.slug}-{row.source.key}--{row.model.slug}"
    return row.model.name, f"{row.model.get_absolute_url()}#{anchor}", protocol.benchmark.name, row.printed


def _protocol(row, field, language):
    part = field_label(row, field) if field else ""
    return row.slug, f"{row.benchmark.get_absolute_url()}#protocol-{row.slug}", part, ""


def _licence(row, field, language):
    part = field_label(row, field) if field else ""
    return row.name, f"{reverse('about-licences')}#{row.slug}", part, ""


def _training_method(row, field, language):
    part = field_label(row, field) if field else ""
    return row.text_in(language, "name") or row.slug, f"{reverse('kinds')}#method-{row.slug}", part, ""


_PLACES = {
    LanguageModel: _model,
    Rating: _rating,
    Statement: _statement,
    LanguageSupport: _support,
    Score: _score,
    Protocol: _protocol,
    Licence: _licence,
    TrainingMethod: _training_method,
}
