"""The models, their kinds, how they were trained, and what else they are called."""

from django.contrib.contenttypes.fields import GenericRelation
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from kb.models.catalogue import Family, Licence
from kb.models.naming import DatePrecision, NameField, SlugField, refuse_cycle
from kb.models.publishing import Publishable, PublishedQuerySet
from kb.models.translation import TextSlot, Translated
from kb.text import latin_key, refuse_hidden, validate_slug


class ModelKind(Publishable, Translated):
    """A specialisation and a tuning together: what the founding note compares."""

    class Specialisation(models.TextChoices):
        GENERAL = "general", _("general")
        CODE = "code", _("code")

    class Tuning(models.TextChoices):
        BASE = "base", _("base")
        INSTRUCT = "instruct", _("instruct")
        CHAT = "chat", _("chat")

    slug = SlugField()
    specialisation = models.CharField(_("specialisation"), max_length=10, choices=Specialisation.choices)
    tuning = models.CharField(_("tuning"), max_length=10, choices=Tuning.choices)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    citations = GenericRelation("kb.Citation")

    history = HistoricalRecords()
    slots = {"name": TextSlot(_("name"), required=True), "summary": TextSlot(_("summary"), required=True)}

    class Meta:
        verbose_name = _("kind of model")
        verbose_name_plural = _("kinds of models")
        ordering = ["position", "slug"]
        constraints = [
            models.UniqueConstraint(fields=["specialisation", "tuning"], name="kind_once_per_combination"),
        ]

    def __str__(self):
        return self.slug

    def get_absolute_url(self):
        return reverse("kind", args=[self.slug])


class TrainingMethod(Translated):
    """A way of training: SFT, RLHF, DPO, FIM, Evol-Instruct …"""

    slug = SlugField()
    abbreviation = models.CharField(_("abbreviation"), max_length=40, blank=True)
    citations = GenericRelation("kb.Citation")

    history = HistoricalRecords()
    slots = {"name": TextSlot(_("name"), required=True), "summary": TextSlot(_("summary"), required=True)}

    class Meta:
        verbose_name = _("training method")
        verbose_name_plural = _("training methods")
        ordering = ["slug"]

    def __str__(self):
        return self.abbreviation or self.slug


class LanguageModelQuerySet(PublishedQuerySet):
    parents = ("kind", "family", "family__organization")

    def by_name(self):
        """In the order readers expect of names: case-folded, 7B before 13B."""
        return self.order_by("sort_name", "slug")

    def with_facts(self):
        """The relations behind the facts of a model: one query for the row, one for training methods."""
        return self.select_related(
            "family__organization", "family__derived_from", "kind", "licence", "based_on"
        ).prefetch_related("training_methods__texts", "kind__texts", "licence__texts")

    def for_catalogue_page(self):
        """What one line of the catalogue shows."""
        return self.select_related("family__organization", "kind", "licence").prefetch_related("kind__texts")

    def coders(self):
        return self.filter(kind__specialisation=ModelKind.Specialisation.CODE)

    def released_by(self, day):
        """Models public on `day`; an unknown release date counts as not released."""
        return self.filter(released_on__lte=day)


class LanguageModel(Publishable, Translated):
    """One released model. Sizes are exact counts; what is not known is null, never zero."""

    slug = SlugField()
    name = NameField(unique=True)
    sort_name = models.CharField(max_length=200, editable=False, db_index=True)
    family = models.ForeignKey(Family, models.PROTECT, related_name="models", verbose_name=_("family"))
    kind = models.ForeignKey(ModelKind, models.PROTECT, related_name="models", verbose_name=_("kind"))
    total_params = models.PositiveBigIntegerField(
        _("total parameters"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    active_params = models.PositiveBigIntegerField(
        _("active parameters"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("Parameters used for one token; equal to the total for a dense model."),
    )
    context_window = models.PositiveIntegerField(
        _("context window"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("In tokens."),
    )
    licence = models.ForeignKey(
        Licence, models.PROTECT, null=True, blank=True, related_name="models", verbose_name=_("licence")
    )
    open_weights = models.BooleanField(_("open weights"), null=True, blank=True)
    released_on = models.DateField(_("release date"), null=True, blank=True)
    released_precision = models.CharField(
        _("precision of the date"), max_length=5, choices=DatePrecision.choices, default=DatePrecision.DAY
    )
    retired = models.BooleanField(
        _("retired"), null=True, blank=True, help_text=_("No longer served by its publisher.")
    )
    huggingface_id = models.CharField(_("Hugging Face id"), max_length=150, blank=True, validators=[refuse_hidden])
    based_on = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="derivatives",
        verbose_name=_("based on"),
        help_text=_("The model whose weights this one starts from."),
    )
    training_methods = models.ManyToManyField(
        TrainingMethod, blank=True, related_name="models", verbose_name=_("training methods")
    )
    citations = GenericRelation("kb.Citation")

    objects = LanguageModelQuerySet.as_manager()
    history = HistoricalRecords(m2m_fields=[training_methods])
    slots = {"summary": TextSlot(_("summary"))}

    class Meta:
        verbose_name = _("language model")
        verbose_name_plural = _("language models")
        ordering = ["sort_name", "slug"]
        constraints = [
            models.CheckConstraint(
                condition=Q(total_params__isnull=True)
                | Q(active_params__isnull=True)
                | Q(active_params__lte=models.F("total_params")),
                name="model_active_params_within_total",
                violation_error_message=_("Active parameters cannot exceed total parameters."),
            ),
            models.CheckConstraint(
                condition=(Q(total_params__isnull=True) | Q(total_params__gt=0))
                & (Q(active_params__isnull=True) | Q(active_params__gt=0))
                & (Q(context_window__isnull=True) | Q(context_window__gt=0)),
                name="model_sizes_positive",
                violation_error_message=_("A size that is not known stays empty; zero is not a size."),
            ),
            models.UniqueConstraint(
                fields=["huggingface_id"],
                condition=~Q(huggingface_id=""),
                name="model_huggingface_id_once",
                violation_error_message=_("Another model already has this Hugging Face id."),
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("model", args=[self.slug])

    def clean(self):
        super().clean()
        refuse_cycle(self, "based_on")

    def derive(self):
        self.sort_name = latin_key(self.name)

    def save(self, *args, **kwargs):
        """Keep the former slug as an alias, so that old addresses answer."""
        former = type(self).objects.filter(pk=self.pk).values_list("slug", flat=True).first() if self.pk else None
        super().save(*args, **kwargs)
        if former and former != self.slug:
            ModelAlias.objects.get_or_create(name=former, where=ModelAlias.FORMER_SLUG, defaults={"model": self})


class ModelAlias(models.Model):
    """Another name of a model and where it is used: `qwen2.5-coder:32b` at Ollama."""

    FORMER_SLUG = "former-slug"

    model = models.ForeignKey(LanguageModel, models.CASCADE, related_name="aliases", verbose_name=_("model"))
    name = NameField(max_length=200)
    where = models.CharField(
        _("where it is used"),
        max_length=40,
        validators=[validate_slug],
        help_text=_("For example ollama, evalplus, aider; former-slug for an old address."),
    )

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("alias")
        verbose_name_plural = _("aliases")
        ordering = ["where", "name"]
        constraints = [models.UniqueConstraint(fields=["where", "name"], name="alias_once_per_place")]

    def __str__(self):
        return self.name
