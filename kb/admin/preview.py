"""A text as readers will see it, before it is saved."""

from dataclasses import dataclass

from django.contrib import admin
from django.shortcuts import render
from django.views.decorators.http import require_POST

from kb.forms.edit_fields import html_language
from kb.forms.translated import LANGUAGES
from kb.models import Source
from kb.text import Reference, TextRefused, cited_keys, render_note


@dataclass(frozen=True, slots=True)
class Preview:
    """A rendered text, or why it cannot be rendered."""

    html: str = ""
    refused: str = ""
    lang: str = ""
    references: tuple[Reference, ...] = ()


def previewed(text: str, language: str) -> Preview:
    """`text` through the one renderer, its `[@key]` citations resolved among all sources, drafts included."""
    try:
        keys = cited_keys(text)
        sources = {source.key: source for source in Source.objects.filter(key__in=keys)} if keys else {}
        known = [key for key in keys if key in sources]
        references = {
            key: Reference(number, sources[key].url or "", sources[key].title) for number, key in enumerate(known, 1)
        }
        html = render_note(text, references)
    except TextRefused as refused:
        return Preview(refused=refused.message)
    return Preview(html, "", html_language(language) if language in LANGUAGES else "", tuple(references.values()))


@admin.site.admin_view
@require_POST
def preview(request):
    """The text area that the form names in `preview`: a page, or the part of it that a script puts under the area."""
    name = request.POST.get("preview", "")
    shown = previewed(request.POST.get(name, ""), name.rpartition("__")[2])
    part = "#preview-text" if request.headers.get("X-Requested-With") == "fetch" else ""
    context = {**admin.site.each_context(request), "preview": shown}
    return render(request, f"admin/preview.html{part}", context)
