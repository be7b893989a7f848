"""Tables with a row for each of some hosts: `[net.hosts."name"]`, `[check.hosts."name"]`."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from curator.errors import WorkspaceError
from curator.urls.hosts import read_host, short_host

if TYPE_CHECKING:
    from collections.abc import Iterator


class HostRow(NamedTuple):
    """What is set for one host; `name` is as `Link.host` has it, `where` begins messages."""

    name: str
    values: object
    where: str


def host_rows(rows: object, where: str) -> Iterator[HostRow]:
    """Give the rows of a table of hosts. Raises WorkspaceError, which begins with `where`."""
    if not isinstance(rows, dict):
        raise WorkspaceError(f"{where} are tables, one for each host")
    for written, values in rows.items():
        found = read_host(written)
        if found is None:
            raise WorkspaceError(f"{where}: {written!r} is no host's name")
        yield HostRow(short_host(found[0]), values, f'{where.removesuffix("]")}."{written}"]')
