"""Who publishes models, under which terms, in which families; and the tools that use them."""

from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from kb.models.naming import DatePrecision, NameField, SlugField, refuse_cycle
from kb.models.publishing import Publishable, PublishedQuerySet
from kb.models.translation import TextSlot, Translated


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
    families = models.ManyToManyField(Family, blank=True, related_name="tools", verbose_name=_("families it uses"))
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
