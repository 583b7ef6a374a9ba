"""Widgets of the editing pages."""

from django.contrib.admin.widgets import AutocompleteSelect


class KnownAutocomplete(AutocompleteSelect):
    """An autocomplete that need not ask the database for the entry it shows, where `known` holds it already."""

    known = None

    def optgroups(self, name, value, attr=None):
        if self.known is None or list(map(str, value)) != [str(self.known.pk)]:
            return super().optgroups(name, value, attr)
        empty = [] if self.is_required else [self.create_option(name, "", "", False, 0)]
        label = self.choices.field.label_from_instance(self.known)
        return [(None, [*empty, self.create_option(name, self.known.pk, label, True, len(empty))], 0)]
