"""Query strings as forms: typed, bounded values; what is wrong is named beside its field and the rest still applies."""

from __future__ import annotations

from dataclasses import dataclass

from django import forms
from django.core.validators import EMPTY_VALUES, ProhibitNullCharactersValidator
from django.utils.translation import gettext_lazy as _

from kb.text import hidden_characters

REPEATS = 100  # how often one parameter may be repeated
VALUE_LENGTH = 200  # characters of one value


@dataclass(frozen=True, slots=True)
class Problem:
    """A value that could not be used: `field` as in the address, a sentence, and what is allowed."""

    field: str
    label: str
    message: str
    allowed: str


class ManySlugs(forms.Field):
    """A repeatable parameter: `?kind=coder&kind=instruct`. Cleans to a tuple without repetitions, in the order given.

    `choices` maps each allowed value to its label; None allows any value of decent length.
    """

    widget = forms.MultipleHiddenInput
    default_error_messages = {
        "unknown": _("There is no “%(value)s” here."),
        "too_many": _("This can be repeated %(limit)d times at the most."),
        "too_long": _("A value may have %(limit)d characters at the most."),
    }

    def __init__(self, *, choices=None, **kwargs):
        kwargs.setdefault("required", False)
        kwargs.setdefault("initial", ())
        super().__init__(**kwargs)
        self.choices = choices
        self.rejected: tuple[str, ...] = ()

    def to_python(self, value):
        values = list(value or ())
        if len(values) > REPEATS:
            raise forms.ValidationError(self.error_messages["too_many"], "too_many", {"limit": REPEATS})
        return tuple(dict.fromkeys(item.strip() for item in values if item.strip()))

    def clean(self, value):
        """Keep what is known; what is not is left out and told (`QueryForm` collects it)."""
        values = self.to_python(value)
        ProhibitNullCharactersValidator()("".join(values))
        if any(len(item) > VALUE_LENGTH for item in values):
            raise forms.ValidationError(self.error_messages["too_long"], "too_long", {"limit": VALUE_LENGTH})
        if self.choices is None:
            return values
        self.rejected = tuple(item for item in values if item not in self.choices)
        return tuple(item for item in values if item in self.choices)


class QueryForm(forms.Form):
    """A form over `request.GET`. `asked()` gives every value; `problems()` what could not be used."""

    allowed: dict[str, str] = {}  # field -> what is allowed, in words or codes

    def __init__(self, data, **kwargs):
        super().__init__(data, **kwargs)
        self.said: list[Problem] = []

    def asked(self) -> dict:
        """Every field's value; a field that is absent or in error counts as its `initial`, the others still apply."""
        self.full_clean()
        asked = {name: self.cleaned_data.get(name) for name in self.fields}
        return {name: self.fields[name].initial if value in EMPTY_VALUES else value for name, value in asked.items()}

    def label_of(self, name: str) -> str:
        return str(self.fields[name].label or name)

    def allowed_for(self, name: str) -> str:
        """What may stand in a field: its own words, else the codes to choose from."""
        if name in self.allowed:
            return str(self.allowed[name])
        choices = getattr(self.fields[name], "choices", None)
        codes = [str(code if isinstance(code, str) else code[0]) for code in choices or ()]
        return ", ".join(code for code in codes if code)

    def tell(self, name: str, message: str):
        """Say beside `name` what was not used, without refusing the rest."""
        self.said.append(Problem(name, self.label_of(name), str(message), self.allowed_for(name)))

    def problems(self) -> list[Problem]:
        """Everything that could not be used, in the order of the fields."""
        found = []
        for name, errors in self.errors.items():
            if name in self.fields:
                found += [Problem(name, self.label_of(name), text, self.allowed_for(name)) for text in errors]
        for name, field in self.fields.items():
            for value in getattr(field, "rejected", ()):
                message = _("There is no “%(value)s” here.") % {"value": shown(value)}
                found.append(Problem(name, self.label_of(name), str(message), self.allowed_for(name)))
        return [*found, *self.said]


def shown(value: str, length: int = 60) -> str:
    """A value that somebody typed, short and without invisible characters, to be named in a message."""
    hidden = {offset for offset, *_rest in hidden_characters(value[:length])}
    visible = "".join(char for place, char in enumerate(value[:length]) if place not in hidden)
    return f"{visible}…" if len(value) > length else visible
