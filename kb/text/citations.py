"""Citations inside a text: `[@source-key]`, or several at once `[@one; @other]`."""

from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _


@dataclass(frozen=True, slots=True)
class Reference:
    """A source as a text's readers see it: its number in the list of sources, address and title.

    The list itself belongs to the page; its entry for this reference has the id `cite-<number>`.
    """

    number: int
    url: str
    title: str


@dataclass(frozen=True, slots=True)
class Citation:
    """A place in a text that cites: `keys` of sources; `linked` is False inside a link, which may hold no other."""

    keys: tuple[str, ...]
    linked: bool = True

    def html(self, references):
        """Numbers that lead to the list of sources; a key that `references` lacks stays visible, and says so."""
        return format_html_join("", "{}", ([self._one(key, references.get(key))] for key in self.keys))

    def _one(self, key, reference):
        if reference is None:
            missing = _("[@%(key)s: missing citation]") % {"key": key}
            return format_html('<span class="cite-missing">{}</span>', missing)
        if not self.linked:
            return format_html('<sup class="cite">[{}]</sup>', reference.number)
        label = _("Source %(number)d: %(title)s") % {"number": reference.number, "title": reference.title}
        return format_html(
            '<sup class="cite"><a href="#cite-{}" aria-label="{}">[{}]</a></sup>',
            reference.number,
            label,
            reference.number,
        )


def keys_of(group):
    """The keys in the text between the square brackets of a citation, each once, in order."""
    return tuple(dict.fromkeys(part.strip().removeprefix("@") for part in group.split(";")))
