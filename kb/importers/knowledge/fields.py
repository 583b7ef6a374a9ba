"""From the words of a file to the values of a field. Each converter returns a value or raises Refused with a reason."""

import datetime
import re
from collections import Counter
from typing import NamedTuple

from kb.importers.knowledge.faults import Refused
from kb.importers.knowledge.read import Rows
from kb.models import DatePrecision
from kb.text import QuantityRefused, TextRefused, clean_text, parse_quantity

FIGURE = re.compile(r"-?\d{1,12}(?:\.\d{1,8})?\Z", re.ASCII)
NUMBER = re.compile(r"\d{1,9}\Z", re.ASCII)
DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?\Z", re.ASCII)
SUBJECTS = {"kind": "kinds", "family": "families", "model": "models"}
TARGETS = SUBJECTS | {
    "organization": "organizations",
    "tool": "tools",
    "capability": "capabilities",
    "use-case": "use_cases",
    "source": "sources",
    "benchmark": "benchmarks",
    "note": "notes",
    "comparison": "comparisons",
    "term": "terms",
    "seed-claim": "seed_claims",
    "rating": "ratings",
    "statement": "statements",
}


class Ref(NamedTuple):
    """Another entry, by its list and its key there."""

    list: str
    key: str

    def __str__(self):
        return f"{self.list}.{self.key}"


class PartialDate(NamedTuple):
    """The first day of what is known, and how much that is."""

    day: datetime.date
    precision: str


def word(raw):
    """A line of text, stripped and in the stored form. Numbers and dates stay as they are written."""
    if isinstance(raw, bool):
        raise Refused(f"{str(raw).lower()} is no word; quote it if the word is meant")
    if not isinstance(raw, str):
        raise Refused("must be one word or line of text, not a list or mapping")
    if not raw.strip():
        raise Refused("is empty; leave it out where it is not known")
    try:
        line = raw.strip() if raw.isascii() and raw.isprintable() else clean_text(raw).strip()
    except TextRefused as error:
        raise Refused(error.message) from error
    if "\n" in line:
        raise Refused("must be one line; fold it with >-")
    return line


def number(raw):
    """A whole number of at most nine digits."""
    if not NUMBER.match(word(raw)):
        raise Refused(f"{word(raw)[:40]!r} is not a whole number")
    return int(raw)


def figure(raw):
    """A figure as printed, digits and all: "37.60" stays so."""
    if not FIGURE.match(word(raw)):
        raise Refused(f"{word(raw)[:40]!r} is not a plain figure such as 37.60")
    return word(raw)


def quantity(scale):
    """A size of one `scale`: an exact count, or parameters such as 7.6B (10⁹), tokens such as 16K (2¹⁰)."""

    def convert(raw):
        try:
            return parse_quantity(word(raw), scale)
        except QuantityRefused as refused:
            raise Refused(refused) from refused

    return convert


def boolean(raw):
    if not isinstance(raw, bool):
        raise Refused("must be true or false")
    return raw


def partial_date(raw):
    """`2023-08-24`, `2023-08` or `2023`."""
    match = DAY.match(word(raw))
    if not match:
        raise Refused(f"{word(raw)[:40]!r} is no date; write 2023-08-24, 2023-08 or 2023")
    year, month, day = match.groups()
    try:
        date = datetime.date(int(year), int(month or 1), int(day or 1))
    except ValueError as error:
        raise Refused(f"{raw} is no date ({error})") from error
    precision = DatePrecision.DAY if day else DatePrecision.MONTH if month else DatePrecision.YEAR
    return PartialDate(date, precision.value)


def date(raw):
    """A day that is known whole."""
    day = partial_date(raw)
    if day.precision != DatePrecision.DAY:
        raise Refused(f"{raw} is not a whole date; write one like 2023-08-24")
    return day.day


def choice(values):
    """One of `values`."""

    def convert(raw):
        # A forgotten quotation mark would turn none of the words of any list into true or false.
        if not isinstance(raw, str) or raw not in values:
            raise Refused(f"must be one of {', '.join(values)}")
        return raw

    return convert


def reference(list_name):
    """The key of an entry of one list."""

    def convert(raw):
        return Ref(list_name, word(raw))

    return convert


def typed_reference(lists):
    """`type:key` with a type of `lists` (type to list name)."""

    def convert(raw):
        kind, colon, key = word(raw).partition(":")
        if not colon or not key or kind not in lists:
            raise Refused(f"{word(raw)[:80]!r} must be {', '.join(f'{kind}:…' for kind in lists)}")
        return Ref(lists[kind], key)

    return convert


subject = typed_reference(SUBJECTS)
column = typed_reference({name: SUBJECTS[name] for name in ("kind", "model")})
target = typed_reference(TARGETS)


def each(convert):
    """A list of different values that `convert` takes."""

    def convert_all(raw):
        if not isinstance(raw, Rows):
            raise Refused("must be a list")
        values = [convert(item) for item in raw]
        twice = [value for value, times in Counter(values).items() if times > 1]
        if twice:
            raise Refused(f"{twice[0]} stands twice")
        return values

    return convert_all
