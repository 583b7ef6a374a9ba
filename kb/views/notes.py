"""Longer texts, and one of them."""

from django.http import Http404
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from kb.reference.notes import note_page, notes_page
from kb.views.answers import respond


@require_safe
def index(request, suffix="html"):
    """Every published note, by type."""
    return respond(request, suffix, notes_page(get_language()), "notes/index.html")


@require_safe
def detail(request, slug, suffix="html"):
    """One note; what readers may not see is not there."""
    page = note_page(slug, get_language())
    if page is None:
        raise Http404("no such note")
    return respond(request, suffix, page, "notes/detail.html")
