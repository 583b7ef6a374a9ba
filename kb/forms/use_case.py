"""Choosing a use case, in the catalogue and in a comparison alike."""

from django import forms
from django.utils.translation import gettext_lazy as _

from kb.forms.query import shown
from kb.models import UseCase


class UseCaseField(forms.ChoiceField):
    """The slug of a published use case. Cleans to the entry itself; None where none is chosen.

    Its form calls `offer()` once, with the reader's language.
    """

    def __init__(self, **kwargs):
        super().__init__(label=_("Use case"), required=False, **kwargs)
        self.entries: dict[str, UseCase] = {}

    def offer(self, language: str):
        """Load what can be chosen; two queries."""
        self.entries = {case.slug: case for case in UseCase.objects.published().prefetch_related("texts")}
        self.choices = [(slug, case.text_in(language, "name") or slug) for slug, case in self.entries.items()]

    def clean(self, value):
        slug = self.to_python(value)
        if slug and slug not in self.entries:
            raise forms.ValidationError(_("There is no use case “%(slug)s”."), params={"slug": shown(slug)})
        return self.entries.get(slug)
