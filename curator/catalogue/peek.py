"""What of a catalogue must be known before the work begins, read without loading any database library.

Loading them takes longer than finding out that nothing has changed, which is what most imports find.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from curator.catalogue.version import APPLICATION_ID, HEAD, READER_VERSION

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from collections.abc import Set as AbstractSet

SQLITE = "sqlite:///"

CONTENTS = "SELECT key, sha256, current, reader, origin FROM revision JOIN document ON document.id = document_id"


class Known(NamedTuple):
    """Which contents the catalogue holds: document key -> SHA-256 -> whether the document says that now.

    `piped` are the documents that came through standard input: they have no file that could be missing.
    """

    contents: Mapping[str, Mapping[str, bool]] = {}
    piped: AbstractSet[str] = frozenset()

    def holds(self, key: str, sha256: str, *, now: bool) -> bool:
        """Tell whether a document has (`now`) or ever had this content, read by today's rules."""
        current = self.contents.get(key, {}).get(sha256)
        return current is True or (current is not None and not now)

    def present(self) -> list[str]:
        """Give the keys of the documents that have a file, unless it is gone."""
        return [key for key, held in self.contents.items() if any(held.values()) and key not in self.piped]


def sqlite_file(url: str) -> Path | None:
    """Give the file behind a database URL; None for a server or a database in memory."""
    path = url.removeprefix(SQLITE)
    return None if path in {url, "", ":memory:"} else Path(path)


def is_there(file: Path) -> bool:
    """Tell whether a file holds anything.

    An empty one is no catalogue: a full disk or a crash left it, and lists of nothing would replace those of before.
    """
    return file.exists() and file.stat().st_size > 0


def read_only_address(file: Path) -> str:
    """Give the address under which sqlite3 opens a file without changing anything.

    SQLite needs a writable folder even to read a file in WAL mode, unless it is told that nobody changes the file; with
    a journal beside it somebody does, and then it must be read as it stands.
    """
    sealed = not os.access(file.parent, os.W_OK) and not file.with_name(f"{file.name}-wal").exists()
    return f"{file.absolute().as_uri()}?mode=ro" + ("&immutable=1" if sealed else "")


def known(url: str) -> Known:
    """Look up all contents. Gives nothing, and lets opening explain, where the file is none of ours or of today's."""
    file = sqlite_file(url)
    if file is None or not file.is_file():
        return Known()
    try:
        with closing(sqlite3.connect(read_only_address(file), uri=True)) as connection:
            return _contents(connection)
    except sqlite3.Error:
        return Known()


def _contents(connection: sqlite3.Connection) -> Known:
    if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        return Known()
    if connection.execute("SELECT version_num FROM alembic_version").fetchone() != (HEAD,):
        return Known()
    return by_key(connection.execute(CONTENTS))


def by_key(rows: Iterable[Sequence[Any]]) -> Known:
    """Sort the rows that CONTENTS gives by document. Content read by older rules counts as never seen."""
    found: dict[str, dict[str, bool]] = {}
    piped: set[str] = set()
    for key, sha256, current, reader, origin in rows:
        contents = found.setdefault(key, {})
        name = sha256 if reader == READER_VERSION else f"{sha256} by rules {reader}"
        contents[name] = contents.get(name, False) or bool(current)
        if current and origin == "stdin":
            piped.add(key)
    return Known(found, piped)
