"""The address of the catalogue: its filters, order and page."""

from __future__ import annotations

from dataclasses import fields
from urllib.parse import urlencode

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kb.comparison.catalogue import FACETS, SIZE_STEPS, SORTS, Wanted
from kb.comparison.languages import PROMPT, language_name
from kb.comparison.subjects import kind_name
from kb.forms.query import ManySlugs, QueryForm, shown
from kb.forms.use_case import UseCaseField
from kb.models import (
    Benchmark,
    Capability,
    Family,
    LanguageSupport,
    Licence,
    ModelKind,
    Organization,
    UseCase,
)
from kb.text import fold, parse_quantity

QUERY_LENGTH = 200
PAGES = 10_000


class QuantityField(forms.Field):
    """A size that people type: 16k, １６Ｋ, 16,384, 1.6萬; 7, 7.6B, 70億. Cleans to an int, None when empty.

    scale: "tokens" (a bare number counts tokens) or "params" (a bare number counts billions, as everybody says it).
    """

    widget = forms.TextInput

    def __init__(self, *, scale, **kwargs):
        super().__init__(required=False, **kwargs)
        self.scale = scale

    def to_python(self, value):
        value = (value or "").strip()
        if not value:
            return None
        if self.scale == "params" and value.replace(".", "", 1).isdecimal():
            value += "B"
        try:
            return parse_quantity(value, scale=self.scale)
        except ValueError as error:
            raise forms.ValidationError(str(error)) from error


class CatalogueForm(QueryForm):
    """Every filter of `/models/`; each choice is offered with its label in the reader's language."""

    use_case = UseCaseField()
    q = forms.CharField(label=_("Name contains"), required=False, max_length=QUERY_LENGTH)
    specialisation = ManySlugs(label=_("Specialisation"))
    tuning = ManySlugs(label=_("Tuning"))
    kind = ManySlugs(label=_("Kind"))
    organization = ManySlugs(label=_("Publisher"))
    family = ManySlugs(label=_("Family"))
    licence = ManySlugs(label=_("Licence"))
    open = forms.ChoiceField(
        label=pgettext_lazy("adjective", "Open weights"),
        required=False,
        choices=[("1", _("yes")), ("0", _("no"))],
    )
    params_min = QuantityField(label=pgettext_lazy("model size", "Size at least"), scale="params")
    params_max = QuantityField(label=pgettext_lazy("model size", "Size at most"), scale="params")
    context_min = QuantityField(label=_("Context at least"), scale="tokens")
    released_after = forms.DateField(
        label=_("Released on or after"),
        required=False,
        input_formats=["%Y-%m-%d"],
        widget=forms.DateInput({"type": "date"}),
    )
    capability = ManySlugs(label=_("Can do"))
    prompt = ManySlugs(label=_("Prompt language"))
    benchmark = ManySlugs(label=_("Has a score on"))
    sort = forms.ChoiceField(
        label=_("Sort by"),
        required=False,
        initial="",
        choices=[("", _("Suggested order")), *((key, label) for key, (label, *_rest) in SORTS.items())],
    )
    page = forms.IntegerField(label=_("Page"), required=False, initial=1, min_value=1, max_value=PAGES)

    allowed = {
        "params_min": _("Billions of parameters, such as 7 or 7.6B."),
        "params_max": _("Billions of parameters, such as 8 or 70億."),
        "context_min": _("Tokens, such as 16K, 16,384 or 1.6萬."),
        "released_after": _("A date such as 2025-07-09."),
        "page": _("A whole number from 1 to 10,000."),
        "q": _("Up to 200 characters."),
    }

    def __init__(self, data, language, **kwargs):
        super().__init__(data, **kwargs)
        self.labels = self._labels(language)
        for name, choices in self.labels.items():
            if isinstance(self.fields[name], ManySlugs):
                self.fields[name].choices = choices
        self.fields["use_case"].offer(language)

    def _labels(self, language) -> dict[str, dict]:
        """Facet -> code -> label, in the order of `FACETS`; one query for each type of entry."""
        spoken = LanguageSupport.objects.published().filter(purpose="prompt").order_by("language")
        codes = set(spoken.values_list("language", flat=True).distinct())
        labels = {
            "specialisation": dict(ModelKind.Specialisation.choices),
            "tuning": dict(ModelKind.Tuning.choices),
            "open": {"1": _("yes"), "0": _("no")},
            "params_max": {str(step): f"≤ {step}B" for step in SIZE_STEPS},
            "organization": dict(
                Organization.objects.published().filter(families__isnull=False).values_list("slug", "name").distinct()
            ),
            "family": dict(Family.objects.published().values_list("slug", "name")),
            "kind": {
                kind.slug: kind_name(kind, language) for kind in ModelKind.objects.published().prefetch_related("texts")
            },
            "licence": dict(Licence.objects.values_list("slug", "name")),
            "capability": {
                each.slug: each.text_in(language, "name")
                for each in Capability.objects.published().prefetch_related("texts")
            },
            "prompt": {code: language_name("prompt", code) for code in PROMPT if code in codes | {"zh-hant"}},
            "benchmark": dict(Benchmark.objects.published().values_list("slug", "name")),
        }
        return {name: labels[name] for name in FACETS}

    def clean(self):
        """Contradicting bounds are told; both then count as absent."""
        asked = super().clean()
        low, high = asked.get("params_min"), asked.get("params_max")
        if low and high and low > high:
            self.tell("params_min", _("The smallest size is larger than the largest; both are left out."))
            asked["params_min"] = asked["params_max"] = None
        return asked

    def wanted(self) -> tuple[Wanted, UseCase | None]:
        """What is asked for, and the use case itself."""
        asked = self.asked()
        use_case = asked["use_case"]
        values = {each.name: asked[each.name] for each in fields(Wanted)}
        values |= {bound: asked[bound] and asked[bound] / 1e9 for bound in ("params_min", "params_max")}
        values |= {
            "open": asked["open"] or "",
            "q": tuple(fold(asked["q"] or "").split()),
            "use_case": use_case is not None,
        }
        return Wanted(**values), use_case

    @property
    def has_bounds(self) -> bool:
        """Whether a bound is set that stands apart from the facets."""
        return any(self.data.get(name) for name in ("params_min", "context_min", "released_after"))

    @property
    def has_more(self) -> bool:
        """Whether one of the less common filters is in use."""
        return self.has_bounds or any(
            any(self.data.getlist(name)) for name, field in self.fields.items() if isinstance(field, ManySlugs)
        )

    def chips(self) -> list[dict]:
        """Each active filter: `label`, and the `url` of the same page without it."""
        chips = []
        pairs = [
            (name, value)
            for name, field in self.fields.items()
            if name not in {"page", "sort"}
            for value in self.data.getlist(name)
            if value.strip() and name not in self.errors and value not in getattr(field, "rejected", ())
        ]
        for pair in dict.fromkeys(pairs):
            rest = [other for other in pairs if other != pair]
            if self.data.get("sort"):
                rest.append(("sort", self.data["sort"]))
            label = _("%(filter)s: %(value)s") % {
                "filter": self.label_of(pair[0]),
                "value": self._value_label(*pair),
            }
            chips.append({"label": label, "url": f"?{urlencode(rest)}"})
        return chips

    def _value_label(self, name, value):
        choices = self.labels.get(name) or dict(getattr(self.fields[name], "choices", None) or ())
        return choices.get(value) or shown(value)
