"""Marks and texts: how well a value is backed, how far a model can do something, in which language a text stands.

Every mark is a shape with a word. Nothing here decides anything; it prints what the trees hold.
"""

from django import template
from django.contrib.humanize.templatetags.humanize import intcomma
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext, gettext_lazy, ngettext

from kb.models import Level, ShownText
from kb.templatetags.pages import html_lang
from kb.text import format_params, format_tokens

register = template.Library()

STANDINGS = {
    "supported": gettext_lazy("supported"),
    "partly": gettext_lazy("partly supported"),
    "disputed": gettext_lazy("disputed"),
    "doubted": gettext_lazy("not confirmed"),
    "reported": gettext_lazy("reported only"),
    "unchecked": gettext_lazy("unchecked"),
    "unsourced": gettext_lazy("no source"),
}
STANDING_MEANINGS = {
    "supported": gettext_lazy("A source that was opened supports it."),
    "partly": gettext_lazy("A source that was opened supports a part of it."),
    "disputed": gettext_lazy("One source supports it, another contradicts it."),
    "doubted": gettext_lazy("Its source was looked at and does not clearly support it."),
    "reported": gettext_lazy("Only reports from the field support it."),
    "unchecked": gettext_lazy("A source is named, but nobody has opened it yet."),
    "unsourced": gettext_lazy("No source is named."),
}
# A verdict on one citation has the shape of the standing that it makes by itself.
VERDICT_SHAPES = {
    "supports": "supported",
    "partly": "partly",
    "unclear": "doubted",
    "does-not": "doubted",
    "contradicts": "disputed",
    "unchecked": "unchecked",
}
DATE_FORMATS = {"day": "DATE_FORMAT", "month": "YEAR_MONTH_FORMAT"}
ISO_LENGTHS = {"year": 4, "month": 7, "day": 10}


def _icon(shape):
    return f"_components/icons.html#{shape}"


@register.inclusion_tag("_components/mark.html")
def standing(code, quiet=False):
    """How well a value is backed (see `kb.comparison.tree.standing`). `quiet` leaves the word to screen readers."""
    return {
        "css": f"standing standing-{code}",
        "icon": _icon(code),
        "word": STANDINGS[code],
        "meaning": STANDING_MEANINGS[code],
        "quiet": quiet,
    }


@register.inclusion_tag("_components/mark.html")
def verdict(value):
    """What one source says to the value: a `Coded` verdict."""
    return {
        "css": f"standing standing-{VERDICT_SHAPES[value.code]}",
        "icon": _icon(VERDICT_SHAPES[value.code]),
        "word": value.label,
    }


@register.inclusion_tag("_components/mark.html")
def level(code):
    """Yes, partial, no, unknown, not applicable: a code, a `Coded`, or None, which is unknown."""
    code = Level(str(getattr(code, "code", code) or "unknown"))
    return {"css": f"level level-{code.value}", "icon": _icon(f"level-{code.value}"), "word": code.label}


@register.inclusion_tag("_components/shown.html")
def shown(text, machine=False):
    """A text within a line: with its own `lang` and a tag when it is not in the reader's language.

    text: a ShownText, a string, or None, which prints nothing. `machine` adds the small mark for text that a machine
    wrote and nobody reviewed.
    """
    if not isinstance(text, ShownText):
        return {"plain": "" if text is None else text}
    return _state(text) | {"machine": machine and text.origin == "machine" and not text.reviewed}


@register.inclusion_tag("_components/shown_block.html")
def shown_block(text):
    """A text as paragraphs of its own, with what must be said of it before it."""
    return _state(text) if isinstance(text, ShownText) else {"plain": "" if text is None else text}


def _state(text):
    return {
        "text": text.text,
        "lang": html_lang(text.language) if text.is_fallback else "",
        "language": text.language,
        "fallback": text.is_fallback,
        "outdated": text.outdated,
    }


@register.inclusion_tag("_components/evidence.html")
def evidence(items, id_prefix=""):
    """Every source behind a value, one after the other; says so where there is none."""
    return {"items": items, "id_prefix": id_prefix}


@register.simple_tag
def date(value, precision="day", short=False):
    """A day, month or year as `<time>`; nothing for None. `short`: ISO 8601."""
    if value is None:
        return ""
    iso = value.isoformat()[: ISO_LENGTHS[precision]]
    if short:
        words = iso
    elif precision == "year":
        words = gettext("%(year)s") % {"year": iso}
    else:
        words = date_format(value, DATE_FORMATS[precision])
    return format_html('<time datetime="{}">{}</time>', iso, words)


@register.simple_tag
def unknown():
    """What stands in place of a value that nobody knows: never a zero, never nothing."""
    return format_html('<span class="unknown">{}</span>', gettext("unknown"))


@register.filter
def params(count):
    """Parameters: 7B, with the exact count within reach."""
    if count is None:
        return unknown()
    exact = ngettext("%(n)s parameter", "%(n)s parameters", count) % {"n": intcomma(count)}
    return format_html('<data value="{}" title="{}">{}</data>', count, exact, format_params(count))


@register.filter
def tokens(count):
    """A number of tokens: 16K, with the exact count within reach."""
    if count is None:
        return unknown()
    exact = ngettext("%(n)s token", "%(n)s tokens", count) % {"n": intcomma(count)}
    return format_html('<data value="{}" title="{}">{}</data>', count, exact, format_tokens(count))


@register.filter
def named(name):
    """A name as its owner writes it: not translated, its direction kept to itself."""
    return format_html('<bdi translate="no">{}</bdi>', name)


@register.simple_block_tag
def table_region(content, label):
    """A wide table that scrolls by itself, also by keyboard: `{% table_region label=… %}<table>…{% endtable_region %}`."""
    return format_html('<div class="table" role="region" tabindex="0" aria-label="{}">{}</div>', label, content)
