"""What tests of what people say of links share."""

from collections.abc import Sequence

from workbench import Workspace

from curator.catalogue.decisions import record
from curator.catalogue.engine import reading, writing
from curator.catalogue.entries import entries
from curator.catalogue.folding import RAW, WORKS
from curator.catalogue.opening import open_existing
from curator.catalogue.owning import laid_over
from curator.jobs.citing import assign_keys
from curator.jobs.curating import Change, say
from curator.jobs.works import settle
from curator.model import Decision, Entry, Selection, Word


def listed(desk: Workspace, *, works: bool = True) -> dict[str, Entry]:
    """Give the entries of what posts say now, by address, with what people say of them."""
    engine = open_existing(desk.url)
    assign_keys(engine)
    with reading(engine) as connection:
        found = entries(connection, Selection(), WORKS if works else RAW)
        return {entry.url or "": entry for entry in laid_over(connection, found, works=works)}


def one(desk: Workspace, url: str) -> Entry:
    """Give one entry."""
    return listed(desk)[url]


def said(desk: Workspace, url: str, *words: Word) -> Change:
    """Say words of a link."""
    return say(desk.url, words, [url])


def titled(desk: Workspace, url: str, title: str) -> Change:
    """Say what a link is called."""
    return said(desk, url, Word("title", "", title))


def joined(desk: Workspace, a: str, b: str, says: str = "same") -> None:
    """Let a person say of two links that they are one work, or are not, and make the catalogue show it."""
    with writing(open_existing(desk.url)) as connection:
        record(connection, [Decision.of("links", (a, b), says, "", "2026-01-01T00:00:00Z")])
    settle(desk.url)


def log(desk: Workspace) -> Sequence[tuple[object, ...]]:
    """Give the whole log."""
    return desk.rows("SELECT * FROM override ORDER BY id")
