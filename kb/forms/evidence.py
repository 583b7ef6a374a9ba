"""Forms of sources and citations: one record for each address, and a verdict that says what it rests on."""

from urllib.parse import parse_qsl, urlsplit

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from kb.forms.translated import TranslatedForm
from kb.models import Citation, Source, TextUnit
from kb.text import TextRefused, canonical_url, cited_keys


class SourceForm(TranslatedForm):
    """One record for each address; `taken_out` names the parameters that were taken out of it."""

    taken_out: tuple[str, ...] | list[str] = ()

    class Meta:
        model = Source
        fields = ()

    # Longer than what is stored: tracking can make up most of an address.
    url = forms.URLField(
        max_length=800,
        required=False,
        assume_scheme="https",
        label=gettext_lazy("Address"),
        widget=forms.URLInput({"class": "vURLField"}),
        help_text=gettext_lazy("Tracking is taken out when it is saved; the address as first written is kept."),
    )

    def clean_key(self):
        key = self.cleaned_data["key"]
        former = self.initial.get("key")
        if former and key != former:
            units = TextUnit.objects.filter(text__contains=f"@{former}")
            citing = sum(former in cited_keys(unit.text) for unit in units)
            if citing:
                message = ngettext(
                    "%(count)d text cites this source by its key %(key)s; the key stays while it does.",
                    "%(count)d texts cite this source by its key %(key)s; the key stays while they do.",
                    citing,
                )
                raise ValidationError(message % {"count": citing, "key": former})
        return key

    def clean_url(self):
        """The canonical address; the one that was written is kept beside it where they differ."""
        written = (self.cleaned_data["url"] or "").strip()
        if not written:
            return None
        try:
            clean = canonical_url(written)
        except TextRefused as refused:
            raise ValidationError(refused.message, refused.code) from refused
        twin = Source.objects.filter(url=clean).exclude(pk=self.instance.pk).first()
        if twin:
            address = reverse("admin:kb_source_change", args=[twin.pk])
            told = _("There is a source with this address already; use it instead of a second record:")
            raise ValidationError(format_html('{} <a href="{}">{}</a>', told, address, f"{twin.key} – {twin.title}"))
        self.taken_out = [name for name in _parameters(written) if name not in _parameters(clean)]
        if written != clean and not self.instance.url_raw:
            self.instance.url_raw = written
        return clean

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("url") and cleaned.get("kind") != Source.Kind.SELF and "url" not in self.errors:
            self.add_error("url", _("Only the founding note itself has no address."))
        return cleaned


def _parameters(url):
    parts = urlsplit(url)
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    if "=" in parts.fragment:
        pairs += parse_qsl(parts.fragment.partition(":~:")[0], keep_blank_values=True)
    return list(dict.fromkeys(name for name, _value in pairs))


class CitationForm(TranslatedForm):
    """What a source is said to back, with the verdict of whoever looked and what the verdict rests on."""

    class Meta:
        model = Citation
        fields = ()

    backed_model = None  # the model that is cited for, where the form belongs to one

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "field" in self.fields:
            self.fields["field"] = self.field_choice()

    def field_choice(self):
        """The fields that a citation can back; one that is stored and not among them stays on offer."""
        model = self.backed_model or (self.instance.content_type.model_class() if self.instance.pk else None)
        names = backable(model)
        stored = self.instance.field
        if stored and stored not in names:
            names[stored] = stored
        return forms.ChoiceField(
            label=capfirst(_("field")),
            choices=[("", _("the whole entry")), *names.items()],
            required=False,
        )

    def clean(self):
        cleaned = super().clean()
        verdict, basis = cleaned.get("verdict"), cleaned.get("basis")
        if verdict in (None, Citation.Verdict.UNCHECKED):
            return cleaned
        if not basis:
            self.add_error("basis", _("Say what the verdict rests on; what nobody opened is “unchecked”."))
        elif verdict in ("supports", "partly") and basis == Citation.Basis.TITLE:
            self.add_error("basis", _("Only a source that was opened, at least in part, can support."))
        if not cleaned.get("checked_on") and "checked_on" not in self.errors:
            self.add_error("checked_on", _("A verdict needs the day of the check."))
        return cleaned

    def save(self, commit=True):
        """Whoever sets a verdict has checked it."""
        if "verdict" in self.changed_data or "checked_on" in self.changed_data:
            is_checked = self.instance.verdict != Citation.Verdict.UNCHECKED
            self.instance.checked_by = self.editor if is_checked else None
        return super().save(commit)


def backable(model) -> dict[str, str]:
    """Fields of a model that a citation can back, with their labels: facts and texts, not keys and switches."""
    if model is None:
        return {}
    left_out = {"slug", "key", "status", "source_lang", "position", "sort_name", "stroke_key"}
    columns = [*model._meta.concrete_fields, *model._meta.many_to_many]
    found = {one.name: capfirst(one.verbose_name) for one in columns if one.editable and not one.primary_key}
    found |= {name: capfirst(slot.label) for name, slot in getattr(model, "slots", {}).items()}
    return {name: label for name, label in found.items() if name not in left_out}
