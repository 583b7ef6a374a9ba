"""Addresses of the site. They are stable: other people's links rest on them."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import path, re_path, register_converter
from django.views.i18n import set_language

from kb.admin.preview import preview
from kb.exports import SUFFIXES
from kb.text import SLUG
from kb.views import (
    about,
    benchmarks,
    capabilities,
    compare,
    errors,
    families,
    glossary,
    health,
    home,
    kinds,
    language,
    machines,
    models,
    notes,
    organizations,
    search,
    seed,
    sources,
    tools,
    use_cases,
)


class SuffixConverter:
    """A data format after the dot."""

    regex = "|".join(SUFFIXES)

    def to_python(self, value):
        return value

    def to_url(self, value):
        return value


class EntryConverter(SuffixConverter):
    """The slug of an entry, as `kb.text.validate_slug` allows it."""

    regex = SLUG.pattern


class SourceConverter(SuffixConverter):
    """The key of a source: a slug that may hold dots, but never ends in the suffix of a format."""

    regex = "[a-z0-9]+(?:[.-][a-z0-9]+)*"


register_converter(SuffixConverter, "suffix")
register_converter(EntryConverter, "entry")
register_converter(SourceConverter, "source")


def page(route, view, name):
    """A page and its data: `<route>/` is called `name`, `<route>.json` and `<route>.csv` are `<name>-data`."""
    return [path(f"{route}/", view, name=name), path(f"{route}.<suffix:suffix>", view, name=f"{name}-data")]


def entries(route, views, plural, singular):
    """A list and the page of each of its entries."""
    return [*page(route, views.index, plural), *page(f"{route}/<entry:slug>", views.detail, singular)]


readers = [
    path("", home.home, name="home"),
    *page("compare", compare.compare, "compare"),
    *page("compare/<entry:slug>", compare.curated, "comparison"),
    *page("models", models.catalogue, "models"),
    *page("models/<entry:slug>", models.detail, "model"),
    *entries("families", families, "families", "family"),
    *entries("kinds", kinds, "kinds", "kind"),
    *entries("capabilities", capabilities, "capabilities", "capability"),
    *entries("benchmarks", benchmarks, "benchmarks", "benchmark"),
    *entries("organizations", organizations, "organizations", "organization"),
    *entries("tools", tools, "tools", "tool"),
    *entries("use-cases", use_cases, "use-cases", "use-case"),
    *entries("notes", notes, "notes", "note"),
    *page("sources", sources.index, "sources"),
    *page("sources/<source:key>", sources.detail, "source"),
    *page("seed", seed.index, "seed"),
    *page("glossary", glossary.index, "glossary"),
    *page("about", about.index, "about"),
    *page("about/method", about.method, "about-method"),
    *page("about/licences", about.licences, "about-licences"),
    *page("about/privacy", about.privacy, "about-privacy"),
    *page("search", search.search, "search"),
]

urlpatterns = [
    path("", language.choose, name="root"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("robots.txt", machines.robots, name="robots"),
    path("sitemap.xml", machines.sitemap, name="sitemap"),
    path("admin/language/", set_language, name="admin-language"),
    path("admin/preview/", preview, name="admin-preview"),
    path("admin/", admin.site.urls),
    *i18n_patterns(*readers, prefix_default_language=True),
    # The home page's own data has no route to hang the suffix on but the language itself.
    re_path(r"^(?P<language>en|zh-hant)[.](?P<suffix>json|csv)\Z", home.data, name="home-data"),
    # Last: what another tag names, in any case, leads to the site's own.
    re_path(
        r"^(?P<tag>(?i:en|zh|yue)(?:[-_][A-Za-z0-9]{2,8}){0,3})(?:/(?P<rest>.*))?\Z",
        language.canonical_tag,
        name="other-tag",
    ),
]

handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler500 = errors.server_error
