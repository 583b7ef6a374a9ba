"""What changed last, entry by entry."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone

from kb.models import LanguageModel, Score, TextUnit
from kb.reference.entries import BY_CODE, CODE_OF, name_in, published_owners, published_parts

# So many of the newest rows are looked at: one entry has up to a dozen texts, and each entry is told once.
ROWS_READ = 300
OF_ONE_TYPE = 3


@dataclass(frozen=True, slots=True)
class Change:
    """An entry and the day on which something of it last changed."""

    type: str
    type_label: Any
    label: Any
    url: str
    changed_on: date


def newest_changes(language: str, limit: int = 8) -> tuple[Change, ...]:
    """The `limit` published entries that changed last, newest first; queries by type of entry, not by row."""
    moments = defaultdict(lambda: datetime.min.replace(tzinfo=timezone.get_default_timezone()))
    for key, moment in (*_changed_texts(), *_changed_scores(), *_changed_models()):
        moments[key] = max(moments[key], moment)
    newest = _varied(sorted(moments, key=lambda key: (moments[key], key), reverse=True))[:limit]
    found = _published(newest)
    return tuple(
        Change(
            code,
            BY_CODE[code].label,
            name_in(found[code, pk], language),
            found[code, pk].get_absolute_url(),
            timezone.localtime(moments[code, pk]).date(),
        )
        for code, pk in newest
        if (code, pk) in found
    )


def _varied(newest):
    """At most `OF_ONE_TYPE` entries of a type, and only those with a page: one import must not fill the list."""
    seen = Counter()
    chosen = []
    for code, pk in newest:
        seen[code] += 1
        if BY_CODE[code].page and seen[code] <= OF_ONE_TYPE:
            chosen.append((code, pk))
    return chosen


def _changed_texts():
    """((type, primary key of the entry), moment) of the newest texts."""
    units = TextUnit.objects.filter(published_owners()).order_by("-updated_at", "-pk")
    rows = list(units.values_list("content_type", "object_id", "updated_at")[:ROWS_READ])
    by_type = defaultdict(dict)
    for type_id, pk, moment in rows:
        model = ContentType.objects.get_for_id(type_id).model_class()
        by_type[model].setdefault(pk, moment)
    parts = published_parts()
    for model, moments in by_type.items():
        if model in CODE_OF:
            yield from (((CODE_OF[model], pk), moment) for pk, moment in moments.items())
        else:
            yield from _changed_parts(parts[model].filter(pk__in=moments), moments)


def _changed_parts(rows, moments):
    """The same for rows that stand on the page of an entry."""
    fields = {field.name for field in rows.model._meta.fields}
    parents = [name for name in ("kind", "family", "model", "use_case") if name in fields]
    for pk, *ids in rows.values_list("pk", *(f"{name}_id" for name in parents)):
        for parent, parent_id in zip(parents, ids, strict=True):
            if parent_id:
                yield (parent.replace("_", "-"), parent_id), moments[pk]


def _changed_scores():
    rows = Score.history.filter(id__in=Score.objects.published().values("pk")).order_by("-history_date", "-history_id")
    for pk, moment in rows.values_list("model_id", "history_date")[:ROWS_READ]:
        yield ("model", pk), moment


def _changed_models():
    shown = LanguageModel.objects.published().values("pk")
    rows = LanguageModel.history.filter(id__in=shown).order_by("-history_date", "-history_id")
    for pk, moment in rows.values_list("id", "history_date")[:ROWS_READ]:
        yield ("model", pk), moment


def _published(keys):
    """(type, primary key) -> entry, for those of `keys` that readers may see."""
    wanted = defaultdict(list)
    for code, pk in keys:
        wanted[code].append(pk)
    return {
        (code, entry.pk): entry
        for code, ids in wanted.items()
        for entry in BY_CODE[code].published().filter(pk__in=ids).prefetch_related("texts")
    }
