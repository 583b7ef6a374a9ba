"""Sources, and what each of them is cited for."""

from django.contrib import admin, messages
from django.contrib.contenttypes.prefetch import GenericPrefetch
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kb.admin.columns import day
from kb.admin.translation import EntryAdmin, GenericPartInline
from kb.forms.evidence import CitationForm, SourceForm
from kb.models import Citation, LanguageSupport, Rating, Score, Source, Statement

VERDICT = (("verdict", "basis", "checked_on"), "checked_by")


def with_names():
    """Fetches entries of any type together with what their names are made of."""
    subject = ("kind", "family", "model")
    return GenericPrefetch(
        "target",
        [
            Rating.objects.select_related(*subject, "capability"),
            Statement.objects.select_related(*subject, "aspect"),
            LanguageSupport.objects.select_related(*subject),
            Score.objects.select_related("model", "protocol"),
        ],
    )


class CitationInline(GenericPartInline):
    model = Citation
    form = CitationForm
    related = ("source", "checked_by")
    autocomplete_fields = ("source",)
    readonly_fields = ("checked_by",)
    fieldsets = ((None, {"fields": (("source", "field", "role"), *VERDICT, "locator", "quote")}),)

    def get_formset(self, request, obj=None, **kwargs):
        formset = super().get_formset(request, obj, **kwargs)
        formset.form.backed_model = self.parent_model
        return formset


@admin.register(Source)
class SourceAdmin(EntryAdmin):
    form = SourceForm
    list_display = ("key", "title", "kind", "interest", day("published_on", _("date of publication")), "status")
    list_filter = ("status", "kind", "interest", "language")
    search_fields = ("key", "title", "publisher", "authors", "url")
    date_hierarchy = "published_on"
    readonly_fields = ("url_raw", "cited_for")
    fieldsets = (
        (None, {"fields": ("title", ("key", "language"), "url", "url_raw", "status")}),
        (
            _("Where it comes from"),
            {
                "fields": (
                    ("kind", "interest"),
                    "publisher",
                    "authors",
                    ("published_on", "published_precision"),
                    ("version_pin", "archive_url"),
                    "seed_number",
                    "cited_for",
                )
            },
        ),
    )

    @admin.display(description=_("cited"))
    def cited_for(self, source):
        """How often it is cited, with the way to the list."""
        if not source.pk:
            return None
        address = f"{reverse('admin:kb_citation_changelist')}?source__id__exact={source.pk}"
        return format_html('<a href="{}">{}</a>', address, source.citations.count())

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        if form.taken_out:
            told = gettext("Taken out of the address: %(names)s. The address as first written is kept as well.")
            self.message_user(request, told % {"names": ", ".join(form.taken_out)}, messages.INFO)


@admin.register(Citation)
class CitationAdmin(EntryAdmin):
    """Citations are added in the form of the entry that they back."""

    form = CitationForm
    list_display = ("source_key", "backs", "field", "verdict", "basis", day("checked_on", _("checked on")), "role")
    list_filter = ("verdict", "basis", "role", ("content_type", admin.RelatedOnlyFieldListFilter))
    search_fields = ("source__key", "source__title", "quote", "locator", "field")
    date_hierarchy = "checked_on"
    related = ("source", "content_type", "checked_by")
    autocomplete_fields = ("source",)
    readonly_fields = ("backs", "checked_by")
    fieldsets = (
        (None, {"fields": ("backs", ("source", "field", "role"), "locator", "quote")}),
        (_("Verdict"), {"fields": VERDICT}),
    )

    def has_add_permission(self, request):
        return False

    def lookup_allowed(self, lookup, value, request=None):
        return lookup == "source__id__exact" or super().lookup_allowed(lookup, value, request)

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related(with_names())

    @admin.display(description=_("source"), ordering="source__key")
    def source_key(self, citation):
        return citation.source.key

    @admin.display(description=_("backs"))
    def backs(self, citation):
        """The entry that is cited for, with the way to its form."""
        target, kind = citation.target, citation.content_type.model_class()._meta
        try:
            address = reverse(f"admin:{kind.app_label}_{kind.model_name}_change", args=[citation.object_id])
        except NoReverseMatch:
            return str(target)
        return format_html('<a href="{}">{}: {}</a>', address, kind.verbose_name, target)
