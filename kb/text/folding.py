"""One form for words that readers take as equal, for plain matching."""

import re
import unicodedata

from kb.text.characters import HAN

_SIGNS = str.maketrans("“”„‟‘’‚‛‐‑‒–—−。、", "\"\"\"\"''''------.,")
# What Unicode lets every reader ignore: soft hyphen, joiners, direction marks, variation selectors and the like.
_IGNORED = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U0001d173-\U0001d17a\U000e0000-\U000e0fff]+"
)
_BESIDE_HAN = re.compile(rf"(?<=[{HAN}]) | (?=[{HAN}])")


def fold(text):
    """`text` in NFKC and without case, with plain punctuation, and without spaces beside Han characters.

    Full-width letters become narrow, curly quotes and dashes straight, runs of white space one space, invisible
    characters nothing: `ＧＰＴ 模型` and `gpt模型` fold to the same. Folding twice changes nothing.
    """
    # Case folding can undo the normal form, and so can taking characters away.
    folded = unicodedata.normalize("NFKC", text).casefold()
    folded = unicodedata.normalize("NFKC", _IGNORED.sub("", folded)).translate(_SIGNS)
    return _BESIDE_HAN.sub("", " ".join(folded.split()))


def contains_folded(haystack, needle):
    """True when `needle` stands in `haystack` as readers see it; an empty needle stands everywhere."""
    return fold(needle) in fold(haystack)
