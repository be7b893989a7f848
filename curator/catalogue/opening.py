"""Opening a catalogue for work."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from curator.catalogue import peek
from curator.catalogue.bulk import make_folder
from curator.catalogue.engine import explained, open_engine, read_only_engine, reading
from curator.catalogue.upgrading import bring_up_to_date, version_of
from curator.catalogue.version import HEAD
from curator.errors import CatalogueError, NotFoundError

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Engine


def open_catalogue(url: str) -> Engine:
    """Open a catalogue for reading and writing; create it, or bring it up to date, if need be."""
    file = peek.sqlite_file(url)
    if file is not None:
        make_folder(file)
    engine = open_engine(url)
    with explained(engine):
        bring_up_to_date(engine)
    return engine


def exists(url: str) -> bool:
    """Tell whether there is a catalogue at all; nothing is made by asking."""
    file = peek.sqlite_file(url)
    if file is not None:
        return peek.is_there(file)
    with reading(open_engine(url)) as connection:
        return version_of(connection) is not None


def open_existing(url: str) -> Engine:
    """Open a catalogue to look at it. Raises NotFoundError where there is none: looking never makes one."""
    if not exists(url):
        raise NotFoundError("there is no catalogue yet; make one with: curator import PATH")
    file = peek.sqlite_file(url)
    if file is None or (os.access(file, os.W_OK) and os.access(file.parent, os.W_OK)):
        return open_catalogue(url)
    return _open_read_only(file)


def _open_read_only(file: Path) -> Engine:
    """Open a catalogue that may not be written, as on a share or a medium: there is nothing to migrate it with."""
    engine = read_only_engine(file)
    with reading(engine) as connection:
        found = version_of(connection)
    if found != HEAD:
        raise CatalogueError(f"{file} has version {found or 'unknown'}, not {HEAD}, and may not be written")
    return engine
