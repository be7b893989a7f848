"""What may be asked for at all: judged before a request, and again for the very address a socket is opened to."""

import re
from collections.abc import Callable
from fnmatch import translate
from functools import lru_cache
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Any

from curator.net.place import Place
from curator.net.policy import HostPolicy, NetPolicy
from curator.urls.hosts import read_host

REFUSED = {
    "0.0.0.0/8": "this network (RFC 791)",
    "10.0.0.0/8": "private (RFC 1918)",
    "100.64.0.0/10": "carrier-grade NAT (RFC 6598)",
    "127.0.0.0/8": "loopback (RFC 1122)",
    "169.254.0.0/16": "link-local, and the metadata of cloud machines (RFC 3927)",
    "172.16.0.0/12": "private (RFC 1918)",
    "192.0.0.0/24": "protocol assignments (RFC 6890)",
    "192.0.2.0/24": "documentation (RFC 5737)",
    "192.88.99.0/24": "6to4 relays, withdrawn (RFC 7526)",
    "192.168.0.0/16": "private (RFC 1918)",
    "198.18.0.0/15": "benchmarks (RFC 2544)",
    "198.51.100.0/24": "documentation (RFC 5737)",
    "203.0.113.0/24": "documentation (RFC 5737)",
    "224.0.0.0/4": "multicast (RFC 5771)",
    "240.0.0.0/4": "reserved, and broadcast (RFC 1112)",
    "2001::/23": "protocol assignments, Teredo tunnels among them (RFC 2928)",
    "2001:db8::/32": "documentation (RFC 3849)",
    "3fff::/20": "documentation (RFC 9637)",
}
"""Networks that no public page is in, from IANA's registries of special-purpose addresses. Of IPv6 only 2000::/3 is
given out at all (RFC 4291); everything outside it is refused without a row of its own."""

_GIVEN_OUT = ip_network("2000::/3")
_NETWORKS = [(ip_network(network), reason) for network, reason in REFUSED.items()]
_NAT64 = ip_network("64:ff9b::/96")


class Guard:
    """Judges requests by a policy. Both questions give a reason for refusing, an empty text when all is well."""

    def __init__(self, policy: NetPolicy) -> None:
        self._policy = policy
        listed = policy.allow_private if isinstance(policy.allow_private, tuple) else ()
        self._hosts = {one.lower() for one in listed}
        self._networks: list[Any] = [network for network in map(network, listed) if network]
        self._excluded = _matcher(policy.exclude)
        # Most links have the host of another: reading a network takes as long as sending a request.
        self._unasked = lru_cache(maxsize=4096)(self._refused)
        self._is_allowed = lru_cache(maxsize=4096)(self._is_listed)

    def before(self, place: Place, rules: HostPolicy) -> str:
        """Say why an address is not asked for at all: not even its name is looked up then."""
        if rules.never or (self._excluded and self._excluded(place.url)):
            return "excluded by settings"
        return self._unasked(place.host, place.port)

    def opening(self, host: str, address: str, port: int) -> str:
        """Say why no socket is opened to an address that `host` was resolved to, or that it is."""
        if self._policy.proxy or self._is_allowed(host, address):  # what is opened then is the proxy
            return ""
        refused = special(address)
        return f"{address} is {refused}" if refused else self._port(port)

    def _refused(self, host: str, port: int) -> str:
        if f"{host}:{port}" in self._policy.resolve or self._is_allowed(host, host):
            return ""
        if self._networks and not self._policy.proxy:  # the name may lead there
            return ""
        return f"{host} is local" if _is_local(host) else self._port(port)

    def _port(self, port: int) -> str:
        return "" if port in self._policy.ports else f"port {port} is not allowed"

    def _is_listed(self, host: str, address: str) -> bool:
        """Tell whether settings name this host or its network as one of our own; then any port is allowed, too."""
        if self._policy.allow_private is True or host in self._hosts:
            return True
        found = network(address) if self._networks else None
        return found is not None and any(found.subnet_of(one) for one in self._networks if one.version == found.version)


@lru_cache(maxsize=4096)
def special(address: str) -> str:
    """Say what kind of address this is if it is none of the public web's; an empty text if it is.

    Addresses of IPv6 that lead to one of IPv4 are judged by that: mapped ones, NAT64 (RFC 6052) and 6to4 (RFC 3056).
    """
    found = ip_address(address.partition("%")[0])
    if isinstance(found, IPv6Address):
        inner = _inner(found)
        if inner is not None:
            return special(str(inner))
        if found not in _GIVEN_OUT:
            return "outside what is given out (RFC 4291)"
    return next((reason for network, reason in _NETWORKS if found in network), "")


def _inner(address: IPv6Address) -> IPv4Address | None:
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour


def _is_local(host: str) -> bool:
    """Tell whether this is a name or address that nobody on the public web has."""
    found = read_host(host)
    return found is None or found[1]


def network(text: str) -> Any:
    """Read a network, or one address; None if it is neither."""
    try:
        return ip_network(text.strip("[]").partition("%")[0], strict=False)
    except ValueError:
        return None


def _matcher(patterns: tuple[str, ...]) -> Callable[[str], object] | None:
    """Make one expression of all patterns: a thousand of them cost what one does."""
    return re.compile("|".join(map(translate, patterns))).match if patterns else None
