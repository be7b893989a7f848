"""Citation keys: given to a link once, at the first export after its import, and never changed afterwards."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import bindparam, exists, func, select

from curator.catalogue.current import document, link, mention, revision
from curator.catalogue.engine import spare_memory
from curator.text.titles import choose_title

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sqlalchemy import ColumnElement, Connection

BATCH = 5_000
"""Links that get their keys at a time."""

WITH_MENTION = link.join(mention, mention.c.link_id == link.c.id).join(
    revision, revision.c.id == mention.c.revision_id
)

KEYED = link.c.citation_key.is_not(None)
"""Said in every question about keys: their index holds only links that have one."""

ASKED = 500
"""Values in one question: databases limit them (SQLite before 3.32 to 999)."""


@dataclass(frozen=True, slots=True)
class Unkeyed:
    """A link without a citation key. `own` are the keys of imported bibliographies, `day` is its first post's."""

    id: int
    identity: str
    rule: str
    host: str
    title: str | None
    day: date | None
    own: tuple[str, ...]


def lacks_keys(connection: Connection) -> bool:
    """Tell whether any link of today's documents has no key yet."""
    if _keys(connection) == connection.execute(select(func.count()).select_from(link)).scalar_one():
        return False  # two indexes know; to look at a million links takes a second
    query = select(link.c.id).select_from(WITH_MENTION).where(link.c.citation_key.is_(None), revision.c.current)
    return connection.execute(query.limit(1)).first() is not None


class Span(NamedTuple):
    """A range of keys in lower case: from the first on, up to the second without it; an empty one leaves it open."""

    first: str = ""
    end: str = ""


ALL_KEYS = Span()


def key_spans(connection: Connection, parts: int, least: int) -> list[Span]:
    """Give ranges of as many keys each, in their order; fewer ranges where one would hold less than `least`."""
    keys = _keys(connection)
    parts = max(1, min(parts, keys // max(least, 1)))
    lower = func.lower(link.c.citation_key)
    query = select(lower).where(KEYED).order_by(lower).limit(1)
    ends = [connection.execute(query.offset(keys * number // parts)).scalar_one() for number in range(1, parts)]
    return [Span(first, end) for first, end in pairwise(["", *ends, ""])]


def _keys(connection: Connection) -> int:
    return connection.execute(select(func.count()).select_from(link).where(KEYED)).scalar_one()


def within(span: Span, key: ColumnElement[Any]) -> Iterator[ColumnElement[bool]]:
    """Give the conditions that a citation key lies in a range."""
    # Not as the index has it: walking that, each link's mentions would be looked for all over the file. To pass over
    # what is not wanted costs a tenth of that.
    lower = func.lower(key).concat("")
    if span.first:
        yield lower >= span.first
    if span.end:
        yield lower < span.end


def unkeyed(connection: Connection, *, imported: bool = False) -> Iterator[list[Unkeyed]]:
    """Give the links of today's documents that have no key, in batches, in the order they were imported in.

    `imported` asks only for those that a bibliography may have brought, and only for what these say of them.
    A batch must have got its keys before the next one is asked for.
    """
    spare_memory(connection)
    only = [mention.c.details.is_not(None)] if imported else []
    last = 0
    while batch := _next_unkeyed(connection, last, only):
        yield batch
        last = batch[-1].id


def _next_unkeyed(connection: Connection, last: int, only: Sequence[ColumnElement[bool]]) -> list[Unkeyed]:
    of_link = (mention.c.link_id == link.c.id, mention.c.revision_id == revision.c.id)
    mentioned = exists().where(*of_link, revision.c.current, *only)
    without = select(link.c.id).where(link.c.citation_key.is_(None), link.c.id > last, mentioned)
    ids = list(connection.execute(without.order_by(link.c.id).limit(BATCH)).scalars())
    if not ids:
        return []
    query = (
        select(link.c.id, link.c.identity, link.c.rule, link.c.host)
        .add_columns(mention.c.title, mention.c.details, revision.c.date)
        .select_from(WITH_MENTION.join(document, document.c.id == revision.c.document_id))
        .where(revision.c.current, link.c.id.between(ids[0], ids[-1]), link.c.citation_key.is_(None), *only)
        .order_by(link.c.id, revision.c.date, document.c.key, mention.c.position)
    )
    rows = connection.execute(query)
    return [_unkeyed(list(mentions)) for _, mentions in groupby(rows, key=lambda row: row.id)]


def _unkeyed(rows: list[Any]) -> Unkeyed:
    first = rows[0]
    title = first.title if len(rows) == 1 else choose_title(Counter(row.title for row in rows if row.title))[0]
    days = sorted(row.date for row in rows if row.date)
    own = dict.fromkeys(key for row in rows if row.details and (key := json.loads(row.details).get("key")))
    day = date.fromisoformat(days[0]) if days else None
    return Unkeyed(first.id, first.identity, first.rule, first.host, title, day, tuple(own))


@dataclass(slots=True)
class Taken:
    """Answers which keys, in lower case, are taken; what is likely to be asked is looked up in one query."""

    connection: Connection
    _answers: dict[str, bool] = field(default_factory=dict)

    def expect(self, keys: Iterable[str]) -> None:
        """Look up many keys at once."""
        wanted = sorted(keys)
        lower = func.lower(link.c.citation_key)
        # One question for all: what a question holds itself is let go of by the garbage collector only, at some time.
        query = select(lower).where(lower.in_(bindparam("asked", expanding=True)), KEYED)
        found: set[str] = set()
        for start in range(0, len(wanted), ASKED):
            found.update(self.connection.execute(query, {"asked": wanted[start : start + ASKED]}).scalars())
        self._answers = {key: key in found for key in wanted}

    def __contains__(self, key: object) -> bool:
        """Tell whether a link has that key."""
        if key not in self._answers:
            query = select(link.c.id).where(func.lower(link.c.citation_key) == key, KEYED).limit(1)
            self._answers[str(key)] = self.connection.execute(query).first() is not None
        return self._answers[str(key)]


def give(connection: Connection, keys: Mapping[int, str]) -> None:
    """Store the citation keys of links, by the links' ids."""
    statement = link.update().where(link.c.id == bindparam("link_id")).values(citation_key=bindparam("key"))
    if keys:
        connection.execute(statement, [{"link_id": link_id, "key": key} for link_id, key in keys.items()])
