"""The history page of an entry, and what every row of history says of the change it belongs to."""

from django.contrib.admin.utils import unquote
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.dispatch import receiver
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from simple_history.models import HistoricalRecords
from simple_history.signals import pre_create_historical_record

from kb.admin.changes import ROWS, changes_of

PER_PAGE = 25


@receiver(pre_create_historical_record)
def tell_reason_and_moment(sender, history_instance, **kwargs):
    """Everything that one request saves has the editor's reason and one moment, so that it reads as one change."""
    request = getattr(HistoricalRecords.context, "request", None)
    if request is None or not hasattr(request, "change_reason"):
        return
    request.change_moment = getattr(request, "change_moment", None) or timezone.now()
    history_instance.history_date = request.change_moment
    history_instance.history_change_reason = request.change_reason or history_instance.history_change_reason


class HistoryPage:
    """Replaces the history page of the admin. There is no way back to an old version by a click: it would bring back
    the columns without their texts."""

    def history_parts(self, entry):
        """(model, filters) for the rows that this admin edits below the entry."""
        content_type = ContentType.objects.get_for_model(type(entry))
        for inline in self.inlines:
            if hasattr(inline, "ct_field"):
                yield inline.model, {"content_type": content_type, "object_id": entry.pk}
            else:
                fk = next(one for one in inline.model._meta.fields if one.related_model is type(entry))
                yield inline.model, {fk.name: entry.pk}

    def history_view(self, request, object_id, extra_context=None):
        entry = self.get_object(request, unquote(object_id))
        if entry is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_view_or_change_permission(request, entry):
            raise PermissionDenied
        page = Paginator(changes_of(entry, list(self.history_parts(entry))), PER_PAGE).get_page(request.GET.get("p"))
        context = {
            **self.admin_site.each_context(request),
            "title": _("History of %(entry)s") % {"entry": entry},
            "object": entry,
            "opts": self.opts,
            "module_name": capfirst(self.opts.verbose_name_plural),
            "page": page,
            "rows": ROWS,
            **(extra_context or {}),
        }
        return TemplateResponse(request, "admin/kb/history.html", context)
