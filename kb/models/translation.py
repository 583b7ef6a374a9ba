"""Texts that readers see: one `TextUnit` per owner, field and language, with its provenance.

The states follow one rule: nothing that can be computed is stored. A unit knows who wrote it, whether it was reviewed
and which source text it was made from; whether that source has moved since is a comparison of two hashes.
"""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import dataclass
from typing import ClassVar

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey, GenericRelation
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from kb.text import NOTE_LENGTH, TextRefused, check_note, clean_text


def source_hash(text: str) -> str:
    """SHA-256 (hex) of a source text after NFC, LF line ends and stripped trailing space."""
    lines = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return hashlib.sha256("\n".join(line.rstrip() for line in lines).rstrip().encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class TextSlot:
    """A field of an entry whose text exists once per language."""

    label: str
    required: bool = False
    markdown: bool = False


@dataclass(frozen=True, slots=True)
class ShownText:
    """A text as one reader gets it: in `language`, which is not `wanted` when it had to fall back."""

    text: str
    language: str
    wanted: str
    origin: str
    reviewed: bool
    is_source: bool
    outdated: bool = False
    versions: tuple[tuple[str, str], ...] = ()  # every (language, text) there is, for data formats

    def __str__(self):
        return self.text

    @property
    def is_fallback(self):
        return self.language != self.wanted

    @property
    def state(self):
        """`missing`, `reviewed`, `human` or `machine`, for the language that was wanted."""
        if self.is_fallback:
            return "missing"
        return "reviewed" if self.reviewed else self.origin


class Origin(models.TextChoices):
    MACHINE = "machine", _("machine")
    HUMAN = "human", _("human")


class TextUnit(models.Model):
    """One translatable text field of one entry in one language, and where the text came from."""

    content_type = models.ForeignKey(ContentType, models.CASCADE, verbose_name=_("entry type"))
    object_id = models.PositiveBigIntegerField(_("entry"))
    owner = GenericForeignKey("content_type", "object_id")
    field = models.CharField(_("field"), max_length=40)
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    text = models.TextField(_("text"), max_length=NOTE_LENGTH)
    origin = models.CharField(_("origin"), max_length=10, choices=Origin.choices, default=Origin.MACHINE)
    engine = models.CharField(
        _("engine"), max_length=120, blank=True, help_text=_("Name and date of the engine, for machine text.")
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("author"),
    )
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("reviewed by"),
    )
    reviewed_at = models.DateTimeField(_("reviewed at"), null=True, blank=True)
    source_hash = models.CharField(_("hash of the source text"), max_length=64, blank=True, editable=False)
    source_text = models.TextField(_("source text when translated"), blank=True, editable=False)
    updated_at = models.DateTimeField(_("updated at"), auto_now=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("text")
        verbose_name_plural = _("texts")
        ordering = ["content_type", "object_id", "field", "language"]
        constraints = [
            models.UniqueConstraint(
                fields=["content_type", "object_id", "field", "language"],
                name="text_once_per_field_and_language",
                violation_error_message=_("This field already has a text in this language."),
            ),
            models.CheckConstraint(condition=~models.Q(text=""), name="text_not_empty"),
        ]

    def __str__(self):
        return f"{self.content_type_id}:{self.object_id}.{self.field} [{self.language}]"

    def clean(self):
        """Normalise the text and refuse what the renderer would refuse, beside the field."""
        try:
            self.text = clean_text(self.text)
            check_note(self.text)
        except TextRefused as refused:
            raise ValidationError({"text": refused.message}) from refused


class Translated(models.Model):
    """An entry with texts. `slots` names them; `source_lang` says which language is the original."""

    source_lang = models.CharField(_("original language"), max_length=10, choices=settings.LANGUAGES, default="en")
    texts = GenericRelation(TextUnit)

    slots: ClassVar[dict[str, TextSlot]] = {}

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        self.derive()
        super().save(*args, **kwargs)

    def derive(self):
        """Fill the fields that follow from others. `save()` does it; who writes in bulk calls it."""

    def units(self, field: str) -> dict[str, TextUnit]:
        """The units of one field by language. Costs no query where `texts` was prefetched."""
        return {unit.language: unit for unit in self.texts.all() if unit.field == field}

    def text_in(self, language: str, field: str) -> ShownText | None:
        """The text of `field` for a reader of `language`: that language, else the original, else any; None if none.

        Raises KeyError for a field that the entry does not have.
        """
        self.slots[field]
        units = self.units(field)
        unit = units.get(language) or units.get(self.source_lang) or next(iter(units.values()), None)
        if unit is None:
            return None
        source = units.get(self.source_lang)
        is_source = unit.language == self.source_lang
        outdated = bool(not is_source and source and unit.source_hash != source_hash(source.text))
        return ShownText(
            text=unit.text,
            language=unit.language,
            wanted=language,
            origin=unit.origin,
            reviewed=unit.reviewed_at is not None,
            is_source=is_source,
            outdated=outdated,
            versions=tuple(sorted((code, each.text) for code, each in units.items())),
        )

    def set_text(
        self, field: str, language: str, text: str, *, made_from: str | None = None, **provenance
    ) -> TextUnit | None:
        """Write one unit (validated, with history); an empty text removes it. Returns the unit or None.

        A translation is stamped with the original as it stands now, so write the original first; `made_from` is the
        original as the translator saw it, where that is another one.
        """
        slot = self.slots[field]
        unit = self.texts.filter(field=field, language=language).first()
        if not text.strip():
            if unit:
                unit.delete()
            return None
        unit = unit or TextUnit(owner=self, field=field, language=language)
        unit.text = text
        for name, value in provenance.items():
            setattr(unit, name, value)
        if language != self.source_lang:
            if made_from is None:
                source = self.texts.filter(field=field, language=self.source_lang).first()
                made_from = source.text if source else ""
            unit.source_text = made_from
            unit.source_hash = source_hash(made_from) if made_from else ""
        try:
            unit.full_clean(validate_unique=False, validate_constraints=False)
        except ValidationError as error:
            message = _("%(field)s (%(language)s): %(reason)s")
            raise ValidationError(
                [
                    ValidationError(message, params={"field": slot.label, "language": language, "reason": reason})
                    for reason in error.messages
                ]
            ) from error
        unit.save()
        return unit
