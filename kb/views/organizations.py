"""Who publishes and evaluates models, and one of them."""

from django.http import Http404
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from kb.reference.organizations import organization_page, organizations_page
from kb.views.answers import respond


@require_safe
def index(request, suffix="html"):
    """Every published organization."""
    return respond(request, suffix, organizations_page(get_language()), "organizations/index.html")


@require_safe
def detail(request, slug, suffix="html"):
    """One organization; what readers may not see is not there."""
    page = organization_page(slug, get_language())
    if page is None:
        raise Http404("no such organization")
    return respond(request, suffix, page, "organizations/detail.html")
