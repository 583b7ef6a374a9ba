"""Texts: from what people write to what is stored, sorted, matched and safely shown. Knows no model."""

from kb.text.addresses import canonical_url, domain, has_tracking
from kb.text.characters import HAN, HiddenCharacter, clean_text, hidden_characters, refuse_hidden
from kb.text.citations import Reference
from kb.text.corrections import render_correction
from kb.text.folding import contains_folded, fold
from kb.text.limits import LINE_LENGTH, NOTE_LENGTH, TextRefused, check_line, check_note
from kb.text.markdown import cited_keys, plain, render_line, render_note
from kb.text.quantities import QuantityRefused, exact, format_params, format_tokens, gloss_params, parse_quantity
from kb.text.slugs import SLUG, SOURCE_KEY, validate_slug, validate_source_key
from kb.text.sorting import latin_key, stroke_key
from kb.text.typography import BannedForm, Fault, banned_forms, faults

__all__ = [
    "HAN",
    "LINE_LENGTH",
    "NOTE_LENGTH",
    "SLUG",
    "SOURCE_KEY",
    "BannedForm",
    "Fault",
    "HiddenCharacter",
    "QuantityRefused",
    "Reference",
    "TextRefused",
    "banned_forms",
    "canonical_url",
    "check_line",
    "check_note",
    "cited_keys",
    "clean_text",
    "contains_folded",
    "domain",
    "exact",
    "faults",
    "fold",
    "format_params",
    "format_tokens",
    "gloss_params",
    "has_tracking",
    "hidden_characters",
    "latin_key",
    "parse_quantity",
    "plain",
    "refuse_hidden",
    "render_correction",
    "render_line",
    "render_note",
    "stroke_key",
    "validate_slug",
    "validate_source_key",
]
