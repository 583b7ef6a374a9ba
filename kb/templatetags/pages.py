"""Addresses of the page at hand: in the other languages, as data, without its filters."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django import template
from django.conf import settings
from django.urls import reverse, translate_url
from django.utils.translation import get_language, gettext_lazy

register = template.Library()

# How each language calls itself in HTML; what is not listed is written as it is.
HTML_LANG = {"zh-hant": "zh-Hant", "zh-hans": "zh-Hans"}
LANGUAGE_NAMES = {"en": gettext_lazy("English"), "zh-hant": gettext_lazy("Traditional Chinese")}


@dataclass(frozen=True, slots=True)
class Alternate:
    """The same page in one of the site's languages; `lang` is its `code` as HTML writes it."""

    code: str
    lang: str
    name: str
    url: str
    current: bool


@register.filter
def html_lang(code):
    """The tag of a language as HTML has it: zh-Hant."""
    return HTML_LANG.get(str(code).lower(), code)


@register.filter
def language_name(code):
    """The name of a language in the reader's own; its tag where there is none."""
    return LANGUAGE_NAMES.get(str(code).lower(), code)


def in_language(address, code):
    """`address` (path and query) in another language of the site; the home page where it has no prefix."""
    here = get_language()
    moved = translate_url(address, code)
    if moved != address or code == here:
        return moved
    # An address that leads nowhere (a 404 page) still has its counterpart.
    prefix = f"/{here}/"
    return f"/{code}/{address.removeprefix(prefix)}" if address.startswith(prefix) else f"/{code}/"


@register.simple_tag(takes_context=True)
def languages(context):
    """Every language of the site with the address of this page in it, filters and repeated parameters kept."""
    request = context.get("request")
    address = request.get_full_path() if request else "/"
    here = get_language()
    return [
        Alternate(code, html_lang(code), name, in_language(address, code), code == here)
        for code, name in settings.LANGUAGES
    ]


def _kept(request, names):
    pairs = [(name, value) for name in names for value in request.GET.getlist(name)]
    return f"?{urlencode(pairs)}" if pairs else ""


@register.inclusion_tag("_components/page_links.html", takes_context=True)
def page_links(context):
    """Canonical and hreflang links of the page.

    `keep` in the context names the parameters that make another page (the columns of a comparison) rather than another
    view of one. A tree that is `untranslated` falls back to the other language: its page is not to be indexed here.
    """
    request = context.get("request")
    if request is None or request.resolver_match is None:
        return {}
    kept = _kept(request, context.get("keep", ()))
    path = request.path + kept
    untranslated = bool(getattr(context.get("tree"), "untranslated", False))
    indexed = not untranslated and request.META.get("QUERY_STRING", "") == kept.removeprefix("?")
    by_code = {code: request.build_absolute_uri(in_language(path, code)) for code, _name in settings.LANGUAGES}
    default = request.build_absolute_uri("/") if request.resolver_match.url_name == "home" else by_code["en"]
    return {
        "canonical": request.build_absolute_uri(path),
        "alternates": [(html_lang(code), url) for code, url in by_code.items()] if indexed else (),
        "default": default,
        "noindex": untranslated or bool(context.get("noindex")),
    }


@register.simple_tag(takes_context=True)
def data_address(context, suffix):
    """The address of this page as data: `/en/models.json?kind=coder`."""
    request = context["request"]
    query = request.META.get("QUERY_STRING", "")
    path = f"{request.path.rstrip('/')}.{suffix}"
    return f"{path}?{query}" if query else path


@register.inclusion_tag("_components/nav_item.html", takes_context=True)
def nav_item(context, name, label):
    """An item of the navigation; says whether the page stands there or below."""
    url = reverse(name)
    request = context.get("request")
    path = request.path if request else ""
    current = "page" if path == url else "true" if path.startswith(url) else ""
    return {"url": url, "label": label, "current": current}


@register.inclusion_tag("_components/breadcrumb.html")
def breadcrumb(*steps):
    """The way up: pairs of address (or the name of a page) and label, outermost first."""
    pairs = zip(steps[::2], steps[1::2], strict=True)
    return {"steps": [(url if "/" in url else reverse(url), label) for url, label in pairs]}
