"""Hosts by name: what a person types, and what links have."""

from collections.abc import Sequence

from curator.errors import NotFoundError
from curator.text.nearest import nearest
from curator.urls.hosts import read_host, short_host


def find_host(written: str, known: Sequence[str]) -> str:
    """Give the name of a host as links have it. Raises NotFoundError unless it, or one below it, is among the known."""
    found = read_host(written.strip())
    name = short_host(found[0]) if found else written
    if not any(host == name or host.endswith(f".{name}") for host in known):
        raise NotFoundError(f"no link is on a host named {written!r}{nearest(written, known)}")
    return name
