"""What the editing pages are called; their language switch stands in `templates/admin/base_site.html`."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

admin.site.site_title = admin.site.site_header = "Duizhao 對照"
admin.site.index_title = _("Editing")
admin.site.empty_value_display = "–"
