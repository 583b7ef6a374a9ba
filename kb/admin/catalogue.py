"""Who publishes models, the models, and what they descend from."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from kb.admin.capability import LanguageInline, RatingInline, StatementInline
from kb.admin.columns import day
from kb.admin.evidence import CitationInline
from kb.admin.measurement import ScoreInline
from kb.admin.translation import EntryAdmin, RowInline
from kb.forms.entries import LanguageModelForm
from kb.forms.translated import form_for
from kb.models import (
    Family,
    LanguageModel,
    Licence,
    ModelAlias,
    ModelKind,
    Organization,
    Tool,
    TrainingMethod,
)
from kb.text import format_params, format_tokens


@admin.register(Organization)
class OrganizationAdmin(EntryAdmin):
    form = form_for(Organization)
    list_display = ("name", "slug", "status")
    list_filter = ("status",)
    search_fields = ("name", "slug")
    fieldsets = ((None, {"fields": (("name", "slug"), "website", "status")}),)
    inlines = (CitationInline,)


@admin.register(Licence)
class LicenceAdmin(EntryAdmin):
    form = form_for(Licence)
    list_display = ("name", "slug", "spdx_id", "commercial_use")
    list_filter = ("commercial_use",)
    search_fields = ("name", "slug", "spdx_id")
    fieldsets = ((None, {"fields": (("name", "slug"), ("spdx_id", "commercial_use"), "url")}),)
    inlines = (CitationInline,)


@admin.register(Family)
class FamilyAdmin(EntryAdmin):
    form = form_for(Family)
    list_display = ("name", "organization", "derived_from", day("released_on", _("release date")), "status")
    list_filter = ("status", ("organization", admin.RelatedOnlyFieldListFilter))
    search_fields = ("name", "slug", "organization__name")
    date_hierarchy = "released_on"
    related = ("organization", "derived_from")
    autocomplete_fields = ("organization", "derived_from", "superseded_by")
    fieldsets = (
        (None, {"fields": (("name", "slug"), "organization", "status")}),
        (
            _("Descent"),
            {"fields": (("derived_from", "superseded_by"), ("released_on", "released_precision"))},
        ),
    )
    inlines = (RatingInline, StatementInline, LanguageInline, CitationInline)


@admin.register(ModelKind)
class ModelKindAdmin(EntryAdmin):
    form = form_for(ModelKind)
    list_display = ("slug", "specialisation", "tuning", "position", "status")
    list_filter = ("status", "specialisation", "tuning")
    search_fields = ("slug", "texts__text")
    fieldsets = ((None, {"fields": (("slug", "position"), ("specialisation", "tuning"), "status")}),)
    inlines = (StatementInline, RatingInline, LanguageInline, CitationInline)


@admin.register(TrainingMethod)
class TrainingMethodAdmin(EntryAdmin):
    form = form_for(TrainingMethod)
    list_display = ("slug", "abbreviation")
    search_fields = ("slug", "abbreviation", "texts__text")
    fieldsets = ((None, {"fields": (("slug", "abbreviation"),)}),)
    inlines = (CitationInline,)


class ModelAliasInline(RowInline):
    model = ModelAlias
    fieldsets = ((None, {"fields": ("name", "where")}),)


@admin.register(LanguageModel)
class LanguageModelAdmin(EntryAdmin):
    form = LanguageModelForm
    list_display = ("name", "kind", "size", "context", day("released_on", _("release date")), "status")
    list_filter = (
        "status",
        "kind",
        ("family", admin.RelatedOnlyFieldListFilter),
        ("licence", admin.RelatedOnlyFieldListFilter),
        "open_weights",
    )
    search_fields = ("name", "slug", "huggingface_id", "aliases__name")
    date_hierarchy = "released_on"
    related = ("family", "kind")
    autocomplete_fields = ("family", "licence", "based_on", "training_methods")
    fieldsets = (
        (None, {"fields": (("name", "slug"), ("family", "kind"), "status")}),
        (_("Size"), {"fields": (("total_params", "active_params"), "context_window")}),
        (
            _("Release"),
            {
                "fields": (
                    ("released_on", "released_precision"),
                    ("licence", "open_weights", "retired"),
                    "huggingface_id",
                )
            },
        ),
        (_("Descent"), {"fields": ("based_on", "training_methods")}),
    )
    inlines = (
        ModelAliasInline,
        RatingInline,
        LanguageInline,
        StatementInline,
        ScoreInline,
        CitationInline,
    )

    @admin.display(description=_("parameters"), ordering="total_params")
    def size(self, model):
        return format_params(model.total_params) if model.total_params else None

    @admin.display(description=_("context window"), ordering="context_window")
    def context(self, model):
        return format_tokens(model.context_window) if model.context_window else None


@admin.register(Tool)
class ToolAdmin(EntryAdmin):
    form = form_for(Tool)
    list_display = ("name", "organization", "website", "status")
    list_filter = ("status",)
    search_fields = ("name", "slug")
    related = ("organization",)
    autocomplete_fields = ("organization", "families")
    fieldsets = (
        (None, {"fields": (("name", "slug"), "organization", "website", "status")}),
        (_("Models"), {"fields": ("families",)}),
    )
    inlines = (CitationInline,)
