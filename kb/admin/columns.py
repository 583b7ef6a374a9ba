"""Columns of the lists: how well the texts of an entry stand in each language, and short days."""

from django.conf import settings
from django.contrib import admin
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from kb.models import Origin, source_hash

WORDS = {
    "missing": _("missing"),
    "machine": _("machine"),
    "human": _("human"),
    "reviewed": _("reviewed"),
}
WORST_FIRST = list(WORDS)


def state_in(entry, language: str) -> tuple[str, bool] | None:
    """(worst state, whether any is outdated) of the texts of `entry` in `language`; None where there is none to have.

    A required text that is not there is missing; so is the translation of any that stands in the original language.
    Costs no query where `texts` was prefetched.
    """
    states, is_outdated = [], False
    for slot, kind in entry.slots.items():
        units = entry.units(slot)
        unit, original = units.get(language), units.get(entry.source_lang)
        if unit is None:
            if kind.required or original is not None:
                states.append("missing")
            continue
        states.append("reviewed" if unit.reviewed_at else "human" if unit.origin == Origin.HUMAN else "machine")
        if original is not None and unit is not original:
            is_outdated = is_outdated or unit.source_hash != source_hash(original.text)
    return (min(states, key=WORST_FIRST.index), is_outdated) if states else None


def language(code: str, name: str):
    """The column of a list for one language."""

    @admin.display(description=name, empty_value="–")
    def state(entry):
        found = state_in(entry, code)
        if found is None:
            return None
        state, is_outdated = found
        if is_outdated:
            return format_html(
                '<span class="state state-{}">{}</span> <span class="state state-outdated">{}</span>',
                state,
                WORDS[state],
                _("outdated"),
            )
        return format_html('<span class="state state-{}">{}</span>', state, WORDS[state])

    state.__name__ = f"texts_{code.replace('-', '_')}"
    return state


LANGUAGE_COLUMNS = tuple(language(code, name) for code, name in settings.LANGUAGES)


def day(name: str, label):
    """The column of a date, short and in the same form in every language."""

    @admin.display(description=label, ordering=name)
    def short(entry):
        value = getattr(entry, name)
        return format_html('<time class="day">{}</time>', value.isoformat()) if value else None

    short.__name__ = name
    return short
