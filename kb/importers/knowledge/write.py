"""Drafts into the database, one model at a time, each change with its row of history.

The number of queries follows from the lists and nested parts concerned, not from their rows; rows that are removed are
the exception, since each leaves its history as it goes.
"""

import itertools
from collections import defaultdict
from contextlib import contextmanager

from django.utils import timezone
from simple_history.signals import pre_create_historical_record

from kb.importers.knowledge import state
from kb.importers.knowledge.draft import Draft
from kb.models import TextUnit

BATCH = 500
UPDATES = 200  # an update of many rows at once names each of them for every column


@contextmanager
def reason_in_history(reason: str):
    """Rows of history that are written one by one meanwhile (those of deletions) say why."""

    def tell(sender, history_instance, **kwargs):
        history_instance.history_change_reason = reason

    pre_create_historical_record.connect(tell)
    try:
        yield
    finally:
        pre_create_historical_record.disconnect(tell)


class Writer:
    """Writes what one load has to write. To be used within one transaction."""

    def __init__(self, reason: str):
        self.reason, self.now = reason, timezone.now()

    def write(self, drafts: list[Draft]) -> None:
        """`drafts` come in writing order; what goes makes room first, texts come when their owners stand."""
        everything = [draft for top in drafts for draft in top.family()]
        self.remove(obj for draft in everything for obj in draft.removed)
        for _list, group in itertools.groupby(drafts, key=lambda draft: draft.spec):
            self.rows(list(group))
        for group in _by(lambda draft: draft.spec, (part for draft in drafts for part in draft.parts)).values():
            self.rows(group)
        self.texts(everything)

    def remove(self, objects):
        with reason_in_history(self.reason):
            for model, group in _by(type, objects).items():
                model.objects.filter(pk__in=[obj.pk for obj in group]).delete()

    def rows(self, drafts):
        """New and altered objects of one list, with their relations and history."""
        spec = drafts[0].spec
        new = [draft for draft in drafts if draft.is_new]
        standing = [draft for draft in drafts if not draft.is_new]
        for draft in drafts:
            draft.relink(without=spec.own_links)
        # Standing rows first: they may give up a name or number that a new one takes.
        altered = {draft.obj.pk: set(draft.altered) - _columns(spec, spec.own_links) for draft in standing}
        self.update(spec.model, standing, altered)
        for draft in new:
            draft.obj.pk = None
        spec.model.objects.bulk_create([draft.obj for draft in new], BATCH)
        # Entries of one list refer to each other, so those references wait until all of them stand.
        self.own_links(spec, drafts, altered)
        related = self.relations(spec, drafts)
        self.history(spec, new)
        self.history(spec, [one for one in standing if altered[one.obj.pk] or one.obj.pk in related], update=True)

    def own_links(self, spec, drafts, altered):
        """References within the list, which could not be written before all of its entries stood."""
        columns, linked = _columns(spec, spec.own_links), {}
        for draft in drafts if columns else ():
            draft.relink()
            filled = {name for name in columns if getattr(draft.obj, name) is not None}
            linked[draft.obj.pk] = filled if draft.is_new else columns & set(draft.altered)
            if not draft.is_new:
                altered[draft.obj.pk] |= linked[draft.obj.pk]
        self.update(spec.model, drafts if columns else [], linked)

    def update(self, model, drafts, altered):
        """Write the columns `altered` (by primary key) of the drafts that have any."""
        objects = [draft.obj for draft in drafts if altered[draft.obj.pk]]
        names = sorted({name for one in objects for name in altered[one.pk]})
        if objects:
            model.objects.bulk_update(objects, names, UPDATES)

    def relations(self, spec, drafts):
        """Bring many-to-many relations to what the drafts say; the primary keys of those that changed."""
        changed = set()
        for one in spec.many:
            wanted = {draft.obj.pk: {target.pk for target in draft.many[one.attr]} for draft in drafts}
            pairs, mine, theirs = state.pairs_of(spec, one.attr, wanted.keys())
            standing = {(row[mine], row[theirs]): row["pk"] for row in pairs.values("pk", mine, theirs)}
            extra = {pk: pair for pair, pk in standing.items() if pair[0] in wanted and pair[1] not in wanted[pair[0]]}
            missing = [
                (pk, target) for pk, targets in wanted.items() for target in targets if (pk, target) not in standing
            ]
            pairs.model.objects.filter(pk__in=extra.keys()).delete()
            pairs.model.objects.bulk_create([pairs.model(**{mine: a, theirs: b}) for a, b in missing], BATCH)
            changed |= {pk for pk, _target in [*extra.values(), *missing]}
        return changed

    def history(self, spec, drafts, update=False):
        """A row of history for each draft, with the relations as they are now."""
        if not drafts:
            return
        objects = [draft.obj for draft in drafts]
        kept = self.keep(spec.model, objects, update)
        by_pk = {obj.pk: row for obj, row in zip(objects, kept, strict=True)}
        for one in spec.many:
            pairs, mine, _theirs = state.pairs_of(spec, one.attr, by_pk.keys())
            model = getattr(spec.model.history.model, one.attr).model
            model.objects.bulk_create(
                [model(history=by_pk[row[mine]], **row) for row in pairs.values() if row[mine] in by_pk], BATCH
            )

    def keep(self, model, objects, update):
        return model.history.bulk_history_create(
            objects, BATCH, update=update, default_change_reason=self.reason, default_date=self.now
        )

    def texts(self, drafts):
        for draft in drafts:
            for unit in draft.units:
                unit.obj.object_id = draft.obj.pk
                unit.obj.updated_at = self.now
        units = [unit for draft in drafts for unit in draft.units]
        new, altered = [one.obj for one in units if one.is_new], [one.obj for one in units if not one.is_new]
        for unit in new:
            unit.pk = None
        TextUnit.objects.bulk_create(new, BATCH)
        columns = ["text", "origin", "source_text", "source_hash", "updated_at"]
        TextUnit.objects.bulk_update(altered, columns, UPDATES)
        self.keep(TextUnit, new, update=False)
        self.keep(TextUnit, altered, update=True)


def _columns(spec, names):
    return {spec.model._meta.get_field(name).attname for name in names}


def _by(key, items):
    groups = defaultdict(list)
    for item in items:
        groups[key(item)].append(item)
    return groups
