"""Forms of entries that have rules of their own, told beside the field in the editor's language."""

from django import forms
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db.models import CheckConstraint
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kb.forms.edit import EditForm
from kb.forms.edit_fields import QuantityField, WordsField, text_field
from kb.forms.targets import find, name_of
from kb.forms.translated import LANGUAGES, TranslatedForm
from kb.models import (
    LanguageModel,
    Rating,
    Score,
    SeedClaim,
    SeedLink,
    Term,
)

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
