"""Who publishes models, the models, and what they descend from."""

from django.contrib.contenttypes.fields import GenericRelation
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from kb.models.publishing import Publishable, PublishedQuerySet
from kb.models.translation import TextSlot, Translated
from kb.text import latin_key, refuse_hidden, validate_slug


class DatePrecision(models.TextChoices):
    DAY = "day", _("day")
    MONTH = "month", _("month")
    YEAR = "year", _("year")


class SlugField(models.CharField):
    """Lower-case ASCII letters, digits and hyphens; the same in every language."""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("verbose_name", _("slug"))
        kwargs.setdefault("max_length", 100)
        kwargs.setdefault("unique", True)
        kwargs.setdefault("validators", [validate_slug])
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        """Say `unique` in any case: the copies in tables of history are not, and one left out would be."""
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, kwargs | {"unique": self.unique}


class NameField(models.CharField):
    """A name as its owner writes it; never translated, free of invisible characters."""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("verbose_name", _("name"))
        kwargs.setdefault("max_length", 120)
        kwargs.setdefault("validators", [refuse_hidden])
        super().__init__(*args, **kwargs)


def refuse_cycle(entry, field: str):
    """Raise ValidationError at `field` when following it from `entry` leads back to `entry`."""
    seen, at = [entry], getattr(entry, field)  # entries without a key yet are equal only to themselves
    while at is not None:
        if at in seen:
            raise ValidationError({field: _("The line of descent leads back to this entry.")})
        seen.append(at)
        at = getattr(at, field)


class Organization(Publishable, Translated):
    """Who publishes a model or evaluates one."""

    slug = SlugField()
    name = NameField(unique=True)
    website = models.URLField(_("website"), max_length=500, blank=True)
    citations = GenericRelation("kb.Citation")

    history = HistoricalRecords()
    slots = {"summary": TextSlot(_("summary"))}

    class Meta:
        verbose_name = _("organization")
        verbose_name_plural = _("organizations")
        ordering = ["name"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("organization", args=[self.slug])


class Licence(Translated):
    """The terms under which weights are given."""

    class Commercial(models.TextChoices):
        YES = "yes", _("allowed")
        LIMITED = "limited", _("allowed with limits")
        NO = "no", _("not allowed")
        UNKNOWN = "unknown", _("unknown")

    slug = SlugField()
    name = NameField(unique=True)
    spdx_id = models.CharField(_("SPDX identifier"), max_length=60, blank=True)
    url = models.URLField(_("text of the licence"), max_length=500, blank=True)
    commercial_use = models.CharField(
        _("commercial use"), max_length=10, choices=Commercial.choices, default=Commercial.UNKNOWN
    )
    citations = GenericRelation("kb.Citation")

    history = HistoricalRecords()
    slots = {"summary": TextSlot(_("summary"))}

    class Meta:
        verbose_name = _("licence")
        verbose_name_plural = _("licences")
        ordering = ["name"]

    def __str__(self):
        return self.name


class FamilyQuerySet(PublishedQuerySet):
    parents = ("organization",)

    def for_list_page(self):
        """What a list of families shows: maker, ancestors, texts."""
        return self.select_related("organization", "derived_from", "superseded_by").prefetch_related("texts")


class Family(Publishable, Translated):
    """Models released together under one name."""

    slug = SlugField()
    name = NameField(unique=True)
    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="families", verbose_name=_("organization")
    )
    derived_from = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="descendants",
        verbose_name=_("derived from"),
        help_text=_("The family whose weights this one starts from."),
    )
    superseded_by = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="predecessors",
        verbose_name=_("superseded by"),
    )
    released_on = models.DateField(_("release date"), null=True, blank=True)
    released_precision = models.CharField(
        _("precision of the date"), max_length=5, choices=DatePrecision.choices, default=DatePrecision.DAY
    )
    citations = GenericRelation("kb.Citation")

    objects = FamilyQuerySet.as_manager()
    history = HistoricalRecords()
    slots = {"summary": TextSlot(_("summary"), required=True), "naming": TextSlot(_("how to read its names"))}

    class Meta:
        verbose_name = _("family")
        verbose_name_plural = _("families")
        ordering = ["name"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("family", args=[self.slug])

    def clean(self):
        super().clean()
        refuse_cycle(self, "derived_from")
        refuse_cycle(self, "superseded_by")


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
    huggingface_id = models.CharField(
        _("Hugging Face id"), max_length=150, blank=True, validators=[refuse_hidden]
    )
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
        former = (
            type(self).objects.filter(pk=self.pk).values_list("slug", flat=True).first() if self.pk else None
        )
        super().save(*args, **kwargs)
        if former and former != self.slug:
            ModelAlias.objects.get_or_create(
                name=former, where=ModelAlias.FORMER_SLUG, defaults={"model": self}
            )


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


class Tool(Publishable, Translated):
    """A product that uses models; never a column of a comparison."""

    slug = SlugField()
    name = NameField(unique=True)
    organization = models.ForeignKey(
        Organization,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="tools",
        verbose_name=_("organization"),
    )
    website = models.URLField(_("website"), max_length=500, blank=True)
    families = models.ManyToManyField(
        Family, blank=True, related_name="tools", verbose_name=_("families it uses")
    )
    citations = GenericRelation("kb.Citation")

    history = HistoricalRecords(m2m_fields=[families])
    slots = {"summary": TextSlot(_("summary"), required=True)}

    class Meta:
        verbose_name = _("tool")
        verbose_name_plural = _("tools")
        ordering = ["name"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("tool", args=[self.slug])
