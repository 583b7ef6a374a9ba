"""How much Markdown a text may hold, looked at before it is parsed.

The parser's cost grows faster than some texts (brackets that nothing closes, wide tables, one rule after another) and
some texts make far more HTML than they are long. The numbers here are chosen so that whatever is accepted renders in
well under a second; every check takes one pass. What is refused is named with the line and with what is allowed.
"""

import re

from django.utils.translation import gettext_lazy as _

from kb.text import measures
from kb.text.verbatim import outside_fences, paragraphs

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

_RUN = re.compile(rf"([^\w\n]|_)\1{{{DELIMITER_RUN}}}")


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


# What is measured, the most that is allowed, the code and the message of the refusal.
_OF_A_PARAGRAPH = (
    (
        measures.lines,
        PARAGRAPH_LINES,
        "too_many_lines",
        _("The paragraph at line %(line)d is too long; at most %(limit)d lines without an empty line are allowed."),
    ),
    (
        measures.open_brackets,
        OPEN_BRACKETS,
        "open_brackets",
        _(
            "The paragraph at line %(line)d has too many square brackets that are nested or not closed; "
            "at most %(limit)d are allowed."
        ),
    ),
    (
        measures.open_code,
        OPEN_CODE,
        "open_code",
        _("The paragraph at line %(line)d has too many backticks that are not closed; at most %(limit)d are allowed."),
    ),
    (
        measures.open_emphasis,
        OPEN_EMPHASIS,
        "open_emphasis",
        _(
            "The paragraph at line %(line)d has too many asterisks or underscores that are nested or not closed; "
            "at most %(limit)d are allowed."
        ),
    ),
    (
        measures.open_links,
        OPEN_LINKS,
        "open_links",
        _(
            "The paragraph at line %(line)d has too many link targets with quotes or spaces, or without "
            "a closing bracket; at most %(limit)d are allowed."
        ),
    ),
)
_OF_THE_TEXT = (
    (
        measures.table_cells,
        TABLE_CELLS,
        "too_many_cells",
        _("The tables are too large; at most %(limit)s cells are allowed."),
    ),
    (
        measures.marks,
        MARKS,
        "too_many_marks",
        _("The text has %(count)s formatting marks and paragraphs; at most %(limit)s are allowed."),
    ),
    (
        measures.referenced,
        REFERENCED,
        "too_many_references",
        _("The link definitions are too long for the number of links; write the address in each link."),
    ),
)


def check_note(text):
    """Raise TextRefused unless `text` (as `clean_text` returns it) is Markdown that renders quickly."""
    check_length(text, NOTE_LENGTH)
    text = text.expandtabs(4)
    check_length(text, NOTE_LENGTH)
    _check_lines(text)
    for offset, paragraph in paragraphs(text):
        for measure, limit, code, template in _OF_A_PARAGRAPH:
            if measure(paragraph) > limit:
                raise TextRefused(template, code, line=_line(text, offset), limit=limit)
    for measure, limit, code, template in _OF_THE_TEXT:
        measured = measure(text)
        if measured > limit:
            raise TextRefused(template, code, count=f"{measured:,}", limit=f"{limit:,}")


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
            if measures.depth(line) > NESTING:
                raise TextRefused(
                    _(
                        "Line %(line)d is nested too deeply; at most %(limit)d lists, quotes and indents "
                        "within each other are allowed. Put code between lines of three backticks."
                    ),
                    "too_deep",
                    line=number,
                    limit=NESTING,
                )
