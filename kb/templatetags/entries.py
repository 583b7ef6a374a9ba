"""What the pages of entries print: evidence that opens in place, outcomes, the text of a note, the forms of a term."""

from django import template
from django.utils.html import format_html, format_html_join

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


@register.filter
def code(name):
    """A key as it is written, never translated."""
    return format_html('<code translate="no">{}</code>', name)


@register.simple_tag
def synonyms(term):
    """The other forms of a term, each language in its own; empty where it has none."""
    both = (("en", ", ", term.english_synonyms), ("zh-Hant", "、", term.chinese_synonyms))
    told = [(lang, between.join(forms)) for lang, between, forms in both if forms]
    return format_html_join(" · ", '<span lang="{}">{}</span>', told)


@register.simple_tag
def avoided(term):
    """The forms of other regions that are searched but not written; empty where there are none."""
    return format_html('<span lang="zh">{}</span>', "、".join(term.banned_forms)) if term.banned_forms else ""


@register.simple_tag
def note_text(body, references, anchor):
    """The text of a note: `body` (ShownText, Markdown) with the numbers of `references`, in its own language."""
    numbered = {each.key: Reference(each.number, each.url, each.title) for each in references}
    text = render_note(body.text, numbered, anchor=anchor)
    return format_html('<div class="prose" lang="{}">{}</div>', html_lang(body.language), text)
