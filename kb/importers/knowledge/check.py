"""Everything the models demand of the drafts, with the place in the files for each fault."""

from collections import defaultdict

from django.core.exceptions import NON_FIELD_ERRORS, ObjectDoesNotExist, ValidationError

from kb.importers.knowledge import rules
from kb.importers.knowledge.draft import Draft
from kb.importers.knowledge.faults import Faults

# The plan has looked at references; their stand-ins would fail a look into the database.
GENERIC = {"content_type", "object_id"}


def check(drafts: list[Draft], faults: Faults) -> None:
    """Clean and derive every object of `drafts`, and check the constraints across all of them."""
    everything = [draft for top in drafts for draft in top.family()]
    sound = [draft for draft in everything if draft.entry.is_sound and _clean(draft, faults)]
    by_model, owner, leaving = defaultdict(list), {}, defaultdict(set)
    for obj in (obj for draft in everything for obj in draft.removed):
        leaving[type(obj)].add(obj.pk)
    for draft in sound:
        by_model[type(draft.obj)].append(draft.obj)
        owner[id(draft.obj)] = draft
    for model, objects in by_model.items():
        for obj, names, other, message in rules.clashes(model, objects, leaving[model]):
            _tell_clash(owner, obj, names, other, message, faults)


def _clean(draft, faults):
    """Whether one object and its texts are as its model wants them."""
    obj, before = draft.obj, len(faults.found)
    exclude = {*draft.spec.links, draft.spec.parent, *GENERIC}
    try:
        obj.full_clean(exclude=exclude, validate_unique=False, validate_constraints=False)
        if draft.spec.slots:
            obj.derive()
        languages = {slot: list(texts) for slot, texts in draft.entry.texts.items()}
        if draft.spec.rule:
            draft.spec.rule(obj, languages)
    except ValidationError as error:
        _tell(draft, error, faults)
    except ObjectDoesNotExist:
        # A parent lacks what this object derives from; the parent's own fault is told already.
        if not faults:
            raise
    for names, message in rules.broken_checks(obj):
        _tell_at(draft, draft.told(names), message, faults)
    for unit in draft.units:
        try:
            unit.obj.full_clean(exclude=GENERIC, validate_unique=False, validate_constraints=False)
        except ValidationError as error:
            _tell_text(draft, unit.obj, error, faults)
    return len(faults.found) == before


def _tell(draft, error, faults):
    for attr, messages in _by_field(error):
        for message in messages:
            _tell_at(draft, attr, message, faults)


def _tell_at(draft, attr, message, faults):
    name = draft.spec.name_of(attr) if attr else ""
    faults.add(draft.entry.place(name), f"{draft.entry.label}.{name}".rstrip("."), message)


def _tell_text(draft, unit, error, faults):
    lines = draft.entry.block[unit.field]
    for _attr, messages in _by_field(error):
        for message in messages:
            faults.add(lines.place(unit.language), f"{draft.entry.label}.{unit.field}.{unit.language}", message)


def _by_field(error):
    """(field or "", messages) pairs of a ValidationError."""
    if not hasattr(error, "error_dict"):
        return [("", error.messages)]
    return [("" if attr == NON_FIELD_ERRORS else attr, messages) for attr, messages in error.message_dict.items()]


def _tell_clash(owner, obj, names, other, message, faults):
    draft, rival = owner[id(obj)], owner.get(id(other))
    where = f"{rival.entry.label} ({rival.entry.place()})" if rival else f"row {other} of the database"
    values = ", ".join(repr(getattr(obj, obj._meta.get_field(name).attname)) for name in names)
    reason = f"{message} See {where}." if message else f"{values} is already that of {where}"
    _tell_at(draft, draft.told(names), reason, faults)
