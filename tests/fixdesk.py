"""What tests of repairs work with: links that moved or died, without a web that would have to say so."""

import sqlite3
from contextlib import closing

from workbench import Workspace

from curator.catalogue.bulk import COLUMNS, Bulk
from curator.model import Standing, Verdict
from curator.urls.identity import identify

NOW = "2026-01-01T00:00:00Z"


def stand(database_url: str, url: str, verdict: Verdict, moved_to: str | None = None) -> None:
    """Let a link of a catalogue stand so, as looks at it would have it."""
    with closing(Bulk(database_url)) as bulk, bulk.transaction():
        ((link_id,),) = bulk.execute("SELECT id FROM link WHERE identity = ?", (identify(url).identity,))
        standing = Standing(verdict, NOW, NOW, moved_to=moved_to, due_at="2026-03-01T00:00:00Z")
        values = standing._asdict() | {"link_id": link_id, "outcome": "moved", "final": None}
        bulk.put("standing", [tuple(values[name] for name in COLUMNS["standing"])])


def move(desk: Workspace, url: str, to: str) -> None:
    """Let a link have moved."""
    stand(desk.url, url, Verdict.MOVED, to)


def die(desk: Workspace, url: str, *copies: tuple[str, str]) -> None:
    """Let a link be dead; copies are addresses in an archive with the times they were taken at."""
    stand(desk.url, url, Verdict.DEAD)
    with closing(sqlite3.connect(desk.file)) as connection, connection:
        connection.executemany(
            "INSERT INTO snapshot (link_id, archive, address, taken_at, outcome, looked_up_at) "
            "SELECT id, 'archive', ?, ?, 'alive', ? FROM link WHERE identity = ?",
            [(address, at, NOW, identify(url).identity) for address, at in copies],
        )
