"""What the site is, how it computes, whose data it shows, and what it knows of its readers."""

from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from kb.reference.about import about_page, licences_page, method_page, privacy_page
from kb.views.answers import respond


@require_safe
def index(request, suffix="html"):
    return respond(request, suffix, about_page(get_language()), "about/index.html")


@require_safe
def method(request, suffix="html"):
    return respond(request, suffix, method_page(get_language()), "about/method.html")


@require_safe
def licences(request, suffix="html"):
    return respond(request, suffix, licences_page(get_language()), "about/licences.html")


@require_safe
def privacy(request, suffix="html"):
    return respond(request, suffix, privacy_page(get_language()), "about/privacy.html")
