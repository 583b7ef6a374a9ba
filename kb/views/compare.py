"""Models and kinds side by side."""

from django.http import Http404
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from kb import comparison
from kb.comparison.choices import columns_on_offer, curated_comparisons
from kb.forms.compare import CompareForm
from kb.views.answers import bad_request, respond

PAGE, PART = "compare/side_by_side.html", "comparison"


@require_safe
def compare(request, suffix="html", chosen=None):
    """Two to six columns in the order asked; without `m` those of the curated set `chosen`, or of the founding note."""
    form = CompareForm(request.GET, get_language())
    asked = form.asked()
    subjects = form.subjects(asked, chosen.columns if chosen else comparison.KINDS_COMPARED)
    tree = comparison.compare_subjects(
        subjects, get_language(), asked["use_case"], asked["diff"] == "1", asked["group"]
    )
    if suffix != "html" and form.problems():
        return bad_request(form.problems())
    if asked["cell"]:
        return evidence(request, tree.cell(asked["cell"]))
    links = form.links(asked, [column.key for column in tree.columns])
    context = {"form": form, "asked": asked, "links": links, "chosen": chosen}
    return respond(request, suffix, tree, PAGE, PART, offer=lambda: columns_on_offer(get_language()), **context)


def evidence(request, cell):
    """The evidence of one cell: in its place for htmx, else a page of its own."""
    if cell is None:
        raise Http404("no such cell")
    template = "compare/evidence.html"
    return render(request, f"{template}#evidence" if request.htmx else template, {"cell": cell})


@require_safe
def curated(request, slug, suffix="html"):
    """A curated comparison: its title and introduction above its columns."""
    found = curated_comparisons(get_language(), slug)
    if not found:
        raise Http404("no such comparison")
    return compare(request, suffix, found[0])
