"""What the loader of `fixtures/` remembers."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class FixtureRecord(models.Model):
    """What the loader of `fixtures/` last wrote for one entry, so that an editor's change is seen, not overwritten."""

    key = models.CharField(_("key"), max_length=300, unique=True)
    object_id = models.PositiveBigIntegerField(_("entry"), null=True, blank=True)
    file_digest = models.CharField(_("digest of the entry in the file"), max_length=64)
    row_digest = models.CharField(_("digest of the entry in the database"), max_length=64, blank=True)
    loaded_at = models.DateTimeField(_("loaded at"), auto_now=True)

    class Meta:
        verbose_name = _("loaded entry")
        verbose_name_plural = _("loaded entries")
        ordering = ["key"]

    def __str__(self):
        return self.key
