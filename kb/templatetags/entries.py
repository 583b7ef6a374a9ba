"""What the pages of entries print: evidence that opens in place, places of rows, the text of a note."""

from django import template
from django.utils.html import format_html

from kb.comparison.tree import standing
from kb.templatetags.marks import mark
from kb.templatetags.pages import html_lang
from kb.text import Reference, render_note

register = template.Library()

OUTCOME_SHAPES = {"kept": "supported", "corrected": "partly", "rejected": "doubted"}


@register.inclusion_tag("_components/backing.html")
def backing(evidence, anchor="", wanted=True):
    """How well something is backed, with every source behind it one click away, also without scripts.

    `wanted`: where nothing is cited, say so; False for what needs no source.
    """
    return {"items": evidence, "code": standing(evidence), "anchor": anchor, "wanted": wanted}


@register.simple_tag
def outcome(value):
    """What became of a claim of the founding note: a `Coded` outcome, as shape and word."""
    return mark(f"outcome outcome-{value.code}", OUTCOME_SHAPES[value.code], value.label)


@register.simple_tag
def note_text(body, references, anchor):
    """The text of a note: `body` (ShownText, Markdown) with the numbers of `references`, in its own language."""
    numbered = {each.key: Reference(each.number, each.url, each.title) for each in references}
    return format_html(
        '<div lang="{}">{}</div>', html_lang(body.language), render_note(body.text, numbered, anchor=anchor)
    )
