"""Addresses of the site. They are stable: other people's links rest on them."""

from importlib import import_module
from importlib.util import find_spec

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import path, re_path, register_converter
from django.views.i18n import set_language

from kb.exports import SUFFIXES
from kb.views import about, errors, health, home, language, machines, search


class SuffixConverter:
    """A data format after the dot."""

    regex = "|".join(SUFFIXES)

    def to_python(self, value):
        return value

    def to_url(self, value):
        return value


class EntryConverter(SuffixConverter):
    """The slug of an entry, as `kb.text.validate_slug` allows it."""

    regex = "[a-z0-9-]+"


class SourceConverter(SuffixConverter):
    """The key of a source: a slug that may hold dots, but never ends in the suffix of a format."""

    regex = "[a-z0-9-]+(?:[.][a-z0-9-]+)*"


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
    *page("about", about.index, "about"),
    *page("about/method", about.method, "about-method"),
    *page("about/licences", about.licences, "about-licences"),
    *page("about/privacy", about.privacy, "about-privacy"),
    *page("search", search.search, "search"),
]


def _present(name):
    return import_module(f"kb.views.{name}") if find_spec(f"kb.views.{name}") else None


if views := _present("compare"):
    readers += [
        *page("compare", views.compare, "compare"),
        *page("compare/<entry:slug>", views.curated, "comparison"),
    ]
if views := _present("models"):
    readers += [
        *page("models", views.catalogue, "models"),
        *page("models/<entry:slug>", views.detail, "model"),
    ]
for module, route, plural, singular in [
    ("families", "families", "families", "family"),
    ("kinds", "kinds", "kinds", "kind"),
    ("capabilities", "capabilities", "capabilities", "capability"),
    ("benchmarks", "benchmarks", "benchmarks", "benchmark"),
    ("organizations", "organizations", "organizations", "organization"),
    ("tools", "tools", "tools", "tool"),
    ("use_cases", "use-cases", "use-cases", "use-case"),
    ("notes", "notes", "notes", "note"),
]:
    if views := _present(module):
        readers += entries(route, views, plural, singular)
if views := _present("sources"):
    readers += [
        *page("sources", views.index, "sources"),
        *page("sources/<source:key>", views.detail, "source"),
    ]
if views := _present("seed"):
    readers += page("seed", views.index, "seed")
if views := _present("glossary"):
    readers += page("glossary", views.index, "glossary")

urlpatterns = [
    path("", language.choose, name="root"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("robots.txt", machines.robots, name="robots"),
    path("sitemap.xml", machines.sitemap, name="sitemap"),
    path("admin/language/", set_language, name="admin-language"),
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
