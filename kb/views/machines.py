"""For crawlers: what may be read and which pages there are."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from kb.reference.sitemap import sitemap_pages


@require_safe
def robots(request):
    lines = [
        "User-agent: *",
        "Disallow: /admin/",
        f"Sitemap: {request.build_absolute_uri(reverse('sitemap'))}",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@require_safe
def sitemap(request):
    """Every published page in every language that has its main text, each naming the others."""
    root = request.build_absolute_uri("/").rstrip("/")
    context = {"pages": sitemap_pages(), "root": root}
    return render(request, "sitemap.xml", context, content_type="application/xml; charset=utf-8")
