"""What the editing pages are called; their language switch stands in `templates/admin/base_site.html`."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

admin.site.site_title = admin.site.site_header = "Duizhao 對照"
admin.site.index_title = _("Editing")
admin.site.empty_value_display = "–"

# Words of the framework that its own Chinese catalogue lacks, or gives otherwise than the glossary does.
FRAMEWORK_WORDS = (
    gettext_noop("- Select an option -"),
    gettext_noop("Filter"),
    gettext_noop("Filter by %(field_name)s"),
    gettext_noop("History"),
)
