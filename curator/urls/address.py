"""Addresses as people write them, taken apart: scheme, host, port, path, query, fragment."""

import re
from functools import lru_cache
from typing import NamedTuple

from curator.urls.escape import PLAIN, normal, without_dots

SCHEMES = {
    "http": "the web",
    "https": "the web",
    "ftp": "file archives of universities and distributions, still given as references",
}
"""What may stand before `://` in an address that is catalogued; everything else (`hkp:`, `file:`) is for programs."""

REPAIRS = {
    "hxxp": "http", "hxxps": "https",  # defused on purpose in security posts
    "tp": "http", "tps": "https",      # the first letters were lost in copying
}
"""Schemes that are none and more than one slip away from what was meant (`slipped` knows the others)."""

SHORTHANDS = {"doi": "https://doi.org/", "arxiv": "https://arxiv.org/abs/"}
"""Schemes that name a catalogue's numbers, and the address that serves them."""

DEFAULT_PORTS = {"http": 80, "https": 443, "ftp": 21, "ftps": 990, "ws": 80, "wss": 443}

LAST_PORT = 65_535


class Address(NamedTuple):
    """An address in its parts. `host` is as written; `path` (with its slash), `query` and `fragment` are normal."""

    scheme: str
    host: str
    port: str
    path: str
    query: str
    fragment: str


_COMMON = re.compile(
    rf"(https?)://([A-Za-z0-9.\-]+)(?::([0-9]{{1,5}}))?(/[/{PLAIN}]*)?(?:\?([/?{PLAIN}]*))?(?:#([/?{PLAIN}]*))?")
"""What needs no repair: 99 of 100 addresses."""

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.\-]{0,31}):")
_PARTS = re.compile(r"([^/?#]*)([^?#]*)(?:\?([^#]*))?(?:#(.*))?", re.S)
_HOST_AND_PORT = re.compile(r"(?:.*@)?(\[[^\]]*\]|[^:]*)(?::([0-9]{0,5}))?", re.S)
_NO_SCHEME = re.compile(r"(?:[^\s/?#\\:.@]+\.)+[^\s/?#\\:.@]{2,}(?::[0-9]{1,5})?(?=[/?#\\]|\Z)")
_JUNK = re.compile("[\t\r\n\u200b\u2060\ufeff]+")
"""Browsers drop tabs and line ends inside addresses; the invisible ones stick to what was copied from a page."""
_OUTER = "".join(map(chr, (
    *range(33), 0x7F, 0xA0, *range(0x200B, 0x2010), *range(0x2028, 0x202F), 0x2060, 0x3000, 0xFEFF)))


def tidy(text: str) -> str:
    """Take off what surrounds an address or stuck to it: white space, control and zero-width characters."""
    return _JUNK.sub("", text).strip(_OUTER)


@lru_cache(maxsize=256)
def slipped(scheme: str) -> str:
    """Give what a misspelt scheme means: http or https, one slip away (`h1ttp`, `htps`, `hmttps`); else nothing.

    A scheme that catalogues take as it is (http, https, ftp) is no slip.
    """
    written = scheme.lower()
    meant = ("https", "http") if written.endswith("s") else ("http", "https")
    return "" if written in SCHEMES else next((right for right in meant if _one_slip(written, right)), "")


def _one_slip(written: str, meant: str) -> bool:
    """Tell whether one letter too many, too few or wrong makes one word of the other."""
    same = 0
    while same < min(len(written), len(meant)) and written[same] == meant[same]:
        same += 1
    return any(written[same + more:] == meant[same + less:] for more, less in ((1, 0), (0, 1), (1, 1)))


def split(text: str) -> Address | None:
    """Take an address apart, repairing what browsers and readers repair; None when it names no host.

    A missing scheme is taken for `http`: a server that speaks https leads on from there, one that does not would
    refuse the other way round. User names and passwords are dropped: they are secrets, no part of what is named.
    """
    common = _COMMON.fullmatch(text)
    if common is None:
        return _split_written(tidy(text))
    scheme, host, port, path, query, fragment = common.groups("")
    if port and int(port) > LAST_PORT:
        return None
    if "/." in path:
        path = without_dots(path)
    if "&amp;" in query:  # copied out of HTML
        query = query.replace("&amp;", "&")
    return Address(scheme, host, port, path or "/", query, fragment)


def _split_written(text: str) -> Address | None:
    found = _SCHEME.match(text)
    scheme = found[1].lower() if found else ""
    scheme = REPAIRS.get(scheme) or slipped(scheme) or scheme
    if scheme in SHORTHANDS:
        return _split_rest("https", (SHORTHANDS[scheme] + text[len(scheme) + 1:].lstrip("/"))[len("https://"):])
    if found and scheme in ("http", "https"):
        return _split_rest(scheme, text[found.end():].lstrip("/\\"))
    if _NO_SCHEME.match(text):
        return _split_rest("http", text)
    if text.startswith("//"):
        return _split_rest("http", text.lstrip("/\\"))
    if found and text.startswith("//", found.end()):
        return _split_rest(scheme, text[found.end() + 2:])
    return None


def _split_rest(scheme: str, rest: str) -> Address | None:
    authority, path, query, fragment = _PARTS.fullmatch(rest).groups("")  # type: ignore[union-attr]  # matches all
    if scheme in ("http", "https") and ("\\" in authority or "\\" in path):  # as browsers read them
        authority, path = (authority + path).replace("\\", "/").partition("/")[::2]
        path = "/" + path
    found = _HOST_AND_PORT.fullmatch(authority)
    if found is None or not found[1] or int(found[2] or 0) > LAST_PORT:
        return None
    return Address(scheme, found[1], found[2] or "", without_dots(normal(path)) if path else "/",
                   normal(query.replace("&amp;", "&")), normal(fragment))
