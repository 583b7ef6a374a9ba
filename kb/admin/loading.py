"""What the loader of `fixtures/` remembers."""

from django.contrib import admin

from kb.admin.translation import ReadOnlyAdmin
from kb.models import FixtureRecord


@admin.register(FixtureRecord)
class FixtureRecordAdmin(ReadOnlyAdmin):
    list_display = ("key", "object_id", "loaded_at")
    search_fields = ("key",)
    date_hierarchy = "loaded_at"
