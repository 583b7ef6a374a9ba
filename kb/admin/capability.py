"""What models can do, how well, and for which jobs that matters."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from kb.admin.columns import day
from kb.admin.evidence import CitationInline
from kb.admin.translation import EntryAdmin, PartInline
from kb.forms.entries import RatingForm
from kb.forms.translated import form_for
from kb.models import Aspect, Capability, LanguageSupport, Need, Rating, Statement, UseCase

SUBJECT = ("kind", "family", "model")
ONE_SUBJECT = _("Exactly one of the three.")


class SubjectFilter(admin.SimpleListFilter):
    """Rows about kinds, families or models."""

    title = _("subject")
    parameter_name = "subject"

    def lookups(self, request, model_admin):
        return (("kind", _("kinds")), ("family", _("families")), ("model", _("models")))

    def queryset(self, request, queryset):
        return queryset.filter(**{f"{self.value()}__isnull": False}) if self.value() in SUBJECT else queryset


class RatingInline(PartInline):
    model = Rating
    form = RatingForm
    related = ("capability", "kind", "family", "model")
    autocomplete_fields = ("capability",)
    fieldsets = ((None, {"fields": (("capability", "level", "as_of"),)}),)


class LanguageInline(PartInline):
    model = LanguageSupport
    form = form_for(LanguageSupport)
    related = ("kind", "family", "model")
    fieldsets = ((None, {"fields": (("purpose", "language", "level"),)}),)


class StatementInline(PartInline):
    model = Statement
    form = form_for(Statement)
    related = ("aspect", "kind", "family", "model")
    autocomplete_fields = ("aspect",)
    fieldsets = ((None, {"fields": (("aspect", "as_of", "is_opinion"),)}),)


@admin.register(Capability)
class CapabilityAdmin(EntryAdmin):
    form = form_for(Capability)
    list_display = ("slug", "group", "position", "status")
    list_filter = ("status", "group")
    search_fields = ("slug", "texts__text")
    fieldsets = ((None, {"fields": (("slug", "group", "position"), "status")}),)
    inlines = (CitationInline,)


class AboutSubjectAdmin(EntryAdmin):
    """Rows about one kind, family or model, which have pages of their own for their citations."""

    autocomplete_fields = SUBJECT
    search_fields = (
        "kind__slug",
        "family__name",
        "family__slug",
        "model__name",
        "model__slug",
    )
    inlines = (CitationInline,)

    @admin.display(description=_("subject"))
    def about(self, row):
        return row.subject_key


@admin.register(Rating)
class RatingAdmin(AboutSubjectAdmin):
    form = RatingForm
    list_display = ("about", "capability", "level", day("as_of", _("as of")))
    list_filter = ("level", SubjectFilter, ("capability", admin.RelatedOnlyFieldListFilter))
    search_fields = (*AboutSubjectAdmin.search_fields, "capability__slug")
    date_hierarchy = "as_of"
    related = (*SUBJECT, "capability")
    autocomplete_fields = (*SUBJECT, "capability")
    fieldsets = (
        (_("Subject"), {"fields": (SUBJECT,), "description": ONE_SUBJECT}),
        (None, {"fields": (("capability", "level", "as_of"),)}),
    )


@admin.register(LanguageSupport)
class LanguageSupportAdmin(AboutSubjectAdmin):
    form = form_for(LanguageSupport)
    list_display = ("about", "purpose", "language", "level")
    list_filter = ("purpose", "level", SubjectFilter)
    search_fields = (*AboutSubjectAdmin.search_fields, "language")
    related = SUBJECT
    fieldsets = (
        (_("Subject"), {"fields": (SUBJECT,), "description": ONE_SUBJECT}),
        (None, {"fields": (("purpose", "language", "level"),)}),
    )


@admin.register(Statement)
class StatementAdmin(AboutSubjectAdmin):
    form = form_for(Statement)
    list_display = ("about", "aspect", day("as_of", _("as of")), "is_opinion")
    list_filter = ("is_opinion", SubjectFilter, ("aspect", admin.RelatedOnlyFieldListFilter))
    search_fields = (*AboutSubjectAdmin.search_fields, "aspect__slug", "texts__text")
    date_hierarchy = "as_of"
    related = (*SUBJECT, "aspect")
    autocomplete_fields = (*SUBJECT, "aspect")
    fieldsets = (
        (_("Subject"), {"fields": (SUBJECT,), "description": ONE_SUBJECT}),
        (None, {"fields": (("aspect", "as_of", "is_opinion"),)}),
    )


class NeedInline(PartInline):
    model = Need
    form = form_for(Need)
    related = ("use_case", "capability")
    autocomplete_fields = ("capability",)
    fieldsets = ((None, {"fields": (("capability", "required", "weight"),)}),)


@admin.register(UseCase)
class UseCaseAdmin(EntryAdmin):
    form = form_for(UseCase)
    list_display = ("slug", "group", "position", "status")
    list_filter = ("status", "group")
    search_fields = ("slug", "texts__text")
    fieldsets = ((None, {"fields": (("slug", "group", "position"), "status")}),)
    inlines = (NeedInline, CitationInline)


@admin.register(Aspect)
class AspectAdmin(EntryAdmin):
    form = form_for(Aspect)
    list_display = ("slug", "group", "position")
    list_filter = ("group",)
    search_fields = ("slug", "texts__text")
    fieldsets = ((None, {"fields": (("slug", "group", "position"),)}),)
