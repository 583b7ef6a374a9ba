"""Rows below an entry, edited with it: ratings, scores, citations, aliases …"""

from django import forms
from django.contrib.contenttypes.forms import BaseGenericInlineFormSet
from django.db.models import UniqueConstraint
from django.forms.models import BaseInlineFormSet
from django.utils.translation import gettext as _

from kb.forms.seen import versions


class Parts:
    """A set of rows that looks after what others save meanwhile, and refuses the same row twice."""

    def get_queryset(self):
        """The rows as a list. When they come back from an editor: those that were sent, in that order, locked; None
        in the place of one that somebody removed."""
        if not hasattr(self, "_queryset"):
            rows = super().get_queryset()
            self._queryset = self._in_order_sent(rows) if self.is_bound else list(rows)
            standing = [row for row in self._queryset if row is not None]
            known = versions(self.model, [row.pk for row in standing]) if standing else {}
            for row in standing:
                row.version_seen = known[row.pk]
        return self._queryset

    def _in_order_sent(self, rows):
        if not self.initial_form_count():
            return []
        # Locked by a query of its own: what another transaction wrote is only seen by the query after it.
        list(rows.order_by().select_for_update().values_list("pk", flat=True))
        standing = {str(row.pk): row for row in rows}
        return [standing.get(self._sent_pk(place)) for place in range(self.initial_form_count())]

    def _existing_object(self, pk):
        return next((row for row in self.get_queryset() if row is not None and row.pk == pk), None)

    def _sent_pk(self, place):
        return self.data.get(f"{self.add_prefix(place)}-{self.model._meta.pk.name}", "")

    def _construct_form(self, i, **kwargs):
        form = super()._construct_form(i, **kwargs)
        is_standing = i < self.initial_form_count()
        if is_standing:
            # Rows that were left as they are are not examined: an old fault elsewhere must not stop an edit.
            form.empty_permitted = True
        if self.is_bound and is_standing and form.instance.pk is None:
            form.fields[self.model._meta.pk.name] = forms.CharField(required=False, widget=forms.HiddenInput)
            form.declare_removed(self._sent_pk(i))
        fk = getattr(self, "fk", None)
        if fk and self.instance.pk:
            setattr(form.instance, fk.name, self.instance)  # the row's name in the form asks for its parent
        self._spare_queries(form)
        return form

    def _spare_queries(self, form):
        """What was fetched with the rows is shown without asking for it again (`KnownAutocomplete`)."""
        for name, field in form.fields.items():
            widget = getattr(field.widget, "widget", None)
            if hasattr(widget, "known"):
                widget.known = form.instance._state.fields_cache.get(name)

    def clean(self):
        super().clean()
        for constraint in self.model._meta.constraints:
            if isinstance(constraint, UniqueConstraint):
                self._refuse_twice(constraint)

    def _refuse_twice(self, constraint):
        """Two rows of one submission are compared here; the checks of a single row see only what is stored."""
        parent = {"content_type", "object_id"} if hasattr(self, "ct_field") else {self.fk.name}
        columns = [self.model._meta.get_field(name).attname for name in constraint.fields if name not in parent]
        first = {}
        for form in self.forms:
            if form in self.deleted_forms or form.errors or not (form.instance.pk or form.has_changed()):
                continue
            values = tuple(getattr(form.instance, column) for column in columns)
            if None in values:
                continue
            other = first.setdefault(values, form)
            if other is not form:
                changed = form if form.has_changed() else other
                changed.add_error(None, _("Another row here says the same."))


class PartFormSet(Parts, BaseInlineFormSet):
    """Rows that name their entry by a foreign key."""


class GenericPartFormSet(Parts, BaseGenericInlineFormSet):
    """Rows that can belong to any type of entry."""
