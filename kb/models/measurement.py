"""Benchmarks, the way a figure was produced, and the figures."""

from decimal import Decimal

from django.contrib.contenttypes.fields import GenericRelation
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from kb.models.capability import Capability
from kb.models.catalogue import Organization
from kb.models.evidence import Source
from kb.models.language_model import LanguageModel
from kb.models.naming import NameField, SlugField
from kb.models.publishing import Publishable, Status
from kb.models.translation import TextSlot, Translated

NOT_APPLICABLE = "n/a"


class Unit(models.TextChoices):
    PERCENT = "percent", _("percent")
    POINTS_10 = "points-10", _("points from 0 to 10")
    RATING = "rating", _("rating")


class Benchmark(Publishable, Translated):
    """A set of tasks with a rule that turns answers into a figure."""

    class Domain(models.TextChoices):
        CODE = "code", _("code")
        GENERAL = "general", _("general")

    slug = SlugField()
    name = NameField(unique=True)
    domain = models.CharField(_("domain"), max_length=10, choices=Domain.choices)
    unit = models.CharField(_("unit"), max_length=10, choices=Unit.choices, default=Unit.PERCENT)
    higher_is_better = models.BooleanField(_("higher is better"), default=True)
    url = models.URLField(_("website"), max_length=500, blank=True)
    capabilities = models.ManyToManyField(
        Capability, blank=True, related_name="benchmarks", verbose_name=_("capabilities it bears on")
    )
    citations = GenericRelation("kb.Citation")

    history = HistoricalRecords(m2m_fields=[capabilities])
    slots = {
        "summary": TextSlot(_("what it measures"), required=True),
        "misses": TextSlot(_("what it misses"), required=True),
    }

    class Meta:
        verbose_name = _("benchmark")
        verbose_name_plural = _("benchmarks")
        ordering = ["name"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("benchmark", args=[self.slug])


class Protocol(Translated):
    """How a figure was produced. An empty field is unknown; `n/a` says that the field does not apply."""

    SETTINGS = (
        "version",
        "split",
        "metric",
        "prompt_mode",
        "shots",
        "decoding",
        "chat_template",
        "edit_format",
        "precision",
        "harness",
        "harness_version",
        "dataset_window",
    )

    slug = SlugField()
    benchmark = models.ForeignKey(Benchmark, models.PROTECT, related_name="protocols", verbose_name=_("benchmark"))
    version = models.CharField(_("version"), max_length=60, blank=True)
    split = models.CharField(_("split or task"), max_length=60, blank=True)
    metric = models.CharField(_("metric"), max_length=60, blank=True)
    prompt_mode = models.CharField(_("prompt mode"), max_length=60, blank=True)
    shots = models.CharField(_("shots"), max_length=20, blank=True)
    decoding = models.CharField(_("decoding"), max_length=80, blank=True)
    chat_template = models.CharField(_("chat template"), max_length=40, blank=True)
    edit_format = models.CharField(_("edit format"), max_length=40, blank=True)
    precision = models.CharField(_("precision"), max_length=40, blank=True)
    harness = models.CharField(_("evaluation harness"), max_length=80, blank=True)
    harness_version = models.CharField(_("version of the harness"), max_length=40, blank=True)
    dataset_window = models.CharField(_("dataset window"), max_length=60, blank=True)
    citations = GenericRelation("kb.Citation")

    history = HistoricalRecords()
    slots = {"note": TextSlot(_("note"))}

    class Meta:
        verbose_name = _("protocol")
        verbose_name_plural = _("protocols")
        ordering = ["benchmark__name", "slug"]

    def __str__(self):
        return self.slug

    @property
    def unknown_settings(self) -> tuple[str, ...]:
        """Names of the settings that nobody stated."""
        return tuple(name for name in self.SETTINGS if not getattr(self, name))

    def stated_settings(self) -> dict[str, str]:
        """The settings that are known and apply, in reading order."""
        pairs = ((name, getattr(self, name)) for name in self.SETTINGS)
        return {name: value for name, value in pairs if value and value != NOT_APPLICABLE}


class ScoreQuerySet(models.QuerySet):
    def published(self):
        """Scores whose model, benchmark and source readers may see."""
        shown = Status.PUBLISHED
        return self.filter(
            model__status=shown,
            model__kind__status=shown,
            model__family__status=shown,
            model__family__organization__status=shown,
            protocol__benchmark__status=shown,
            evaluator__status=shown,
            source__status=shown,
        )

    def with_setting(self):
        """The relations that say how and by whom a figure was produced."""
        return self.select_related("protocol__benchmark", "evaluator", "source")


class Score(Translated):
    """A figure: model × protocol, by one evaluator, from one source. Rivals stand side by side."""

    model = models.ForeignKey(LanguageModel, models.CASCADE, related_name="scores", verbose_name=_("model"))
    protocol = models.ForeignKey(Protocol, models.PROTECT, related_name="scores", verbose_name=_("protocol"))
    printed = models.CharField(
        _("figure as printed"),
        max_length=20,
        help_text=_("The digits as the source prints them: 37.60 stays 37.60."),
    )
    value = models.DecimalField(_("value"), max_digits=12, decimal_places=4, editable=False)
    unit = models.CharField(_("unit"), max_length=10, choices=Unit.choices, editable=False)
    evaluator = models.ForeignKey(Organization, models.PROTECT, related_name="evaluations", verbose_name=_("evaluator"))
    source = models.ForeignKey(Source, models.PROTECT, related_name="scores", verbose_name=_("source"))
    run = models.CharField(
        _("run"), max_length=80, blank=True, help_text=_("One run of one board: figures made in one go.")
    )
    measured_on = models.DateField(_("date of the figure"), null=True, blank=True)
    raw_name = models.CharField(_("name of the model in the source"), max_length=200)
    raw_place = models.CharField(_("place in the source"), max_length=200)
    preferred = models.BooleanField(_("preferred among rivals"), default=False)
    citations = GenericRelation("kb.Citation")

    objects = ScoreQuerySet.as_manager()
    history = HistoricalRecords()
    slots = {
        "note": TextSlot(_("note")),
        "preference_reason": TextSlot(_("why this figure is preferred")),
    }

    class Meta:
        verbose_name = _("score")
        verbose_name_plural = _("scores")
        ordering = ["protocol__slug", "-value", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["model", "protocol", "evaluator", "source", "raw_name", "raw_place"],
                name="score_once_per_place",
                violation_error_message=_("This place of this source already gave a figure."),
            ),
            models.CheckConstraint(
                condition=~Q(unit="percent") | Q(value__gte=0, value__lte=100),
                name="score_percent_0_to_100",
                violation_error_message=_("A percentage lies between 0 and 100."),
            ),
            models.CheckConstraint(
                condition=~Q(unit="points-10") | Q(value__gte=0, value__lte=10),
                name="score_points_0_to_10",
                violation_error_message=_("These points lie between 0 and 10."),
            ),
        ]

    def __str__(self):
        return f"{self.model} · {self.protocol}: {self.printed}"

    def clean_fields(self, exclude=None):
        """Derive value and unit from what is printed and the benchmark, before the checks look at them."""
        self.derive()
        super().clean_fields(exclude=exclude)

    def derive(self):
        try:
            self.value = Decimal(self.printed)
        except ArithmeticError as error:
            raise ValidationError({"printed": _("Write a plain number such as 37.6.")}) from error
        if not self.value.is_finite():
            raise ValidationError({"printed": _("Write a plain number such as 37.6.")})
        if self.protocol_id:
            self.unit = self.protocol.benchmark.unit
