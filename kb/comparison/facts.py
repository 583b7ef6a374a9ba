"""The facts of a model as rows: what each is called, what it says, and where it leads."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kb.comparison.tree import Link
from kb.models import LanguageModel, ModelKind, known_part
from kb.text import exact, format_params, format_tokens

YES_NO = {True: _("yes"), False: _("no"), None: ""}


@dataclass(frozen=True, slots=True)
class Fact:
    """`read(model, language)` gives (value, label, links, detail); a value of None is unknown."""

    key: str
    label: Any
    read: Callable[[LanguageModel, str], tuple]
    cited_as: str = ""

    @property
    def field(self):
        """The field that citations of this fact name."""
        return self.cited_as or self.key


def _plain(name):
    def read(model, language):
        value = getattr(model, name)
        return value or None, value, (), ""

    return read


def _amount(name, form):
    def read(model, language):
        count = getattr(model, name)
        return (count, form(count), (), exact(count)) if count else (None, "", (), "")

    return read


def _whether(name):
    def read(model, language):
        value = getattr(model, name)
        return value, YES_NO[value], (), ""

    return read


def _choice(name):
    def read(model, language):
        return getattr(model.kind, name), getattr(model.kind, f"get_{name}_display")(), (), ""

    return read


def _released(model, language):
    if model.released_on is None:
        return None, "", (), ""
    shown = known_part(model.released_on, model.released_precision)
    return shown, shown, (), ""


def _linked(name):
    def read(model, language):
        entry = model
        for step in name.split("."):
            entry = getattr(entry, step, None)
        if entry is None or not getattr(entry, "is_published", True):
            return None, "", (), ""
        return entry.slug, entry.name, (Link(entry.name, entry.get_absolute_url()),), ""

    return read


def _licence(model, language):
    if model.licence is None:
        return None, "", (), ""
    links = (Link(model.licence.name, model.licence.url),) if model.licence.url else ()
    return model.licence.slug, model.licence.name, links, model.licence.text_in(language, "summary") or ""


def _training(model, language):
    methods = tuple(model.training_methods.all())
    links = tuple(Link(method.text_in(language, "name") or str(method), "") for method in methods)
    return tuple(method.slug for method in methods) or None, "", links, ""


MODEL_FACTS = (
    Fact("organization", _("Publisher"), _linked("family.organization")),
    Fact("family", _("Family"), _linked("family")),
    Fact("specialisation", _("Specialisation"), _choice("specialisation"), cited_as="kind"),
    Fact("tuning", _("Tuning"), _choice("tuning"), cited_as="kind"),
    Fact("total_params", pgettext_lazy("model size", "Parameters"), _amount("total_params", format_params)),
    Fact("active_params", _("Active parameters"), _amount("active_params", format_params)),
    Fact("context_window", _("Context window"), _amount("context_window", format_tokens)),
    Fact("licence", _("Licence"), _licence),
    Fact("open_weights", _("Open weights"), _whether("open_weights")),
    Fact("released_on", _("Release date"), _released),
    Fact("based_on", _("Based on"), _linked("based_on")),
    Fact("training_methods", _("Training methods"), _training),
    Fact("retired", _("Retired"), _whether("retired")),
    Fact("huggingface_id", _("Hugging Face id"), _plain("huggingface_id")),
)
KIND_FACTS = ("specialisation", "tuning")


def read_kind_fact(kind: ModelKind, key: str) -> tuple:
    """As `Fact.read`, for a kind: only specialisation and tuning apply; the rest is "na"."""
    if key not in KIND_FACTS:
        return "na", _("not applicable"), (), ""
    return getattr(kind, key), getattr(kind, f"get_{key}_display")(), (), ""
