"""The one renderer: Markdown that people wrote to HTML that is safe on any page.

The order is limits, Markdown, bleach, nh3. What a page adds itself (citations, the frame of a table) never passes
through the sanitisers and cannot come from a text: it replaces tokens after the last pass.
"""

import re
from functools import lru_cache
from html.parser import HTMLParser

from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from kb.text.characters import clean_text
from kb.text.citations import Citation
from kb.text.dialect import parse_line, parse_note
from kb.text.finish import TableStart
from kb.text.limits import NOTE_LENGTH, check_length, check_line, check_note
from kb.text.sanitise import sanitise

# What was rendered once is kept: more texts than the site shows, so a few megabytes.
KEPT_NOTES = 1024
KEPT_LINES = 4096
_BLOCKS = {"blockquote", "br", "h2", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "pre", "table", "tr", "ul"}
_CELLS = {"td", "th"}


def render_note(text, citations=None, *, anchor=""):
    """`text` (Markdown, up to NOTE_LENGTH characters) as a SafeString of blocks.

    `citations` maps source keys to References; a cited key that it lacks stays visible, marked in words. `anchor`
    (a slug) keeps the ids of headings apart where one page shows several notes. Raises TextRefused.
    """
    return _page_html(_note(text, anchor), citations)


def render_line(text, citations=None):
    """`text` (Markdown, up to LINE_LENGTH characters) as a SafeString without blocks: emphasis, code, links, citations.

    Line breaks count as spaces. Raises TextRefused.
    """
    return _page_html(_line(text), citations)


def cited_keys(text):
    """The source keys that `text` cites, each once, in order of first appearance. Raises TextRefused."""
    cited = (key for piece in _note(text, "") if isinstance(piece, Citation) for key in piece.keys)
    return tuple(dict.fromkeys(cited))


def plain(text):
    """`text` (Markdown) as plain words for summaries and snippets: a line for each block, no citations.

    Not HTML: whoever shows it escapes it. Raises TextRefused.
    """
    words = _Words()
    pieces = _note(text, "")
    for piece, following in zip(pieces, [*pieces[1:], ""], strict=True):
        if isinstance(piece, str):
            words.feed(piece.rstrip(" ") if isinstance(following, Citation) else piece)
    words.close()
    lines = (" ".join(line.split()) for line in "".join(words.parts).split("\n"))
    return "\n".join(line for line in lines if line)


@lru_cache(maxsize=KEPT_NOTES)
def _note(text, anchor):
    text = _checked(text, check_note)
    return _pieces(*parse_note(text, anchor))


@lru_cache(maxsize=KEPT_LINES)
def _line(text):
    text = _checked(text, check_line)
    pieces = _pieces(*parse_line(text))
    first, last = pieces[0].removeprefix("<p>"), pieces[-1].removesuffix("</p>")
    if len(pieces) == 1:
        return (first.removesuffix("</p>"),)
    return (first, *pieces[1:-1], last)


def _checked(text, check):
    # Before cleaning as well: putting characters into their normal form takes time too.
    check_length(text, NOTE_LENGTH)
    text = clean_text(text)
    check(text)
    return text


def _pieces(unsafe, inserts):
    """Safe HTML (str) in turn with what the page puts in: always begins and ends with HTML."""
    safe = sanitise(unsafe).strip()
    parts = re.split(rf"{inserts.name}(\d+)\.", safe)
    return tuple(inserts.items[int(part)] if index % 2 else part for index, part in enumerate(parts))


def _page_html(pieces, citations):
    references = citations or {}
    return mark_safe("".join(_piece_html(piece, references) for piece in pieces))  # noqa: S308 sanitised by _pieces


def _piece_html(piece, references):
    if isinstance(piece, Citation):
        return piece.html(references)
    if isinstance(piece, TableStart):
        label = _("Table %(number)d") % {"number": piece.number}
        return format_html('<div class="table" role="region" tabindex="0" aria-label="{}">', label)
    return piece


class _Words(HTMLParser):
    """Collects the text of safe HTML, with a line for each block and a space for each cell."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.parts = []
        self.in_code = False

    def handle_starttag(self, tag, attrs):
        self.in_code = self.in_code or tag == "pre"
        self._separate(tag)

    def handle_endtag(self, tag):
        self.in_code = self.in_code and tag != "pre"
        self._separate(tag)

    def handle_data(self, data):
        self.parts.append(data if self.in_code else data.replace("\n", " "))

    def _separate(self, tag):
        if tag in _BLOCKS:
            self.parts.append("\n")
        elif tag in _CELLS:
            self.parts.append(" ")
