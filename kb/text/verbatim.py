"""Where a Markdown text is verbatim: code, addresses and citation keys, which no rule of prose may touch."""

import re
from dataclasses import dataclass

_FENCE_OPENS = re.compile(r"^(`{3,}+|~{3,}+)([^`\n]*)$", re.MULTILINE)
_BLANK_LINES = re.compile(r"\n[ \t]*\n")
_BACKTICKS = re.compile(r"(\\*)(`+)")
ADDRESS = re.compile(r"(?:https?://|mailto:|www\.)[^\s<>\"'`，。、；：？！（）「」『』《》〈〉]+", re.IGNORECASE)
CITATION = re.compile(r"\[(@[^\[\]@;\s]{1,100}(?:\s*;\s*@[^\[\]@;\s]{1,100}){0,19})\]")
DEFINITION = re.compile(
    r"^ {0,3}\[(?!@)([^\[\]\n]{1,100})\]: +<?([^\s<>]{1,1000})>?(?: +\"([^\"\n]{0,300})\")? *$", re.MULTILINE
)
_LINK_TARGET = re.compile(
    r"\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*\)|\]\[[^\[\]\n]*\]|^ {0,3}\[[^\[\]\n]+\]:.*$", re.MULTILINE
)
# What gettext and templates fill in: never prose of the text itself.
_PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd%]|\{\w*\}|</?[A-Za-z][^<>\n]*>|&#?\w+;")

# Stands for one verbatim character: no letter, space or punctuation of any language.
MASK = "\ufffc"


@dataclass(frozen=True, slots=True)
class Fence:
    """A fenced code block: `start` and `end` span its fence lines too, `code` is what lies between them."""

    start: int
    end: int
    code: str


def fences(text):
    """Fenced code blocks of `text` in order; a fence that is never closed runs to the end.

    A fence begins at the first column. It closes with a line of the same mark, at least as many.
    """
    found, position = [], 0
    while opening := _FENCE_OPENS.search(text, position):
        mark = opening[1]
        body = opening.end() + 1
        closing = re.compile(rf"^{re.escape(mark[0])}{{{len(mark)},}}[ \t]*$", re.MULTILINE).search(text, body)
        end = closing.end() if closing else len(text)
        found.append(Fence(opening.start(), end, text[body : closing.start() if closing else end]))
        position = end
    return found


def outside_fences(text):
    """(offset, part) for each stretch of `text` between fenced code blocks."""
    parts, position = [], 0
    for fence in fences(text):
        parts.append((position, text[position : fence.start]))
        position = fence.end
    parts.append((position, text[position:]))
    return parts


def paragraphs(text):
    """(offset, paragraph) for each run of lines that no empty line interrupts, outside fenced code."""
    for start, part in outside_fences(text):
        position = 0
        for gap in _BLANK_LINES.finditer(part):
            yield start + position, part[position : gap.start()]
            position = gap.end()
        yield start + position, part[position:]


def code_spans(paragraph):
    """((start, end), …) of each `code span`, and how many runs of backticks open one that nothing closes.

    A span runs from a run of backticks to the next run of the same length; a backslash takes the first one of an
    opening run away.
    """
    runs = [(run.start(2), run.end(), len(run[1]) % 2) for run in _BACKTICKS.finditer(paragraph)]
    # Read backwards, so that one pass knows for each run where the next of its length is.
    following, closes = {}, {}
    for start, end, escaped in reversed(runs):
        closes[start] = following.get(end - start - escaped)
        following[end - start] = end
    spans, unclosed, position = [], 0, 0
    for start, end, escaped in runs:
        if start < position or start + escaped == end:
            continue
        if closes[start]:
            position = closes[start]
            spans.append((start + escaped, position))
        else:
            unclosed += 1
    return spans, unclosed


def verbatim_ranges(text):
    """Sorted (start, end) ranges of code, link targets, addresses, citation keys and placeholders; some may overlap."""
    ranges = [(fence.start, fence.end) for fence in fences(text)]
    for offset, paragraph in paragraphs(text):
        ranges += [(offset + start, offset + end) for start, end in code_spans(paragraph)[0]]
    for pattern in (ADDRESS, CITATION, _LINK_TARGET, _PLACEHOLDER):
        ranges += [match.span() for match in pattern.finditer(text)]
    return sorted(ranges)


def masked(text):
    """`text` with every verbatim character replaced by MASK: same length, so offsets stay true."""
    parts, position = [], 0
    for start, end in verbatim_ranges(text):
        start = max(start, position)
        if end > start:
            parts += [text[position:start], MASK * (end - start)]
            position = end
    parts.append(text[position:])
    return "".join(parts)
