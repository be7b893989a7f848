"""What lies beside a catalogue, and what its settings say: backups, journals, left-overs, names of nothing."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

from curator.catalogue.ailing import known_hosts
from curator.catalogue.copies import sha256_of
from curator.catalogue.peek import sqlite_file
from curator.doctor.ailments import JOURNAL_BYTES, OLD_DAYS
from curator.doctor.finding import Finding
from curator.errors import CuratorError
from curator.jobs.backing_up import newest_backup, request_of
from curator.model import Selection

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from curator.catalogue.bulk import Bulk
    from curator.settings import Settings

TEMPORARY: Final = re.compile(r"\.[0-9a-f]{16}\.tmp(?:-journal)?")
"""Names of files that are to take the place of others once they are whole."""

LEFT: Final = timedelta(days=1)
"""Age from which on nobody is still writing one of these."""

COPIES: Final = re.compile(r"\.(?:before-[0-9]{4}|damaged-[0-9]{8}T[0-9]{6}Z)")
"""Endings of a catalogue's copies from before a migration or a restoring."""


def backups(settings: Settings, now: datetime) -> Iterator[Finding]:
    """Find out whether there is a backup that is sound and not old. A server has its own."""
    if sqlite_file(settings.database_url) is None:
        return
    newest = newest_backup(request_of(settings))
    if newest is None:
        yield Finding("there is none")
        return
    days = (now - newest.made_at).days
    if days >= OLD_DAYS:
        yield Finding(f"the last one is {days} days old: {newest.file}")
    if not sha256_of(newest.file).startswith(newest.digest):
        yield Finding(f"the last one is not what was written: {newest.file}")


def left_over(settings: Settings, now: datetime) -> Iterator[Finding]:
    """Find what no longer serves anything."""
    yield from (Finding(f"half of a file that was to be written: {file}") for file in temporary(settings, now))
    file = sqlite_file(settings.database_url)
    for one in sorted(file.parent.glob(f"{file.name}.*")) if file else ():
        if COPIES.fullmatch(one.name.removeprefix(file.name if file else "")):
            yield Finding(f"a copy from before a migration or a restoring, {one.stat().st_size:,} bytes: {one}")


def temporary(settings: Settings, now: datetime) -> Iterator[Path]:
    """Give the halves of files that nobody is writing any more: beside the catalogue, its backups, and in exports."""
    file = sqlite_file(settings.database_url)
    folders = [settings.root / settings.export.directory]
    if file:
        folders += [file.parent, file.parent / request_of(settings).folder]
    for folder in folders:
        inside = folder.rglob if folder == folders[0] else folder.glob
        for one in sorted(inside(".*.tmp*")):
            if TEMPORARY.fullmatch(one.name) and now - datetime.fromtimestamp(one.lstat().st_mtime, UTC) > LEFT:
                yield one


def journal(settings: Settings) -> Iterator[Finding]:
    """Find out whether the journal has grown far beyond where SQLite folds it into the file."""
    size = journal_size(settings)
    if size > JOURNAL_BYTES:
        yield Finding(f"it has {size:,} bytes")


def journal_size(settings: Settings) -> int:
    """Give the bytes of the journal, 0 if there is none."""
    file = sqlite_file(settings.database_url)
    beside = file and file.with_name(f"{file.name}-wal")
    return beside.stat().st_size if beside and beside.exists() else 0


def settings_without_sense(settings: Settings, bulk: Bulk) -> Iterator[Finding]:
    """Find what curator.toml names and nobody knows."""
    for name in settings.imports.paths:
        if not any(char in name for char in "*?[") and not (settings.root / name).exists():
            yield Finding(f"[import] paths: there is no {name}")
    rows = {"net.hosts": settings.net.hosts, "check.hosts": settings.check.hosts}
    named = [(table, host) for table, hosts in rows.items() for host in hosts]
    hosts = known_hosts(bulk) if named else set()
    for table, host in named:
        if host not in hosts and not any(one.endswith(f".{host}") for one in hosts):
            yield Finding(f'[{table}."{host}"]: no link is on that host')
    yield from _lists(settings)


def _lists(settings: Settings) -> Iterator[Finding]:
    """Find lists of what is not there: a run cannot write them."""
    wanted = [one for one in settings.export.lists if one.selection != Selection()]
    if not wanted:
        return
    from curator.catalogue.current import conditions
    from curator.catalogue.engine import reading
    from curator.catalogue.opening import open_existing

    with reading(open_existing(settings.database_url)) as connection:
        for one in wanted:
            try:
                conditions(connection, one.selection)
            except CuratorError as error:
                yield Finding(f"[[export.lists]] {one.place}: {error}")
