"""Characters: one stored form for every text, and those that nobody sees."""

import unicodedata
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from kb.text.limits import TextRefused

# Ranges for character classes of regular expressions: Han characters, and the punctuation set between them.
HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af\u3007"
FULL_WIDTH = "，。、；：？！（）「」『』《》〈〉【】〔〕～"
# More marks on one letter than any language writes; sorting them is quadratic.
COMBINING_RUN = 30
_NEW_LINES = str.maketrans({"\r": "\n", "\u2028": "\n", "\u2029": "\n"})
# Drawn as nothing although their category is that of letters, marks or symbols.
_BLANK = {
    *(0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0),
    *range(0x180B, 0x1810),
    *range(0xFE00, 0xFE10),
    *range(0xE0100, 0xE01F0),
}
_SPACES = {" ", "\u3000"}


class HiddenCharacter(NamedTuple):
    """A character that editors should be shown: where it stands, `U+202E`, and its Unicode name."""

    offset: int
    code: str
    name: str


def clean_text(text):
    """`text` in the form in which it is stored: NFC, LF line ends, no space at the end of a line.

    Raises TextRefused for NUL and other control characters, lone surrogates, non-characters, and letters under
    heaps of combining marks. Cleaning twice changes nothing.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").translate(_NEW_LINES)
    _refuse_broken(text)
    lines = unicodedata.normalize("NFC", text).split("\n")
    return "\n".join(line.rstrip() for line in lines)


def _refuse_broken(text):
    marks = 0
    for offset, char in enumerate(text):
        if char.isascii() and char.isprintable():
            marks = 0
            continue
        marks = marks + 1 if unicodedata.combining(char) else 0
        if _is_broken(char) or marks > COMBINING_RUN:
            raise TextRefused(
                _("The text holds a character that cannot be stored: %(code)s at position %(position)d. Remove it."),
                "broken_character",
                code=_code(char),
                position=offset + 1,
            )


def _is_broken(char):
    """Controls other than tab and line feed, surrogates, and the code points that are no characters."""
    if char in "\n\t":
        return False
    point = ord(char)
    return unicodedata.category(char) in {"Cc", "Cs"} or point & 0xFFFE == 0xFFFE or 0xFDD0 <= point <= 0xFDEF


def hidden_characters(text):
    """Every HiddenCharacter of `text` in order: bidi controls, zero-width and other invisible characters.

    Tab and line feed are layout, not hidden; spaces other than U+0020 and the full-width one are hidden,
    because they look like them and are not equal to them.
    """
    return [
        HiddenCharacter(offset, _code(char), unicodedata.name(char, "CONTROL CHARACTER"))
        for offset, char in enumerate(text)
        if not char.isascii() and _is_hidden(char) or char.isascii() and _is_broken(char)
    ]


def _is_hidden(char):
    category = unicodedata.category(char)
    if category in {"Zs", "Zl", "Zp"}:
        return char not in _SPACES
    return category in {"Cf", "Cc", "Cs"} or ord(char) in _BLANK


def _code(char):
    return f"U+{ord(char):04X}"


def refuse_hidden(value):
    """Validator for names, titles, slugs and keys: ValidationError for any character that a reader cannot see."""
    hidden = hidden_characters(value) or [
        HiddenCharacter(offset, _code(char), "") for offset, char in enumerate(value) if char in "\t\n"
    ]
    if hidden:
        raise ValidationError(
            _("Invisible characters are not allowed here: %(code)s at position %(position)d."),
            code="hidden_character",
            params={"code": hidden[0].code, "position": hidden[0].offset + 1},
        )
