"""Kinds of models, and the profile of one."""

from django.http import Http404
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from kb.forms.compare import CellForm
from kb.reference.kinds import kind_page, kinds_page
from kb.views.answers import respond
from kb.views.compare import evidence


@require_safe
def index(request, suffix="html"):
    """The published kinds as specialisation by tuning."""
    return respond(request, suffix, kinds_page(get_language()), "kinds/index.html")


@require_safe
def detail(request, slug, suffix="html"):
    """One kind, or the evidence of one cell of its profile; what readers may not see is not there."""
    page = kind_page(slug, get_language())
    if page is None:
        raise Http404("no such kind")
    if cell := CellForm(request.GET).asked()["cell"]:
        return evidence(request, page.profile.cell(cell))
    return respond(request, suffix, page, "kinds/detail.html")
