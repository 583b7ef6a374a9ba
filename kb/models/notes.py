"""Longer texts: notes, the founding note claim by claim, curated comparisons, the glossary."""

from django.contrib.contenttypes.fields import GenericForeignKey, GenericRelation
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from kb.models.language_model import LanguageModel, ModelKind
from kb.models.naming import SlugField
from kb.models.publishing import Publishable
from kb.models.translation import TextSlot, Translated
from kb.text import refuse_hidden, stroke_key


class Note(Publishable, Translated):
    """A longer text in Markdown; `[@source-key]` cites."""

    class Kind(models.TextChoices):
        OVERVIEW = "overview", _("overview")
        INSIGHT = "insight", _("insight")
        RECOMMENDATION = "recommendation", _("recommendation")
        ERRATUM = "erratum", _("erratum")

    slug = SlugField()
    kind = models.CharField(_("type of note"), max_length=20, choices=Kind.choices)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    as_of = models.DateField(_("as of"))
    is_opinion = models.BooleanField(_("opinion of the editors"), default=False)
    citations = GenericRelation("kb.Citation")

    history = HistoricalRecords()
    slots = {
        "title": TextSlot(_("title"), required=True),
        "summary": TextSlot(_("summary"), required=True),
        "body": TextSlot(_("text"), required=True, markdown=True),
    }

    class Meta:
        verbose_name = pgettext_lazy("a longer text", "note")
        verbose_name_plural = _("notes")
        ordering = ["position", "slug"]

    def __str__(self):
        return self.slug

    def get_absolute_url(self):
        return reverse("note", args=[self.slug])


class SeedClaim(Translated):
    """A row of the founding note: what it said, what became of it, and why."""

    class Outcome(models.TextChoices):
        KEPT = "kept", _("kept")
        CORRECTED = "corrected", _("corrected")
        REJECTED = "rejected", _("rejected")

    class Section(models.TextChoices):
        FRAME = "frame", _("Frame and title")
        INSTRUCT = "instruct", _("Instruct models")
        CODER = "coder", _("Coder models")
        DIFFERENCES = "differences", _("Differences")
        OBSERVATIONS = "observations", _("Observations")
        SUMMARY = "summary", pgettext_lazy("last part of the founding note", "Summary")
        NAMES = "names", _("Models and benchmarks named")
        SOURCES = "sources", _("Sources")
        WHOLE = "whole", _("The note as a whole")

    number = models.PositiveSmallIntegerField(_("number"), unique=True)
    section = models.CharField(_("section"), max_length=20, choices=Section.choices)
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome.choices)
    decided_on = models.DateField(_("decided on"))
    citations = GenericRelation("kb.Citation")

    history = HistoricalRecords()
    slots = {
        "words": TextSlot(_("words of the note"), required=True),
        "correction": TextSlot(_("corrected wording")),
        "reason": TextSlot(_("reason"), required=True),
    }

    class Meta:
        verbose_name = _("claim of the founding note")
        verbose_name_plural = _("claims of the founding note")
        ordering = ["number"]

    def __str__(self):
        return self.key

    @property
    def key(self):
        """S1 to S47."""
        return f"S{self.number}"

    def get_absolute_url(self):
        return f"{reverse('seed')}#{self.key}"


class SeedLink(models.Model):
    """Where a claim of the founding note lives now."""

    claim = models.ForeignKey(SeedClaim, models.CASCADE, related_name="links", verbose_name=_("claim"))
    content_type = models.ForeignKey(ContentType, models.CASCADE, verbose_name=_("entry type"))
    object_id = models.PositiveBigIntegerField(_("entry"))
    target = GenericForeignKey("content_type", "object_id")
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("link to an entry")
        verbose_name_plural = _("links to entries")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["claim", "content_type", "object_id"], name="seed_link_once_per_entry"),
        ]

    def __str__(self):
        return str(self.target)


class Comparison(Publishable, Translated):
    """A curated set of columns with a title and an introduction."""

    slug = SlugField()
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    citations = GenericRelation("kb.Citation")

    history = HistoricalRecords()
    slots = {
        "title": TextSlot(_("title"), required=True),
        "introduction": TextSlot(_("introduction"), required=True),
    }

    class Meta:
        verbose_name = _("comparison")
        verbose_name_plural = _("comparisons")
        ordering = ["position", "slug"]

    def __str__(self):
        return self.slug

    def get_absolute_url(self):
        return reverse("comparison", args=[self.slug])


class ComparisonColumn(models.Model):
    """One column of a curated comparison: a kind or a model."""

    comparison = models.ForeignKey(Comparison, models.CASCADE, related_name="columns", verbose_name=_("comparison"))
    kind = models.ForeignKey(ModelKind, models.CASCADE, null=True, blank=True, verbose_name=_("kind"))
    model = models.ForeignKey(LanguageModel, models.CASCADE, null=True, blank=True, verbose_name=_("model"))
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("column")
        verbose_name_plural = _("columns")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__isnull=True, model__isnull=False) | Q(kind__isnull=False, model__isnull=True),
                name="column_has_one_subject",
                violation_error_message=_("A column is either a kind or a model."),
            ),
            models.UniqueConstraint(
                fields=["comparison", "kind"], condition=Q(kind__isnull=False), name="column_kind_once"
            ),
            models.UniqueConstraint(
                fields=["comparison", "model"], condition=Q(model__isnull=False), name="column_model_once"
            ),
        ]

    def __str__(self):
        return self.key

    @property
    def key(self):
        """As in the address of a comparison: `kind:coder` or the slug of a model."""
        return f"kind:{self.kind.slug}" if self.kind_id else self.model.slug


class Term(Publishable, Translated):
    """A word of the field in both languages, with the forms that are avoided."""

    slug = SlugField()
    english = models.CharField(_("English"), max_length=80, unique=True, validators=[refuse_hidden])
    english_synonyms = models.JSONField(_("English synonyms"), default=list, blank=True)
    chinese = models.CharField(_("Traditional Chinese"), max_length=80, validators=[refuse_hidden])
    chinese_synonyms = models.JSONField(_("Chinese aliases"), default=list, blank=True)
    banned_forms = models.JSONField(
        _("forms to avoid"),
        default=list,
        blank=True,
        help_text=_("Forms of other regions, searched but not written."),
    )
    stroke_key = models.CharField(max_length=400, editable=False, db_index=True)
    citations = GenericRelation("kb.Citation")

    history = HistoricalRecords()
    slots = {"definition": TextSlot(_("definition"), required=True)}

    class Meta:
        verbose_name = _("term")
        verbose_name_plural = _("terms")
        ordering = ["english"]

    def __str__(self):
        return f"{self.english} = {self.chinese}"

    def get_absolute_url(self):
        return f"{reverse('glossary')}#{self.slug}"

    def clean(self):
        super().clean()
        for name in ("english_synonyms", "chinese_synonyms", "banned_forms"):
            forms = getattr(self, name)
            if not isinstance(forms, list) or not all(isinstance(form, str) and form.strip() for form in forms):
                raise ValidationError({name: _("Write a list of words.")})

    def derive(self):
        self.stroke_key = stroke_key(self.chinese)
