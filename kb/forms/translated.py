"""The form of an entry with texts: one area for each slot and language, saved with the entry itself."""

from __future__ import annotations

from dataclasses import replace

from django.conf import settings
from django.forms.models import ModelFormMetaclass
from django.utils.html import format_html
from django.utils.translation import gettext as _

from kb.forms.edit import EditForm
from kb.forms.edit_fields import SlotField, html_language, text_field
from kb.forms.seen import Seen, digest, original_with_hash
from kb.models import Origin, Source, Status, TextUnit, source_hash
from kb.text import cited_keys

LANGUAGES = dict(settings.LANGUAGES)


class TranslatedFormMetaclass(ModelFormMetaclass):
    """Declares a `SlotField` for each slot and language of the model that `Meta` names."""

    def __new__(mcs, name, bases, attrs):
        model = getattr(attrs.get("Meta"), "model", None)
        inherited = {field for base in bases for field in getattr(base, "declared_fields", ())}
        for slot, kind in getattr(model, "slots", {}).items():
            for code, language_name in settings.LANGUAGES:
                field = text_field(slot, code)
                if field not in inherited:
                    attrs.setdefault(field, SlotField(slot, kind, code, language_name))
        return super().__new__(mcs, name, bases, attrs)


def form_for(model, base=None):
    """The form of a model with texts that has no rules beyond those of its fields."""
    meta = type("Meta", (), {"model": model, "fields": ()})
    return TranslatedFormMetaclass(f"{model.__name__}Form", (base or TranslatedForm,), {"Meta": meta})


class TranslatedForm(EditForm, metaclass=TranslatedFormMetaclass):
    """Columns and texts of an entry together; the texts go through `Translated.set_text`."""

    # --- What stands

    @property
    def slot_fields(self) -> dict[str, SlotField]:
        return {name: field for name, field in self.fields.items() if isinstance(field, SlotField)}

    def prepare(self):
        entry = self.instance
        if "status" in self.fields:
            self.fields["status"].help_text = _("A draft may lack texts; readers get “not found” at its address.")
        found = list(entry.texts.all()) if entry.pk else []
        self.units: dict[str, TextUnit] = {text_field(unit.field, unit.language): unit for unit in found}
        for name, field in self.slot_fields.items():
            unit = self.units.get(name)
            if unit:
                self.initial[name] = unit.text
                field.help_text = self.state_of(field, unit)

    def standing(self):
        texts = {name: digest(unit.text) for name, unit in self.units.items() if name in self.fields}
        machine = tuple(name for name in texts if self.units[name].origin == Origin.MACHINE)
        return Seen(self.version(), texts, machine)

    def state_of(self, field, unit):
        """In words: who wrote a text, whether it was reviewed, whether its original has moved since."""
        original = self.units.get(text_field(field.slot, self.instance.source_lang))
        is_outdated = (
            unit.language != self.instance.source_lang and original and (unit.source_hash != source_hash(original.text))
        )
        if unit.reviewed_at:
            state = _("Reviewed.")
        elif unit.origin == Origin.HUMAN:
            state = _("Written by a person, not reviewed.")
        else:
            state = _("Written by a machine, not reviewed.")
        return format_html("{} {}", state, _("Outdated: its original has changed since.")) if is_outdated else state

    # --- What was sent

    def was_touched(self, name, mine, before):
        if name in self.slot_fields:
            return digest(mine or "") != self.showed.texts.get(name, "")
        return super().was_touched(name, mine, before)

    def has_moved(self, name, now, before):
        if name in self.slot_fields:
            return self.stands.texts.get(name, "") != self.showed.texts.get(name, "")
        return super().has_moved(name, now, before)

    def stands_after_merge(self):
        """A translation that was typed before its original moved stays tied to the original its translator saw."""
        made_from = {}
        for name, field, mine in self.sent():
            if name not in self.slot_fields or not self.was_touched(name, mine, None):
                continue
            original = text_field(field.slot, self.instance.source_lang)
            hash_ = self.original_of(name, digest(mine or ""), original)
            if name != original and hash_ != self.stands.texts.get(original, ""):
                made_from[name] = (digest(mine or ""), hash_)
        return replace(self.stands, made_from=made_from)

    def original_of(self, name, typed, original):
        """The hash of the original that the editor had before them when they typed a translation."""
        kept, hash_ = self.showed.made_from.get(name, ("", ""))
        return hash_ if kept == typed else self.showed.texts.get(original, "")

    @property
    def columns_changed(self):
        return any(name not in self.slot_fields for name in self.changed_data)

    def clean(self):
        cleaned = super().clean()
        self.require_texts(cleaned)
        self.require_sources(cleaned)
        return cleaned

    def languages_with(self, slot) -> list[str]:
        """The languages in which the form now has a text for a slot."""
        return [code for code in LANGUAGES if self.cleaned_data.get(text_field(slot, code))]

    def require_texts(self, cleaned):
        """Required texts stand in every language before readers see the entry; a draft may lack them."""
        if cleaned.get("status", Status.PUBLISHED) == Status.DRAFT:
            return
        for name, field in self.slot_fields.items():
            if field.kind.required and not cleaned.get(name) and name not in self.errors:
                self.add_error(name, self.told_required())

    def told_required(self):
        if "status" in self.fields:
            return _("What is published needs this text in every language; save a draft until it is written.")
        return _("This text is needed in every language.")

    def require_sources(self, cleaned):
        """Every `[@key]` of a text leads to a source."""
        cited = {name: cited_keys(cleaned[name]) for name in self.slot_fields if "[@" in (cleaned.get(name) or "")}
        wanted = {key for found in cited.values() for key in found}
        known = set(Source.objects.filter(key__in=wanted).values_list("key", flat=True)) if wanted else set()
        for name, found in cited.items():
            missing = [key for key in found if key not in known]
            if missing:
                message = _("There is no source with this key: %(keys)s. Add the source first.")
                self.add_error(name, message % {"keys": ", ".join(missing)})

    def hidden_characters(self) -> list[tuple[str, str]]:
        """(label, codes) of each changed text that holds characters nobody sees."""
        found = []
        for name, field in self.slot_fields.items():
            codes = field.hidden_in(self.cleaned_data.get(name) or "") if name in self.changed_data else ()
            if codes:
                found.append((str(field.label), ", ".join(codes)))
        return found

    def told(self, name, theirs):
        if name not in self.slot_fields:
            return super().told(name, theirs)
        lang = html_language(self.slot_fields[name].language)
        return format_html(
            '{} <blockquote class="theirs" lang="{}">{}</blockquote>', _("Saved meanwhile:"), lang, theirs or "–"
        )

    # --- Saving

    def save(self, commit=True):
        entry = super().save(commit)
        if commit:
            self.save_texts()
        else:
            save_relations = self.save_m2m

            def save_m2m():
                save_relations()
                self.save_texts()

            self.save_m2m = save_m2m
        return entry

    def save_texts(self):
        """Write the texts that were changed, originals first: a translation is stamped with its original."""
        entry = self.instance
        in_order = sorted(self.slot_fields.items(), key=lambda item: item[1].language != entry.source_lang)
        for name, field in in_order:
            text = self.cleaned_data.get(name, "")
            if name in self.changed_data:
                made_from = self.made_from(name, field, text)
                entry.set_text(field.slot, field.language, text, made_from=made_from, **self.provenance(name, text))
            elif self.follows_turned_original(name, field):
                entry.set_text(field.slot, field.language, self.units[name].text)
        getattr(entry, "_prefetched_objects_cache", {}).pop("texts", None)

    def provenance(self, name, text):
        """A text that a person changed is theirs and waits for review; one carried into a copy stays what it was."""
        if not self.units and name in self.showed.machine and digest(text) == self.showed.texts.get(name):
            return {"origin": Origin.MACHINE}
        return {
            "origin": Origin.HUMAN,
            "author": self.editor,
            "engine": "",
            "reviewed_by": None,
            "reviewed_at": None,
        }

    def made_from(self, name, field, text):
        """The original behind a translation as its translator saw it; None where that is the one that stands."""
        entry = self.instance
        original = text_field(field.slot, entry.source_lang)
        if name == original or original in self.changed_data or not self.units:
            return None
        hash_ = self.original_of(name, digest(text), original)
        if hash_ == self.stands.texts.get(original, ""):
            return None
        return original_with_hash(entry, field.slot, entry.source_lang, hash_)

    def follows_turned_original(self, name, field):
        """Whether a text that was the original is now the translation of one that was current, both left as they were.

        Turning the direction alone makes neither of them outdated.
        """
        entry = self.instance
        if "source_lang" not in self.changed_data or field.language != self.initial.get("source_lang"):
            return False
        original = text_field(field.slot, entry.source_lang)
        if name not in self.units or original not in self.units or original in self.changed_data:
            return False
        return self.units[original].source_hash == source_hash(self.units[name].text)
