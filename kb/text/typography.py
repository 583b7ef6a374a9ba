"""Faults of typography in prose: Han beside Latin, full-width punctuation, words of other regions.

Code, addresses, citation keys and placeholders are exempt. These are hints for editors and checks on our own texts;
nothing here changes a text.
"""

import re
from typing import NamedTuple

from kb.text.characters import FULL_WIDTH, HAN
from kb.text.verbatim import MASK, masked

_EXCERPT = 12
# Marks of emphasis are not seen, so what stands on either side of them is adjacent.
_MARKS = r"[*_]{0,3}"
_LATIN = "A-Za-z0-9"


class Fault(NamedTuple):
    """What is wrong (a stable code), where, and the text around it."""

    code: str
    offset: int
    excerpt: str


def _patterns(**patterns):
    return {code.replace("_", "-"): re.compile(pattern, re.MULTILINE) for code, pattern in patterns.items()}


_CHINESE = _patterns(
    # 2025年7月9日 is written without spaces inside; so is a year or a month alone.
    missing_space=rf"[{HAN}]{_MARKS}(?=[{_LATIN}])(?<![年月](?=[0-9]))|[A-Za-z0-9]{_MARKS}(?=[{HAN}])(?<![0-9](?=[年月日]))",
    extra_space=rf"(?<=[{HAN}{_LATIN}{FULL_WIDTH}*_.,;:?!])(?<!^) {{2,}}(?=[^ |\n])",
    space_beside_punctuation=rf"(?<=[{FULL_WIDTH}]){_MARKS} +(?=[^ |\n])|(?<=[^ |\n>\-]) +{_MARKS}(?=[{FULL_WIDTH}])",
    space_between_han=rf"(?<=[{HAN}])(?<![0-9][年月日]){_MARKS} {_MARKS}(?=[{HAN}])",
    wide_space=r"\u3000",
    half_width_punctuation=(
        rf"(?<=[{HAN}]){_MARKS} ?[,;:?!()]|[,;:?!()] ?{_MARKS}(?=[{HAN}])|(?<=[{HAN}])\.(?![.\w{MASK}])"
    ),
    quotation_marks=rf"[“”]|(?<=[{HAN}])\"|\"(?=[{HAN}])",
    ellipsis=rf"(?<=[{HAN}{FULL_WIDTH}]){_MARKS} ?\.{{3,}}|\.{{3,}}(?= ?[{HAN}])|(?<!…)…(?!…)",
    # A line of nothing but dashes underlines a heading or a table's head.
    dash=r"(?<![-|:])--(?![-|:])(?!(?<=^--)$)|(?<!—)—(?!—)",
)
_ENGLISH = _patterns(
    # Beside Han it belongs to a Chinese word or title that is quoted.
    full_width_punctuation=rf"(?<![{HAN}])[{FULL_WIDTH}](?![{HAN}])",
    extra_space=r"(?<=[^\s|]) {2,}(?=[^\s|])",
)


def faults(text, language):
    """Every Fault of `text` (Markdown or a plain string) in `language`, "zh-hant" or "en", in order.

    Codes for zh-hant: missing-space, extra-space, space-beside-punctuation, space-between-han, wide-space,
    half-width-punctuation, quotation-marks, ellipsis, dash, simplified. For en: full-width-punctuation, extra-space.
    """
    prose = masked(text)
    patterns = _CHINESE if language == "zh-hant" else _ENGLISH
    found = [
        Fault(code, match.start(), _excerpt(text, match.start()))
        for code, pattern in patterns.items()
        for match in pattern.finditer(prose)
    ]
    if language == "zh-hant":
        found += [
            Fault("simplified", offset, _excerpt(text, offset))
            for offset, char in enumerate(prose)
            if not char.isascii() and _is_simplified(char)
        ]
    return sorted(found, key=lambda fault: (fault.offset, fault.code))


def _excerpt(text, offset):
    return text[max(0, offset - _EXCERPT) : offset + _EXCERPT].replace("\n", " ")


def _is_simplified(char):
    """True for a Han character that the mainland's basic set has and Taiwan's lacks."""
    return "\u4e00" <= char <= "\u9fff" and _encodes(char, "gb2312") and not _encodes(char, "cp950")


def _encodes(char, encoding):
    try:
        char.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


class BannedForm(NamedTuple):
    """A form that is not ours, what to write instead, and where it stands."""

    form: str
    instead: str
    offset: int


def banned_forms(text, banned):
    """Every BannedForm of `text` in order, the longest form first; code and addresses are skipped.

    `banned` maps forms to what we write. A form that maps to itself is right, and hides shorter ones within it
    (文件字串 is, although 文件 may be banned). Latin forms match whole words, without regard to case.
    """
    known = {form.casefold(): (form, instead) for form, instead in banned.items() if form}
    if not known:
        return []
    longest_first = sorted(known, key=len, reverse=True)
    pattern = re.compile("|".join(_whole_word(form) for form in longest_first), re.IGNORECASE)
    found = []
    for match in pattern.finditer(masked(text)):
        form, instead = known.get(match[0].casefold(), (match[0], match[0]))
        if form != instead:
            found.append(BannedForm(form, instead, match.start()))
    return found


def _whole_word(form):
    before = r"(?<![A-Za-z0-9])" if form[0].isascii() and form[0].isalnum() else ""
    after = r"(?![A-Za-z0-9])" if form[-1].isascii() and form[-1].isalnum() else ""
    return before + re.escape(form) + after
