"""Sizes of models and context windows: integers in storage, `7B` and `128K` for people."""

import re
import unicodedata
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from kb.text.limits import TextRefused

MOST_DIGITS = 15
_THOUSAND, _MILLION, _BILLION, _TRILLION = (10**power for power in (3, 6, 9, 12))
_KIBI, _MEBI = 2**10, 2**20
_HAN_UNITS = {"萬": 10**4, "万": 10**4, "億": 10**8, "亿": 10**8, "兆": 10**12}
UNITS = {
    "tokens": {"": 1, "k": _KIBI, "m": _MEBI, **_HAN_UNITS},
    "params": {"": 1, "k": _THOUSAND, "m": _MILLION, "b": _BILLION, "t": _TRILLION, **_HAN_UNITS},
}
_EXAMPLES = {
    "tokens": _("Write a number of tokens such as 16K, 16,384, 1M or 1.6萬; K is 1,024 tokens and M is 1,048,576."),
    "params": _("Write a number of parameters such as 7B, 1.3B, 350M or 70億; B is a billion and M a million."),
}
_QUANTITY = re.compile(
    r"(?P<number>[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?) ?(?P<unit>[kmbt萬万億亿兆]?)"
    r"(?: ?(?:tokens?|parameters?|params?))?"
)


class QuantityRefused(TextRefused):
    """What was written is no quantity that can be stored."""


def exact(number):
    """`number` with all its digits, grouped by three: `16,384`."""
    return f"{number:,}"


def format_params(number):
    """A count of parameters, as models are named: `7.6B`, `0.5B`, `671B`; below 0.4 billion in millions, `350M`."""
    if number >= _TRILLION - _BILLION // 2:
        return f"{_short(number, _TRILLION)}T"
    if number < 400 * _MILLION:
        return f"{_short(number, _MILLION)}M"
    return f"{_short(number, _BILLION)}B"


def format_tokens(number):
    """A length in tokens as it is commonly named: `16K` for 16,384, `200K` for 200,000, `1M` for 1,048,576.

    What is whole in thousands counts by 1,000 (128,000 is `128K`), else what is whole in 1,024s by 1,024; what is
    whole in neither is rounded.
    """
    if number < _THOUSAND:
        return str(number)
    if number >= _MILLION - _THOUSAND // 2:
        return f"{_short(number, _MEBI if number * 10 % _MEBI == 0 else _MILLION)}M"
    return f"{_short(number, _KIBI if number % _THOUSAND and number % _KIBI == 0 else _THOUSAND)}K"


def gloss_params(number):
    """A count of parameters in Chinese units, the gloss beside `7B`: `70 億`, `6,710 億`, `3,300 萬`, `1.5 兆`."""
    if number >= 10**12:
        return f"{_short(number, 10**12)} 兆"
    if number >= 10**8:
        return f"{_short(number, 10**8, one_decimal_below=10)} 億"
    return f"{_short(number, 10**4, one_decimal_below=10)} 萬"


def _short(number, unit, one_decimal_below=100):
    """`number` in `unit`s: with one decimal that is not zero below `one_decimal_below`, else whole; halves go up."""
    tenths = (number * 10 + unit // 2) // unit
    if tenths < one_decimal_below * 10 and tenths % 10:
        return f"{tenths // 10}.{tenths % 10}"
    return exact((number + unit // 2) // unit)


def parse_quantity(written, scale="tokens"):
    """The integer that a person means by `written`: `16K`, `１６Ｋ`, `16,384`, `1.6萬`, `70億`, `7b`.

    `scale` is "tokens", where K is 1,024 and M is 1,048,576, or "params", where K, M, B and T count by 1,000. The
    Chinese units are decimal in both. A fraction of one is rounded. Raises QuantityRefused for anything else, and
    for more than MOST_DIGITS digits.
    """
    text = unicodedata.normalize("NFKC", written[:100]).strip().casefold()
    match = _QUANTITY.fullmatch(text)
    unit = UNITS[scale].get(match["unit"]) if match else None
    if unit is None:
        raise QuantityRefused(_EXAMPLES[scale], "quantity")
    digits = match["number"].replace(",", "")
    value = int(Decimal(digits) * unit + Decimal("0.5")) if len(digits) <= MOST_DIGITS else None
    if value is None or value >= 10**MOST_DIGITS:
        raise QuantityRefused(
            _("The number is too long; at most %(limit)d digits are allowed."), "too_long", limit=MOST_DIGITS
        )
    return value
