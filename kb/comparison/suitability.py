"""Whether a subject suits a job, and why: a pure rule over needs and ratings.

Required capabilities decide, helpful ones order. An inherited rating ranks below an own one and never satisfies a
requirement; unknown is neither yes nor no.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from kb.comparison.tree import Coded

FITS = {
    "suits": _("suits"),
    "possible": _("possible, weaker"),
    "unknown": _("not enough known"),
    "unsuited": _("does not suit"),
}
ORDER = {code: place for place, code in enumerate(FITS)}
WORTH = {"yes": 2, "partial": 1}


@dataclass(frozen=True, slots=True)
class NeedOf:
    """One need of a use case: a capability, whether it is required, and its weight from 1 to 5."""

    capability: str
    label: Any
    url: str
    required: bool
    weight: int
    reason: Any = None


@dataclass(frozen=True, slots=True)
class Held:
    """The level at which a subject has a capability; `inherited` is "", "family" or "kind"."""

    level: str
    inherited: str = ""
    note: Any = None


@dataclass(frozen=True, slots=True)
class Reason:
    """What one need contributes: `effect` is one of the fits, for helpful needs "helps", "lacks" or "unknown"."""

    need: NeedOf
    held: Held
    effect: str


@dataclass(frozen=True, slots=True)
class Suitability:
    """The judgement on one subject.

    `merit` orders within a fit: weight × (2 for yes, 1 for partial) × (2 for an own rating, 1 for an inherited one).
    """

    fit: Coded
    merit: int
    reasons: tuple[Reason, ...]

    @property
    def deciding(self) -> tuple[Reason, ...]:
        """The required needs that made it less than suited; of those met, all."""
        short = tuple(r for r in self.reasons if r.need.required and r.effect == self.fit.code != "suits")
        return short or tuple(reason for reason in self.reasons if reason.need.required)

    @property
    def rank(self) -> tuple[int, int]:
        return ORDER[self.fit.code], -self.merit


def _required(held: Held) -> str:
    if held.level == "no":
        return "unsuited"
    if held.level not in WORTH:
        return "unknown"
    return "suits" if held.level == "yes" and not held.inherited else "possible"


def _helpful(held: Held) -> str:
    return {"no": "lacks", "yes": "helps", "partial": "helps"}.get(held.level, "unknown")


def judge(needs: Iterable[NeedOf], held: Mapping[str, Held]) -> Suitability:
    """Judge a subject by `held`, the level per capability slug; a capability that is absent is unknown."""
    unknown, reasons, merit = Held("unknown"), [], 0
    for need in needs:
        has = held.get(need.capability, unknown)
        reasons.append(Reason(need, has, _required(has) if need.required else _helpful(has)))
        merit += need.weight * WORTH.get(has.level, 0) * (1 if has.inherited else 2)
    decided = [reason.effect for reason in reasons if reason.need.required]
    # The worst requirement decides; a no is worse than not knowing.
    fit = max(decided, key=ORDER.__getitem__, default="unknown")
    return Suitability(Coded(fit, FITS[fit]), merit, tuple(reasons))
