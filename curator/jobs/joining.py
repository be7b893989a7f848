"""Links that repairs made one: two that moved to one address, or one that moved to an address that is given, too.

Imports know a repaired link again by its document. Where its new address is a link of its own, too, or the new one of
another, both are one work, and that is written down as a person's decision: it was one to change the posts so. Finding
works anew (`curator dedupe links`) keeps it, `curator review` shows it and takes it back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from curator.catalogue.decisions import last_words, record
from curator.catalogue.engine import reading, writing
from curator.catalogue.meeting import meetings
from curator.catalogue.opening import open_existing
from curator.jobs.clock import timestamp
from curator.jobs.deciding import follow
from curator.model import Decision, Says, Subject

if TYPE_CHECKING:
    from collections.abc import Iterable


WHY = "moved to one address"
"""What stands as the reason of such decisions: by it they are known when repairs are taken back."""


def join(database_url: str, run: int) -> None:
    """Decide that links are one that a run of repairs gave one address, unless somebody has spoken of them."""
    with reading(open_existing(database_url)) as connection:
        said = last_words(connection, Subject.LINKS)
        pairs = [pair for pair in meetings(connection, run) if pair not in said]
    _say(database_url, (Decision.of(Subject.LINKS, pair, Says.SAME, WHY, timestamp()) for pair in pairs))


def part(database_url: str) -> None:
    """Take back what `join` decided of links whose addresses no longer meet."""
    with reading(open_existing(database_url)) as connection:
        ours = {pair for pair, one in last_words(connection, Subject.LINKS).items()
                if one.says == Says.SAME and one.why == WHY}
        left = sorted(ours - set(meetings(connection)) if ours else ())
    _say(database_url, (Decision.of(Subject.LINKS, pair, Says.UNDONE, WHY, timestamp()) for pair in left))


def _say(database_url: str, decisions: Iterable[Decision]) -> None:
    wanted = list(decisions)
    if wanted:
        with writing(open_existing(database_url)) as connection:
            stored = record(connection, wanted)
        follow(database_url, stored)
