"""What is done to the parsed tree of a text: an outline for its headings, places for what the page puts in.

Headings stand below the page's own h1; their ids count places, so that both languages share them: `s-2-1` is the first
heading below the second one. Images become links, because a page loads nothing from elsewhere.
"""

import re
import secrets
from dataclasses import dataclass, field

from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from kb.text.characters import FULL_WIDTH, HAN
from kb.text.citations import Citation, keys_of
from kb.text.verbatim import CITATION

# A line break in running Chinese is only a line break of the source; a browser would show a space.
_CHINESE_BREAK = re.compile(rf"(?<=[{HAN}{FULL_WIDTH}])\n(?=[{HAN}{FULL_WIDTH}])")
_HEADINGS = {f"h{level}": level for level in range(1, 7)}


@dataclass(frozen=True, slots=True)
class TableStart:
    """Where the `number`-th table of a text begins: the page frames it, so that it scrolls by itself."""

    number: int


TABLE_END = "</div>"


@dataclass(slots=True)
class Inserts:
    """What stands in for the page's own HTML while a text is parsed and sanitised.

    A token is text that the page replaces afterwards. It begins with a fresh random name, so no text can hold one.
    """

    name: str = field(default_factory=lambda: f"kb{secrets.token_hex(12)}n")
    items: list = field(default_factory=list)

    def token(self, item):
        self.items.append(item)
        return f"{self.name}{len(self.items) - 1}."


class Outline(Treeprocessor):
    """Gives headings the level of their place in the outline, h2 and below, and its numbers as id."""

    def __init__(self, md, anchor):
        super().__init__(md)
        self.prefix = f"s-{anchor}-" if anchor else "s-"

    def run(self, root):
        levels, numbers = [], []
        for element in root.iter():
            if element.tag not in _HEADINGS:
                continue
            if not "".join(element.itertext()).strip():
                element.tag = "p"
                continue
            level = _HEADINGS[element.tag]
            while levels and levels[-1] >= level:
                levels.pop()
            levels.append(level)
            numbers[len(levels) :] = []
            if len(numbers) < len(levels):
                numbers.append(0)
            numbers[-1] += 1
            element.tag = f"h{min(len(levels) + 1, 6)}"
            element.set("id", self.prefix + "-".join(map(str, numbers)))


class Finish(Treeprocessor):
    """Citations and tables become tokens, images links. Only text outside code is looked at, never an attribute."""

    def __init__(self, md, inserts):
        super().__init__(md)
        self.inserts = inserts

    def run(self, root):
        stack = [(root, False)]
        while stack:
            element, in_link = stack.pop()
            if element.tag in {"code", "pre"}:
                continue
            if element.tag == "img":
                _turn_into_link(element, in_link)
            in_link = in_link or element.tag == "a"
            element.text = self._finished(element.text, in_link)
            for child in element:
                child.tail = self._finished(child.tail, in_link)
                stack.append((child, in_link))
        self._frame_tables(root)

    def _finished(self, text, in_link):
        if not text or isinstance(text, AtomicString):
            return text
        text = _CHINESE_BREAK.sub("", text)
        return CITATION.sub(lambda match: self.inserts.token(Citation(keys_of(match[1]), linked=not in_link)), text)

    def _frame_tables(self, root):
        number = 0
        for parent in root.iter():
            before = None
            for child in parent:
                if child.tag == "table":
                    number += 1
                    start = self.inserts.token(TableStart(number))
                    if before is None:
                        parent.text = (parent.text or "") + start
                    else:
                        before.tail = (before.tail or "") + start
                    child.tail = self.inserts.token(TABLE_END) + (child.tail or "")
                before = child


def _turn_into_link(image, in_link):
    """Shows the alternative text in place of `image`, as a link to it unless it stands in a link already."""
    address, words = image.get("src", ""), image.get("alt", "")
    image.attrib.clear()
    image.text = words or address
    # The sanitiser takes the span away and leaves its text.
    image.tag = "span" if in_link else "a"
    if not in_link:
        image.set("href", address)
