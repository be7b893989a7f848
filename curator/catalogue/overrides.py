"""What people say of links: the log, and the search for it, written and read by who says more."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING, Any, TypeAlias

from curator.catalogue.undoing import Log
from curator.model import Override, Value
from curator.text.cjk import all_spaced

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from curator.catalogue.bulk import Bulk

Said: TypeAlias = dict[tuple[str, str], Value]
"""What holds of one link, by field and item."""

_COLUMNS = ", ".join(Override._fields)

_SEARCHED = ("title", "tag", "note")
"""The fields that search looks into, in the order of its table's columns."""

_FORGET = "INSERT INTO search_link(search_link, rowid, title, tags, note) VALUES ('delete', ?, ?, ?, ?)"


def read_override(row: Sequence[Any]) -> Override:
    """Make the value of a row, whose columns come in the order of the fields."""
    one = Override._make(row)
    return one if one.value is None else one._replace(value=json.loads(str(one.value)))


def held(log: Iterable[Sequence[Any]]) -> dict[int, Said]:
    """Read link, field, item and value of a log's rows, the oldest first, for what holds of each link in the end."""
    said: defaultdict[int, Said] = defaultdict(dict)
    for link_id, field, item, value in log:
        if value is None:
            said[link_id].pop((field, item), None)
        else:
            said[link_id][field, item] = json.loads(value)
    return {number: words for number, words in said.items() if words}


def said_of(bulk: Bulk, link_ids: Iterable[int]) -> Iterator[Override]:
    """Give all that was ever said of some links, the oldest row first."""
    query = f"SELECT {_COLUMNS} FROM override WHERE link_id IN {{values}} ORDER BY id"  # noqa: S608 - our own names
    return map(read_override, bulk.rows_where_in(query, link_ids))


def rows_of(bulk: Bulk, change: int, link_ids: Sequence[int] = ()) -> list[Override]:
    """Give the rows of a change, the last one first; only those of some links, if these are given."""
    query = f"SELECT {_COLUMNS} FROM override WHERE change = ? ORDER BY id DESC"  # noqa: S608 - as above
    rows = map(read_override, bulk.execute(query, (change,)))
    return [row for row in rows if not link_ids or row.link_id in link_ids]


def changes(bulk: Bulk, link_ids: Sequence[int] = ()) -> Iterator[int]:
    """Give the numbers of all changes that take nothing back, the latest first; only those of some links, if given."""
    test, values = bulk.among(link_ids)
    only = f"AND link_id {test}" if link_ids else ""
    query = f"SELECT DISTINCT change FROM override WHERE undoes IS NULL {only} ORDER BY change DESC"  # noqa: S608 - as above
    return (change for change, in bulk.execute(query, (values,) if link_ids else ()))


def identities(bulk: Bulk, link_ids: Iterable[int]) -> dict[int, str]:
    """Give the identities of links."""
    return dict(bulk.rows_where_in("SELECT id, identity FROM link WHERE id IN {values}", link_ids))


def next_change(bulk: Bulk) -> int:
    """Give the number of a change that is made now. Needs the write lock, as all numbers do."""
    return int(bulk.execute("SELECT max(change) FROM override")[0][0] or 0) + 1


def next_row(bulk: Bulk) -> int:
    """Give the number of the next row."""
    return int(bulk.execute("SELECT max(id) FROM override")[0][0] or 0) + 1


def record(bulk: Bulk, rows: Sequence[Override]) -> None:
    """Add rows to the log, and to what search finds."""
    ids = {row.link_id for row in rows}
    before = _searched(Log(said_of(bulk, ids)))
    bulk.insert("override", (
        (*row[:6], None if row.value is None else json.dumps(row.value, ensure_ascii=False), row.undoes) for row in rows
    ))
    after = _searched(Log(said_of(bulk, ids)))
    if bulk.is_sqlite:  # an index that holds no text must be told what it is to forget
        bulk.execute_many(_FORGET, (row for row in before if row not in after))
    bulk.insert("search_link", (row for row in after if row not in before))


def index_words(bulk: Bulk) -> int:
    """Let search, which has forgotten all of them, know what people say; gives the number of links."""
    rows = map(read_override, bulk.stream(f"SELECT {_COLUMNS} FROM override ORDER BY id"))  # noqa: S608 - our own names
    words = _searched(Log(rows))
    bulk.insert("search_link", words)
    return len(words)


def _searched(log: Log) -> dict[tuple[Any, ...], None]:
    """Give what search finds links by: the own title, tags and note of each that has any."""
    said: dict[int, dict[str, list[str]]] = {}
    for (link_id, field, _), row in log.holds.items():
        if field in _SEARCHED and row and isinstance(row.value, str):
            said.setdefault(link_id, {}).setdefault(field, []).append(row.value)
    texts = {number: [", ".join(of.get(name, ())) for name in _SEARCHED] for number, of in said.items()}
    return dict.fromkeys((number, *all_spaced(of)) for number, of in texts.items())
