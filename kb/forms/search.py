"""The words of a search."""

from django import forms
from django.utils.translation import gettext_lazy as _

from kb.forms.query import QueryForm
from kb.text import TextRefused, clean_text

SEARCH_LENGTH = 200


class SearchForm(QueryForm):
    """`q`: up to 200 characters; what cannot be stored (NUL, halves of characters) cannot be searched either."""

    q = forms.CharField(label=_("Words"), required=False, max_length=SEARCH_LENGTH, initial="")

    allowed = {"q": _("Up to 200 characters.")}

    def clean_q(self):
        try:
            return clean_text(self.cleaned_data["q"])
        except TextRefused as refused:
            raise forms.ValidationError(refused.message) from refused
