"""Hosts: one name for every spelling, and whether it may be requested at all."""

import re
from typing import TYPE_CHECKING

from curator.urls.address import split
from curator.urls.escape import decoded

if TYPE_CHECKING:  # read late: it costs 4 ms, and few links name addresses
    from ipaddress import IPv4Address, IPv6Address

LONGEST = 253
"""Characters of a host name (RFC 1035 allows 255 octets on the wire)."""

NEVER_PUBLIC = {
    "localhost": "this machine (RFC 6761)",
    "local": "multicast DNS (RFC 6762)",
    "internal": "private use (reserved by ICANN, 2024)",
    "arpa": "home.arpa and reverse lookup (RFC 8375)",
    "test": "for tests in private networks (RFC 6761)",
    "alt": "no DNS name (RFC 9476)",
    "onion": "no DNS name (RFC 7686)",
    "intranet": "seen in private networks (RFC 6762, appendix G)",
    "private": "as above",
    "corp": "as above",
    "home": "as above",
    "lan": "as above",
    "localdomain": "what Linux systems call their own network",
}
"""Last labels of names that mean another host on every network, with the reason. Names under `example` and `invalid`
(RFC 6761) mean none on any, as name servers say when they are asked."""

_PLAIN = re.compile(r"https?://([a-z0-9.\-]+)(?::(?:[0-9]{1,4}|[1-5][0-9]{4}))?(?:[/?#]|\Z)")
"""An address whose host can be read off: 99 of 100."""

_NAME = re.compile(r"[a-z0-9_\-]{1,63}(?:\.[a-z0-9_\-]{1,63})*")
_ENDS_IN_NUMBER = re.compile(r"(?:.*\.)?(?:[0-9]+|0x[0-9a-f]*)")


def read_host(text: str) -> tuple[str, bool] | None:
    """Give a host's one name and whether it is local; None when no host is written there.

    The name is in lower case, in Punycode (UTS #46), without a final dot. Addresses are written the short way (IPv4
    dotted, IPv6 in brackets), from every spelling that browsers understand. Local are private and reserved addresses,
    names without a dot and names under `NEVER_PUBLIC`: they must not be requested.
    """
    if len(text) > LONGEST * 9:  # nine characters may encode one
        return None
    if text.startswith("["):
        return _ipv6(text)
    name = _ascii_name(text)
    if name is None or len(name) > LONGEST or not _NAME.fullmatch(name):
        return None
    if _ENDS_IN_NUMBER.fullmatch(name):
        return _ipv4(name)
    return name, "." not in name or name.rpartition(".")[2] in NEVER_PUBLIC


def short_host(host: str) -> str:
    """Give a host without `www.`: both are one site in practice."""
    return host[4:] if host.startswith("www.") and "." in host[4:] else host


def host_of(url: str) -> str:
    """Give the host of an address as `Link.host` has it, empty where it names none."""
    plain = _PLAIN.match(url)
    if plain is not None:
        return short_host(plain[1])
    address = split(url)
    return short_host(address.host.lower()) if address else ""


def parents(host: str) -> list[str]:
    """Give a host and the hosts it is below, down to the last two labels: a.b.example.org, b.example.org, …."""
    labels = host.split(".")
    return [".".join(labels[start:]) for start in range(max(1, len(labels) - 1))]


def _ascii_name(text: str) -> str | None:
    if "%" in text:
        text = decoded(text)
    if not text.isascii():
        import idna  # costs 15 ms, and few hosts need it
        try:
            text = idna.encode(text, uts46=True).decode("ascii")
        except (idna.IDNAError, UnicodeError):
            return None
    return text.lower().removesuffix(".")


def _ipv4(name: str) -> tuple[str, bool] | None:
    """Read an IPv4 address as the WHATWG URL standard does: one to four parts, decimal, octal (0…) or hex (0x…)."""
    try:
        *parts, last = [_ipv4_part(part) for part in name.split(".")]
    except ValueError:
        return None
    room = 256 ** (4 - len(parts))
    if len(parts) > 3 or last >= room or any(part > 255 for part in parts):
        return None
    import ipaddress
    value = sum(part << 8 * (3 - place) for place, part in enumerate(parts)) + last
    address = ipaddress.IPv4Address(value)
    return str(address), _is_local(address)


def _ipv4_part(part: str) -> int:
    if part.startswith("0x"):
        return int(part[2:] or "0", 16)
    return int(part, 8 if part.startswith("0") else 10)


def _ipv6(text: str) -> tuple[str, bool] | None:
    import ipaddress
    try:
        # A zone (%eth0) names an interface of one machine; it is no part of what the address means to others.
        address = ipaddress.IPv6Address(text[1:].removesuffix("]").partition("%")[0])
    except ValueError:
        return None
    same = address.ipv4_mapped or _nat64(address)
    inside = address.sixtofour or (address.teredo and address.teredo[1])
    local = _is_local(same) if same else _is_local(address) or bool(inside and _is_local(inside))
    return f"[{address.compressed}]", local


def _nat64(address: "IPv6Address") -> "IPv4Address | None":
    """Give the IPv4 address inside the well-known prefix 64:ff9b::/96 (RFC 6052)."""
    import ipaddress
    return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF) if int(address) >> 32 == 0x64FF9B << 64 else None


def _is_local(address: "IPv4Address | IPv6Address") -> bool:
    return not address.is_global or address.is_multicast or address.is_reserved
