"""How entries are named, dated and ordered by descent."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from kb.text import refuse_hidden, validate_slug


class DatePrecision(models.TextChoices):
    DAY = "day", _("day")
    MONTH = "month", _("month")
    YEAR = "year", _("year")


def known_part(day: date | None, precision: str) -> str | None:
    """`day` in ISO 8601 as far as it is known: 2023, 2023-08 or 2023-08-24; None where it is not."""
    return day.isoformat()[: {"year": 4, "month": 7}.get(precision, 10)] if day else None


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
