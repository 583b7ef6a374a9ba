"""The glossary."""

from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from kb.reference.glossary import glossary_page
from kb.views.answers import respond


@require_safe
def index(request, suffix="html"):
    """Every published term, in the order of the reader's language."""
    return respond(request, suffix, glossary_page(get_language()), "glossary/index.html")
