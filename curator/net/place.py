"""Where a request goes: an address with everything that must not be sent taken off, and where a redirect leads."""

import re
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import urljoin

from curator.text.late import late
from curator.urls.address import DEFAULT_PORTS, split, tidy
from curator.urls.hosts import read_host, short_host

_START = (r"(https?)://((?:[a-z0-9_\-]+\.)*[a-z0-9_\-]*[a-z]|(?:(?:0|[1-9][0-9]{0,2})\.){3}(?:0|[1-9][0-9]{0,2}))"
          r"(?::([0-9]{1,5}))?")
_REST = r"[/?][!$-;=?-\[\]_a-z~]*"
_ORIGIN = re.compile(_START)
"""The beginning of an address that can be requested as it stands: 99 of 100. The host is in lower case and ends in a
letter, or is an IPv4 address in the usual spelling; all other spellings are read by `read_host`."""

_PATH = re.compile(_REST)
"""What follows it in such an address."""

_NEARLY = late(f"{_START}({_REST})?(?:#.*)?")
"""The same, where no more is missing than the slash, or where the usual port is named."""

_SLASHES = len("https://")
_LONGEST = 300
"""Characters of a beginning that is remembered: scheme, the longest host there can be, and port."""

_NOBODY = re.compile(r"https?://(?:[/?#].*)?", re.I | re.S)
"""No host where it must stand. Browsers take the next best part of the path for one; nobody meant that."""

_AUTHORITY = re.compile(r"[A-Za-z0-9+.\-]*:?[/\\]*([^/?#\\]*)")
_BYTES = re.compile(r"[\x80-\xff]")


class Place(NamedTuple):
    """An address to request, without fragment, user name and password. `site` is its host as queues have it.

    `host` is in lower case and ASCII, an IPv6 address in brackets. `stripped` tells that a user name or password was
    taken off.
    """

    url: str
    scheme: str
    host: str
    port: int
    site: str
    stripped: bool = False


def place(text: str) -> Place | None:
    """Read an address; None when it names no host, or no scheme that is requested (http, https)."""
    bare = text.partition("#")[0]
    start = bare.find("/", _SLASHES)
    origin = _origin(bare[:start]) if 0 < start <= _LONGEST else None
    if origin and _PATH.fullmatch(bare, start):
        return Place(bare, *origin)
    nearly = _NEARLY.fullmatch(text)
    if nearly is None:
        return _repaired(text)
    scheme, host, port, rest = nearly.groups("")
    return _made(scheme, host, int(port) if port else DEFAULT_PORTS[scheme], rest)


@lru_cache(maxsize=4_096)  # a host has several links
def _origin(text: str) -> tuple[str, str, int, str] | None:
    """Read the beginning of an address: scheme, host, port and site; None if not all of it can stay as it is."""
    ready = _ORIGIN.fullmatch(text)
    if ready is None:
        return None
    scheme, host, port = ready.groups()
    usual = DEFAULT_PORTS[scheme]
    if port and (port[0] == "0" or not 0 < int(port) < 65_536 or int(port) == usual):
        return None
    return scheme, host, int(port) if port else usual, short_host(host)


def redirected(base: str, location: str) -> Place | None:
    """Give where a redirect leads; None when that is nothing to request.

    `location` holds the header's bytes as Latin-1: servers send UTF-8 and GBK alike, and mean the bytes.
    """
    plain = _BYTES.sub(lambda found: f"%{ord(found[0]):02X}", tidy(location))
    if not plain or _NOBODY.fullmatch(plain):
        return None
    path, mark, query = plain.partition("?")
    try:
        return place(urljoin(base, path.replace("\\", "/") + mark + query))
    except ValueError:  # brackets that hold no address
        return None


def _repaired(text: str) -> Place | None:
    address = None if _NOBODY.fullmatch(tidy(text)) else split(text)
    found = read_host(address.host) if address and address.scheme in ("http", "https") else None
    if address is None or found is None:
        return None
    rest = address.path + (f"?{address.query}" if address.query else "")
    number = int(address.port) if address.port else DEFAULT_PORTS[address.scheme]
    made = _made(address.scheme, found[0], number, rest)
    credentials = _AUTHORITY.match(tidy(text))
    return made and made._replace(stripped=bool(credentials and "@" in credentials[1]))


def _made(scheme: str, host: str, number: int, rest: str) -> Place | None:
    if not 0 < number < 65_536:
        return None
    shown = f":{number}" if number != DEFAULT_PORTS[scheme] else ""
    path = rest if rest.startswith("/") else f"/{rest}"
    return Place(f"{scheme}://{host}{shown}{path}", scheme, host, number, short_host(host))
