"""The vocabulary of the knowledge base, one module per concept."""

from kb.models.capability import (
    Aspect,
    Capability,
    LanguageSupport,
    Level,
    Need,
    Rating,
    Statement,
    UseCase,
)
from kb.models.catalogue import Family, Licence, Organization, Tool
from kb.models.evidence import Citation, Source
from kb.models.language_model import LanguageModel, ModelAlias, ModelKind, TrainingMethod
from kb.models.loading import FixtureRecord
from kb.models.measurement import NOT_APPLICABLE, Benchmark, Protocol, Score, Unit
from kb.models.naming import DatePrecision, known_part
from kb.models.notes import Comparison, ComparisonColumn, Note, SeedClaim, SeedLink, Term
from kb.models.publishing import Status
from kb.models.translation import Origin, ShownText, TextSlot, TextUnit, Translated, source_hash

__all__ = [
    "NOT_APPLICABLE",
    "Aspect",
    "Benchmark",
    "Capability",
    "Citation",
    "Comparison",
    "ComparisonColumn",
    "DatePrecision",
    "Family",
    "FixtureRecord",
    "LanguageModel",
    "LanguageSupport",
    "Level",
    "Licence",
    "ModelAlias",
    "ModelKind",
    "Need",
    "Note",
    "Organization",
    "Origin",
    "Protocol",
    "Rating",
    "Score",
    "SeedClaim",
    "SeedLink",
    "ShownText",
    "Source",
    "Statement",
    "Status",
    "Term",
    "TextSlot",
    "TextUnit",
    "Tool",
    "TrainingMethod",
    "Translated",
    "Unit",
    "UseCase",
    "known_part",
    "source_hash",
]
