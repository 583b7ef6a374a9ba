"""Two versions of a text as pieces that stayed, went and came."""

import re
from difflib import SequenceMatcher
from typing import NamedTuple

# A Latin word, a run of spaces, or one character: Chinese is compared character by character.
_TOKEN = re.compile(r"[A-Za-z0-9_]+|\s+|.", re.DOTALL)
TOKENS = 1_500  # more are compared line by line, because the comparison is quadratic
LINES = 1_000  # more are not compared: the old text, then the new one
KEPT = 3  # where less than a third stayed, the text was written anew: the old one, then the new one
CONTEXT = 60  # characters of what stayed that are kept on each side of a change


class Piece(NamedTuple):
    """`kind`: same, del or ins."""

    kind: str
    text: str


def pieces(old: str, new: str) -> list[Piece]:
    """The way from `old` to `new`; long stretches that stayed are shortened in their middle."""
    before, after = _tokens(old, new)
    if len(before) > LINES and len(after) > LINES and max(len(before), len(after)) > TOKENS:
        return _whole(old, new)
    steps = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    kept = sum(_letters(before[a1:a2]) for kind, a1, a2, _b1, _b2 in steps if kind == "equal")
    if kept * KEPT < max(_letters(before), _letters(after)):
        return _whole(old, new)
    found = []
    for kind, a1, a2, b1, b2 in steps:
        if kind == "equal":
            found.append(Piece("same", "".join(before[a1:a2])))
            continue
        found += _whole("".join(before[a1:a2]), "".join(after[b1:b2]))
    return [_shortened(piece, place, len(found)) for place, piece in enumerate(found)]


def _letters(tokens):
    return sum(len(token) for token in tokens if token.isalnum())


def _whole(old, new):
    return [piece for piece in (Piece("del", old), Piece("ins", new)) if piece.text]


def _tokens(old, new):
    words = _TOKEN.findall(old), _TOKEN.findall(new)
    if max(map(len, words)) <= TOKENS:
        return words
    return old.splitlines(keepends=True), new.splitlines(keepends=True)


def _shortened(piece, place, count):
    """Only what stands next to a change is of interest."""
    head = CONTEXT if place else 0
    tail = CONTEXT if place < count - 1 else 0
    if piece.kind != "same" or len(piece.text) <= head + tail + CONTEXT:
        return piece
    return Piece("same", f"{piece.text[:head]} … {piece.text[len(piece.text) - tail :] if tail else ''}")
