"""Products that use models, and one of them."""

from django.http import Http404
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from kb.reference.tools import tool_page, tools_page
from kb.views.answers import respond


@require_safe
def index(request, suffix="html"):
    """Every published tool."""
    return respond(request, suffix, tools_page(get_language()), "tools/index.html")


@require_safe
def detail(request, slug, suffix="html"):
    """One tool; what readers may not see is not there."""
    page = tool_page(slug, get_language())
    if page is None:
        raise Http404("no such tool")
    return respond(request, suffix, page, "tools/detail.html")
