"""One tree, many faces: data, the part that a swap wants, or the page."""

from django.http import JsonResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

from kb import exports

KINDS_OF_REQUEST = ("HX-Request", "HX-Boosted", "HX-History-Restore-Request")


def respond(request, suffix, tree, page, part="", **context):
    """`tree` as data (json, csv), as the partial `part` of `page` for an htmx swap, or as the whole page.

    A page without a part is always whole. Raises Http404 for a format that the tree does not have.
    """
    if suffix != "html":
        return exports.response(tree, suffix)
    htmx = request.htmx
    # A boosted link or restored history also sends HX-Request, yet needs the page.
    swap = part and htmx and not htmx.boosted and not htmx.history_restore_request
    formats = ("json", "csv") if hasattr(tree, "table") else ("json",)
    response = render(request, f"{page}#{part}" if swap else page, {"tree": tree, "formats": formats, **context})
    patch_vary_headers(response, KINDS_OF_REQUEST)
    return response


def bad_request(problems):
    """What a data format says to a value it cannot use; `problems` as `QueryForm.problems()` gives them, not empty."""
    first = problems[0]
    told = [{"error": each.message, "field": each.field, "allowed": each.allowed} for each in problems]
    return JsonResponse(
        {"error": first.message, "field": first.field, "allowed": first.allowed, "problems": told},
        status=400,
        json_dumps_params={"ensure_ascii": False},
    )
