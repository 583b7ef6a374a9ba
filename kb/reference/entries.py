"""Every type of entry under one roof: what it is called, which text is its main one, what of it readers may see."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from kb.models import (
    Benchmark,
    Capability,
    Comparison,
    Family,
    LanguageModel,
    LanguageSupport,
    ModelKind,
    Need,
    Note,
    Organization,
    Rating,
    Score,
    SeedClaim,
    Source,
    Statement,
    Status,
    Term,
    Tool,
    UseCase,
)


@dataclass(frozen=True, slots=True)
class EntryType:
    """A type of entry that a reader can open. `title` and `main` are text slots; no `title` means a fixed name."""

    code: str
    model: type[Model]
    label: Any
    title: str = ""
    main: str = "summary"
    page: bool = True  # False: it stands on a page with others

    def published(self) -> QuerySet:
        """What readers may see of this type."""
        objects = self.model._default_manager
        return objects.published() if hasattr(objects, "published") else objects.all()


ENTRY_TYPES = (
    EntryType("use-case", UseCase, _("Use cases"), title="name", main="answer"),
    EntryType("kind", ModelKind, _("Kinds"), title="name"),
    EntryType("model", LanguageModel, _("Models")),
    EntryType("family", Family, _("Families")),
    EntryType("capability", Capability, _("Capabilities"), title="name"),
    EntryType("benchmark", Benchmark, _("Benchmarks")),
    EntryType("comparison", Comparison, _("Comparisons"), title="title", main="introduction"),
    EntryType("note", Note, _("Notes"), title="title", main="body"),
    EntryType("term", Term, _("Glossary"), main="definition", page=False),
    EntryType("tool", Tool, _("Tools")),
    EntryType("organization", Organization, _("Organizations")),
    EntryType("source", Source, _("Sources"), main="note"),
    EntryType("seed-claim", SeedClaim, _("The founding note, claim by claim"), main="words", page=False),
)
BY_CODE = {each.code: each for each in ENTRY_TYPES}
CODE_OF = {each.model: each.code for each in ENTRY_TYPES}


def published_parts() -> dict[type[Model], QuerySet]:
    """Rows without a page of their own whose texts readers see on the page of an entry."""
    shown = Status.PUBLISHED
    return {
        Rating: Rating.objects.published(),
        Statement: Statement.objects.published(),
        LanguageSupport: LanguageSupport.objects.published(),
        Score: Score.objects.published(),
        Need: Need.objects.filter(use_case__status=shown, capability__status=shown),
    }


def published_owners() -> Q:
    """Texts whose owner readers may see; `Q` for `TextUnit`, one sub-query per type of owner."""
    owners = {each.model: each.published() for each in ENTRY_TYPES} | published_parts()
    types = ContentType.objects.get_for_models(*owners)
    return reduce(
        or_,
        (Q(content_type=types[model], object_id__in=rows.values("pk")) for model, rows in owners.items()),
    )


def name_in(entry, language: str) -> Any:
    """What a reader of `language` calls an entry: a ShownText, or a fixed name."""
    if isinstance(entry, Term):
        return entry.chinese if language.startswith("zh") else entry.english
    if isinstance(entry, (Source, SeedClaim)):
        return str(entry)
    title = BY_CODE[CODE_OF[type(entry)]].title
    return (entry.text_in(language, title) or entry.slug) if title else entry.name
