"""Sort keys that any database can order by."""

import re

_NUMBER = re.compile(r"\d+")


def stroke_key(text: str) -> str:
    """Hex key that orders Chinese headwords by stroke count, Latin first.

    Big5 is arranged by strokes, so each character's cp950 bytes order it; characters outside cp950 come last.
    """
    return "".join(_stroke(char) for char in text)


def _stroke(char: str) -> str:
    try:
        return char.encode("cp950").hex().rjust(4, "0")
    except UnicodeEncodeError:
        return f"ffff{ord(char):06x}"


def latin_key(name: str) -> str:
    """Case-folded name with its numbers padded, so that 7B stands before 13B."""
    return _NUMBER.sub(lambda number: number[0].rjust(6, "0"), name.casefold())
