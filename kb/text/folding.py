"""Folding for plain matching: width, case, and the spaces between scripts do not matter."""

import re
import unicodedata

from kb.text.characters import HAN

_BETWEEN_SCRIPTS = re.compile(rf"(?<=[{HAN}])\s+(?=\w)|(?<=\w)\s+(?=[{HAN}])")


def fold(text: str) -> str:
    """NFKC, case folded, runs of white space as one, none between Han and Latin."""
    folded = " ".join(unicodedata.normalize("NFKC", text).casefold().split())
    return _BETWEEN_SCRIPTS.sub("", folded)


def contains_folded(haystack: str, needle: str) -> bool:
    """Whether the words of `needle` all occur in `haystack`, both folded."""
    folded = fold(haystack)
    return all(word in folded for word in fold(needle).split())
