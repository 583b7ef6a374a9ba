"""Search over everything."""

from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from kb.forms.search import SearchForm
from kb.reference.search import search_page
from kb.views.answers import bad_request, respond


@require_safe
def search(request, suffix="html"):
    form = SearchForm(request.GET)
    asked = form.asked()
    problems = form.problems()
    if problems and suffix != "html":
        return bad_request(problems)
    tree = search_page(asked["q"], get_language())
    context = {"problems": problems, "noindex": True}
    return respond(request, suffix, tree, "search/results.html", "search-results", **context)
