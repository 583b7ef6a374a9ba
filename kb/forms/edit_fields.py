"""Form fields of the editing forms: texts in a language, sizes, lists of words, days."""

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.functional import lazy
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext, to_locale
from django.utils.translation import gettext_lazy as _

from kb.forms.seen import digest
from kb.models import TextSlot
from kb.text import (
    QuantityRefused,
    TextRefused,
    check_note,
    clean_text,
    exact,
    hidden_characters,
    parse_quantity,
)

SHORT_SLOTS = {"name", "title"}


def html_language(code: str) -> str:
    """The tag of a language as HTML has it: zh-Hant."""
    return to_locale(code).replace("_", "-")


def text_field(slot: str, language: str) -> str:
    """The name of the form field that holds one text."""
    return f"{slot}__{language}"


class TextArea(forms.Textarea):
    """A text in its own language. With `preview`, a button shows it rendered, on a page of its own without scripts."""

    def __init__(self, language, rows, preview=False):
        super().__init__({"lang": html_language(language), "rows": rows, "cols": 40, "class": "slot"})
        self.preview = preview

    def render(self, name, value, attrs=None, renderer=None):
        area = super().render(name, value, attrs, renderer)
        if not self.preview:
            return area
        return format_html(
            '<div class="with-preview">{}<button type="submit" name="preview" value="{}" formmethod="post" '
            'formaction="{}" formtarget="_blank" data-preview>{}</button></div>',
            area,
            name,
            reverse("admin-preview"),
            gettext("Preview"),
        )


def _label(label, language_name):
    return gettext("%(field)s (%(language)s)") % {"field": capfirst(label), "language": language_name}


class SlotField(forms.CharField):
    """One text of an entry in one language, cleaned as it will be stored."""

    def __init__(self, name: str, slot: TextSlot, language: str, language_name: str):
        rows = 20 if slot.markdown else 1 if name in SHORT_SLOTS else 3
        super().__init__(
            label=lazy(_label, str)(slot.label, language_name),
            required=False,
            strip=False,
            widget=TextArea(language, rows, slot.markdown),
        )
        self.slot, self.language, self.kind = name, language, slot

    def to_python(self, value):
        try:
            text = clean_text(super().to_python(value)).strip("\n")
            check_note(text)
        except TextRefused as refused:
            raise ValidationError(refused.message, refused.code) from refused
        return text if text.strip() else ""

    def has_changed(self, initial, data):
        return digest(initial or "") != digest(data or "")

    def hidden_in(self, text):
        """Codes of the characters of `text` that nobody sees, each once."""
        return tuple(dict.fromkeys(hidden.code for hidden in hidden_characters(text)))


class ReasonField(forms.CharField):
    """Why something was changed: kept in the history, no change by itself."""

    def __init__(self):
        super().__init__(
            label=_("Reason for the change"),
            required=False,
            max_length=100,
            help_text=_("Optional. It stands in the history beside what you change now."),
            widget=forms.TextInput({"size": 60}),
        )

    def has_changed(self, initial, data):
        return False


class SeenField(forms.CharField):
    """What the form showed (`kb.forms.seen`), sent back; no change by itself."""

    def __init__(self):
        super().__init__(required=False, widget=forms.HiddenInput)

    def clean(self, value):
        return value or ""

    def has_changed(self, initial, data):
        return False


class QuantityField(forms.CharField):
    """A size that people write as `7B`, `16K` or `70億`; cleans to an integer or None. `scale`: params or tokens."""

    def __init__(self, *, scale, **kwargs):
        super().__init__(widget=forms.TextInput({"size": 20, "inputmode": "text"}), **kwargs)
        self.scale = scale

    def prepare_value(self, value):
        return exact(value) if isinstance(value, int) else value

    def to_python(self, value):
        written = super().to_python(value)
        if not written:
            return None
        try:
            return parse_quantity(written, self.scale)
        except QuantityRefused as refused:
            raise ValidationError(refused.message, refused.code) from refused


class WordsField(forms.CharField):
    """A list of words, one on each line; cleans to a list."""

    def __init__(self, language="", **kwargs):
        attrs = {"rows": 4, "cols": 30} | ({"lang": html_language(language)} if language else {})
        super().__init__(widget=forms.Textarea(attrs), **kwargs)

    def prepare_value(self, value):
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value):
        if isinstance(value, list):
            return value
        try:
            lines = clean_text(super().to_python(value)).split("\n")
        except TextRefused as refused:
            raise ValidationError(refused.message, refused.code) from refused
        return list(dict.fromkeys(line.strip() for line in lines if line.strip()))


class DayInput(forms.DateInput):
    """A day as the browser's own picker gives it: ISO 8601 in every language."""

    input_type = "date"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%Y-%m-%d")
