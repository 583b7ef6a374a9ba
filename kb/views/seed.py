"""The founding note, claim by claim."""

from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from kb.forms.seed import SeedForm
from kb.reference.seed import seed_page
from kb.views.answers import bad_request, respond


@require_safe
def index(request, suffix="html"):
    """The whole ledger, or the claims of one outcome."""
    form = SeedForm(request.GET)
    outcome, problems = form.asked()["outcome"], form.problems()
    if problems and suffix != "html":
        return bad_request(problems)
    tree = seed_page(get_language(), outcome)
    return respond(request, suffix, tree, "seed/index.html", "seed-claims", problems=problems)
