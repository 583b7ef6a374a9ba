"""Deletes entries that the files no longer hold, unless somebody edited them or something still needs them."""

from collections import Counter, defaultdict

from django.contrib.contenttypes.models import ContentType
from django.db import DEFAULT_DB_ALIAS
from django.db.models import ProtectedError, RestrictedError
from django.db.models.deletion import Collector

from kb.importers.knowledge.plan import Gone
from kb.importers.knowledge.schema import in_writing_order
from kb.importers.knowledge.spec import Spec
from kb.importers.knowledge.summary import Summary
from kb.importers.knowledge.write import reason_in_history
from kb.models import Citation, FixtureRecord, SeedLink, TextUnit


def prune(gone: list[Gone], standing, reason: str, summary: Summary) -> None:
    """Delete what may go, those that refer before those that are referred to, and tell it in `summary`."""
    by_list, removed = defaultdict(list), []
    for one in gone:
        by_list[one.list].append(one)
    for spec in reversed(in_writing_order()):
        going = by_list[spec.name]
        digests = standing.digests(spec.name, [one.pk for one in going])
        unedited = [one for one in going if digests.get(one.pk) == one.row_digest]
        edited = [one for one in going if digests.get(one.pk) != one.row_digest]
        summary.notices += [f"{one.record_key}: no longer in the files, but edited since; kept" for one in edited]
        removed += _delete(spec, unedited, reason, summary)
    FixtureRecord.objects.filter(key__in=[one.record_key for one in removed]).delete()


def _delete(spec, going, reason, summary):
    objects, removed = spec.model.objects.in_bulk([one.pk for one in going]), []
    # Entries of one list can need each other, so those that were needed are tried again once others are gone.
    while True:
        needed, before = {}, len(removed)
        for one in going:
            needed[one] = _needed_by(spec, objects[one.pk])
            if needed[one] is None:
                with reason_in_history(reason):
                    objects[one.pk].delete()
                removed.append(one)
        going = [one for one in going if needed[one] is not None]
        if len(removed) == before or not going:
            break
    summary.notices += [f"{one.record_key}: no longer in the files, but {needed[one]} needs it; kept" for one in going]
    counts = summary.counts.setdefault(spec.name, Counter())
    counts["removed"] += len(removed)
    counts["gone"] -= len(removed)
    return removed


def _needed_by(spec: Spec, obj) -> str | None:
    """What would be lost or changed beside the entry itself if it were deleted; None if nothing."""
    link = SeedLink.objects.filter(content_type=ContentType.objects.get_for_model(obj), object_id=obj.pk).first()
    if link:
        return _named(link.claim)
    collector = Collector(using=DEFAULT_DB_ALIAS, origin=[obj])
    try:
        collector.collect([obj])
    except (ProtectedError, RestrictedError) as error:
        held = getattr(error, "protected_objects", None) or error.restricted_objects
        return _named(next(iter(held)))
    own = {part.model: f"{part.parent}_id" for part in spec.parts.values()}
    for model, instances in collector.data.items():
        for one in instances:
            if one != obj and model not in (TextUnit, Citation) and getattr(one, own.get(model, ""), None) != obj.pk:
                return _named(one)
    through = {spec.model._meta.get_field(one.attr).remote_field.through for one in spec.many}
    cleared = [queryset for queryset in collector.fast_deletes if queryset.model not in through]
    emptied = [rows for groups in collector.field_updates.values() for rows in groups]
    return next((_named(rows[0]) for rows in cleared + emptied if rows), None)


def _named(obj):
    return f"{obj._meta.verbose_name} {obj}"
