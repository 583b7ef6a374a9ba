"""Entries by the names that people type: `model:code-llama-7b`, `source:arxiv-2308.12950`, `seed-claim:S4`."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from kb.models import (
    Benchmark,
    Capability,
    Comparison,
    Family,
    LanguageModel,
    ModelKind,
    Note,
    Organization,
    Rating,
    SeedClaim,
    Source,
    Statement,
    Term,
    Tool,
    UseCase,
)

BY_SLUG = {
    "organization": Organization,
    "family": Family,
    "kind": ModelKind,
    "model": LanguageModel,
    "tool": Tool,
    "capability": Capability,
    "use-case": UseCase,
    "benchmark": Benchmark,
    "note": Note,
    "comparison": Comparison,
    "term": Term,
}
# Known by their subject and one thing more: `rating:model:code-llama-7b/fill-in-the-middle`.
BY_SUBJECT = {"rating": (Rating, "capability"), "statement": (Statement, "aspect")}
_SUBJECT = re.compile(r"(?P<type>kind|family|model):(?P<slug>[a-z0-9-]+)/(?P<row>[a-z0-9-]+)")


def name_of(entry) -> str:
    """The name by which `find` finds an entry; empty for one that has none."""
    for kind, model in BY_SLUG.items():
        if isinstance(entry, model):
            return f"{kind}:{entry.slug}"
    for kind, (model, row) in BY_SUBJECT.items():
        if isinstance(entry, model):
            return f"{kind}:{entry.subject_key}/{getattr(entry, row).slug}"
    if isinstance(entry, Source):
        return f"source:{entry.key}"
    return f"seed-claim:{entry.key}" if isinstance(entry, SeedClaim) else ""


def find(name: str):
    """The entry that `name` names. Raises ValidationError, which says what a name looks like."""
    kind, _colon, key = name.strip().partition(":")
    found = _rows(kind, key)
    if found is None:
        raise ValidationError(
            _("Write what the entry is and its key, such as %(example)s; there are %(kinds)s."),
            code="no_name",
            params={
                "example": "model:code-llama-7b-instruct",
                "kinds": ", ".join([*BY_SLUG, "source", "seed-claim", *BY_SUBJECT]),
            },
        )
    entry = found.first()
    if entry is None:
        raise ValidationError(_("There is no entry %(name)s."), code="no_entry", params={"name": name.strip()})
    return entry


def _rows(kind, key):
    """What the key can mean; None where it is no key of that kind."""
    if kind in BY_SLUG:
        return BY_SLUG[kind].objects.filter(slug=key)
    if kind == "source":
        return Source.objects.filter(key=key)
    if kind == "seed-claim" and re.fullmatch(r"S[0-9]{1,4}", key):
        return SeedClaim.objects.filter(number=int(key[1:]))
    match = _SUBJECT.fullmatch(key) if kind in BY_SUBJECT else None
    if match:
        model, row = BY_SUBJECT[kind]
        return model.objects.filter(**{f"{match['type']}__slug": match["slug"], f"{row}__slug": match["row"]})
    return None
