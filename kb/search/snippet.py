"""Where in a text the words stand: the original text, cut around the first of them, with all of them marked."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kb.search.match import Question
from kb.text import fold
from kb.text.characters import HAN

WINDOW_HAN, WINDOW_LATIN = 60, 160
_HAN = re.compile(rf"[{HAN}]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the original text; `found` when it is what was looked for."""

    text: str
    found: bool = False


def mark(text: str, question: Question) -> tuple[Piece, ...]:
    """The whole of `text`, cut where the words of the question begin and end."""
    return _pieces(text, _spans(text, question), 0, len(text))


def snippet(text: str, question: Question) -> tuple[Piece, ...]:
    """About 60 Han or 160 Latin characters of `text` around the first word found; from its start when none is."""
    text = " ".join(text.split())
    spans = _spans(text, question)
    width = WINDOW_HAN if len(_HAN.findall(text)) * 3 > len(text) else WINDOW_LATIN
    start = max(0, spans[0][0] - width // 3) if spans else 0
    end = min(len(text), start + width)
    start, end = _at_pause(text, start, backwards=True), _at_pause(text, end)
    pieces = _pieces(text, spans, start, end)
    before = (Piece("…"),) if start else ()
    after = (Piece("…"),) if end < len(text) else ()
    return (*before, *pieces, *after)


def _at_pause(text: str, place: int, backwards: bool = False) -> int:
    """`place`, moved by at most twenty characters to a blank or a punctuation mark."""
    if place in (0, len(text)):
        return place
    reach = range(place, max(0, place - 20), -1) if backwards else range(place, min(len(text), place + 20))
    return next((at + backwards for at in reach if text[at] in " ，。；：、！？"), place)


def _spans(text: str, question: Question) -> list[tuple[int, int]]:
    """Where the forms of the question stand in the original, merged and in order."""
    searched, origin = _folded_with_origin(text)
    spans = []
    for form in {form for forms in question.parts for form in forms}:
        at = searched.find(form)
        while at >= 0:
            spans.append((origin[at], origin[at + len(form) - 1] + 1))
            at = searched.find(form, at + len(form))
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _folded_with_origin(text: str) -> tuple[str, list[int]]:
    """`fold(text)`, and for each of its characters the place in the original that it came from."""
    folded, origin = [], []
    for place, char in enumerate(text):
        if char.isspace():
            beside = (folded[-1] if folded else " ", text[place + 1] if place + 1 < len(text) else " ")
            if any(each.isspace() or _HAN.match(each) for each in beside):
                continue
        # Folding may lengthen (ﬁ becomes fi) a character.
        for result in " " if char.isspace() else fold(char):
            folded.append(result)
            origin.append(place)
    return "".join(folded), origin


def _pieces(text, spans, start, end) -> tuple[Piece, ...]:
    pieces, at = [], start
    for first, last in spans:
        first, last = max(first, start), min(last, end)
        if first >= last:
            continue
        pieces += [Piece(text[at:first]), Piece(text[first:last], True)]
        at = last
    return tuple(piece for piece in (*pieces, Piece(text[at:end])) if piece.text)
