"""One object to be written, with the texts and nested parts below it."""

from dataclasses import dataclass, field

from django.db.models import Model

from kb.importers.knowledge.entry import Entry
from kb.importers.knowledge.spec import TYPED, Spec
from kb.models import TextUnit


@dataclass(eq=False, slots=True)
class Draft:
    """One object to be written, with what hangs below it.

    before: the columns as they stand, None for a new object. many: targets by field name. removed: objects to delete.
    """

    spec: Spec
    entry: Entry
    obj: Model
    before: dict | None = None
    units: list["UnitDraft"] = field(default_factory=list)
    many: dict[str, list[Model]] = field(default_factory=dict)
    links: dict[str, Model] = field(default_factory=dict)
    owner: Model | None = None  # of a nested part: the entry around it
    target: Model | None = None  # of a link: what it leads to
    parts: list["Draft"] = field(default_factory=list)
    removed: list[Model] = field(default_factory=list)

    @property
    def is_new(self):
        return self.before is None

    @property
    def altered(self) -> list[str]:
        """Columns of a standing row that are no longer as they were."""
        return [name for name, value in (self.before or {}).items() if getattr(self.obj, name) != value]

    def relink(self, without=()):
        """Take over the primary keys of what the object refers to, as they are now."""
        for attr, found in self.links.items():
            setattr(self.obj, attr, None if attr in without else found)
        if self.target is not None:
            self.obj.object_id = self.target.pk
        if self.spec.parent:
            setattr(self.obj, self.spec.parent, self.owner)
        elif self.owner is not None:
            self.obj.object_id = self.owner.pk

    def told(self, names) -> str:
        """The first of some attributes that the file says something of; "" where it is silent on all of them."""
        return next((name for name in names if self.spec.name_of(name) in self.entry.block), "")

    def family(self):
        """The draft and everything nested below it."""
        yield self
        for part in self.parts:
            yield from part.family()


@dataclass(eq=False, slots=True)
class UnitDraft:
    """One text to be written: new, or standing and altered."""

    obj: TextUnit
    is_new: bool


def columns(obj) -> dict:
    return {one.attname: getattr(obj, one.attname) for one in obj._meta.concrete_fields}


def identity(draft: Draft) -> tuple:
    """What tells a nested part apart from its siblings, as column values."""
    values = []
    for name in draft.spec.key:
        if name == "target":
            values += [draft.obj.content_type_id, draft.obj.object_id]
        elif name in TYPED:
            values += [getattr(draft.obj, f"{attr}_id") for attr in draft.spec.links]
        else:
            one = draft.spec.fields[name]
            values.append(getattr(draft.obj, draft.obj._meta.get_field(one.attr).attname))
    return tuple(values)
