"""Web addresses in one canonical form, without what only serves to follow people."""

import re
from urllib.parse import SplitResult, quote, urlsplit

from django.utils.translation import gettext_lazy as _

from kb.text.limits import TextRefused, check_length

ADDRESS_LENGTH = 2_000
_PORTS = {"http": 80, "https": 443}
_FORBIDDEN = re.compile(r"[\s\\<>\"`\x00-\x20\x7f-\x9f\ud800-\udfff]")
_HOST = re.compile(r"(?!.{254})[a-z0-9_](?:[a-z0-9_-]*[a-z0-9])?(?:\.[a-z0-9_](?:[a-z0-9_-]*[a-z0-9])?)*")
# One percent escape, or one character that an address holds only escaped.
_ESCAPABLE = re.compile(r"%[0-9A-Fa-f]{2}|[^A-Za-z0-9\-._~:/?#@!$&'()*+,;=]")
_NEEDS_NO_ESCAPE = re.compile(r"[A-Za-z0-9\-._~@]")
_TRACKING = re.compile(
    r"utm_\w+|gclid|gclsrc|dclid|gbraid|wbraid|fbclid|msclkid|yclid|twclid|ttclid|li_fat_id|igshid|igsh|"
    r"mc_cid|mc_eid|mkt_tok|_hsenc|_hsmi|vero_id|oly_enc_id|oly_anon_id|ref_src|ref_url|srsltid|_gl",
    re.IGNORECASE,
)
# On these hosts `si` says who shared the link; elsewhere it may mean something.
_SHARING_HOSTS = {"youtube.com", "music.youtube.com", "youtu.be", "open.spotify.com"}


def canonical_url(raw):
    """The http(s) address `raw` as it is stored: without tracking parameters, all else kept and in its order.

    Scheme and host in lower case, default port dropped, `.` and `..` resolved, needless percent escapes undone
    (`%40` becomes `@`), letters outside ASCII escaped. A fragment stays, without its text directive. The result of
    one call is unchanged by another. Raises TextRefused for any other scheme, a user name, spaces, control
    characters, a broken host, more than ADDRESS_LENGTH characters.
    """
    raw = raw.strip()
    check_length(raw, ADDRESS_LENGTH)
    if _FORBIDDEN.search(raw):
        raise TextRefused(
            _("An address holds no spaces, quotes, backslashes or invisible characters."), "broken_address"
        )
    try:
        parts = urlsplit(raw)
        if parts.scheme not in _PORTS or not parts.hostname:
            raise TextRefused(_("An address begins with https:// or http:// and names a host."), "scheme")
        host, port = _host(parts.hostname), parts.port
    except TextRefused:
        raise
    except ValueError as error:
        raise TextRefused(_("The host of the address is not valid."), "broken_address") from error
    if "@" in parts.netloc:
        raise TextRefused(_("An address with a user name or a password is not accepted."), "credentials")
    netloc = host if port in (None, _PORTS[parts.scheme]) else f"{host}:{port}"
    query = "&".join(_untracked(parts.query, host))
    fragment = parts.fragment.partition(":~:")[0]
    if "=" in fragment:
        fragment = "&".join(_untracked(fragment, host))
    clean = SplitResult(
        parts.scheme, netloc, _resolved(_escaped(parts.path)), _escaped(query), _escaped(fragment)
    ).geturl()
    check_length(clean, ADDRESS_LENGTH)
    return clean


def domain(url):
    """The host of `url` as readers know it: lower case, without `www.`; empty if there is none."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def has_tracking(url):
    """True when `url` carries a parameter that `canonical_url` would remove."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return any(_is_tracking(piece, parts.hostname or "") for piece in f"{parts.query}&{parts.fragment}".split("&"))


def _untracked(query, host):
    return [piece for piece in query.split("&") if piece and not _is_tracking(piece, host)]


def _is_tracking(piece, host):
    name = _escaped(piece.partition("=")[0])
    return bool(_TRACKING.fullmatch(name)) or name == "si" and host.removeprefix("www.") in _SHARING_HOSTS


def _host(host):
    """`host` as the network knows it. Raises ValueError (UnicodeError is one) if it cannot be a host."""
    if ":" in host:  # urlsplit has checked what stands in square brackets
        return f"[{host}]"
    host = host.removesuffix(".").encode("idna").decode("ascii").lower()
    if not _HOST.fullmatch(host):
        raise ValueError(host)
    return host


def _escaped(part):
    """`part` of an address with exactly the percent escapes that it needs."""

    def escape(match):
        piece = match[0]
        if len(piece) == 3:
            char = chr(int(piece[1:], 16))
            return char if _NEEDS_NO_ESCAPE.fullmatch(char) else piece.upper()
        return quote(piece, safe="")

    return _ESCAPABLE.sub(escape, part)


def _resolved(path):
    """`path` with `.` and `..` segments carried out; an empty path is the root."""
    kept = []
    segments = path.split("/")[1:]
    for segment in segments:
        if segment == "..":
            del kept[-1:]
        elif segment != ".":
            kept.append(segment)
    if segments and segments[-1] in {".", ".."}:
        kept.append("")
    return "/" + "/".join(kept)
