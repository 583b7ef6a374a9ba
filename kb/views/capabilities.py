"""What models can do, and one thing of it."""

from django.http import Http404
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from kb.reference.capabilities import capabilities_page, capability_page
from kb.views.answers import respond


@require_safe
def index(request, suffix="html"):
    """Every published capability, by group."""
    return respond(request, suffix, capabilities_page(get_language()), "capabilities/index.html")


@require_safe
def detail(request, slug, suffix="html"):
    """One capability; what readers may not see is not there."""
    page = capability_page(slug, get_language())
    if page is None:
        raise Http404("no such capability")
    return respond(request, suffix, page, "capabilities/detail.html")
