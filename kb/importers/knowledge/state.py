"""A digest of each entry as it stands in the database: the row, its texts, relations and nested parts.

Asked for a whole list at once: how many queries there are depends on the declaration of the list, never on the rows.
"""

import hashlib
import json
from collections import defaultdict
from functools import cache

from django.contrib.contenttypes.models import ContentType

from kb.importers.knowledge.spec import Spec
from kb.models import TextUnit

MANY = 500  # rows; above this, reading the whole table is cheaper than naming them


def digests(spec: Spec, pks, lock=False) -> dict[int, str]:
    """SHA-256 of each entry by primary key; entries that are gone are left out.

    Empty and default values do not count, so that a column added by a later version changes no digest. With `lock`
    the rows stay as they are until the transaction ends (on PostgreSQL; SQLite has locked everything by then).
    """
    rows = _rows(spec, spec.model.objects, "pk", set(pks), lock)
    said = {pk: json.dumps(row, sort_keys=True, default=str) for pk, row in rows.items()}
    return {pk: hashlib.sha256(text.encode()).hexdigest() for pk, text in said.items()}


def among(queryset, field: str, pks: set):
    """`queryset` with `field` among `pks`, or all of it where that is cheaper: pass over what you did not ask for."""
    return queryset.filter(**{f"{field}__in": pks}) if len(pks) <= MANY else queryset


def texts_of(model, pks: set):
    """The units of entries of one model."""
    return among(TextUnit.objects.filter(content_type=ContentType.objects.get_for_model(model)), "object_id", pks)


def parts_of(spec: Spec, part: Spec, pks: set):
    """(rows of a nested part, the field that names their parent) for the parents `pks`."""
    if part.parent:
        return among(part.model.objects, f"{part.parent}_id", pks), f"{part.parent}_id"
    cited = part.model.objects.filter(content_type=ContentType.objects.get_for_model(spec.model))
    return among(cited, "object_id", pks), "object_id"


def pairs_of(spec: Spec, attr: str, pks: set):
    """(rows of the table behind a many-to-many relation, its column for this side, its column for the other)."""
    relation = spec.model._meta.get_field(attr)
    mine, theirs = f"{relation.m2m_field_name()}_id", f"{relation.m2m_reverse_field_name()}_id"
    return among(relation.remote_field.through.objects, mine, pks), mine, theirs


def _rows(spec, manager, owner, pks, lock):
    """{value of `owner`: [plain rows]} with everything nested below them."""
    if not pks:
        return {}
    rows = _values(spec.model, among(manager.order_by("pk"), owner, pks), owner, pks, lock)
    mine = {row["pk"] for row in rows}
    nested = _nested(spec, mine, lock)
    found = defaultdict(list)
    for row in rows:
        found[row[owner]].append(_plain(spec.model, row) | nested[row["pk"]])
    return found


def _nested(spec, pks, lock):
    found = defaultdict(dict)
    if not pks:
        return found
    if spec.slots:
        units = texts_of(spec.model, pks).order_by("field", "language")
        for row in _values(TextUnit, units, "object_id", pks, lock):
            found[row["object_id"]].setdefault("texts", []).append(_plain(TextUnit, row))
    for one in spec.many:
        pairs, mine, theirs = pairs_of(spec, one.attr, pks)
        for pk, target in pairs.order_by(theirs).values_list(mine, theirs):
            found[pk].setdefault(one.name, []).append(target)
    for name, part in spec.parts.items():
        rows, owner = parts_of(spec, part, pks)
        for pk, plain in _rows(part, rows, owner, pks, lock).items():
            found[pk][name] = plain
    return found


def _values(model, queryset, owner, pks, lock):
    queryset = queryset.select_for_update() if lock else queryset
    return [row for row in queryset.values("pk", *{owner, *_columns(model)}) if row[owner] in pks]


@cache
def _columns(model):
    """Columns whose change is an edit, with their defaults."""
    fields = [one for one in model._meta.concrete_fields if not one.primary_key and not getattr(one, "auto_now", False)]
    return {one.attname: one.get_default() for one in fields}


def _plain(model, row):
    kept = ((name, row[name], default) for name, default in _columns(model).items())
    return {name: value for name, value, default in kept if value not in (None, "", [], default)}
