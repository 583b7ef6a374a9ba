"""Addresses that a comparison leads to: the same view with a column moved, removed or added."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode


@dataclass(frozen=True, slots=True)
class ColumnMoves:
    """Query strings for one column; None where the move is not possible."""

    key: str
    remove: str | None
    earlier: str | None
    later: str | None


def query(keys: Sequence[str], view: dict[str, str]) -> str:
    """`m=a&m=b&use_case=…`: columns in order, then what else is set."""
    return urlencode([("m", key) for key in keys] + [(name, value) for name, value in view.items() if value])


def moves(keys: Sequence[str], view: dict[str, str]) -> list[ColumnMoves]:
    """What can be done with each column of `keys` while `view` (use case, diff, group) stays."""

    def swapped(one, other):
        if not (0 <= one < len(keys) and 0 <= other < len(keys)):
            return None
        order = list(keys)
        order[one], order[other] = order[other], order[one]
        return query(order, view)

    return [
        ColumnMoves(
            key,
            query([other for other in keys if other != key], view) if len(keys) > 1 else None,
            swapped(place, place - 1),
            swapped(place, place + 1),
        )
        for place, key in enumerate(keys)
    ]
