"""The only HTML that a text can become: one table, carried out by two libraries one after the other.

bleach is the required first pass; it has no further releases, so nh3 reads its output again and has the last word.
"""

import re

import bleach
import nh3

from kb.text.addresses import canonical_url
from kb.text.limits import TextRefused

SCHEMES = {"http", "https", "mailto"}
LINK_REL = "nofollow ugc noopener"
_OWN_PAGE = re.compile(r"(?:/(?!/)|#)[^\s\\]{0,1000}")
_MAIL = re.compile(r"mailto:[^\s\\<>\"]{1,500}", re.IGNORECASE)
_SECTION_ID = re.compile(r"s(?:-[a-z0-9]{1,40}){1,20}")
_NUMBER = re.compile(r"\d{1,9}")


def link_address(value):
    """`value` as a link target: a path or fragment of this site, mail, a canonical http(s) address; else None."""
    if _OWN_PAGE.fullmatch(value) or _MAIL.fullmatch(value):
        return value
    try:
        return canonical_url(value)
    except TextRefused:
        return None


def _matching(pattern):
    return lambda value: value if pattern.fullmatch(value) else None


# Tag -> attribute -> the value to keep, or None to drop the attribute. No class, style, name or event is here.
_HEADING = {"id": _matching(_SECTION_ID)}
ALLOWED = {
    "a": {"href": link_address, "title": str},
    "blockquote": {},
    "br": {},
    "code": {},
    "em": {},
    "h2": _HEADING,
    "h3": _HEADING,
    "h4": _HEADING,
    "h5": _HEADING,
    "h6": _HEADING,
    "hr": {},
    "li": {},
    "ol": {"start": _matching(_NUMBER)},
    "p": {},
    "pre": {},
    "strong": {},
    "table": {},
    "tbody": {},
    "td": {},
    "th": {},
    "thead": {},
    "tr": {},
    "ul": {},
}


def _kept(tag, attribute, value):
    keep = ALLOWED.get(tag, {}).get(attribute)
    return keep(value) if keep else None


def _is_kept(tag, attribute, value):
    return _kept(tag, attribute, value) is not None


def _kept_last(tag, attribute, value):
    # nh3 sets rel itself, and shows it to this filter like any other attribute.
    return LINK_REL if attribute == "rel" else _kept(tag, attribute, value)


_last_pass = nh3.Cleaner(
    tags=set(ALLOWED),
    clean_content_tags={"script", "style"},
    attributes={tag: set(attributes) for tag, attributes in ALLOWED.items()},
    attribute_filter=_kept_last,
    url_schemes=SCHEMES,
    link_rel=LINK_REL,
    strip_comments=True,
)


def sanitise(html):
    """`html` reduced to what ALLOWED holds, as a plain str; foreign tags vanish and leave their text."""
    first = bleach.clean(
        html, tags=set(ALLOWED), attributes=_is_kept, protocols=SCHEMES, strip=True, strip_comments=True
    )
    return _last_pass.clean(first)
