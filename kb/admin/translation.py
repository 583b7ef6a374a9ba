"""What all editing pages share: texts beside the columns, one transaction, other people's edits, history."""

from django.conf import settings
from django.contrib import admin, messages
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.contrib.contenttypes.admin import GenericStackedInline
from django.db import IntegrityError, models
from django.shortcuts import render
from django.urls import NoReverseMatch
from django.utils.html import format_html_join
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kb.admin.columns import LANGUAGE_COLUMNS
from kb.admin.history import HistoryPage
from kb.admin.widgets import KnownAutocomplete
from kb.forms.edit import EditForm
from kb.forms.edit_fields import DayInput, html_language, text_field
from kb.forms.parts import GenericPartFormSet, PartFormSet
from kb.models import Translated
from kb.models.publishing import Publishable


class Editing:
    """For the page of an entry and for the rows below it: fields of texts, days and references."""

    formfield_overrides = {models.DateField: {"widget": DayInput, "input_formats": ["%Y-%m-%d"]}}
    related = ()  # what a list or a set of rows shows of other entries

    @property
    def slots(self):
        return self.model.slots if issubclass(self.model, Translated) else {}

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs["widget"] = KnownAutocomplete(db_field, self.admin_site)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """Beside a reference stand the ways to edit it and to add one, not the one to delete it."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if isinstance(getattr(field, "widget", None), RelatedFieldWidgetWrapper):
            field.widget.can_delete_related = field.widget.can_view_related = False
        return field

    def get_queryset(self, request):
        entries = super().get_queryset(request)
        entries = entries.select_related(*self.related) if self.related else entries
        return entries.prefetch_related("texts") if self.slots else entries

    def text_lines(self):
        """One line of the form for each slot, its languages side by side."""
        return tuple(tuple(text_field(slot, code) for code, _name in settings.LANGUAGES) for slot in self.slots)

    @admin.display(description=_("texts"))
    def texts_shown(self, entry):
        """The texts for those who may look and not edit."""
        units = sorted(entry.texts.all(), key=lambda unit: (list(self.slots).index(unit.field), unit.language))
        rows = ((capfirst(self.slots[unit.field].label), html_language(unit.language), unit.text) for unit in units)
        return format_html_join("", '<p>{}</p><blockquote lang="{}">{}</blockquote>', rows)

    def get_readonly_fields(self, request, obj=None):
        return (*super().get_readonly_fields(request, obj), *(["texts_shown"] if self.slots else ()))


class EntryAdmin(Editing, HistoryPage, admin.ModelAdmin):
    """An entry with texts. Subclasses write out the fieldsets of its columns."""

    list_per_page = 50
    save_on_top = True
    change_form_template = "admin/kb/entry.html"

    @property
    def list_select_related(self):
        return self.related or False

    def get_list_display(self, request):
        """The name, whether it is published, how its texts stand; then what else is told."""
        first, *rest = super().get_list_display(request)
        languages = LANGUAGE_COLUMNS if self.slots else ()
        if "status" not in rest:
            return (first, *rest, *languages)
        return (first, "status", *languages, *(name for name in rest if name != "status"))

    def get_fieldsets(self, request, obj=None):
        """The first set of columns, the texts, the other columns, and what the form says of itself."""
        first, *rest = self.fieldsets
        may_edit = self.has_change_permission(request, obj) if obj else self.has_add_permission(request)
        if not may_edit:
            return [first, (_("Texts"), {"fields": ("texts_shown",)}), *rest] if self.slots else [first, *rest]
        texts = [(_("Texts"), {"fields": self.text_lines(), "classes": ("texts",)})] if self.slots else []
        own = (("source_lang", "change_reason") if self.slots else "change_reason", "seen")
        return [first, *texts, *rest, (None, {"fields": own})]

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)
        form.editor = request.user
        return form

    def get_inline_formsets(self, request, formsets, inline_instances, obj=None):
        """The heading of each set of rows says how many there are."""
        for formset, inline in zip(formsets, inline_instances, strict=True):
            if count := formset.initial_form_count():
                heading = gettext("%(rows)s (%(count)d)")
                inline.verbose_name_plural = heading % {"rows": capfirst(inline.verbose_name_plural), "count": count}
        return super().get_inline_formsets(request, formsets, inline_instances, obj)

    def get_object(self, request, object_id, from_field=None):
        """The entry; locked until the transaction ends when it is about to be written."""
        entry = super().get_object(request, object_id, from_field)
        if entry is None or request.method != "POST":
            return entry
        list(self.model._base_manager.select_for_update().filter(pk=entry.pk).values_list("pk"))
        return super().get_object(request, object_id, from_field)

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except IntegrityError:
            # Somebody was quicker. What they wrote stands now, so the checks of the form see it and name the field.
            return super().changeform_view(request, object_id, form_url, extra_context)

    def _get_obj_does_not_exist_redirect(self, request, opts, object_id):
        """What was typed into the form of an entry that somebody deleted meanwhile is shown once more."""
        if request.method != "POST":
            return super()._get_obj_does_not_exist_redirect(request, opts, object_id)
        typed = [(name, text) for name, text in request.POST.items() if "__" in name and text.strip()]
        context = {**self.admin_site.each_context(request), "title": _("This entry is gone"), "typed": typed}
        return render(request, "admin/kb/gone.html", context, status=409)

    # --- Saving

    def save_model(self, request, obj, form, change):
        """A change of texts or rows alone writes no row of history for the entry itself."""
        request.change_reason = form.cleaned_data.get("change_reason", "")
        if not change or form.columns_changed:
            super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        every = [form, *(one for formset in formsets for one in formset.forms if one.has_changed())]
        for one in every:
            for label, codes in getattr(one, "hidden_characters", list)():
                told = gettext("%(field)s holds characters that nobody sees: %(codes)s.")
                self.message_user(request, told % {"field": label, "codes": codes}, messages.WARNING)

    # --- What readers see

    def is_shown(self, entry) -> bool:
        """Whether readers see the entry: itself and all that it belongs to is published."""
        published = getattr(type(entry)._default_manager.all(), "published", None)
        return published is None or published().filter(pk=entry.pk).exists()

    def address(self, entry) -> str | None:
        """Where readers find the entry."""
        page = entry if hasattr(entry, "get_absolute_url") else getattr(entry, "subject", None)
        try:
            return page.get_absolute_url() if page is not None else None
        except NoReverseMatch:
            return None

    def view_on_site(self, entry):
        return self.address(entry) if self.is_shown(entry) else None

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if obj is not None and not self.is_shown(obj):
            is_draft = isinstance(obj, Publishable) and not obj.is_published
            context["hidden_from_readers"] = (
                _("This is a draft: readers get “not found” at its address until it is published.")
                if is_draft
                else _("Readers do not see this yet: something that it belongs to is a draft.")
            )
        return super().render_change_form(request, context, add, change, form_url, obj)


class Part(Editing):
    """Rows below an entry, edited in its form."""

    extra = 0
    form = EditForm
    fieldsets = ()
    classes = ("collapse",)

    def get_fieldsets(self, request, obj=None):
        ((name, options),) = self.fieldsets
        if not self.has_change_permission(request, obj):
            shown = ("texts_shown",) if self.slots else ()
            return [(name, {**options, "fields": (*options["fields"], *shown)})]
        if not self.slots:
            return [(name, {**options, "fields": (*options["fields"], "seen")})]
        (*first, last), *rest = options["fields"]
        lines = ((*first, last, "source_lang"), *rest, *self.text_lines(), "seen")
        return [(name, {**options, "fields": lines})]

    def get_formset(self, request, obj=None, **kwargs):
        formset = super().get_formset(request, obj, **kwargs)
        formset.form.editor = request.user
        return formset


class PartInline(Part, admin.StackedInline):
    """Rows that name their entry by a foreign key; those with a page of their own link to it."""

    formset = PartFormSet
    show_change_link = True


class RowInline(Part, admin.TabularInline):
    """Short rows without texts, as a table."""

    formset = PartFormSet


class GenericPartInline(Part, GenericStackedInline):
    """Rows that can belong to any type of entry."""

    formset = GenericPartFormSet
    show_change_link = True


class ReadOnlyAdmin(admin.ModelAdmin):
    """What the site keeps for itself: shown, never edited here."""

    list_per_page = 100
    actions = None

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        """Not on these pages; that such rows go with their entry is no reason to refuse its deletion."""
        here = f"{self.opts.app_label}_{self.opts.model_name}_"
        on_own_pages = (request.resolver_match.url_name or "").startswith(here)
        return not on_own_pages and super().has_delete_permission(request, obj)
