"""What the pure part builds a comparison from: plain records, as `load` brings them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from kb.comparison.suitability import NeedOf
from kb.comparison.tree import Coded, Entry, Figure, Job, RowHead, Subject


@dataclass(frozen=True, slots=True)
class Erratum:
    """A claim of the founding note that was corrected or rejected, and bears on what is compared."""

    key: str
    url: str
    outcome: Coded
    words: Any
    correction: Any
    reason: Any


@dataclass(slots=True)
class Material:
    """What the pure part builds a comparison from."""

    columns: list[Subject] = field(default_factory=list)
    heads: list[RowHead] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    figures: list[tuple[str, Figure]] = field(default_factory=list)
    use_case: Job | None = None
    needs: list[NeedOf] = field(default_factory=list)
    errata: list[Erratum] = field(default_factory=list)
