"""What makes Markdown slow to parse, counted in one pass each without parsing it.

They lean to the high side (a bracket in code counts too). That is enough for texts that people write; the tests time
the parser on what the counts let through.
"""

import re

from kb.text.verbatim import DEFINITION, code_spans, fences, outside_fences, paragraphs

_LEVEL = re.compile(r" *(?:>|[*+-](?= |$)|\d+\.(?= |$))")
_BRACKET = re.compile(r"[\[\]]")
_EMPHASIS = re.compile(r"\*+|_+")
_TARGET = re.compile(r"\]\(")
_PLAIN_TARGET = re.compile(
    r"""
    (?: <[^<>\n]{0,2000}>
    |   [^\s()<>"']{0,2000} (?: \([^\s()<>"']{0,200}\) [^\s()<>"']{0,2000} ){0,3}
    )
    (?: [ ]+"[^"\n]{0,300}" )? \)
    """,
    re.VERBOSE,
)
_MARK = re.compile(r"\*{1,2}|_{1,2}|`+|\[|<|^[ >]*#|[+-] |\d+\. |>|^(?:-+|=+|\\)$|\\$", re.MULTILINE)


def depth(line):
    """How deep a line can stand: its list and quote markers, and one level for every four spaces among them."""
    position = spaces = markers = 0
    while level := _LEVEL.match(line, position):
        markers += 1
        spaces += level.end() - position - 1
        position = level.end()
    rest = line[position:]
    if rest.strip(" "):
        spaces += len(rest) - len(rest.lstrip(" "))
    return markers + spaces // 4


def lines(paragraph):
    return paragraph.count("\n") + 1


def open_brackets(paragraph):
    """The greatest number of square brackets that stand open at one place, unclosed ones included."""
    standing = most = 0
    for bracket in _BRACKET.finditer(paragraph):
        standing = standing + 1 if bracket[0] == "[" else max(0, standing - 1)
        most = max(most, standing)
    return most


def open_emphasis(paragraph):
    """The greatest number of asterisks and underscores that stand open at one place, unclosed ones included."""
    open_marks, most = {"*": 0, "_": 0}, 0
    for run in _EMPHASIS.finditer(paragraph):
        before = paragraph[run.start() - 1 : run.start()]
        after = paragraph[run.end() : run.end() + 1]
        mark, size = run[0][0], len(run[0])
        if before.strip() and open_marks[mark]:
            closed = min(size, open_marks[mark])
            open_marks[mark] -= closed
            size -= closed
        if after.strip():
            open_marks[mark] += size
        most = max(most, sum(open_marks.values()))
    return most


def open_code(paragraph):
    """How many runs of backticks begin code that nothing ends."""
    return code_spans(paragraph)[1]


def open_links(paragraph):
    """How many link targets hold quotes or spaces, or are not closed: each is searched for its end."""
    return sum(not _PLAIN_TARGET.match(paragraph, target.end()) for target in _TARGET.finditer(paragraph))


def table_cells(text):
    """The cells that tables can have: any line may be a head, and gives every line after it as many columns."""
    rows = [[line.count("|") for line in paragraph.split("\n")] for _offset, paragraph in paragraphs(text)]
    return sum((max(pipes) + 1) * len(pipes) for pipes in rows if any(pipes))


def marks(text):
    """Marks that may each become an element, and paragraphs and code blocks."""
    inside = sum(len(_MARK.findall(part)) for _offset, part in outside_fences(text))
    return inside + sum(1 for _paragraph in paragraphs(text)) + len(fences(text))


def referenced(text):
    """The characters that link definitions can add, were the longest of them used in every bracket."""
    longest = max((len(match[0]) for match in DEFINITION.finditer(text)), default=0)
    return longest * text.count("]")
