"""Marks and texts: how well a value is backed, how far a model can do something, in which language a text stands.

Every mark is a shape with a word. Nothing here decides anything; it prints what the trees hold.
"""

from functools import cache

from django import template
from django.contrib.humanize.templatetags.humanize import intcomma
from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext, gettext_lazy, ngettext, pgettext

from kb.models import Level, ShownText, known_part
from kb.templatetags.pages import html_lang, language_name
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


@cache
def icon(shape):
    """One of the drawings of `_components/icons.html`."""
    return render_to_string(f"_components/icons.html#{shape}")


def mark(css, shape, word, meaning="", quiet=False):
    """A shape with its word, on one line so that no blank gets into a link around it."""
    return format_html(
        '<span class="mark {}"{}>{}<span class="{}">{}</span></span>',
        css,
        format_html(' title="{}"', meaning) if meaning else "",
        icon(shape),
        "visually-hidden" if quiet else "mark-word",
        word,
    )


@register.simple_tag
def standing(code, quiet=False):
    """How well a value is backed (see `kb.comparison.tree.standing`). `quiet` leaves the word to screen readers."""
    return mark(f"standing standing-{code}", code, STANDINGS[code], STANDING_MEANINGS[code], quiet)


@register.simple_tag
def verdict(value):
    """What one source says to the value: a `Coded` verdict."""
    shape = VERDICT_SHAPES[value.code]
    return mark(f"standing standing-{shape}", shape, value.label)


@register.simple_tag
def level(code):
    """Yes, partial, no, unknown, not applicable: a code, a `Coded`, or None, which is unknown."""
    code = Level(str(getattr(code, "code", code) or "unknown"))
    return mark(f"level level-{code.value}", f"level-{code.value}", code.label)


@register.simple_tag
def shown(text, machine=False):
    """A text within a line: with its own `lang` and a tag when it is not in the reader's language.

    text: a ShownText, a string, or None, which prints nothing. `machine` adds the small mark for text that a machine
    wrote and nobody reviewed.
    """
    if not isinstance(text, ShownText):
        return "" if text is None else text
    parts = [text.text]
    if text.is_fallback:
        parts = [format_html('<span lang="{}">{}</span>', html_lang(text.language), text.text), _fallback(text)]
    if text.outdated:
        parts.append(format_html('<span class="tag tag-signal">{}{}</span>', icon("outdated"), gettext("outdated")))
    if machine and text.origin == "machine" and not text.reviewed:
        parts.append(_silent_tag(icon("machine"), gettext("Machine-written, not yet reviewed.")))
    return format_html_join(" ", "{}", ((part,) for part in parts))


def _fallback(text):
    """The short name of the language that stands in, the whole sentence for screen readers and on hover."""
    sentence = gettext("No translation yet; the original follows in %(language)s.")
    code = text.language.partition("-")[0].upper()
    return _silent_tag(code, sentence % {"language": language_name(text.language)}, boxed=True)


def _silent_tag(sign, words, boxed=False):
    return format_html(
        '<span class="{}" title="{}"><span aria-hidden="true">{}</span><span class="visually-hidden">{}</span></span>',
        "tag" if boxed else "tag tag-plain",
        words,
        sign,
        words,
    )


@register.inclusion_tag("_components/shown_block.html")
def shown_block(text):
    """A text as paragraphs of its own, with what must be said of it before it."""
    if not isinstance(text, ShownText):
        return {"plain": "" if text is None else text}
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
    iso = known_part(value, precision)
    if short:
        words = iso
    elif precision == "year":
        words = pgettext("year of a date", "%(year)s") % {"year": iso}
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
    """A wide table that scrolls by itself, also by keyboard; wraps a `<table>` up to `{% endtable_region %}`."""
    # The section around it often has the same name; two regions must not.
    name = gettext("Table: %(name)s") % {"name": label}
    return format_html('<div class="table" role="region" tabindex="0" aria-label="{}">{}</div>', name, content)
