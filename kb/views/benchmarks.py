"""Benchmarks, and one with all its figures."""

from django.http import Http404
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from kb.reference.benchmarks import benchmark_page, benchmarks_page
from kb.views.answers import respond


@require_safe
def index(request, suffix="html"):
    """Every published benchmark, by domain."""
    return respond(request, suffix, benchmarks_page(get_language()), "benchmarks/index.html")


@require_safe
def detail(request, slug, suffix="html"):
    """One benchmark; what readers may not see is not there."""
    page = benchmark_page(slug, get_language())
    if page is None:
        raise Http404("no such benchmark")
    return respond(request, suffix, page, "benchmarks/detail.html")
