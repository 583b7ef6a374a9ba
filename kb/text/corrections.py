"""What was struck out and what was put in its place, as the founding note's ledger shows it."""

import re

from django.utils.html import escape, format_html, format_html_join

from kb.text.characters import clean_text
from kb.text.limits import LINE_LENGTH, check_length

# A mark stands at the words it holds; C++ is a name, so two plus signs after a letter or digit open nothing.
_CORRECTION = re.compile(
    r"~~(?=\S)(?P<del>(?:(?!~~|\n).)+)(?<=\S)~~|(?<![A-Za-z0-9+])\+\+(?=[^\s+])(?P<ins>(?:(?!\+\+(?!\+)|\n).)+)(?<=\S)\+\+"
)


def render_correction(text):
    """Plain `text` as a SafeString where `~~struck~~` is `<del>` and `++inserted++` is `<ins>`; all else is escaped.

    No other markup is read and marks do not nest. Raises TextRefused over LINE_LENGTH characters.
    """
    check_length(text, LINE_LENGTH)
    text, parts, position = clean_text(text), [], 0
    for match in _CORRECTION.finditer(text):
        parts.append(escape(text[position : match.start()]))
        parts.append(_marked(match))
        position = match.end()
    parts.append(escape(text[position:]))
    return format_html_join("", "{}", ((part,) for part in parts))


def _marked(match):
    if match["del"]:
        return format_html("<del>{}</del>", match["del"])
    return format_html("<ins>{}</ins>", match["ins"])
