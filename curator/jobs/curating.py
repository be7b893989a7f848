"""What a person says of links: decided in sight of what was said before, stored whole, and taken back."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from curator.catalogue.bulk import Bulk
from curator.catalogue.checks import find_link_ids
from curator.catalogue.overrides import changes, identities, next_change, next_row, record, rows_of, said_of
from curator.catalogue.undoing import Log
from curator.errors import CuratorError, NotFoundError, UsageError
from curator.jobs.clock import timestamp
from curator.model import Override, Selection

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from curator.model import Value, Word

NOTHING_SAID = Selection()


@dataclass(frozen=True, slots=True)
class Said:
    """One thing said of one link. `before` is what was said of it until then; None is nothing, in both."""

    identity: str
    field: str
    item: str
    before: Value | None
    value: Value | None


@dataclass(frozen=True, slots=True)
class Change:
    """What came of a command: `number` is that of its change, 0 where it said nothing new.

    `links` counts those that were meant. `kept` counts what could not be taken back, as something else was said since.
    """

    number: int
    links: int
    said: tuple[Said, ...]
    kept: int = 0


def say(
    database_url: str, words: Sequence[Word], names: Sequence[str], selection: Selection = NOTHING_SAID,
    *, dry_run: bool = False,
) -> Change:  # fmt: skip
    """Say the same of some links, all or nothing; what was said before already is not said again.

    `names` are what `curator show` knows links by; a `selection` narrows them down, or stands alone. One that says
    nothing is none here: all links are never meant by silence. Raises NotFoundError, before anything is stored, for a
    name that no link has, and UsageError where no link is named.
    """
    selected = _selected(database_url, selection) if selection != NOTHING_SAID else None
    if selected is None and not names:
        raise UsageError("say of which links: LINK, - for a list on standard input, or a selection as --topic")
    with _catalogue(database_url, writes=not dry_run) as bulk:
        named = {_link_id(bulk, name): None for name in names}
        links = list(named) if selected is None else [one for one in selected if one in named or not names]
        pen = _Pen(bulk)
        pen.say(links, words)
        return pen.put_down(links, dry_run=dry_run)


def undo(database_url: str, name: str = "", number: int = 0, last: int = 1, *, dry_run: bool = False) -> Change:
    """Take back the last changes, or the one of a number; only what they say of one link, if that is named.

    What was taken back before is passed over, so undoing again goes further back. Of a change that was an undoing, the
    number takes that back. Raises NotFoundError if there is nothing to take back, UsageError where all that a change
    says was said otherwise since.
    """
    with _catalogue(database_url, writes=not dry_run) as bulk:
        links = [_link_id(bulk, name)] if name else []
        pen = _Pen(bulk)
        for earlier in [number] if number else changes(bulk, links):
            rows = rows_of(bulk, earlier, links)
            if number and not rows:
                raise NotFoundError(f"there is no change {number} {f'of {name}' if name else ''}".rstrip())
            last -= pen.take_back(rows)
            if not last:
                break
        if not pen.rows:
            raise _nothing_to_undo(number)
        return pen.put_down({row.link_id for row in pen.rows}, dry_run=dry_run)


def _nothing_to_undo(number: int) -> CuratorError:
    if number:
        return UsageError(f"change {number} does not hold any more: it is taken back, or something else was said since")
    return NotFoundError("nothing was said that could be taken back")


class _Pen:
    """Writes one change, in sight of all that was said of its links before."""

    def __init__(self, bulk: Bulk) -> None:
        self.rows: list[Override] = []
        self._bulk = bulk
        self._number, self._next, self._at = next_change(bulk), next_row(bulk), timestamp()
        self._log, self._read = Log(), set[int]()
        self._before: list[Value | None] = []
        self._kept = 0

    def say(self, links: Collection[int], words: Sequence[Word]) -> None:
        """Say words of links, but for what is said already."""
        self._look_up(links)
        for link_id in links:
            for field, item, value in words:
                if self._log.value((link_id, field, item)) != value:
                    self._write(link_id, field, item, value)

    def take_back(self, rows: Sequence[Override]) -> bool:
        """Take back those rows of a change that hold, the last one first; tells whether there were any."""
        self._look_up({row.link_id for row in rows})
        written = len(self.rows)
        for row in rows:
            if self._log.is_last_word(row):
                self._write(row.link_id, row.field, row.item, self._log.value_before(row), row.id)
        taken = len(self.rows) - written
        self._kept += len(rows) - taken if taken else 0
        return bool(taken)

    def put_down(self, links: Collection[int], *, dry_run: bool) -> Change:
        """Store what was written, and tell of it."""
        if self.rows and not dry_run:
            record(self._bulk, self.rows)
        names = identities(self._bulk, {row.link_id for row in self.rows})
        said = tuple(Said(names[row.link_id], row.field, row.item, before, row.value)
                     for row, before in zip(self.rows, self._before, strict=True))
        return Change(self._number if said else 0, len(links), said, self._kept)

    def _look_up(self, links: Collection[int]) -> None:
        new = set(links) - self._read
        for row in said_of(self._bulk, new):
            self._log.add(row)
        self._read |= new

    def _write(self, link_id: int, field: str, item: str, value: Value | None, undoes: int | None = None) -> None:
        row = Override(self._next + len(self.rows), self._number, self._at, link_id, field, item, value, undoes)
        self._before.append(self._log.value(row.key))
        self._log.add(row)
        self.rows.append(row)


@contextmanager
def _catalogue(database_url: str, *, writes: bool) -> Iterator[Bulk]:
    """Give the catalogue in one transaction. Raises NotFoundError where there is none: nobody has links there."""
    bulk = Bulk(database_url)
    if not bulk.exists():
        raise NotFoundError("there is no catalogue yet; make one with: curator import PATH")
    try:
        with bulk.transaction(writes=writes):
            yield bulk
    finally:
        bulk.close()


def _link_id(bulk: Bulk, name: str) -> int:
    found = find_link_ids(bulk, name)
    if not found:
        raise NotFoundError(f"no link is known as {name!r}")
    return found[0]


def _selected(database_url: str, selection: Selection) -> list[int]:
    from curator.catalogue.current import link_ids  # late: SQLAlchemy, without which a star is given in half the time
    from curator.catalogue.engine import reading
    from curator.catalogue.opening import open_existing

    with reading(open_existing(database_url)) as connection:
        return sorted(link_ids(connection, selection))
