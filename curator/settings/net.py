"""Tables `[net]` and `[net.hosts."name"]`: how links are asked for, everywhere and at single hosts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from curator.errors import WorkspaceError
from curator.net.guard import network
from curator.net.policy import HostPolicy, NetPolicy
from curator.net.touchy import rules_for
from curator.settings.hosts import host_rows
from curator.settings.values import checked, refuse_small
from curator.text.late import late
from curator.urls.hosts import read_host

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

EVERYWHERE = frozenset({"interval", "connections", "timeout", "user_agent"})
"""What of a host's policy `[net]` sets for all hosts; the rest would be wrong at most of them."""

KEYS = {*NetPolicy._fields} - {"default"} | EVERYWHERE

LEAST: Mapping[str, float] = {
    "connections": 1,  # of none nothing would ever come
    "concurrency": 1,
    "breaker": 1,
    "body": 1024,  # less shows no title
    "header": 1024,  # less than what ordinary servers send
    "timeout": 0.1,  # none at all would be without end
}
"""The smallest values that make sense, where nothing does not."""

_PLACE = late(r"(?:\[[0-9A-Fa-f:.]+\]|[^\s:/@\[\]]+):([0-9]{1,5})")
"""`host:port`, an IPv6 address in brackets."""

_PROXY = late(
    r"(?:(?:https?|socks4a?|socks5h?)://)?(?:[^\s/@]+@)?(\[[0-9A-Fa-f:.]+\]|[^\s:/@\[\]]+)(?::[0-9]{1,5})?/?", re.I)
"""What libcurl understands; anything else would make all links seem to fail."""

_TOKEN = late(r"[!#$%&'*+.^_`|~0-9A-Za-z\-]+")
"""The name of a header or cookie (RFC 9110, 5.6.2)."""


def net_policy(values: Mapping[str, Any], root: Path, file: str) -> NetPolicy:
    """Make the policy of a workspace. `file` begins every message; a relative `ca_bundle` lies below `root`.

    Raises WorkspaceError.
    """
    where = f"{file}: [net]"
    unknown = sorted(set(values) - KEYS)
    if unknown:
        raise WorkspaceError(f"{where}: nothing is set by {unknown[0]!r}; there are {', '.join(sorted(KEYS))}")
    own = {name: value for name, value in values.items() if name not in EVERYWHERE | {"hosts"}}
    own = _checked(NetPolicy, own, where)
    default = HostPolicy(**_checked(HostPolicy, _only(values, EVERYWHERE), where))
    policy = NetPolicy(default, **own)
    _refuse_unread(policy, where)
    for pair in policy.resolve.items():
        _refuse_places(pair, f"{where} resolve")
    if policy.ca_bundle:
        policy = policy._replace(ca_bundle=_bundle(root / policy.ca_bundle, where))
    return policy._replace(hosts=_hosts(values.get("hosts", {}), policy, f"{file}: [net.hosts]"))


def resolved(pairs: Iterable[str]) -> dict[str, str]:
    """Read `HOST:PORT=ADDRESS:PORT` as the command line has it. Raises WorkspaceError."""
    found = dict(pair.partition("=")[::2] for pair in pairs)
    for pair in found.items():
        _refuse_places(pair, "--resolve")
    return found


def _only(values: Mapping[str, Any], names: frozenset[str]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if name in names}


def _hosts(rows: object, policy: NetPolicy, where: str) -> dict[str, HostPolicy]:
    """Make the policies of single hosts, each on top of what holds for that host without it."""
    hosts: dict[str, HostPolicy] = {}
    for name, row, place in host_rows(rows, where):
        before = rules_for(policy._replace(hosts=hosts), name)
        hosts[name] = before._replace(**_checked(HostPolicy, row, place))
    return hosts


def _checked(kind: type, values: object, where: str) -> dict[str, Any]:
    found = checked(kind, values, where)
    refuse_small(found, LEAST, where)
    for name, value in found.items():
        if _breaks_lines(value):
            raise WorkspaceError(f"{where} {name}: a line break would begin another header")
        for key in value if name in ("headers", "cookies") else ():
            if not _TOKEN.fullmatch(key):
                raise WorkspaceError(f"{where} {name}: nothing can be called {key!r}")
    return found


def _breaks_lines(value: object) -> bool:
    texts = [*value.keys(), *value.values()] if isinstance(value, dict) else [value]
    return any(isinstance(text, str) and ("\r" in text or "\n" in text or "\0" in text) for text in texts)


def _refuse_unread(policy: NetPolicy, where: str) -> None:
    """Raise WorkspaceError for what would silently mean nothing, or make every link fail."""
    if policy.proxy and not _PROXY.fullmatch(policy.proxy):
        raise WorkspaceError(f'{where} proxy: "http://host:port" is wanted, not {policy.proxy!r}')
    for one in policy.allow_private if isinstance(policy.allow_private, tuple) else ():
        if network(one) is None and ("/" in one or read_host(one) is None):
            raise WorkspaceError(f"{where} allow_private: {one!r} is neither a host nor a network")


def _refuse_places(pair: tuple[str, str], where: str) -> None:
    for place in pair:
        found = _PLACE.fullmatch(place)
        if not found or not 0 < int(found[1]) < 65_536:
            raise WorkspaceError(f'{where}: "host:port" = "address:port" is wanted, not {place!r}')


def _bundle(path: Path, where: str) -> str:
    if not path.is_file():
        raise WorkspaceError(f"{where} ca_bundle: there is no file {path}")
    return str(path)
