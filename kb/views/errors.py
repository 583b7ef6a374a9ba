"""Pages for what went wrong. They ask no database and never read the query, which may be what went wrong."""

from pathlib import PurePosixPath

from django.http import HttpResponse, HttpResponseServerError, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.csrf import requires_csrf_token

from kb.exports import SUFFIXES

LAST_RESORT = "Something went wrong here. Please try again later. 網站發生錯誤，請稍後再試。\n"


def _answer(request, status, message):
    """The page of `status`; where data was asked for, the same as JSON."""
    if PurePosixPath(request.path).suffix.lstrip(".") in SUFFIXES:
        return JsonResponse({"error": message}, status=status, json_dumps_params={"ensure_ascii": False})
    return render(request, f"errors/{status}.html", status=status)


@requires_csrf_token
def bad_request(request, exception):
    return _answer(request, 400, _("This request could not be read."))


@requires_csrf_token
def forbidden(request, exception):
    return _answer(request, 403, _("This is not open to you."))


@requires_csrf_token
def not_found(request, exception):
    return _answer(request, 404, _("There is nothing at this address."))


@requires_csrf_token
def server_error(request):
    """Stands alone: no context processor, no database; plain words when even the template fails."""
    try:
        return HttpResponseServerError(render_to_string("errors/500.html"))
    except Exception:
        # Whatever broke the page may break its error page too, and an answer is owed in any case.
        return HttpResponse(LAST_RESORT, status=500, content_type="text/plain; charset=utf-8")
