"""Which claims of the founding note are asked for."""

from django import forms
from django.utils.translation import gettext_lazy as _

from kb.forms.query import QueryForm
from kb.models import SeedClaim


class SeedForm(QueryForm):
    """`outcome`: kept, corrected or rejected; all claims without it."""

    outcome = forms.ChoiceField(
        label=_("Outcome"), required=False, initial="", choices=[("", _("any")), *SeedClaim.Outcome.choices]
    )
