"""Which pages there are, and in which languages each can be read."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from django.utils import translation

from kb.models import TextUnit
from kb.reference.entries import ENTRY_TYPES

FIXED_PAGES = (
    "home",
    "compare",
    "models",
    "families",
    "kinds",
    "capabilities",
    "benchmarks",
    "organizations",
    "tools",
    "use-cases",
    "notes",
    "sources",
    "seed",
    "glossary",
    "about",
    "about-method",
    "about-licences",
    "about-privacy",
)


@dataclass(frozen=True, slots=True)
class SitemapPage:
    """Paths of one page by language code. `default`: where a reader of any other language is sent."""

    paths: tuple[tuple[str, str], ...]
    default: str


def sitemap_pages() -> tuple[SitemapPage, ...]:
    """Fixed pages, then every published entry that has a page, in the languages that have its main text.

    A constant number of queries: one per type of entry and one for the languages.
    """
    codes = [code for code, _name in settings.LANGUAGES]
    pages = [_page(name, codes, lambda name=name: reverse(name)) for name in FIXED_PAGES]
    translated = _languages_of_main_texts()
    for kind in ENTRY_TYPES:
        if not kind.page:
            continue
        for entry in kind.published():
            told_in = translated.get((kind.model, entry.pk), codes)
            pages.append(_page(kind.code, [code for code in codes if code in told_in], entry.get_absolute_url))
    return tuple(pages)


def _page(name, codes, address) -> SitemapPage:
    paths = []
    for code in codes:
        with translation.override(code):
            paths.append((code, address()))
    return SitemapPage(tuple(paths), "/" if name == "home" else dict(paths).get("en", paths[0][1]))


def _languages_of_main_texts() -> dict[tuple[type, int], set[str]]:
    """(model, primary key) -> languages of the main text, for the entries that have one at all."""
    types = ContentType.objects.get_for_models(*(kind.model for kind in ENTRY_TYPES))
    by_id = {types[kind.model].pk: kind for kind in ENTRY_TYPES}
    found = defaultdict(set)
    units = TextUnit.objects.filter(content_type__in=by_id, field__in={kind.main for kind in ENTRY_TYPES})
    for type_id, pk, field, language in units.values_list("content_type", "object_id", "field", "language"):
        if field == by_id[type_id].main:
            found[by_id[type_id].model, pk].add(language)
    return found
