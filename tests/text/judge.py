"""Judges rendered HTML by reading it: every tag and attribute must be one that the renderer is known to write."""

import re
from html.parser import HTMLParser

_ID = re.compile(r"s(-[a-z0-9]+)+")
_LINK = re.compile(r"(https?://[^\s\\]+|mailto:[^\s\\]+|/(?!/)[^\s\\]*|#[^\s\\]*)", re.IGNORECASE)


def _is(*values):
    return lambda value: value in values


# Written out here on purpose, not imported: the table in the code could be widened by mistake.
TEXT = {
    "a": {"href": _LINK.fullmatch, "title": lambda value: True, "rel": _is("nofollow ugc noopener")},
    "blockquote": {},
    "br": {},
    "code": {},
    "em": {},
    **{f"h{level}": {"id": _ID.fullmatch} for level in range(2, 7)},
    "hr": {},
    "li": {},
    "ol": {"start": str.isdigit},
    "p": {},
    "pre": {},
    "strong": {},
    **{tag: {} for tag in ("table", "tbody", "td", "th", "thead", "tr")},
    "ul": {},
}
# What the page adds itself, as whole tags: a text cannot change one.
ADDED = {
    "sup": {"class": _is("cite")},
    "span": {"class": _is("cite-missing")},
    "div": {
        "class": _is("table"),
        "role": _is("region"),
        "tabindex": _is("0"),
        "aria-label": re.compile(r"Table \d+").fullmatch,
    },
}
_CITE = {"href": re.compile(r"#cite-\d+").fullmatch, "aria-label": lambda value: True}
_EMPTY = {"br", "hr"}


class _Judge(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.found, self.open, self.words = [], [], []

    def handle_starttag(self, tag, attrs):
        allowed = {**TEXT, **ADDED}.get(tag)
        if allowed is None:
            self.found.append(f"<{tag}>")
            return
        if tag == "a" and "sup" in self.open:
            allowed = _CITE
        names = [name for name, _value in attrs]
        if len(names) != len(set(names)):
            self.found.append(f"<{tag}> repeats an attribute")
        self.found += [
            f"<{tag} {name}={value!r}>"
            for name, value in attrs
            if name not in allowed or not allowed[name](value or "")
        ]
        if tag == "a" and "href" in names and allowed is not _CITE and "rel" not in names:
            self.found.append("link without rel")
        if tag == "a" and "a" in self.open:
            self.found.append("link inside a link")
        if tag not in _EMPTY:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.found.append(f"</{tag}> closes another element")

    def handle_data(self, data):
        self.words.append(data)

    def handle_comment(self, data):
        self.found.append("comment")

    def handle_decl(self, decl):
        self.found.append("declaration")

    def unknown_decl(self, data):
        self.found.append("declaration")

    def handle_pi(self, data):
        self.found.append("processing instruction")


def _read(html):
    judge = _Judge()
    judge.feed(html)
    judge.close()
    return judge


def faults_in(html):
    """What `html` holds beyond the known tags and attributes, or leaves open; empty when it is safe."""
    judge = _read(str(html))
    return judge.found + [f"<{tag}> is not closed" for tag in judge.open]


def words_of(html):
    """The text that a reader of `html` sees."""
    return "".join(_read(str(html)).words)
