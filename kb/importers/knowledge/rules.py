"""The constraints of the models, checked for many objects at once.

`full_clean` asks the database several questions for each object. Here a check constraint is worked out in Python and a
unique one costs one query for a whole model, so that a first load of thousands of rows stays a matter of seconds. The
database still has the last word.
"""

import operator
from collections.abc import Iterable, Iterator

from django.db import models

_COMPARE = {
    "exact": operator.eq,
    "lt": operator.lt,
    "lte": operator.le,
    "gt": operator.gt,
    "gte": operator.ge,
    "in": lambda value, allowed: value in allowed,
}


def broken_checks(obj) -> Iterator[tuple[tuple[str, ...], str]]:
    """(names of the fields, message) of each check constraint that `obj` breaks."""
    for constraint in obj._meta.constraints:
        if isinstance(constraint, models.CheckConstraint) and holds(constraint.condition, obj) is False:
            yield tuple(dict.fromkeys(_names(constraint.condition))), constraint.get_violation_error_message()


def holds(condition: models.Q, obj) -> bool | None:
    """Whether `condition` is true of `obj`; None where SQL would say unknown, which breaks no check.

    Raises LookupError for a lookup that no model uses yet.
    """
    answers = [
        holds(child, obj) if isinstance(child, models.Q) else _lookup(*child, obj) for child in condition.children
    ]
    if condition.connector == models.Q.AND:
        answer = False if False in answers else None if None in answers else True
    elif condition.connector == models.Q.OR:
        answer = True if True in answers else None if None in answers else False
    else:
        raise LookupError(f"a condition joined by {condition.connector}")
    return (None if answer is None else not answer) if condition.negated else answer


def _lookup(path, expected, obj):
    name, _, lookup = path.partition("__")
    value = _value(obj, name)
    if isinstance(expected, models.F):
        expected = _value(obj, expected.name)
    if lookup == "isnull":
        return (value is None) == expected
    compare = _COMPARE.get(lookup or "exact")
    if compare is None:
        raise LookupError(f"a condition on {path}")
    return None if value is None or expected is None else compare(value, expected)


def _value(obj, name):
    return getattr(obj, obj._meta.get_field(name).attname)


def _names(condition):
    for child in condition.children:
        yield from _names(child) if isinstance(child, models.Q) else [child[0].partition("__")[0]]


def clashes(model, objects: Iterable, leaving=frozenset()) -> Iterator[tuple[object, tuple[str, ...], object, str]]:
    """(object, names of the fields, the object or primary key that has the values already, message or "").

    objects: all new and changed objects of `model`; each has a primary key, which need not be in the database.
    leaving: primary keys of the rows that will be removed before these are written.
    """
    objects = list(objects)
    if not objects:
        return
    passed_over = {one.pk for one in objects} | leaving
    for names, condition, message in _unique(model):
        columns = [model._meta.get_field(name).attname for name in names]
        mine = [one for one in objects if condition is None or holds(condition, one)]
        if not mine:
            continue
        queryset = model._base_manager.filter(condition) if condition else model._base_manager
        taken = {tuple(values): pk for pk, *values in queryset.values_list("pk", *columns) if pk not in passed_over}
        for one in mine:
            values = tuple(getattr(one, column) for column in columns)
            if None in values:
                continue
            other = taken.setdefault(values, one)
            if other is not one:
                yield one, names, other, message


def _unique(model):
    """(field names, condition, message) of each rule of uniqueness."""
    for one in model._meta.concrete_fields:
        if one.unique and not one.primary_key:
            yield (one.name,), None, ""
    for constraint in model._meta.constraints:
        if isinstance(constraint, models.UniqueConstraint):
            message = constraint.violation_error_message
            default = models.UniqueConstraint.default_violation_error_message
            yield constraint.fields, constraint.condition, "" if message == default else str(message)
