"""Backups: whole copies of the catalogue, verified, under names that tell when they were made and what is in them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from curator.catalogue.copies import (
    is_copy,
    looking_at,
    placed_beside,
    put_in_place,
    sha256_of,
    write_copy,
)
from curator.catalogue.peek import is_there, sqlite_file
from curator.errors import CatalogueError, CuratorError, NotFoundError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from curator.catalogue.copies import Opened
    from curator.settings import Settings

_TIME = "%Y%m%dT%H%M%SZ"

DIGITS = 16
"""Hexadecimal digits of a backup's SHA-256 in its name: 64 bits, so that no damage goes unseen."""

_NAME = re.compile(rf"(?P<stem>.+)-(?P<at>[0-9]{{8}}T[0-9]{{6}}Z)-(?P<digest>[0-9a-f]{{{DIGITS}}})\.sqlite3")


@dataclass(frozen=True, slots=True)
class BackupRequest:
    """What to copy, and where to: a `file`, or else a `folder`, relative to the catalogue's.

    In a folder names tell what is what, and of this catalogue's backups the newest `keep` stay, all with 0. Nothing
    else in it is ever touched.
    """

    database_url: str
    folder: Path = Path("backups")
    keep: int = 0
    file: Path | None = None


@dataclass(frozen=True, slots=True)
class Backup:
    """What was made: its file, its size in bytes, its SHA-256, the rows of each table, and the old ones that went."""

    file: Path
    size: int
    sha256: str
    rows: Mapping[str, int]
    removed: tuple[Path, ...] = ()


class Named(NamedTuple):
    """What the name of a backup tells: of which catalogue it is, when it was made (UTC), how its SHA-256 begins."""

    file: Path
    stem: str
    made_at: datetime
    digest: str


def request_of(settings: Settings) -> BackupRequest:
    """Ask for what the settings say."""
    return BackupRequest(settings.database_url, Path(settings.backup.folder).expanduser(), settings.backup.keep)


def back_up(request: BackupRequest) -> Backup:
    """Copy the catalogue while others may write, verify the copy, and put it in its place in one step.

    Raises NotFoundError where there is no catalogue, CatalogueError for one on a server, for one that is damaged and
    for a place that cannot be written, CuratorError for a file that is there and no backup.
    """
    catalogue = local_file(request.database_url)
    if not is_there(catalogue):
        raise NotFoundError("there is no catalogue yet; make one with: curator import PATH")
    with looking_at(catalogue) as source:
        return write_backup(source, request)


def back_up_if_due(request: BackupRequest, days: int) -> Backup | None:
    """Do so unless the newest backup in the folder is younger than some days."""
    newest = newest_backup(request)
    since = newest and datetime.now(UTC) - newest.made_at
    return back_up(request) if since is None or since >= timedelta(days) else None


def newest_backup(request: BackupRequest) -> Named | None:
    """Give the last backup that was made of a catalogue; None where its folder has none."""
    catalogue = local_file(request.database_url)
    return next(iter(kept(catalogue.parent / request.folder, catalogue.stem)), None)


def write_backup(source: Opened, request: BackupRequest) -> Backup:
    """Do the same with a connection to the catalogue that is open already."""
    catalogue = local_file(request.database_url)
    folder = catalogue.parent / request.folder
    if request.file and request.file.exists() and not is_copy(request.file):
        raise CuratorError(f"{request.file} is there already, and no backup of curator; name another file")
    is_new = not folder.exists()
    with placed_beside(request.file.parent if request.file else folder) as beside:
        if is_new and not request.file:
            (folder / ".gitignore").write_text("*\n")  # a workspace is often a repository, and these are not small
        rows = write_copy(source, beside, str(catalogue)).rows
        digest = sha256_of(beside)
        place = request.file or folder / name_of(catalogue, datetime.now(UTC), digest)
        put_in_place(beside, place)
    removed = () if request.file else _rotated(kept(folder, catalogue.stem), request.keep, place)
    return Backup(place, place.stat().st_size, digest, rows, removed)


def local_file(database_url: str) -> Path:
    """Give the file of a catalogue. Raises CatalogueError for one on a server, which has backups of its own."""
    file = sqlite_file(database_url)
    if file is None:
        raise CatalogueError(
            "the catalogue is on a server, whose own programs copy it whole: "
            "pg_dump --format=custom --file=FILE URL; and pg_restore --clean --if-exists --dbname=URL FILE"
        )
    return file


def name_of(file: Path, now: datetime, digest: str) -> str:
    """Name a backup of a catalogue."""
    return f"{file.stem}-{now.strftime(_TIME)}-{digest[:DIGITS]}.sqlite3"


def kept(folder: Path, stem: str) -> list[Named]:
    """Give the backups of a catalogue in a folder, the newest first: what has both the name and the mark of one."""
    names = filter(None, map(read_name, folder.glob("*.sqlite3")))
    return sorted((one for one in names if one.stem == stem and is_copy(one.file)), key=_age, reverse=True)


def read_name(file: Path) -> Named | None:
    """Read what a backup's name tells; None for another name."""
    found = _NAME.fullmatch(file.name)
    try:
        return found and Named(file, found["stem"], _read_time(found["at"]), found["digest"])
    except ValueError:  # digits of no day
        return None


def _read_time(written: str) -> datetime:
    return datetime.strptime(written, _TIME).replace(tzinfo=UTC)


def _age(one: Named) -> tuple[datetime, str]:
    return one.made_at, one.digest


def _rotated(backups: Sequence[Named], keep: int, made: Path) -> tuple[Path, ...]:
    """Remove the oldest backups, but never the one that was just made: the clock may have been set back."""
    old = tuple(one.file for one in backups[keep:] if one.file != made) if keep else ()
    try:
        for file in old:
            file.unlink(missing_ok=True)
    except OSError as error:
        raise CatalogueError(f"{made} is made, but {error.filename} cannot be removed: {error.strerror}") from error
    return old
