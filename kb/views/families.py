"""Families of models, and one of them."""

from django.http import Http404
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from kb.reference.families import families_page, family_page
from kb.views.answers import respond


@require_safe
def index(request, suffix="html"):
    """Every published family, by its publisher."""
    return respond(request, suffix, families_page(get_language()), "families/index.html")


@require_safe
def detail(request, slug, suffix="html"):
    """One family; what readers may not see is not there."""
    page = family_page(slug, get_language())
    if page is None:
        raise Http404("no such family")
    return respond(request, suffix, page, "families/detail.html")
