"""What was changed on an entry, its texts and the rows below it: by whom, when, and how it read before."""

from __future__ import annotations

import itertools
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _

from kb.admin.differences import Piece, pieces
from kb.forms.edit_fields import html_language
from kb.models import SeedLink, TextUnit, Translated

ROWS = 1_000  # of one table; what is older is left out
EXCERPT = 200  # characters of a text that is new
DERIVED = {"sort_name", "stroke_key", "updated_at", "source_hash", "source_text", "value", "unit"}
# What tells the rows below an entry apart.
NAMED_BY = {
    "Rating": ("capability",),
    "Statement": ("aspect",),
    "LanguageSupport": ("language",),
    "Need": ("capability",),
    "ModelAlias": ("name",),
    "ComparisonColumn": ("kind", "model"),
    "Score": ("protocol", "evaluator"),
    "Citation": ("source", "field"),
}


@dataclass(frozen=True, slots=True)
class Difference:
    """One field as it was and as it is, in `pieces` (`kb.admin.differences`); `what` names it, `lang` its language."""

    what: str
    pieces: list[Piece] = field(default_factory=list)
    lang: str = ""


@dataclass(slots=True)
class Change:
    """What was saved at one moment. `who` is None for the site itself, which gives a reason."""

    when: datetime
    who: str | None
    reason: str
    differences: list[Difference] = field(default_factory=list)


class Strand:
    """The history of rows of one model: the entry, its texts, or rows below it, with the texts of those."""

    def __init__(self, model: type[Model], filters: dict, name: str = ""):
        self.model, self.name = model, name
        self.relations = [one.name for one in model._meta.many_to_many if hasattr(model.history.model, one.name)]
        rows = model.history.filter(**filters).select_related("history_user").order_by("-history_id")
        self.records = list(rows[:ROWS])
        self.related = {name: self._related(name) for name in self.relations}
        self.columns = [
            one
            for one in model._meta.concrete_fields
            if one.name not in DERIVED and not one.primary_key and one.name not in ("content_type", "object_id")
        ]

    @property
    def pks(self):
        return {record.id for record in self.records}

    def _related(self, name):
        """{history id: names} of a relation, as each record keeps it."""
        target = self.model._meta.get_field(name).m2m_reverse_field_name()
        rows = getattr(self.model.history.model, name).model.objects.filter(
            history__in=[one.pk for one in self.records]
        )
        found = defaultdict(list)
        for row in rows.select_related(target):
            found[row.history_id].append(str(getattr(row, target)))
        return found

    def pairs(self):
        """(record, the one before it of the same row or None), newest first."""
        by_row = defaultdict(list)
        for record in self.records:
            by_row[record.id].append(record)
        for records in by_row.values():
            yield from itertools.zip_longest(records, records[1:])

    def values(self, record):
        """{field: value} of a record; references are primary keys, relations sets of names."""
        found = {column: getattr(record, column.attname) for column in self.columns}
        for name in self.relations:
            found[self.model._meta.get_field(name)] = sorted(self.related[name][record.pk])
        return found


def strands_of(entry, parts) -> list[Strand]:
    """The entry's own history, its texts', and for each `(model, filters)` of `parts` that of the rows and texts."""
    model = type(entry)
    own = [Strand(model, {model._meta.pk.name: entry.pk})]
    found = own + [Strand(part, filters, str(part._meta.verbose_name)) for part, filters in parts]
    for strand in list(found):
        if issubclass(strand.model, Translated) and strand.pks:
            content_type = ContentType.objects.get_for_model(strand.model)
            texts = Strand(TextUnit, {"content_type": content_type, "object_id__in": strand.pks}, strand.name)
            texts.owner = strand
            found.append(texts)
    return found


class Names:
    """What references were called, asked for once per model."""

    def __init__(self, strands):
        wanted = defaultdict(set)
        for strand in strands:
            for column in strand.columns:
                if column.is_relation:
                    wanted[column.related_model] |= {getattr(record, column.attname) for record in strand.records}
        self.found = {
            model: {one.pk: str(one) for one in model._base_manager.filter(pk__in=pks - {None})}
            for model, pks in wanted.items()
        }

    def of(self, column, value) -> str:
        """A value of a column as people read it."""
        if value is None or value == "":
            return ""
        if column.is_relation and not column.many_to_many:
            return self.found[column.related_model].get(value, f"#{value}")
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        if isinstance(value, list):
            return ", ".join(value)
        return str(dict(getattr(column, "flatchoices", ())).get(value, value))


def changes_of(entry, parts) -> list[Change]:
    """Every change of an entry, newest first. The number of queries follows from `parts`, not from what changed."""
    strands = strands_of(entry, parts)
    names = Names(strands)
    found: dict[tuple, Change] = {}
    for strand in strands:
        for record, before in reversed(list(strand.pairs())):
            who = str(record.history_user) if record.history_user else None
            reason = record.history_change_reason or ""
            key = (record.history_date, who, reason)
            change = found.setdefault(key, Change(record.history_date, who, reason))
            tell = text_differences if strand.model is TextUnit else differences
            change.differences += tell(strand, record, before, names)
    return sorted(found.values(), key=lambda change: change.when, reverse=True)


def differences(strand, record, before, names) -> list[Difference]:
    """What one record of columns changed."""
    row = row_name(strand, record, names)
    if record.history_type == "-":
        return [Difference(_("%(row)s: removed") % {"row": row})]
    if before is None:
        return [Difference(_("%(row)s: added") % {"row": row})]
    now, then = strand.values(record), strand.values(before)
    return [
        Difference(
            within(row if strand.name else "", capfirst(column.verbose_name)),
            pieces(names.of(column, then[column]), names.of(column, now[column])),
        )
        for column in now
        if now[column] != then[column]
    ]


def text_differences(strand, record, before, names) -> list[Difference]:
    """What one record of a text changed; a change of its review alone is told in words."""
    owner = strand.owner
    slot = owner.model.slots.get(record.field)
    label = capfirst(slot.label) if slot else record.field
    row = next((one for one in owner.records if one.id == record.object_id), None)
    what = within(row_name(owner, row, names) if owner.name and row else "", label)
    lang = html_language(record.language)
    then = before.text if before else ""
    now = "" if record.history_type == "-" else record.text
    if before is None:
        return [Difference(what, pieces("", Truncator(now).chars(EXCERPT)), lang)]
    if then != now:
        return [Difference(what, pieces(then, now), lang)]
    if record.reviewed_at and not before.reviewed_at:
        return [Difference(_("%(text)s: reviewed") % {"text": what}, lang=lang)]
    return [Difference(_("%(text)s: compared with its original") % {"text": what}, lang=lang)]


def row_name(strand, record, names) -> str:
    """`Rating generate-code`: what the row is, and what tells it apart from its siblings."""
    kind = str(capfirst(strand.name or strand.model._meta.verbose_name))
    said = [
        names.of(column, getattr(record, column.attname))
        for column in strand.columns
        if strand.name and column.name in NAMED_BY.get(strand.model.__name__, ())
    ]
    if strand.model is SeedLink:
        said.append(f"{ContentType.objects.get_for_id(record.content_type_id).name} #{record.object_id}")
    return " ".join([kind, *filter(None, said)])


def within(row, label) -> str:
    return _("%(row)s – %(field)s") % {"row": row, "field": label} if row else label
