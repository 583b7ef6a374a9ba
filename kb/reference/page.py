"""What the pages of entries have in common: texts with their evidence, and what must be said of a page as a whole."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from kb.comparison.evidence import evidence_of
from kb.comparison.texts import holds_machine_text
from kb.comparison.tree import Evidence, standing
from kb.models import ShownText


class Page:
    """Mixed into the dataclasses that templates get as `tree`. `main` names the field that the page is about."""

    __slots__ = ()
    main: ClassVar[str] = ""

    @property
    def has_machine_text(self) -> bool:
        return holds_machine_text(self)

    @property
    def untranslated(self) -> bool:
        """True when the main text stands in another language than the reader's: then it is not to be indexed here."""
        told = getattr(self, self.main) if self.main else None
        text = told.text if isinstance(told, Backed) else told
        return isinstance(text, ShownText) and text.is_fallback


@dataclass(frozen=True, slots=True)
class Backed:
    """One field of an entry with what is cited for it; `text` is None where only the evidence is to be shown."""

    field: str
    label: Any
    text: Any
    evidence: tuple[Evidence, ...] = ()

    exported: ClassVar[tuple[str, ...]] = ("standing",)

    @property
    def standing(self) -> str:
        return standing(self.evidence)

    @property
    def anchor(self) -> str:
        return f"cited-{self.field or 'entry'}"


def field_label(entry, field: str) -> Any:
    """What people call a field of an entry: the name of the text or of the column, else the field itself."""
    if field in entry.slots:
        return entry.slots[field].label
    columns = (*entry._meta.fields, *entry._meta.many_to_many)
    return next((column.verbose_name for column in columns if column.name == field), field)


def backed(entry, language: str, field: str) -> Backed:
    """A text of `entry` with its evidence; expects texts and citations prefetched."""
    evidence = evidence_of(entry.citations.all(), language, field)
    return Backed(field, field_label(entry, field), entry.text_in(language, field), evidence)


def cited_field(entry, language: str, field: str) -> Backed:
    """The evidence of one field that is no text, such as a date or a list of links."""
    return Backed(field, field_label(entry, field), None, evidence_of(entry.citations.all(), language, field))


def cited(entry, language: str, *shown: str) -> tuple[Backed, ...]:
    """The evidence of the entry as a whole, then of each field that is cited and not among `shown`."""
    citations = list(entry.citations.all())
    fields = sorted({citation.field for citation in citations} - set(shown))
    found = [
        Backed(
            field,
            field_label(entry, field) if field else _("the entry as a whole"),
            None,
            evidence_of(citations, language, field),
        )
        for field in fields
    ]
    return tuple(each for each in found if each.evidence)
