"""All texts in one list, to find what is missing a person's eye; they are edited with their entries."""

from django.contrib import admin
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from kb.admin.translation import ReadOnlyAdmin
from kb.forms.edit_fields import html_language
from kb.models import TextUnit


@admin.register(TextUnit)
class TextUnitAdmin(ReadOnlyAdmin):
    list_display = ("excerpt", "entry", "field", "language", "origin", "is_reviewed", "updated_at")
    list_filter = (
        "language",
        "origin",
        ("reviewed_at", admin.EmptyFieldListFilter),
        ("content_type", admin.RelatedOnlyFieldListFilter),
    )
    search_fields = ("text",)
    search_help_text = _("Words of the text")
    date_hierarchy = "updated_at"
    fieldsets = (
        (None, {"fields": ("entry", "field", "language", "in_full")}),
        (_("Where it comes from"), {"fields": ("origin", "engine", "author", "reviewed_by", "reviewed_at")}),
        (_("Made from"), {"fields": ("source_text",)}),
    )
    readonly_fields = ("entry", "in_full", "source_text")

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("content_type")

    @admin.display(description=_("text"))
    def excerpt(self, unit):
        return format_html('<span lang="{}">{}</span>', html_language(unit.language), Truncator(unit.text).chars(80))

    @admin.display(description=_("text"))
    def in_full(self, unit):
        return format_html('<blockquote lang="{}">{}</blockquote>', html_language(unit.language), unit.text)

    @admin.display(description=_("entry"))
    def entry(self, unit):
        """The entry with the way to its form."""
        kind = unit.content_type.model_class()
        try:
            address = reverse(f"admin:{kind._meta.app_label}_{kind._meta.model_name}_change", args=[unit.object_id])
        except (AttributeError, NoReverseMatch):
            return f"{unit.content_type} #{unit.object_id}"
        return format_html('<a href="{}">{} #{}</a>', address, kind._meta.verbose_name, unit.object_id)

    @admin.display(description=_("reviewed"), boolean=True)
    def is_reviewed(self, unit):
        return unit.reviewed_at is not None
