"""Sort keys that are stored, so that every database orders names the same way: all are ASCII."""

import re
import unicodedata

KEY_LENGTH = 400
NAME_KEY_LENGTH = 200
_DIGITS = re.compile(r"[0-9]+")


def stroke_key(text):
    """Order of Chinese headwords: Latin first, then Han by strokes. Lower-case hex, at most KEY_LENGTH characters.

    The key lists each character's bytes in cp950: Big5 is arranged by strokes, and its lead bytes come after ASCII.
    Characters that it lacks come last, by code point.
    """
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(_stroke_hex(char) for char in folded)[:KEY_LENGTH]


def _stroke_hex(char):
    try:
        return char.encode("cp950").hex()
    except UnicodeEncodeError:
        # No lead byte of cp950 is ff.
        return f"ff{ord(char):06x}"


def latin_key(name):
    """Natural order of names without regard to case: `Qwen2.5-7B` before `Qwen2.5-13B`. At most NAME_KEY_LENGTH long.

    Each number is preceded by the count of its digits, so that a longer number is a greater one.
    """
    folded = unicodedata.normalize("NFKC", name).casefold()
    return _DIGITS.sub(_counted, folded)[:NAME_KEY_LENGTH]


def _counted(match):
    number = match[0].lstrip("0") or "0"
    return f"{len(number):02d}{number}"
