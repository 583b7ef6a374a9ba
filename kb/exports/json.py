"""A tree of dataclasses as JSON-ready values."""

from collections.abc import Mapping, Set
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

from django.utils.functional import Promise

from kb.comparison.tree import Coded
from kb.models import ShownText


def as_json(value: Any) -> Any:
    """Dictionaries, lists, strings, numbers, booleans and None for anything that a tree may hold.

    A `Coded` becomes its code, a `ShownText` every language it has and its state, a date ISO 8601, a Decimal a number,
    unknown (None) null. A dataclass gives its fields and the properties that its `exported` names. Raises TypeError
    for anything else, so that a database row can never slip into an answer.
    """
    if isinstance(value, Coded):
        return value.code
    if isinstance(value, ShownText):
        return {**dict(value.versions), "state": value.state, "outdated": value.outdated}
    if isinstance(value, Enum):
        return value.value
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Promise):
        return str(value)
    if is_dataclass(value) and not isinstance(value, type):
        names = [field.name for field in fields(value)] + list(getattr(type(value), "exported", ()))
        return {name: as_json(getattr(value, name)) for name in names}
    if isinstance(value, Mapping):
        return {str(key): as_json(item) for key, item in value.items()}
    if isinstance(value, Set):
        return sorted(as_json(item) for item in value)
    if isinstance(value, (list, tuple)):
        return [as_json(item) for item in value]
    raise TypeError(f"{type(value).__name__} has no form in JSON")
