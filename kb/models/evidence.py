"""Sources, and what each of them is cited for."""

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from kb.models.naming import DatePrecision, SlugField
from kb.models.publishing import Publishable, Status
from kb.models.translation import TextSlot, Translated
from kb.text import canonical_url, domain, refuse_hidden, validate_source_key

QUOTE_LENGTH = 300


class Source(Publishable, Translated):
    """A document that can be opened and checked. `url` is clean; `url_raw` keeps what was first written."""

    class Kind(models.TextChoices):
        PAPER = "paper", _("paper")
        MODEL_CARD = "model-card", _("model card")
        VENDOR = "vendor", _("vendor page")
        RUN = "run", _("evaluation run")
        PRESS = "press", _("press")
        ENCYCLOPAEDIA = "encyclopaedia", _("encyclopaedia")
        BLOG = "blog", _("blog")
        FORUM = "forum", _("forum or issue thread")
        SELF = "self", _("the founding note")

    class Interest(models.TextChoices):
        INTERESTED = "interested", _("interested party")
        INDEPENDENT = "independent", _("independent")
        UNKNOWN = "unknown", _("interest unknown")

    key = SlugField(verbose_name=_("key"), validators=[validate_source_key])
    kind = models.CharField(_("type of source"), max_length=20, choices=Kind.choices)
    title = models.CharField(_("title"), max_length=300, validators=[refuse_hidden])
    language = models.CharField(
        _("language"), max_length=15, default="en", help_text=_("Language tag of the document.")
    )
    url = models.URLField(_("address"), max_length=500, unique=True, null=True, blank=True)
    url_raw = models.CharField(_("address as first written"), max_length=800, blank=True)
    publisher = models.CharField(_("publisher"), max_length=150, blank=True)
    authors = models.CharField(_("authors"), max_length=500, blank=True)
    published_on = models.DateField(_("date of publication"), null=True, blank=True)
    published_precision = models.CharField(
        _("precision of the date"), max_length=5, choices=DatePrecision.choices, default=DatePrecision.DAY
    )
    version_pin = models.CharField(
        _("version"), max_length=120, blank=True, help_text=_("Version, revision or commit that was read.")
    )
    archive_url = models.URLField(_("archive link"), max_length=500, blank=True)
    interest = models.CharField(_("interest"), max_length=12, choices=Interest.choices, default=Interest.UNKNOWN)
    seed_number = models.PositiveSmallIntegerField(_("number in the founding note"), null=True, blank=True, unique=True)

    history = HistoricalRecords()
    slots = {"note": TextSlot(_("note"))}

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ["key"]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("source", args=[self.key])

    @property
    def domain(self):
        return domain(self.url) if self.url else ""

    @property
    def is_hearsay(self):
        """Forum and press: shown and cited, but in no ranking and no difference."""
        return self.kind in {self.Kind.FORUM, self.Kind.PRESS}

    def clean(self):
        """Take tracking out of the address; the raw one is kept when it differs."""
        super().clean()
        if not self.url:
            self.url = None
            return
        try:
            clean = canonical_url(self.url)
        except ValueError as error:
            raise ValidationError({"url": str(error)}) from error
        if clean != self.url and not self.url_raw:
            self.url_raw = self.url
        self.url = clean


class CitationQuerySet(models.QuerySet):
    def published(self):
        return self.filter(source__status=Status.PUBLISHED)

    def with_source(self):
        return self.select_related("source")


class Citation(Translated):
    """One source said to back one entry, or one field of it, with the verdict of whoever looked."""

    class Role(models.TextChoices):
        EVIDENCE = "evidence", _("evidence")
        REPORT = "report", _("report")
        MENTION = "mention", _("mention")

    class Verdict(models.TextChoices):
        SUPPORTS = "supports", _("supports")
        PARTLY = "partly", _("partly supports")
        UNCLEAR = "unclear", _("does not clearly support")
        DOES_NOT = "does-not", _("does not support")
        CONTRADICTS = "contradicts", _("contradicts")
        UNCHECKED = "unchecked", _("unchecked")

    class Basis(models.TextChoices):
        OPENED = "opened", _("opened")
        PART = "part", _("read in part")
        TITLE = "title", _("title and date only")

    content_type = models.ForeignKey(ContentType, models.CASCADE, verbose_name=_("entry type"))
    object_id = models.PositiveBigIntegerField(_("entry"))
    target = GenericForeignKey("content_type", "object_id")
    field = models.CharField(_("field"), max_length=40, blank=True, help_text=_("Empty when the whole entry is meant."))
    source = models.ForeignKey(Source, models.PROTECT, related_name="citations", verbose_name=_("source"))
    role = models.CharField(_("role"), max_length=10, choices=Role.choices, default=Role.EVIDENCE)
    locator = models.CharField(
        _("place in the source"), max_length=200, blank=True, help_text=_("Section, table, page, key.")
    )
    quote = models.CharField(
        _("quotation"),
        max_length=QUOTE_LENGTH,
        blank=True,
        help_text=_("One sentence, in the language of the source."),
    )
    verdict = models.CharField(_("verdict"), max_length=12, choices=Verdict.choices, default=Verdict.UNCHECKED)
    basis = models.CharField(_("what the verdict rests on"), max_length=8, choices=Basis.choices, blank=True)
    checked_on = models.DateField(_("checked on"), null=True, blank=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("checked by"),
    )

    objects = CitationQuerySet.as_manager()
    history = HistoricalRecords()
    slots = {"note": TextSlot(_("note")), "quote_translation": TextSlot(_("translation of the quotation"))}

    class Meta:
        verbose_name = _("citation")
        verbose_name_plural = _("citations")
        ordering = ["pk"]
        indexes = [models.Index(fields=["content_type", "object_id"], name="citation_by_target")]
        constraints = [
            models.UniqueConstraint(
                fields=["content_type", "object_id", "field", "source", "role", "locator"],
                name="citation_once_per_place",
                violation_error_message=_("This place of this source is already cited here."),
            ),
            models.CheckConstraint(
                condition=~Q(verdict__in=["supports", "partly"]) | Q(basis__in=["opened", "part"]),
                name="citation_support_was_read",
                violation_error_message=_("Only a source that was opened, at least in part, can support."),
            ),
            models.CheckConstraint(
                condition=Q(verdict="unchecked") | (~Q(basis="") & Q(checked_on__isnull=False)),
                name="citation_verdict_says_basis",
                violation_error_message=_("A verdict needs what it rests on and the day of the check."),
            ),
        ]

    def __str__(self):
        return f"{self.source.key}: {self.verdict}"
