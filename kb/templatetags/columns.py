"""What the tables of a comparison print: settings, fits, corrections, and sequences side by side."""

from itertools import zip_longest

from django import template
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from kb.models import Protocol, ShownText
from kb.templatetags.marks import mark
from kb.templatetags.pages import html_lang
from kb.text import render_correction

register = template.Library()

# Not settings of a protocol, yet things in which two figures can differ.
OTHER_NAMES = {
    "benchmark": _("benchmark"),
    "evaluator": _("evaluator"),
    "source": _("source of the figure"),
    "run": _("several runs of one model"),
}
FIT_SHAPES = {"suits": "yes", "possible": "partial", "unknown": "unknown", "unsuited": "no"}
# Facts that follow from the model's place in the catalogue and not from a document.
OWN_FACTS = frozenset({"fact-organization", "fact-family", "fact-specialisation", "fact-tuning"})


@register.filter
def beside(one, other):
    """Two sequences of equal length as pairs."""
    return list(zip(one, other, strict=True))


@register.simple_tag(takes_context=True)
def movable(context, columns):
    """Columns with what can be done with each; None where nothing can, as on a page of one column."""
    return list(zip_longest(columns, context.get("links", {}).get("moves", ())))


@register.simple_tag
def setting_name(name):
    """The name of a setting of a protocol, for people."""
    return OTHER_NAMES.get(name) or Protocol._meta.get_field(name).verbose_name


@register.simple_tag
def setting_names(names):
    """Several of them as one list within a sentence."""
    return pgettext("list", ", ").join(str(setting_name(name)) for name in names)


@register.simple_tag
def setting(name, value):
    """One setting with its value: `decoding: greedy`."""
    label = setting_name(name)
    return format_html('<span class="setting-name">{}</span> <span translate="no">{}</span>', label, value)


@register.simple_tag
def fit(value):
    """Whether a subject suits a use case: a `Coded` fit, as shape and word."""
    shape = FIT_SHAPES[value.code]
    return mark(f"level level-{shape} fit-{value.code}", f"level-{shape}", value.label)


@register.simple_tag
def correction(text):
    """A corrected wording: what was struck and what was put in its place."""
    body = render_correction(str(text))
    if isinstance(text, ShownText) and text.is_fallback:
        return format_html('<span lang="{}">{}</span>', html_lang(text.language), body)
    return body


@register.filter
def wants_source(row):
    """Whether a value in this row should have a source, so that its lack is told."""
    return row not in OWN_FACTS
