"""The first page: the question and its answer."""

from django.utils import translation
from django.views.decorators.http import require_safe

from kb.reference.home import home_page
from kb.views.answers import respond


@require_safe
def home(request, suffix="html"):
    return respond(request, suffix, home_page(translation.get_language()), "home/home.html")


@require_safe
def data(request, language, suffix):
    """`/en.json`: the home page has no other place for the suffix."""
    with translation.override(language):
        response = home(request, suffix)
    response.headers["Content-Language"] = language
    return response
