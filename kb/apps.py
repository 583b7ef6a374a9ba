"""The one Django app of the project."""

from django.apps import AppConfig
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from kb.query_limit import limit_sqlite_queries


class KbConfig(AppConfig):
    name = "kb"
    verbose_name = _("Knowledge base")

    def ready(self):
        if settings.QUERY_SECONDS:
            limit_sqlite_queries(settings.QUERY_SECONDS)
