"""Forms of entries that have rules of their own, told beside the field in the editor's language."""

from urllib.parse import parse_qsl, urlsplit

from django import forms
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db.models import CheckConstraint
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from kb.forms.edit import EditForm
from kb.forms.edit_fields import QuantityField, WordsField, text_field
from kb.forms.targets import find, name_of
from kb.forms.translated import LANGUAGES, TranslatedForm
from kb.models import (
    Citation,
    LanguageModel,
    Rating,
    Score,
    SeedClaim,
    SeedLink,
    Source,
    Term,
    TextUnit,
)
from kb.text import TextRefused, canonical_url, cited_keys

NAMED_KIND = gettext_lazy(
    "Every model is of a kind: its specialisation (general or code) and its tuning (base, instruct or chat)."
)


class LanguageModelForm(TranslatedForm):
    """Sizes are written as people write them: 7B, 16K, 70億."""

    class Meta:
        model = LanguageModel
        fields = ()

    total_params = QuantityField(
        scale="params",
        required=False,
        label=gettext_lazy("Total parameters"),
        help_text=gettext_lazy("7B, 1.3B or an exact count. Empty means unknown."),
    )
    active_params = QuantityField(
        scale="params",
        required=False,
        label=gettext_lazy("Active parameters"),
        help_text=gettext_lazy("Parameters used for one token; equal to the total for a dense model."),
    )
    context_window = QuantityField(
        scale="tokens",
        required=False,
        label=gettext_lazy("Context window"),
        help_text=gettext_lazy("In tokens: 16K is 16,384, or an exact count. Empty means unknown."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "kind" in self.fields:
            self.fields["kind"].error_messages["required"] = NAMED_KIND

    def clean(self):
        cleaned = super().clean()
        total, active = cleaned.get("total_params"), cleaned.get("active_params")
        if total and active and active > total:
            self.add_error("active_params", _("Active parameters cannot exceed total parameters."))
        return cleaned


class RatingForm(TranslatedForm):
    """A partial says in both languages what is missing."""

    class Meta:
        model = Rating
        fields = ()

    def clean(self):
        cleaned = super().clean()
        try:
            Rating(level=cleaned.get("level", "")).require_note(self.languages_with("note"))
        except ValidationError as error:
            self._update_errors(error)
        return cleaned


class ScoreForm(TranslatedForm):
    """The figure keeps its digits; value and unit follow from it and are examined with it."""

    class Meta:
        model = Score
        fields = ()

    printed = forms.CharField(
        label=gettext_lazy("Figure as printed"),
        max_length=20,
        validators=[
            RegexValidator(r"^-?[0-9]{1,8}(\.[0-9]{1,4})?\Z", gettext_lazy("Write a plain number such as 37.6."))
        ],
        help_text=gettext_lazy("The digits as the source prints them: 37.60 stays 37.60."),
    )

    def clean(self):
        cleaned = super().clean()
        missing = [code for code in LANGUAGES if code not in self.languages_with("preference_reason")]
        if cleaned.get("preferred") and missing:
            self.add_error(
                "preferred", _("A preferred figure needs its reason in every language, because its rivals stay.")
            )
            for code in missing:
                self.add_error(text_field("preference_reason", code), _("Say why this figure is preferred."))
        return cleaned

    def _post_clean(self):
        """Value and unit are no fields of the form, so their rules would pass unseen."""
        super()._post_clean()
        if self.errors.keys() & {"printed", "protocol"} or not self.instance.unit:
            return
        for constraint in Score._meta.constraints:
            if isinstance(constraint, CheckConstraint):
                try:
                    constraint.validate(Score, self.instance)
                except ValidationError as error:
                    self.add_error("printed", error)


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


class SeedClaimForm(TranslatedForm):
    """A corrected claim shows its correction."""

    class Meta:
        model = SeedClaim
        fields = ()

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("outcome") == SeedClaim.Outcome.CORRECTED:
            for code in LANGUAGES:
                name = text_field("correction", code)
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, _("A corrected claim needs its corrected wording in every language."))
        return cleaned


class SeedLinkForm(EditForm):
    """Where a claim lives now, by name: `model:code-llama-7b-instruct`."""

    class Meta:
        model = SeedLink
        fields = ()

    entry = forms.CharField(
        label=gettext_lazy("Entry"),
        max_length=250,
        widget=forms.TextInput({"size": 60}),
        help_text=gettext_lazy(
            "What the entry is and its key: kind:coder, model:code-llama-7b, source:arxiv-2308.12950, "
            "rating:kind:coder/edit-code."
        ),
    )

    def prepare(self):
        if self.instance.pk:
            self.initial["entry"] = name_of(self.instance.target)

    def clean_entry(self):
        entry = find(self.cleaned_data["entry"])
        self.instance.content_type = ContentType.objects.get_for_model(type(entry))
        self.instance.object_id = entry.pk
        return self.cleaned_data["entry"].strip()

    def was_touched(self, name, mine, before):
        if name == "entry" and before is not None:
            before = {"entry": self.initial.get("entry")}
        return super().was_touched(name, mine, before)


class TermForm(TranslatedForm):
    """Lists of words are written one to a line."""

    class Meta:
        model = Term
        fields = ()

    english_synonyms = WordsField(
        "en", required=False, label=gettext_lazy("English synonyms"), help_text=gettext_lazy("One on each line.")
    )
    chinese_synonyms = WordsField(
        "zh-hant", required=False, label=gettext_lazy("Chinese aliases"), help_text=gettext_lazy("One on each line.")
    )
    banned_forms = WordsField(
        required=False,
        label=gettext_lazy("Forms to avoid"),
        help_text=gettext_lazy("Forms of other regions, one on each line: searched but not written."),
    )
