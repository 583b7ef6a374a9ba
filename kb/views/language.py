"""Which language: the first visit, and addresses written with another tag than the site's own."""

from django.http import Http404, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.utils.cache import patch_vary_headers
from django.utils.encoding import iri_to_uri
from django.utils.translation import get_language_from_request, get_supported_language_variant
from django.views.decorators.http import require_safe


@require_safe
def choose(request):
    """`/` leads to the language that the reader prefers."""
    response = HttpResponseRedirect(f"/{get_language_from_request(request)}/")
    patch_vary_headers(response, ["Accept-Language", "Cookie"])
    return response


@require_safe
def canonical_tag(request, tag, rest=""):
    """`/zh-Hant/models/?q=x`, `/zh_tw/…`, `/EN/…` lead, for good, to the same page under the site's own tag."""
    try:
        language = get_supported_language_variant(tag.lower().replace("_", "-"))
    except LookupError:
        raise Http404("no such language") from None
    if tag == language:
        raise Http404("no such page")
    address = iri_to_uri(f"/{language}/{rest.lstrip('/')}")
    query = request.META.get("QUERY_STRING", "")
    return HttpResponsePermanentRedirect(f"{address}?{iri_to_uri(query)}" if query else address)
