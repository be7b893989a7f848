"""Table `[archive]`: which archives are asked for what became of dead links, and for how much."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any

from curator.archive.policy import ArchivePolicy, Kind, Service
from curator.errors import WorkspaceError
from curator.net.place import place
from curator.settings.values import build, checked, refuse_small

if TYPE_CHECKING:
    from collections.abc import Mapping

KEYS = [field.name for field in fields(ArchivePolicy)]

LEAST: Mapping[str, float] = {
    "days": 1,  # of none nothing would be looked up
    "tries": 1,
    "most": 1024,
}
"""The smallest values that make sense."""


@dataclass(frozen=True, slots=True)
class _Row:
    """One table of `[[archive.services]]`, as it is written."""

    archive: str
    kind: str
    url: str
    snapshots: tuple[str, ...]


def archive_policy(values: Mapping[str, Any], file: str) -> ArchivePolicy:
    """Make the policy of a workspace. `file` begins every message. Raises WorkspaceError."""
    where = f"{file}: [archive]"
    unknown = sorted(set(values) - set(KEYS))
    if unknown:
        raise WorkspaceError(f"{where}: nothing is set by {unknown[0]!r}; there are {', '.join(KEYS)}")
    own = checked(ArchivePolicy, {name: value for name, value in values.items() if name != "services"}, where)
    refuse_small(own, LEAST, where)
    policy = replace(ArchivePolicy(), **own)
    return replace(policy, services=_services(values["services"], file)) if "services" in values else policy


def _services(rows: object, file: str) -> tuple[Service, ...]:
    where = f"{file}: [[archive.services]]"
    if not isinstance(rows, list):
        raise WorkspaceError(f"{where} are tables, one for each service")
    return tuple(_service(row, where) for row in rows)


def _service(values: object, where: str) -> Service:
    missing = [field.name for field in fields(_Row) if isinstance(values, dict) and field.name not in values]
    if missing:
        raise WorkspaceError(f"{where}: a service needs its {missing[0]}")
    row = build(_Row, values, where)
    if row.kind not in list(Kind):
        raise WorkspaceError(f"{where} kind: {row.kind!r} is none of {', '.join(Kind)}")
    if not row.snapshots:
        raise WorkspaceError(f"{where} snapshots: what do the addresses of its snapshots begin with?")
    for address in (row.url, *row.snapshots):
        if place(address) is None:
            raise WorkspaceError(f"{where}: {address!r} is no address of the web")
    return Service(row.archive, Kind(row.kind), row.url, row.snapshots)
