"""The Markdown that texts are written in: Python-Markdown without what is unsafe or slow.

Left out: raw HTML (it appears as the text it is), footnotes, attribute lists, `<mail@example.org>`. Read here, in one
pass each: fenced code, code in backticks, link definitions, and a backslash at the end of a line as line break.
"""

import re
from html import escape

from markdown import Markdown
from markdown.blockprocessors import ParagraphProcessor
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension
from markdown.inlinepatterns import BACKTICK_RE, BacktickInlineProcessor, SubstituteTagInlineProcessor
from markdown.preprocessors import Preprocessor
from markdown.util import Registry

from kb.text.finish import Finish, Inserts, Outline
from kb.text.verbatim import DEFINITION, fences

_BACKTICKS = re.compile(r"`+")


def parse_note(text, anchor=""):
    """(unsafe HTML, Inserts) of a text of many blocks; `anchor` goes into the ids of its headings."""
    inserts = Inserts()
    parser = _parser()
    parser.preprocessors.register(_Fences(parser), "fences", 25)
    parser.preprocessors.register(_Definitions(parser), "definitions", 24)
    parser.treeprocessors.register(Outline(parser, anchor), "outline", 6)
    parser.treeprocessors.register(Finish(parser, inserts), "finish", 5)
    return parser.convert(text), inserts


def parse_line(text):
    """(unsafe HTML, Inserts) of a text that is one paragraph: marks of headings, lists or tables stay as they are."""
    inserts = Inserts()
    parser = _parser()
    parser.parser.blockprocessors = Registry()
    parser.parser.blockprocessors.register(ParagraphProcessor(parser.parser), "paragraph", 10)
    parser.treeprocessors.register(Finish(parser, inserts), "finish", 5)
    return parser.convert(" ".join(text.split())), inserts


def _parser():
    """A fresh parser: it keeps state, so threads cannot share one."""
    parser = Markdown(extensions=[TableExtension(use_align_attribute=True), SaneListExtension()], output_format="html")
    parser.preprocessors.deregister("html_block")
    parser.parser.blockprocessors.deregister("reference")
    for name in ("html", "entity", "automail", "linebreak"):
        parser.inlinePatterns.deregister(name)
    parser.inlinePatterns.register(_CodeSpans(BACKTICK_RE), "backtick", 190)
    parser.inlinePatterns.register(SubstituteTagInlineProcessor(r"(?<!\\)\\\n", "br"), "hard_break", 185)
    return parser


class _CodeSpans(BacktickInlineProcessor):
    """Code in backticks up to the next run of the same length, which a regular expression finds much sooner."""

    def find_code_spans(self, start, text):
        opening = _BACKTICKS.match(text, start).end()
        size = opening - start
        closing = re.compile(rf"(?<!`)`{{{size}}}(?!`)").search(text, opening)
        return opening, closing.start() if closing else None


class _Fences(Preprocessor):
    """Takes fenced code out before anything else reads it."""

    def run(self, lines):
        text, parts, position = "\n".join(lines), [], 0
        for fence in fences(text):
            code = self.md.htmlStash.store(f"<pre><code>{escape(fence.code.rstrip())}</code></pre>")
            parts += [text[position : fence.start], "\n\n", code, "\n\n"]
            position = fence.end
        return "".join([*parts, text[position:]]).split("\n")


class _Definitions(Preprocessor):
    """Takes link definitions, `[name]: address "title"`, each on its own line."""

    def run(self, lines):
        kept = []
        for line in lines:
            definition = DEFINITION.fullmatch(line)
            if definition:
                name, address, title = definition.groups()
                self.md.references.setdefault(name.strip().lower(), (address, title))
            else:
                kept.append(line)
        return kept
