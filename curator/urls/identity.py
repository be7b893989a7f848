"""The identity of a link: what stays the same when the same thing is linked in another way."""

import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple, TypeAlias, TypeVar

from curator.model import Link
from curator.urls import address as addresses
from curator.urls.address import DEFAULT_PORTS, Address
from curator.urls.escape import decoded, normal
from curator.urls.hosts import parents, read_host, short_host
from curator.urls.redirectors import DEPTH, REDIRECTORS, Redirector
from curator.urls.rules import Compiled, Rules
from curator.urls.table import HOST_RULES
from curator.urls.tracking import TRACKING, Tracking

RULES_VERSION = 1
"""Counts up whenever a change of rules gives any address another identity."""

LONGEST = 1_000
"""Characters of an identity. Longer ones end in a digest of the whole, so that an index can hold them."""

LONGEST_ADDRESS = 65_536
"""Characters of an address. RFC 9110 asks servers for 8,000 octets, and hardly any takes more than 64 KiB."""

Dropped: TypeAlias = Mapping[str, frozenset[str] | None]
"""Tracking parameters by name: None drops any value, else those given."""

Row = TypeVar("Row", Tracking, Redirector)

_WEB = frozenset({"http", "https"})


class _Site(NamedTuple):
    """What is known of a host before a path is looked at."""

    host: str
    short: str
    local: bool
    rules: tuple[Compiled, ...]
    dropped: Dropped
    redirectors: Mapping[str, tuple[str, ...]]


def identify(url: str) -> Link:
    """Give the link that an address as written points at. Never raises; what is no address is `local`."""
    return _identify(url, DEPTH)


def key_parts(identity: str) -> tuple[str, str] | None:
    """Give what citation keys are made of: a rule's short name and the native id (`gh`, `owner/repo`).

    None where there is no native id: generic addresses and papers.
    """
    rule, _, native = identity.partition(":")
    return (_KEYS[rule], native) if rule in _KEYS else None


def identify_paper(title: str) -> Link:
    """Give the link of a work that is named without an address: two titles are one when letters and digits agree.

    `+` and `#` count, too (C++, C#).
    """
    folded = unicodedata.normalize("NFKC", title[:LONGEST]).casefold() + title[LONGEST:]
    name = "".join(character for character in folded if character.isalnum() or character in "+#")
    return Link(_bounded(f"paper:{name or normal(title.strip())}"), "paper", RULES_VERSION, None, "")


def _identify(url: str, depth: int) -> Link:
    parts = addresses.split(url) if len(url) <= LONGEST_ADDRESS else None
    site = _site(parts.host) if parts else None
    if parts is None or site is None:
        return _unusable(url)
    if parts.scheme not in _WEB:
        return _generic(parts, site)
    if site.redirectors and depth and (names := site.redirectors.get(parts.path.rstrip("/"))):
        target = _target(parts.query, names)
        if target:
            return _identify(target, depth - 1)
    if site.rules and not parts.port:
        link = _native(parts, site)
        if link:
            return link
    return _generic(parts, site)


def _native(parts: Address, site: _Site) -> Link | None:
    path = parts.path
    if path.startswith("//"):
        path = "/" + path.lstrip("/")
    parameters = _parameters(_kept(parts.query, site.dropped)) if parts.query else {}
    for compiled in site.rules:
        found = compiled.apply(site.host, path, parameters, parts.fragment)
        if found:
            identity, canonical = found
            host = compiled.host or short_host(canonical.split("/", 3)[2])
            return Link(_bounded(identity), compiled.name, RULES_VERSION, canonical, host)
    return None


def _generic(parts: Address, site: _Site) -> Link:
    """Give the identity of an address without a rule of its own.

    A final slash does not count: RFC 3986 holds `/a` and `/a/` for two, but servers lead from one to the other, and
    people write both. The canonical address keeps what was written.
    """
    scheme, _, port, path, query, fragment = parts
    if port:
        port = "" if int(port) == DEFAULT_PORTS.get(scheme) else f":{int(port)}"
    pieces = _kept(query, site.dropped) if query else []
    asked = "?" + "&".join(pieces) if pieces else ""
    ordered = "?" + "&".join(sorted(pieces, key=_name)) if len(pieces) > 1 else asked
    route = "#" + fragment if fragment.startswith(("/", "!")) else ""
    web = scheme in _WEB
    identity = f"url:{'' if web else scheme + '://'}{site.short}{port}{path.rstrip('/')}{ordered}{route}"
    canonical = f"{scheme}://{site.host}{port}{path}{asked}{route}"
    return Link(_bounded(identity), "url", RULES_VERSION, canonical, site.short, site.local or not web)


def _unusable(url: str) -> Link:
    """Keep what was written when it names no host: `mailto:`, `magnet:`, nonsense. There is nothing to request."""
    written = addresses.tidy(url)
    identity = f"uri:{normal(written[:LONGEST])}"
    if len(written) > LONGEST:
        identity = f"{identity[:LONGEST - 65]}~{_digest(written)}"
    return Link(_bounded(identity), "uri", RULES_VERSION, None, "", local=True)


def _target(query: str, names: tuple[str, ...]) -> str | None:
    """Find where a redirector leads, if that is an address on the web."""
    parameters = _parameters(query.split("&"))
    target = decoded(next((parameters[name] for name in names if name in parameters), ""))
    found = addresses.split(target)
    return target if found and found.scheme in _WEB else None


def _parameters(pieces: list[str]) -> dict[str, str]:
    """Give the parameters by name; of two with one name the first counts."""
    return {name: value for name, _, value in (piece.partition("=") for piece in reversed(pieces))}


def _name(piece: str) -> str:
    return piece.partition("=")[0]


def _kept(query: str, dropped: Dropped) -> list[str]:
    """Give the parameters that say which page it is."""
    return [piece for piece in query.split("&") if piece and not _is_tracking(piece, dropped)]


def _is_tracking(piece: str, dropped: Dropped) -> bool:
    name, _, value = piece.partition("=")
    if name.startswith(_PREFIXES):
        return True
    values = dropped.get(name, _NO_VALUES)
    return values is None or value in values


def _bounded(identity: str) -> str:
    return identity if len(identity) <= LONGEST else f"{identity[:LONGEST - 65]}~{_digest(identity)}"


def _digest(text: str) -> str:
    import hashlib  # few addresses need it
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


_RULES = Rules(HOST_RULES)
_KEYS = {rule.name: rule.key for rule in HOST_RULES}
_NO_VALUES: frozenset[str] = frozenset()
_PREFIXES = tuple(name[:-1] for row in TRACKING for name in row.names.split() if name.endswith("*"))


@lru_cache(maxsize=8_192)
def _site(written: str) -> _Site | None:
    """Look a host up in all tables. A blog of 25,000 links has 2,000 hosts."""
    found = read_host(written)
    if found is None:
        return None
    host, local = found
    short = short_host(host)
    redirectors = {row.path: tuple(row.parameters.split()) for row in _REDIRECTORS.get(short, ())}
    return _Site(host, short, local, _RULES.of(short), _dropped(short), redirectors)


def _dropped(host: str) -> Dropped:
    """Give the tracking parameters of a host."""
    rows = [row for place in parents(host) for row in _TRACKING.get(place, ())]
    return _with_rows(_EVERYWHERE, rows) if rows else _EVERYWHERE


def _with_rows(dropped: Dropped, rows: Iterable[Tracking]) -> Dropped:
    """Add what these rows drop."""
    all_dropped = dict(dropped)
    for row in rows:
        values = frozenset(row.values.split()) if row.values else None
        for name in row.names.split():
            known = all_dropped.get(name, _NO_VALUES)
            all_dropped[name] = None if known is None or values is None else known | values
    return all_dropped


def _by_host(rows: Iterable[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        for host in row.hosts.split():
            found.setdefault(host, []).append(row)
    return found


_EVERYWHERE = _with_rows({}, (row for row in TRACKING if not row.hosts))
_TRACKING = _by_host(TRACKING)
_REDIRECTORS = _by_host(REDIRECTORS)
