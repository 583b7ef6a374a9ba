"""The same trees as data: what the lower rooms built, rendered as JSON or CSV."""

from django.http import Http404, HttpResponse, JsonResponse

from kb.exports.csv import as_csv
from kb.exports.json import as_json

SUFFIXES = ("json", "csv")


def response(tree, suffix: str, status: int = 200) -> HttpResponse:
    """`tree` (a dataclass) as an answer in `suffix`. Raises Http404 for a format that the page does not have."""
    if suffix == "json":
        return JsonResponse(
            as_json(tree), safe=False, status=status, json_dumps_params={"ensure_ascii": False, "indent": 1}
        )
    if suffix == "csv" and hasattr(tree, "table"):
        return HttpResponse(as_csv(tree), content_type="text/csv; charset=utf-8", status=status)
    raise Http404(f"no {suffix} of this page")


__all__ = ["SUFFIXES", "as_csv", "as_json", "response"]
