"""One form for words that readers take as equal, for plain matching."""

import re
import unicodedata

from kb.text.characters import HAN, is_hidden

_SIGNS = str.maketrans("“”„‟‘’‚‛‐‑‒–—−。、", "\"\"\"\"''''------.,")
_BESIDE_HAN = re.compile(rf"(?<=[{HAN}]) | (?=[{HAN}])")


def fold(text):
    """`text` in NFKC and without case, with plain punctuation, and without spaces beside Han characters.

    Full-width letters become narrow, curly quotes and dashes straight, runs of white space one space, invisible
    characters nothing: `ＧＰＴ 模型` and `gpt模型` fold to the same. Folding twice changes nothing.
    """
    folded = unicodedata.normalize("NFKC", text).casefold()
    folded = "".join(char for char in folded if char.isspace() or not is_hidden(char))
    folded = unicodedata.normalize("NFKC", folded).translate(_SIGNS)
    return _BESIDE_HAN.sub("", " ".join(folded.split()))


def contains_folded(haystack, needle):
    """True when `needle` stands in `haystack` as readers see it; an empty needle stands everywhere."""
    return fold(needle) in fold(haystack)
