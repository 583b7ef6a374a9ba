"""The address of a comparison: columns, use case, differences only, one group, one cell."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from kb.comparison import KINDS_COMPARED, subjects_by_key
from kb.comparison.table import GROUPS
from kb.forms.columns import moves, query
from kb.forms.query import ManySlugs, QueryForm, shown
from kb.forms.use_case import UseCaseField

COLUMNS = 6


class CellForm(QueryForm):
    """`cell`: the anchor of one cell whose evidence is asked for."""

    cell = forms.CharField(label=_("Cell"), required=False, max_length=300)


class CompareForm(CellForm):
    """`m` two to six times, `use_case`, `diff=1`, `group`, `cell`."""

    m = ManySlugs(label=_("Columns"))
    use_case = UseCaseField()
    diff = forms.ChoiceField(label=_("Differences only"), required=False, choices=[("1", _("yes")), ("0", _("no"))])
    group = forms.ChoiceField(label=_("Group"), required=False, choices=list(GROUPS.items()))

    allowed = {
        "m": _("The address names of 2 to 6 models (qwen2-5-7b-instruct) or kinds (kind:coder)."),
        "cell": _("The anchor of a cell of this comparison."),
    }

    def __init__(self, data, language, **kwargs):
        super().__init__(data, **kwargs)
        self.fields["use_case"].offer(language)

    def clean_m(self):
        """Up to six subjects in the order the reader named them; what is unknown or too many is told."""
        keys = self.cleaned_data["m"]
        found = subjects_by_key(keys)  # in database order; the reader's order decides the columns
        unknown = [shown(key) for key in keys if key not in found]
        known = [found[key] for key in keys if key in found]
        if unknown:
            message = ngettext(
                "No model or kind has this name: %(names)s. The others are compared.",
                "No model or kind has one of these names: %(names)s. The others are compared.",
                len(unknown),
            )
            self.tell("m", message % {"names": ", ".join(unknown)})
        if len(known) > COLUMNS:
            left_out = ", ".join(str(subject) for subject in known[COLUMNS:])
            message = _("Six columns fit. Left out: %(names)s. Remove a column to make room.")
            self.tell("m", message % {"names": left_out})
        return known[:COLUMNS]

    def subjects(self, asked, otherwise=KINDS_COMPARED) -> list:
        """The columns: those asked for, else `otherwise` (keys), by default the kinds of the founding note."""
        if asked["m"] or any(self.data.getlist("m")):
            return list(asked["m"])
        found = subjects_by_key(otherwise)
        return [found[key] for key in otherwise if key in found]

    def links(self, asked, keys) -> dict:
        """Query strings that keep this view: the moves of each column, differences or all rows, one group or all."""
        view = {
            "use_case": asked["use_case"].slug if asked["use_case"] else "",
            "diff": "1" if asked["diff"] == "1" else "",
            "group": asked["group"] or "",
        }
        return {
            "view": view,
            "moves": moves(keys, view),
            "here": query(keys, view),
            "all_groups": query(keys, view | {"group": ""}),
            "toggle_diff": query(keys, view | {"diff": "" if view["diff"] else "1"}),
            "room": COLUMNS - len(keys),
        }
