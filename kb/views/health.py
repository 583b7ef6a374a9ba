"""For whoever keeps the site running: is the process alive, can it serve."""

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


@require_safe
@never_cache
def healthz(request):
    """The process answers."""
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
@never_cache
def readyz(request):
    """The database answers and has every migration; else 503 and what is missing."""
    try:
        executor = MigrationExecutor(connection)
        waiting = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    except DatabaseError:
        return HttpResponse("database\n", content_type="text/plain", status=503)
    if waiting:
        return HttpResponse(f"migrations: {waiting}\n", content_type="text/plain", status=503)
    return HttpResponse("ok\n", content_type="text/plain")
