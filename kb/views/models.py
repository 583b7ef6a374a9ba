"""The catalogue of models, and one model."""

from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from kb.comparison.catalogue_load import catalogue as load_catalogue
from kb.forms.catalogue import CatalogueForm
from kb.forms.compare import CellForm
from kb.reference.models import current_slug, model_page
from kb.views.answers import bad_request, respond
from kb.views.compare import evidence


@require_safe
def catalogue(request, suffix="html"):
    """Every published model that passes the filters."""
    form = CatalogueForm(request.GET, get_language())
    wanted, use_case = form.wanted()
    if suffix != "html" and form.problems():
        return bad_request(form.problems())
    tree = load_catalogue(wanted, form.labels, get_language(), use_case)
    return respond(request, suffix, tree, "models/catalogue.html", "catalogue", form=form)


@require_safe
def detail(request, slug, suffix="html"):
    """One model; a former slug leads to the present one for good."""
    page = model_page(slug, get_language())
    if page is None:
        present = current_slug(slug)
        if present is None:
            raise Http404("no such model")
        address = ("model", present) if suffix == "html" else ("model-data", present, suffix)
        return redirect(*address, permanent=True)
    if cell := CellForm(request.GET).asked()["cell"]:
        return evidence(request, page.profile.cell(cell))
    return respond(request, suffix, page, "models/detail.html")
