"""Jobs, and one with what suits it."""

from django.http import Http404
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from kb.reference.use_cases import use_case_page, use_cases_page
from kb.views.answers import respond


@require_safe
def index(request, suffix="html"):
    """Every published use case, by group."""
    return respond(request, suffix, use_cases_page(get_language()), "use_cases/index.html")


@require_safe
def detail(request, slug, suffix="html"):
    """One use case; what readers may not see is not there."""
    page = use_case_page(slug, get_language())
    if page is None:
        raise Http404("no such use case")
    return respond(request, suffix, page, "use_cases/detail.html")
