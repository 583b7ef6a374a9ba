"""What an editor had before them when a form was shown.

It travels with the form in a hidden field and comes back with it, so that a change that somebody else saved meanwhile
is noticed, and so that a translation is stamped with the original that its translator saw.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field

from django.contrib.contenttypes.models import ContentType
from django.db.models import Max
from django.forms.models import model_to_dict

from kb.models import TextUnit, source_hash

LONGEST = 20_000  # characters of the hidden field; a form of six texts needs about 1,000


def digest(text: str) -> str:
    """The hash of a text as it stands in a form; empty for an empty one."""
    return source_hash(text.lstrip("\n")) if text.strip() else ""


@dataclass(frozen=True, slots=True)
class Version:
    """The newest rows of history of an entry and of its texts; 0 where there is none."""

    row: int = 0
    texts: int = 0


@dataclass(frozen=True, slots=True)
class Seen:
    """An entry as a form showed it.

    texts: hash of each text by form field. machine: the fields whose text a machine wrote. made_from: where a
    translation was typed before its original moved, the hash of what was typed and of the original it was made from.
    """

    version: Version = Version()
    texts: dict[str, str] = field(default_factory=dict)
    machine: tuple[str, ...] = ()
    made_from: dict[str, tuple[str, str]] = field(default_factory=dict)

    def dumps(self) -> str:
        shown = {
            "version": [self.version.row, self.version.texts],
            "texts": self.texts,
            "machine": self.machine,
            "made_from": self.made_from,
        }
        return json.dumps({name: value for name, value in shown.items() if value}, separators=(",", ":"))

    @classmethod
    def loads(cls, sent: str | None) -> Seen:
        """What a form sent back; nothing seen where that is missing or not ours."""
        try:
            shown = json.loads((sent or "")[:LONGEST])
            row, texts = shown["version"]
            return cls(
                Version(_number(row), _number(texts)),
                {str(name): str(value) for name, value in shown.get("texts", {}).items()},
                tuple(map(str, shown.get("machine", ()))),
                {str(name): (str(typed), str(hash_)) for name, (typed, hash_) in shown.get("made_from", {}).items()},
            )
        except (AttributeError, KeyError, RecursionError, TypeError, ValueError):
            return cls()


def _number(value):
    """`value` if it can be a primary key. Raises ValueError."""
    if type(value) is int and 0 <= value < 2**63:
        return value
    raise ValueError(value)


def versions(model, pks) -> dict[int, Version]:
    """The version of each entry that now stands, two queries for all of them."""
    pks = list(pks)
    rows = model.history.filter(**{f"{model._meta.pk.name}__in": pks}).order_by()
    newest = dict(rows.values_list(model._meta.pk.name).annotate(Max("history_id")))
    content_type = ContentType.objects.get_for_model(model)
    units = TextUnit.history.filter(content_type=content_type, object_id__in=pks).order_by()
    newest_text = dict(units.values_list("object_id").annotate(Max("history_id")))
    return {pk: Version(newest.get(pk, 0), newest_text.get(pk, 0)) for pk in pks}


def values_at(model, pk, version: Version) -> dict | None:
    """The columns and relations of an entry as a form showed them at `version`; None where no history tells.

    Relations are lists of primary keys, as forms have them.
    """
    record = model.history.filter(history_id=version.row, **{model._meta.pk.name: pk}).first()
    if record is None:
        return None
    values = model_to_dict(record.instance)
    for relation in model._meta.many_to_many:
        if hasattr(record, relation.name):
            target = relation.m2m_reverse_field_name()
            values[relation.name] = list(getattr(record, relation.name).values_list(f"{target}_id", flat=True))
    return values


def last_change(entry):
    """The newest row of history of an entry or one of its texts; None where there is none."""
    content_type = ContentType.objects.get_for_model(type(entry))
    rows = [
        type(entry).history.filter(**{entry._meta.pk.name: entry.pk}).select_related("history_user").first(),
        TextUnit.history.filter(content_type=content_type, object_id=entry.pk).select_related("history_user").first(),
    ]
    return max(filter(None, rows), key=lambda row: row.history_date, default=None)


def original_with_hash(entry, slot: str, language: str, wanted: str) -> str:
    """The newest text of `slot` in `language` whose hash is `wanted`, from the history; empty where none is."""
    content_type = ContentType.objects.get_for_model(type(entry))
    rows = TextUnit.history.filter(content_type=content_type, object_id=entry.pk, field=slot, language=language)
    return next((text for text in rows.values_list("text", flat=True) if source_hash(text) == wanted), "")
