"""How a list is declared: what its fields are called, how each is read, what it refers to and what it nests.

A declaration names the fields as `docs/fixtures.md` does (`?` marks what may be left out); how a field is read follows
from the field of the model. Reading, planning, writing, the digest of a row and the references all go by it.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

from django.core.exceptions import FieldDoesNotExist
from django.db import models as db

from kb.importers.knowledge import fields as read_as
from kb.models import Translated
from kb.models.publishing import Publishable

# All lists by name; `schema` declares them.
SPECS: dict[str, "Spec"] = {}
# Written `type:key`: subject and column lead to the model's own kind, family or model, target to any entry.
TYPED = {"subject", "column", "target"}


@dataclass(frozen=True)
class Field:
    """One field as the file names it: `attr` of the model it fills, whether it must stand there, how it is read."""

    name: str
    attr: str
    required: bool
    convert: Callable
    many: bool = False  # a list of references, kept in a many-to-many relation


@dataclass(frozen=True, eq=False)
class Spec:
    """One list, or one nested part of its entries.

    names: the fields as in docs/fixtures.md, in the order in which they are told.
    key: the fields that tell two entries of the list apart; for a nested part, among those of one parent.
    parts: nested parts by their name in the file.
    spread: plural names; the entry stands for one row per value (`subjects` -> `subject`).
    group: the name of a list inside the entry whose items complete it, one row each (`values` of scores).
    single: the field that a nested item fills when it is written as one word instead of a mapping.
    rule: called with an object and the languages of its texts by slot; raises ValidationError.
    """

    name: str
    model: type[db.Model]
    names: str
    key: tuple[str, ...] = ("slug",)
    parts: dict[str, "Spec"] = field(default_factory=dict)
    spread: dict[str, str] = field(default_factory=dict)
    group: str = ""
    shared: tuple[str, ...] = ()
    renamed: dict[str, str] = field(default_factory=dict)
    composite: dict[str, Callable] = field(default_factory=dict)
    parent: str = ""
    single: str = ""
    rule: Callable | None = None

    @cached_property
    def fields(self) -> dict[str, Field]:
        return {one.name: one for one in map(self._field, self.names.split())}

    def _field(self, declared):
        name = declared.removesuffix("?")
        attr = self.renamed.get(name, name)
        convert = self.composite.get(name) or reader(self.model._meta.get_field(attr))
        many = name not in self.composite and self.model._meta.get_field(attr).many_to_many
        return Field(name, attr, required=name == declared, convert=convert, many=many)

    @cached_property
    def slots(self):
        """Text slots by name; none for what has no texts."""
        return getattr(self.model, "slots", {}) if issubclass(self.model, Translated) else {}

    @cached_property
    def has_status(self):
        return issubclass(self.model, Publishable)

    @cached_property
    def links(self) -> dict[str, str]:
        """Single references of the model by attribute: the list each points to."""
        found = {}
        for one in self.fields.values():
            if one.name in TYPED:
                found |= {kind: listed for kind, listed in read_as.SUBJECTS.items() if _has(self.model, kind)}
            elif not one.many and self.model._meta.get_field(one.attr).is_relation:
                found[one.attr] = list_of(self.model._meta.get_field(one.attr).related_model)
        return found

    @cached_property
    def many(self) -> list[Field]:
        """The fields that are lists of references."""
        return [one for one in self.fields.values() if one.many]

    def name_of(self, attr: str) -> str:
        """What the file calls an attribute of the model; the attribute itself where the file does not know it."""
        named = next((one.name for one in self.fields.values() if one.attr == attr), None)
        return named or next((name for name in self.fields if name in TYPED and attr in self.links), attr)

    @cached_property
    def own_links(self):
        """Attributes that refer to another entry of the same list: written when all of them stand."""
        return [attr for attr, listed in self.links.items() if listed == self.name]

    @cached_property
    def relations(self) -> set[str]:
        """The lists that this one refers to, by its fields or its nested parts; itself left out."""
        found = set(self.links.values()) | (set(read_as.TARGETS.values()) if "target" in self.fields else set())
        found |= {list_of(self.model._meta.get_field(one.attr).related_model) for one in self.many}
        return found.union(*(part.relations for part in self.parts.values())) - {self.name}


def _has(model, attr):
    try:
        return bool(model._meta.get_field(attr))
    except FieldDoesNotExist:
        return False


def precision_of(attr: str) -> str:
    """The field that says how much of the date `attr` is known: released_on -> released_precision."""
    return attr.removesuffix("_on") + "_precision"


def list_of(model) -> str:
    """The list whose entries a model holds."""
    return next(spec.name for spec in SPECS.values() if spec.model is model)


def reader(field):
    """The converter for a field of a model."""
    if field.many_to_many:
        return read_as.each(read_as.reference(list_of(field.related_model)))
    if field.is_relation:
        return read_as.reference(list_of(field.related_model))
    if field.choices:
        return read_as.choice([value for value, _label in field.choices])
    if isinstance(field, db.DateField):
        partial = _has(field.model, precision_of(field.name))
        return read_as.partial_date if partial else read_as.date
    if isinstance(field, db.BooleanField):
        return read_as.boolean
    if isinstance(field, db.JSONField):
        return read_as.each(read_as.word)
    if isinstance(field, db.PositiveSmallIntegerField):
        return read_as.number
    if isinstance(field, db.IntegerField):
        return read_as.quantity("tokens" if field.name == "context_window" else "params")
    return read_as.word
