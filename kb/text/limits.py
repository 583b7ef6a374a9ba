"""How much Markdown a text may hold, looked at before it is parsed.

The parser's cost grows faster than some texts (brackets that nothing closes, wide tables, one rule after another) and
some texts make far more HTML than they are long. The numbers here are chosen so that whatever is accepted renders in
well under a second; every check takes one pass. What is refused is named with the line and with what is allowed.
"""

import re

from django.utils.translation import gettext_lazy as _

from kb.text.verbatim import code_spans, fences, outside_fences, paragraphs

NOTE_LENGTH = 20_000  # characters of one text
LINE_LENGTH = 2_000  # characters of a text that is one paragraph
NESTING = 10  # lists and quotes within each other, counted as markers and steps of four spaces
DELIMITER_RUN = 100  # the same mark or space in a row
PARAGRAPH_LINES = 500  # lines without an empty one between them
OPEN_BRACKETS = 20  # square brackets of one paragraph that are nested, or that nothing closes
OPEN_EMPHASIS = 20  # asterisks and underscores of one paragraph that are open at the same time
OPEN_CODE = 50  # runs of backticks of one paragraph that nothing closes
OPEN_LINKS = 20  # link targets of one paragraph that hold quotes or spaces, or that nothing closes
TABLE_CELLS = 2_000  # cells that the table rows of a text can make
MARKS = 2_500  # formatting marks and paragraphs of a text
REFERENCED = 100_000  # characters that link definitions can add where they are used

_LEVEL = re.compile(r" *(?:>|[*+-](?= |$)|\d+\.(?= |$))")
_RUN = re.compile(rf"([^\w\n]|_)\1{{{DELIMITER_RUN}}}")
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
DEFINITION = re.compile(
    r"^ {0,3}\[(?!@)([^\[\]\n]{1,100})\]: +<?([^\s<>]{1,1000})>?(?: +\"([^\"\n]{0,300})\")? *$", re.MULTILINE
)


class TextRefused(ValueError):
    """A text, address or number that is not accepted.

    `code` is a stable short name for tests and forms, `params` the values in the message. `message` is translated
    when it is read, so an error raised under one language can be shown in another.
    """

    def __init__(self, template, code, /, **params):
        super().__init__(code)
        self.template = template
        self.code = code
        self.params = params

    @property
    def message(self):
        """The sentence for the person who sent it, in the language that is active now."""
        return str(self.template) % self.params

    def __str__(self):
        return self.message


def check_note(text):
    """Raise TextRefused unless `text` (as `clean_text` returns it) is Markdown that renders quickly."""
    check_length(text, NOTE_LENGTH)
    text = text.expandtabs(4)
    check_length(text, NOTE_LENGTH)
    _check_lines(text)
    for offset, paragraph in paragraphs(text):
        _check_paragraph(text, offset, paragraph)
    _check_sums(text)


def check_line(text):
    """Raise TextRefused unless `text` is Markdown of one paragraph that renders quickly."""
    check_length(text, LINE_LENGTH)
    check_note(text)


def check_length(text, limit):
    if len(text) > limit:
        raise TextRefused(
            _("%(length)s characters are too many; at most %(limit)s are allowed."),
            "too_long",
            length=f"{len(text):,}",
            limit=f"{limit:,}",
        )


def _line(text, offset):
    """The number of the line at `offset`, from 1."""
    return text.count("\n", 0, offset) + 1


def _check_lines(text):
    """Nesting outside fenced code; runs of one mark everywhere, because fences are made of them too."""
    run = _RUN.search(text)
    if run:
        raise TextRefused(
            _("Line %(line)d repeats one mark too often; at most %(limit)d in a row are allowed."),
            "too_long_run",
            line=_line(text, run.start()),
            limit=DELIMITER_RUN,
        )
    for offset, part in outside_fences(text):
        for number, line in enumerate(part.split("\n"), _line(text, offset)):
            if _depth(line) > NESTING:
                raise TextRefused(
                    _(
                        "Line %(line)d is nested too deeply; at most %(limit)d lists, quotes and indents "
                        "within each other are allowed. Put code between lines of three backticks."
                    ),
                    "too_deep",
                    line=number,
                    limit=NESTING,
                )


def _depth(line):
    """How deep a line can stand: its list and quote markers, and one level for every four spaces among them."""
    position = spaces = markers = 0
    while level := _LEVEL.match(line, position):
        markers += 1
        spaces += level.end() - position - 1
        position = level.end()
    rest = line[position:]
    spaces += len(rest) - len(rest.lstrip(" ")) if rest.strip(" ") else 0
    return markers + spaces // 4


def _check_paragraph(text, offset, paragraph):
    measures = (
        (
            paragraph.count("\n") + 1,
            PARAGRAPH_LINES,
            "too_many_lines",
            _("The paragraph at line %(line)d is too long; at most %(limit)d lines without an empty line are allowed."),
        ),
        (
            _open_brackets(paragraph),
            OPEN_BRACKETS,
            "open_brackets",
            _(
                "The paragraph at line %(line)d has too many square brackets that are nested or not closed; "
                "at most %(limit)d are allowed."
            ),
        ),
        (
            code_spans(paragraph)[1],
            OPEN_CODE,
            "open_code",
            _(
                "The paragraph at line %(line)d has too many backticks that are not closed; "
                "at most %(limit)d are allowed."
            ),
        ),
        (
            _open_emphasis(paragraph),
            OPEN_EMPHASIS,
            "open_emphasis",
            _(
                "The paragraph at line %(line)d has too many asterisks or underscores that are nested or not closed; "
                "at most %(limit)d are allowed."
            ),
        ),
        (
            sum(not _PLAIN_TARGET.match(paragraph, target.end()) for target in _TARGET.finditer(paragraph)),
            OPEN_LINKS,
            "open_links",
            _(
                "The paragraph at line %(line)d has too many link targets with quotes or spaces, or without "
                "a closing bracket; at most %(limit)d are allowed."
            ),
        ),
    )
    for measured, limit, code, template in measures:
        if measured > limit:
            raise TextRefused(template, code, line=_line(text, offset), limit=limit)


def _open_brackets(paragraph):
    """The greatest number of square brackets that stand open at one place, or that no bracket ever closes."""
    depth = deepest = 0
    for bracket in _BRACKET.finditer(paragraph):
        depth = depth + 1 if bracket[0] == "[" else max(0, depth - 1)
        deepest = max(deepest, depth)
    return deepest


def _open_emphasis(paragraph):
    """The greatest number of emphases that can stand open at one place, unclosed ones included."""
    open_marks, deepest = {"*": 0, "_": 0}, 0
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
        deepest = max(deepest, sum(open_marks.values()))
    return deepest


def _check_sums(text):
    """What adds up over the whole text: table cells, marks, and what link definitions repeat."""
    rows = [[line.count("|") for line in paragraph.split("\n")] for _offset, paragraph in paragraphs(text)]
    # A table gives every row the columns of its head; any line can turn out to be the head.
    cells = sum((max(pipes) + 1) * len(pipes) for pipes in rows if any(pipes))
    marks = len(rows) + len(fences(text)) + sum(len(_MARK.findall(part)) for _offset, part in outside_fences(text))
    longest = max((len(match[0]) for match in DEFINITION.finditer(text)), default=0)
    measures = (
        (cells, TABLE_CELLS, "too_many_cells", _("The tables are too large; at most %(limit)s cells are allowed.")),
        (
            marks,
            MARKS,
            "too_many_marks",
            _("The text has %(count)s formatting marks and paragraphs; at most %(limit)s are allowed."),
        ),
        (
            longest * text.count("]"),
            REFERENCED,
            "too_many_references",
            _("The link definitions are too long for the number of links; write the address in each link."),
        ),
    )
    for measured, limit, code, template in measures:
        if measured > limit:
            raise TextRefused(template, code, count=f"{measured:,}", limit=f"{limit:,}")
