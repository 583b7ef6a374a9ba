"""Objects of the models out of planned entries, complete and checked but not written.

A new object carries a stand-in for its primary key, so that references, descent and uniqueness can be checked before
anything is in the database; `write` takes it away again.
"""

import itertools
from collections import defaultdict

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model

from kb.importers.knowledge import state
from kb.importers.knowledge.draft import Draft, UnitDraft, columns, identity
from kb.importers.knowledge.fields import PartialDate, Ref
from kb.importers.knowledge.plan import Plan, Planned, Status
from kb.importers.knowledge.schema import SINGULAR, SPECS, in_writing_order
from kb.importers.knowledge.spec import TYPED, Spec, precision_of
from kb.models import DatePrecision, TextUnit, source_hash

STAND_IN = 2**62  # primary keys from here on are not in any database


class Builder:
    """Builds the drafts of a plan; asks the database once for each list and kind of nested part."""

    def __init__(self, plan: Plan, standing):
        self.plan, self.standing = plan, standing
        self.stand_ins = itertools.count(STAND_IN)
        self.loaded: dict[str, dict[int, Model]] = {}
        self.new: dict[Ref, Model] = {}

    def build(self) -> list[Draft]:
        """Drafts in writing order. All objects are there before any is filled, since they refer to each other."""
        work = [(spec, one) for spec in in_writing_order() for one in self.plan.of(spec.name)]
        for spec, one in work:
            if one.status == Status.NEW:
                self.new[one.entry.ref] = self.fresh(spec)
        drafts = []
        for spec, group in itertools.groupby(work, key=lambda pair: pair[0]):
            drafts += self.of_list(spec, [one for _spec, one in group])
        return drafts

    def fresh(self, spec):
        obj = spec.model()
        obj.pk = next(self.stand_ins)
        return obj

    def of_list(self, spec: Spec, planned: list[Planned]) -> list[Draft]:
        changed = [one.pk for one in planned if one.status == Status.CHANGED]
        standing = self.objects(spec.name) if changed else {}
        below = _Below(spec, set(changed))
        drafts = []
        for one in planned:
            obj = standing[one.pk] if one.status == Status.CHANGED else self.new[one.entry.ref]
            before = columns(obj) if one.status == Status.CHANGED else None
            draft = Draft(spec, one.entry, obj, before)
            self.fill(draft)
            self.fill_below(draft, below)
            drafts.append(draft)
        return drafts

    def objects(self, list_name) -> dict[int, Model]:
        """All rows of a list by primary key, linked to the very objects of the lists that they refer to."""
        if list_name not in self.loaded:
            spec = SPECS[list_name]
            found = self.loaded[list_name] = {obj.pk: obj for obj in spec.model.objects.order_by("pk")}
            for attr, listed in spec.links.items():
                others = self.objects(listed)
                for obj in found.values():
                    pk = getattr(obj, f"{attr}_id")
                    if pk in others:
                        setattr(obj, attr, others[pk])
        return self.loaded[list_name]

    def object(self, ref: Ref) -> Model | None:
        """What a reference leads to; None where it leads nowhere, which the plan has told already."""
        if ref in self.new:
            return self.new[ref]
        planned = self.plan.by_ref.get(ref)
        pk = planned.pk if planned else self.standing.rows(ref.list).get(ref.key)
        return self.objects(ref.list).get(pk)

    def fill(self, draft: Draft, position: int = 0):
        """Every field of the entry; what the file leaves out becomes the default again."""
        spec, entry, obj = draft.spec, draft.entry, draft.obj
        for attr in spec.links:
            setattr(obj, attr, None)
        for one in spec.fields.values():
            value = entry.values.get(one.name)
            if one.many:
                draft.many[one.attr] = [self.object(ref) for ref in value or ()]
            elif isinstance(value, Ref):
                self.link(draft, one, value)
            elif one.attr not in spec.links and one.name not in TYPED:
                self.assign(obj, one, value)
        if spec.slots:
            obj.source_lang = entry.source_lang
        if spec.has_status:
            obj.status = entry.status
        if spec.single:
            obj.position = position

    def link(self, draft, one, ref):
        found = self.object(ref)
        if one.name == "target":
            draft.target = found
            draft.obj.content_type = ContentType.objects.get_for_model(SPECS[ref.list].model)
            draft.obj.object_id = found.pk if found else None
            return
        attr = SINGULAR[ref.list] if one.name in TYPED else one.attr
        draft.links[attr] = found
        setattr(draft.obj, attr, found)

    def assign(self, obj, one, value):
        day, precision = value if isinstance(value, PartialDate) else (value, DatePrecision.DAY.value)
        if hasattr(obj, precision_of(one.attr)):
            setattr(obj, precision_of(one.attr), precision)
        setattr(obj, one.attr, obj._meta.get_field(one.attr).get_default() if day is None else day)

    def fill_below(self, draft: Draft, below: "_Below"):
        """Texts and nested parts; what stands and is not in the file any more is to be removed."""
        self.fill_texts(draft, below.texts.pop(draft.obj.pk, {}))
        for name, part in draft.spec.parts.items():
            standing, deeper = below.parts.get(name, {}).get(draft.obj.pk, {}), below.deeper.get(name)
            for position, entry in enumerate(draft.entry.parts.get(name, ())):
                child = Draft(part, entry, self.fresh(part))
                self.attach(child, draft.obj)
                self.fill(child, position)
                twin = standing.pop(identity(child), None)
                if twin is not None:
                    child.obj, child.before = twin, columns(twin)
                    self.attach(child, draft.obj)
                    self.fill(child, position)
                self.fill_texts(child, deeper.texts.pop(twin.pk, {}) if twin is not None else {})
                draft.parts.append(child)
            draft.removed += standing.values()

    def attach(self, child, owner):
        child.owner = owner
        if not child.spec.parent:
            child.obj.content_type = ContentType.objects.get_for_model(type(owner))
        child.relink()

    def fill_texts(self, draft: Draft, standing: dict):
        """The original first: a translation is stamped with it when its own text is new or changed."""
        spec, entry, obj = draft.spec, draft.entry, draft.obj
        moved = draft.before is not None and draft.before.get("source_lang") != entry.source_lang
        for slot, texts in entry.texts.items():
            original = texts.get(entry.source_lang, "")
            for language, text in texts.items():
                unit = standing.pop((slot, language), None)
                is_new = unit is None
                if is_new:
                    content_type = ContentType.objects.get_for_model(spec.model)
                    unit = TextUnit(content_type=content_type, object_id=obj.pk, field=slot, language=language)
                    unit.pk = next(self.stand_ins)
                elif unit.text == text and unit.origin == entry.origin and not moved:
                    continue
                if is_new or unit.text != text or moved:
                    translated = original if language != entry.source_lang else ""
                    unit.source_text, unit.source_hash = translated, source_hash(translated) if translated else ""
                unit.text, unit.origin = text, entry.origin
                draft.units.append(UnitDraft(unit, is_new))
        draft.removed += standing.values()


class _Below:
    """Texts and nested parts that stand below the changed rows of one list, by the row they belong to."""

    def __init__(self, spec: Spec, pks: set):
        self.texts, self.parts, self.deeper = defaultdict(dict), {}, {}
        if not pks:
            return
        if spec.slots:
            for unit in state.texts_of(spec.model, pks):
                self.texts[unit.object_id][unit.field, unit.language] = unit
        for name, part in spec.parts.items():
            rows, owner = state.parts_of(spec, part, pks)
            mine = [row for row in rows.order_by("pk") if getattr(row, owner) in pks]
            found = self.parts[name] = defaultdict(dict)
            for row in mine:
                found[getattr(row, owner)][identity(Draft(part, None, row))] = row
            self.deeper[name] = _Below(part, {row.pk for row in mine})
