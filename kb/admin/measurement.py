"""Benchmarks, the way a figure was produced, and the figures."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from kb.admin.columns import day
from kb.admin.evidence import CitationInline
from kb.admin.translation import EntryAdmin, PartInline
from kb.forms.entries import ScoreForm
from kb.forms.translated import form_for
from kb.models import Benchmark, Protocol, Score

SETTING = (("printed", "preferred"), ("protocol", "evaluator"), ("source", "run", "measured_on"))


@admin.register(Benchmark)
class BenchmarkAdmin(EntryAdmin):
    form = form_for(Benchmark)
    list_display = ("name", "slug", "domain", "unit", "status")
    list_filter = ("status", "domain", "unit")
    search_fields = ("name", "slug")
    autocomplete_fields = ("capabilities",)
    fieldsets = (
        (
            None,
            {"fields": (("name", "slug"), ("domain", "unit", "higher_is_better"), "url", "status")},
        ),
        (_("Capabilities"), {"fields": ("capabilities",)}),
    )
    inlines = (CitationInline,)


@admin.register(Protocol)
class ProtocolAdmin(EntryAdmin):
    form = form_for(Protocol)
    list_display = ("slug", "benchmark", "version", "split", "prompt_mode", "shots", "harness")
    list_filter = (("benchmark", admin.RelatedOnlyFieldListFilter), "harness")
    search_fields = ("slug", "benchmark__name", "harness")
    related = ("benchmark",)
    autocomplete_fields = ("benchmark",)
    save_as = True
    fieldsets = (
        (None, {"fields": (("slug", "benchmark"),)}),
        (
            _("Setting"),
            {
                "description": _("Empty means that nobody stated it; n/a, that it does not apply."),
                "fields": (
                    ("version", "split", "metric"),
                    ("prompt_mode", "shots", "decoding"),
                    ("chat_template", "edit_format", "precision"),
                    ("harness", "harness_version", "dataset_window"),
                ),
            },
        ),
    )
    inlines = (CitationInline,)


class ScoreInline(PartInline):
    model = Score
    form = ScoreForm
    related = ("model", "protocol__benchmark", "evaluator", "source")
    autocomplete_fields = ("protocol", "evaluator", "source")
    fieldsets = ((None, {"fields": (*SETTING, ("raw_name", "raw_place"))}),)


@admin.register(Score)
class ScoreAdmin(EntryAdmin):
    form = ScoreForm
    list_display = (
        "model",
        "protocol",
        "printed",
        "evaluator",
        "source_key",
        day("measured_on", _("date")),
        "preferred",
    )
    list_filter = (
        ("protocol__benchmark", admin.RelatedOnlyFieldListFilter),
        ("evaluator", admin.RelatedOnlyFieldListFilter),
        "preferred",
        "unit",
    )
    search_fields = ("model__name", "protocol__slug", "raw_name", "source__key")
    date_hierarchy = "measured_on"
    related = ("model", "protocol__benchmark", "evaluator", "source")
    autocomplete_fields = ("model", "protocol", "evaluator", "source")
    save_as = True
    fieldsets = (
        (None, {"fields": ("model", *SETTING)}),
        (_("In the source"), {"fields": (("raw_name", "raw_place"),)}),
    )
    inlines = (CitationInline,)

    @admin.display(description=_("source"), ordering="source__key")
    def source_key(self, score):
        return score.source.key
