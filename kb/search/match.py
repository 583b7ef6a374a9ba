"""From what a person typed to what must be found: every part, in any of its forms."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kb.text import fold
from kb.text.characters import HAN

PARTS = 12  # of one question; more words than that narrow nothing
_RUNS = re.compile(rf"[{HAN}]+|[^\s{HAN}]+")
_OPEN_HAN = re.compile(rf"^[{HAN}]")
# What people put around words; inside a word (c++, pass@1, qwen2.5-coder) it stays.
_AROUND = "\"'`“”‘’「」『』《》〈〉（）()[]{}<>，。、；：？！,;:?!*…"
_JOINTS = re.compile(r"[\s._:/-]+")


@dataclass(frozen=True, slots=True)
class Question:
    """`whole`: everything typed, folded and joined; `parts`: for each part its forms, all folded."""

    whole: str
    parts: tuple[tuple[str, ...], ...]


def ask(text: str, groups: Iterable[Sequence[str]]) -> Question:
    """What to look for. groups: words that mean the same in either language (a term and its other forms).

    Runs of Han characters are cut at the words of `groups`, longest first. No part at all finds nothing.
    """
    forms = {}
    for group in groups:
        folded = tuple(dict.fromkeys(filter(None, (folded_text(word).strip() for word in group))))
        for word in folded:
            forms[word] = tuple(dict.fromkeys((*forms.get(word, ()), *folded)))
    typed = fold(text)
    parts = []
    # Folding takes out the blanks around Han characters, but two words with a blank between them are two.
    for run in (run for word in text.split() for run in _RUNS.findall(fold(word))):
        run = run.strip(_AROUND)
        if _OPEN_HAN.match(run):
            parts += _cut(run, forms)
        elif any(char.isalnum() for char in run):
            parts.append(run)
    chosen = list(dict.fromkeys(parts))[:PARTS]
    alternatives = [(part, *(form for form in forms.get(part, ()) if form != part)) for part in chosen]
    phrase = _JOINTS.sub(" ", typed).strip()
    if len(chosen) > 1 and phrase in forms:  # "fill in the middle" is one word of the field
        alternatives = [(phrase, *(form for form in forms[phrase] if form != phrase))]
    return Question(joined(typed), tuple(alternatives))


def _cut(run: str, words) -> list[str]:
    """A run of Han characters as the longest known words, what lies between them as it is."""
    longest = max(map(len, words), default=0)
    cut, rest, at = [], "", 0
    while at < len(run):
        ends = range(min(len(run), at + longest), at + 1, -1)
        word = next((run[at:end] for end in ends if run[at:end] in words), "")
        if word:
            cut += [rest] * bool(rest) + [word]
            rest, at = "", at + len(word)
        else:
            rest, at = rest + run[at], at + 1
    return cut + [rest] * bool(rest)


@lru_cache(maxsize=20_000)
def folded_text(text: str) -> str:
    """`fold`, remembered: the same stored texts are searched again and again."""
    return fold(text)


def joined(folded: str) -> str:
    """Without what separates the parts of a name: StarCoder, star coder and star-coder are one."""
    return _JOINTS.sub("", folded)


def holds(folded: str, form: str) -> bool:
    """True when a folded text has `form`: Han anywhere, Latin at the start of a word."""
    at = folded.find(form)
    if at < 0 or _OPEN_HAN.match(form):
        return at >= 0
    while at >= 0:
        before = folded[at - 1] if at else " "
        if not (before.isascii() and before.isalnum()):
            return True
        at = folded.find(form, at + 1)
    return False


def rank(question: Question, names: Sequence[str], texts: Sequence[str]) -> int | None:
    """How well an entry answers: 0 its very name, 1 a name that begins so, 2 in its names, 3 in its texts; else None.

    Every part must occur, in any form, in a name or text of the entry, of whatever language.
    """
    if not question.parts:
        return None
    folded_names = [folded_text(name) for name in names]
    short_names = [joined(name) for name in folded_names]
    if question.whole in short_names:
        return 0
    if question.whole and any(name.startswith(question.whole) for name in short_names):
        return 1
    in_names = [
        any(holds(name, form) for form in forms for name in folded_names)
        or any(joined(forms[0]) in name for name in short_names if len(forms[0]) > 2)
        for forms in question.parts
    ]
    if all(in_names):
        return 2
    folded_texts = [folded_text(text) for text in texts]
    found = all(
        there or any(holds(text, form) for form in forms for text in folded_texts)
        for there, forms in zip(in_names, question.parts, strict=True)
    )
    return 3 if found else None
