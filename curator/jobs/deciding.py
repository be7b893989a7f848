"""What people said of sections and links: how it is stored and taken back, and the families as they are by it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from curator.catalogue.decisions import history, record, renamed
from curator.catalogue.engine import reading, writing
from curator.catalogue.opening import open_existing
from curator.catalogue.repeats import repeats
from curator.dedupe.decided import decided
from curator.dedupe.names import Names, Place, held
from curator.errors import NotFoundError, UsageError
from curator.jobs.clock import timestamp
from curator.jobs.works import settle
from curator.model import Decision, Says, Subject

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from curator.catalogue.engine import Looking
    from curator.catalogue.repeats import Repeats
    from curator.dedupe.decided import Said
    from curator.dedupe.families import Family

Known: TypeAlias = tuple[int, int] | tuple[str, str]
"""Two sections by their ids, the lesser first; two links, and sections that are no more, by their names."""


@dataclass(frozen=True)
class Log:
    """All decisions, oldest first, and whom they mean today."""

    decisions: Sequence[Decision]
    found: Repeats
    renamed: dict[str, str]

    @cached_property
    def names(self) -> Names:
        """The names of today's sections."""
        places = {number: Place(one.document, one.path) for number, one in self.found.sections.items()}
        return Names(places, self.content, self.renamed)

    def content(self, number: int) -> str | None:
        """Give the digest of what a section holds."""
        return held(self.found.features[number]) if number in self.found.features else None

    @cached_property
    def last(self) -> dict[Known, Decision]:
        """The last word on each pair, undone ones, too: a section may have had several names."""
        return {self._known(one): one for one in self.decisions}

    @cached_property
    def said(self) -> Said:
        """What holds of pairs of today's sections.

        What was said of sections that are no more, or that nothing tells apart any more, is not among it.
        """
        last = ((pair, one) for pair, one in self.last.items() if one.says != Says.UNDONE)
        return {(a, b): one.says for (a, b), one in last if isinstance(a, int) and isinstance(b, int)}

    @cached_property
    def families(self) -> tuple[Family, ...]:
        """The families of sections as people want them."""
        return decided(self.found.families, self.said, self.found.features, self.found.standing)

    def _known(self, one: Decision) -> Known:
        if one.subject != Subject.SECTIONS:
            return one.pair
        a, b = (self.names.find(name, content) for name, content in zip(one.pair, one.contents, strict=True))
        if a is None or b is None or a == b or not self.found.features.keys() >= {a, b}:
            return one.pair
        return min(a, b), max(a, b)


def read_log(connection: Looking, found: Repeats) -> Log:
    """Read all decisions."""
    return Log(history(connection), found, renamed(connection))


def families_decided(connection: Looking, found: Repeats) -> tuple[Family, ...]:
    """Give the families of sections as people want them: what was found, and then what was said of it."""
    return read_log(connection, found).families


def store(database_url: str, decisions: Iterable[Decision]) -> list[Decision]:
    """Add decisions to the log, all or none, and give them with their numbers. The aliases of links do not follow."""
    with writing(open_existing(database_url)) as connection:
        return record(connection, decisions)


def follow(database_url: str, decisions: Iterable[Decision]) -> None:
    """Make the catalogue show what was decided of links; families of sections follow whenever they are read."""
    if any(one.subject == Subject.LINKS for one in decisions):
        settle(database_url)


def list_decisions(database_url: str) -> list[Decision]:
    """List everything that was ever decided, oldest first."""
    with reading(open_existing(database_url)) as connection:
        return history(connection)


def undo(database_url: str, number: int) -> Decision:
    """Take a decision back; gives what was added to the log.

    Raises NotFoundError if there is none of that number, UsageError if it does not hold any more.
    """
    with reading(open_existing(database_url)) as connection:
        log = read_log(connection, repeats(connection))
    wanted = next((one for one in log.decisions if one.id == number), None)
    if wanted is None:
        raise NotFoundError(f"there is no decision {number}; all of them: curator review --history")
    last = next((one for one in log.last.values() if one.id == number), None)
    if last is None or last.says == Says.UNDONE:
        raise UsageError(f"decision {number} does not hold any more: a later one speaks of the same two")
    contents = {name: content for name, content in zip(wanted.pair, wanted.contents, strict=True) if content}
    undone = Decision.of(wanted.subject, wanted.pair, Says.UNDONE, "", timestamp(), contents)
    stored = store(database_url, [undone])
    follow(database_url, stored)
    return stored[0]
