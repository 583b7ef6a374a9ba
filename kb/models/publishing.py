"""Draft or published: the one gate between what editors keep and what readers get."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Status(models.TextChoices):
    DRAFT = "draft", _("draft")
    PUBLISHED = "published", _("published")


class PublishedQuerySet(models.QuerySet):
    """Entries with pages. `parents` names the relations that must be published too."""

    parents: tuple[str, ...] = ()

    def published(self):
        """What readers may see: published itself, and every parent with it."""
        wanted = {"status": Status.PUBLISHED}
        wanted |= {f"{parent}__status": Status.PUBLISHED for parent in self.parents}
        return self.filter(**wanted)


class Publishable(models.Model):
    """An entry with a page of its own and therefore a status."""

    status = models.CharField(_("status"), max_length=10, choices=Status.choices, default=Status.DRAFT)

    objects = PublishedQuerySet.as_manager()

    class Meta:
        abstract = True

    @property
    def is_published(self):
        return self.status == Status.PUBLISHED
