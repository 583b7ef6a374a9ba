"""Addresses of the site."""

from django.contrib import admin
from django.db import connection
from django.http import HttpResponse
from django.urls import path


def healthz(request):
    """The process answers."""
    return HttpResponse("ok\n", content_type="text/plain")


def readyz(request):
    """The database answers."""
    connection.ensure_connection()
    return HttpResponse("ok\n", content_type="text/plain")


urlpatterns = [
    path("healthz", healthz),
    path("readyz", readyz),
    path("admin/", admin.site.urls),
]
