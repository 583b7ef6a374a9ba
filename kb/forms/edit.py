"""Forms of edits: nothing that somebody else saved meanwhile is overwritten unseen, nothing typed is lost."""

from __future__ import annotations

from django import forms
from django.core.exceptions import FieldDoesNotExist
from django.forms.widgets import CheckboxInput
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from kb.forms.edit_fields import ReasonField, SeenField
from kb.forms.seen import Seen, Version, last_change, values_at, versions

OWN = ("seen", "change_reason")  # fields of the form itself, not of the entry


def as_sent(field, value) -> list[str]:
    """What a browser would send back for `value` of `field`."""
    widget = getattr(field.widget, "widget", field.widget)  # the admin wraps those that choose an entry
    if isinstance(widget, CheckboxInput):
        return ["on"] if value else []
    if isinstance(value, list) and hasattr(field, "queryset"):
        return [str(one) for one in keys(value)]
    shown = widget.format_value(field.prepare_value(value))
    return [] if shown is None else [str(one) for one in (shown if isinstance(shown, list | tuple) else [shown])]


def keys(values) -> list:
    """Entries as their primary keys; primary keys and words as they are."""
    return [getattr(one, "pk", one) for one in values]


def same(one, other) -> bool:
    """Whether two initial values of a field are equal; relations have no order."""
    if isinstance(one, list) and isinstance(other, list):
        return set(keys(one)) == set(keys(other))
    return one == other or not one and not other and {one, other} <= {None, ""}


class EditForm(forms.ModelForm):
    """The form of one entry or row, with what the editor saw of it.

    When somebody saved it meanwhile, each field that the editor left alone takes the saved value. If the editor changed
    any, the form is refused once: it says who saved and shows theirs beside what was typed; sending it again saves.
    """

    seen = SeenField()
    change_reason = ReasonField()
    editor = None  # the user; whoever builds the form class sets it

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.meanwhile: dict[str, object] = {}  # fields that two people changed: what the other one saved
        self.is_late = self.was_removed = False
        self.entry_fields = [name for name in self.fields if name not in OWN]  # a set of rows adds its own later
        self.showed = Seen.loads(self.data.get(self.add_prefix("seen"))) if self.is_bound else Seen()
        self.prepare()
        self.stands = self.standing()
        self.initial["seen"] = self.stands.dumps()
        if self.is_bound and self.instance.pk and self.showed.version != self.stands.version:
            self.merge()

    def prepare(self):
        """Put into `initial` what is not a column of the entry."""

    def standing(self) -> Seen:
        """The entry as it is now."""
        return Seen(self.version())

    def version(self) -> Version:
        if not self.instance.pk:
            return Version()
        # A set of rows asks once for all of them.
        known = getattr(self.instance, "version_seen", None)
        return known or versions(type(self.instance), [self.instance.pk])[self.instance.pk]

    @property
    def columns_changed(self) -> bool:
        """Whether anything but texts was changed."""
        return any(name in self.changed_data for name in self.fields)

    # --- Somebody saved meanwhile

    def merge(self):
        """Take over what the editor left alone; note what two people changed."""
        before = values_at(type(self.instance), self.instance.pk, self.showed.version)
        data = self.data.copy()
        for name, field, mine in self.sent():
            now = self.initial.get(name)
            if not self.was_touched(name, mine, before):
                self.put(data, name, as_sent(field, now))
            elif field.has_changed(now, mine):
                self.is_late = True
                if self.has_moved(name, now, before):
                    self.meanwhile[name] = now
        self.put(data, "seen", [self.stands_after_merge().dumps()])
        self.data = data

    def sent(self):
        """(name, field, what was sent) for each field of the entry."""
        for name in self.entry_fields:
            field = self.fields[name]
            yield name, field, field.widget.value_from_datadict(self.data, self.files, self.add_prefix(name))

    def put(self, data, name, values):
        key = self.add_prefix(name)
        data.setlist(key, values)
        if not values:
            del data[key]

    def was_touched(self, name, mine, before) -> bool:
        """Whether the editor changed the field; `before` is None where the history does not tell what they saw."""
        return before is None or self.fields[name].has_changed(before.get(name), mine)

    def has_moved(self, name, now, before) -> bool:
        return before is None or not same(before.get(name), now)

    def stands_after_merge(self) -> Seen:
        return self.stands

    def declare_removed(self, pk):
        """The row `pk` that this form edits stands no more: refused once if the editor changed it, then left out."""
        self.was_removed = True
        if not self.showed.version.row:
            return
        before = values_at(self._meta.model, pk, self.showed.version)
        self.is_late = any(self.was_touched(name, mine, before) for name, _field, mine in self.sent())
        self.data = self.data.copy()
        self.put(self.data, "seen", [])

    def has_changed(self):
        return super().has_changed() and (self.is_late or not self.was_removed)

    def clean(self):
        cleaned = super().clean()
        if self.is_late:
            self.add_error(None, self.told_removed() if self.was_removed else self.told_late())
            for name, theirs in self.meanwhile.items():
                self.add_error(name, self.told(name, theirs))
        return cleaned

    def told_removed(self):
        return _(
            "Somebody removed this row while you were editing. What you typed still stands here: copy it into a new "
            "row if it is needed. When you save again, this row is left out."
        )

    def told_late(self):
        change = last_change(self.instance)
        who = getattr(change, "history_user", None) or _("Somebody")
        when = date_format(localtime(change.history_date), "DATETIME_FORMAT") if change else "–"
        return _(
            "%(who)s saved this entry (%(when)s) after you had opened it, so nothing of yours is saved yet. What you "
            "typed still stands here; where both of you changed a field, the other version is shown beside it. Fields "
            "that you left alone now hold what was saved. Save again to put yours in place."
        ) % {"who": who, "when": when}

    def told(self, name, theirs):
        """The other version of a field, to be read beside it."""
        return format_html('{} <q class="theirs">{}</q>', _("Saved meanwhile:"), self.words(name, theirs) or "–")

    def words(self, name, value):
        """A value of a field as people read it."""
        field = self.fields[name]
        if hasattr(field, "queryset"):
            values = value if isinstance(value, list) else [value]
            return ", ".join(map(str, field.queryset.filter(pk__in=keys(values))))
        try:
            labels = dict(self.instance._meta.get_field(name).flatchoices)
        except FieldDoesNotExist:
            labels = {}
        return labels.get(value) or ", ".join(as_sent(field, value))
