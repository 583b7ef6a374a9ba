"""Sizes as people write and read them: 7.6B parameters, 16K tokens, 70 億."""

import re
import unicodedata
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext_lazy as _

DIGITS = 18  # of what people may type
_QUANTITY = re.compile(r"(?P<number>\d{1,18}(?:,\d{3})*(?:\.\d{1,9})?)\s*(?P<unit>[kmbtKMBT]|千|萬|万|億|亿|兆)?")
_CHINESE = {"千": 10**3, "萬": 10**4, "万": 10**4, "億": 10**8, "亿": 10**8, "兆": 10**12}
#: k and m of tokens are powers of two, as makers mean them; of parameters they are powers of ten.
_SCALES = {
    "tokens": {"k": 2**10, "m": 2**20} | _CHINESE,
    "params": {"k": 10**3, "m": 10**6, "b": 10**9, "t": 10**12} | _CHINESE,
}


class QuantityRefused(ValueError):
    """What was typed is no size; the message says what is allowed."""

    def __str__(self):
        return str(self.args[0])


def parse_quantity(text: str, scale: str = "tokens") -> int:
    """A count from `16k`, `１６Ｋ`, `16,384`, `1.6萬`, `7b`, `70億`; `scale` is "tokens" (16K is 16,384) or "params".

    Raises QuantityRefused for anything else, for zero, and for more digits than any model has.
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    found = _QUANTITY.fullmatch(plain)
    units = _SCALES[scale]
    unit = (found["unit"] or "").lower() if found else ""
    if not found or (unit and unit not in units):
        raise QuantityRefused(_("Write a size such as 16K, 16,384 or 1.6萬 (tokens), 7B or 70億 (parameters)."))
    count = Decimal(found["number"].replace(",", "")) * units.get(unit, 1)
    if count != count.to_integral_value() or not 0 < count < 10**DIGITS:
        raise QuantityRefused(_("Write a size such as 16K, 16,384 or 1.6萬 (tokens), 7B or 70億 (parameters)."))
    return int(count)


def _short(value: Decimal) -> str:
    """At most one decimal, none when it is zero."""
    rounded = value.quantize(Decimal("0.1"), ROUND_HALF_UP)
    return f"{rounded:f}".removesuffix(".0")


def format_params(count: int) -> str:
    """7_615_616_512 -> "7.6B", 494_032_768 -> "0.5B", 671_000_000_000 -> "671B"."""
    return f"{_short(Decimal(count) / 10**9)}B"


def format_tokens(count: int) -> str:
    """131_072 -> "128K", 200_000 -> "200K", 1_048_576 and 1_000_000 -> "1M", 512 -> "512"."""
    for size, letter in ((2**20, "M"), (10**6, "M"), (2**10, "K"), (10**3, "K")):
        if count >= size and count % size == 0:
            return f"{count // size}{letter}"
    return exact(count)


def exact(count: int) -> str:
    """16384 -> "16,384"."""
    return f"{count:,}"


def gloss_params(count: int) -> str:
    """Parameters as running Chinese has them: 7_000_000_000 -> "70 億"."""
    return f"{_short(Decimal(count) / 10**8)} 億"
