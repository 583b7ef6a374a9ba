"""Longer texts: notes, the founding note claim by claim, curated comparisons, the glossary."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from kb.admin.columns import day
from kb.admin.evidence import CitationInline, with_names
from kb.admin.translation import EntryAdmin, RowInline
from kb.forms.entries import SeedClaimForm, SeedLinkForm, TermForm
from kb.forms.translated import form_for
from kb.models import Comparison, ComparisonColumn, Note, SeedClaim, SeedLink, Term


@admin.register(Note)
class NoteAdmin(EntryAdmin):
    form = form_for(Note)
    list_display = ("slug", "kind", "position", day("as_of", _("as of")), "is_opinion", "status")
    list_filter = ("status", "kind", "is_opinion")
    search_fields = ("slug", "texts__text")
    date_hierarchy = "as_of"
    fieldsets = ((None, {"fields": (("slug", "kind"), ("as_of", "position", "is_opinion"), "status")}),)
    inlines = (CitationInline,)


class SeedLinkInline(RowInline):
    model = SeedLink
    form = SeedLinkForm
    fieldsets = ((None, {"fields": ("entry", "position")}),)

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related(with_names())


@admin.register(SeedClaim)
class SeedClaimAdmin(EntryAdmin):
    form = SeedClaimForm
    list_display = ("key", "section", "outcome", day("decided_on", _("decided on")))
    list_filter = ("outcome", "section")
    search_fields = ("=number", "texts__text")
    date_hierarchy = "decided_on"
    fieldsets = ((None, {"fields": (("number", "section"), ("outcome", "decided_on"))}),)
    inlines = (SeedLinkInline, CitationInline)


class ComparisonColumnInline(RowInline):
    model = ComparisonColumn
    related = ("kind", "model")
    autocomplete_fields = ("kind", "model")
    fieldsets = ((None, {"fields": ("kind", "model", "position")}),)


@admin.register(Comparison)
class ComparisonAdmin(EntryAdmin):
    form = form_for(Comparison)
    list_display = ("slug", "position", "status")
    list_filter = ("status",)
    search_fields = ("slug", "texts__text")
    fieldsets = ((None, {"fields": (("slug", "position"), "status")}),)
    inlines = (ComparisonColumnInline, CitationInline)


@admin.register(Term)
class TermAdmin(EntryAdmin):
    form = TermForm
    list_display = ("english", "chinese", "status")
    list_filter = ("status",)
    search_fields = ("english", "chinese", "slug", "texts__text")
    fieldsets = (
        (None, {"fields": (("english", "chinese"), "slug", "status")}),
        (_("Other forms"), {"fields": (("english_synonyms", "chinese_synonyms", "banned_forms"),)}),
    )
    inlines = (CitationInline,)
