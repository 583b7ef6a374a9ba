"""Sources, and one with everything that cites it."""

from django.http import Http404
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from kb.reference.sources import source_page, sources_page
from kb.views.answers import respond


@require_safe
def index(request, suffix="html"):
    """Every published source, by type."""
    return respond(request, suffix, sources_page(get_language()), "sources/index.html")


@require_safe
def detail(request, key, suffix="html"):
    """One source; what readers may not see is not there."""
    page = source_page(key, get_language())
    if page is None:
        raise Http404("no such source")
    return respond(request, suffix, page, "sources/detail.html")
