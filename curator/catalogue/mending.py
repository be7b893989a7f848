"""Making anew what is derived from something else that the catalogue holds.

All but the folding of the journal, which takes no lock, stand in a writing transaction.
"""

# ruff: noqa: S608 - every name in these questions is our own, every value a parameter

from __future__ import annotations

from functools import reduce
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from curator.catalogue.bulk import BATCH, SEARCH_COLUMNS
from curator.catalogue.observations import SEEN, Judged, observation, put_standings
from curator.catalogue.overrides import index_words
from curator.catalogue.rows import SEARCHED_TEXT
from curator.text.cjk import all_spaced

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from curator.catalogue.bulk import Bulk
    from curator.model import Observation, Standing

COMPARISONS = ("star", "content_copy", "content_token", "content", "compared")
"""All that comparing sections has left, in the order in which foreign keys let it go."""


def forget_comparisons(bulk: Bulk) -> None:
    """Forget how sections compare."""
    for table in COMPARISONS:
        bulk.execute(f"DELETE FROM {table}")


def index_anew(bulk: Bulk) -> int:
    """Build all full-text tables from the texts; gives the number of rows."""
    for index in SEARCH_COLUMNS:
        bulk.execute(f"INSERT INTO {index}({index}) VALUES ('delete-all')")
    queries = {
        "search_mention": "SELECT id, coalesce(title, ''), coalesce(note, '') FROM mention WHERE id > ?",
        "search_section": f"SELECT id, heading, substr(text, 1, {SEARCHED_TEXT}) FROM section WHERE id > ?",
    }
    return sum(_index(bulk, index, query) for index, query in queries.items()) + index_words(bulk)


def _index(bulk: Bulk, index: str, query: str) -> int:
    last = count = 0
    while rows := bulk.execute(f"{query} ORDER BY id LIMIT {BATCH}", (last,)):
        last = rows[-1][0]
        told = [row for row in rows if row[1] or row[2]]
        words = iter(all_spaced([text for _, *texts in told for text in texts]))
        bulk.insert(index, [(row[0], next(words), next(words)) for row in told])
        count += len(told)
    return count


def judge_anew(
    bulk: Bulk, link_ids: Collection[int], judge: Callable[[Standing | None, Observation], Standing]
) -> None:
    """Let links stand where all their looks put them, in the order in which they were stored.

    `judge` makes one more look of a standing. Those that nobody has looked at stand nowhere.
    """
    test, value = bulk.among(link_ids)
    bulk.execute(f"DELETE FROM standing WHERE link_id {test}", (value,))
    put_standings(bulk, _judged(bulk, link_ids, judge))


def _judged(
    bulk: Bulk, link_ids: Collection[int], judge: Callable[[Standing | None, Observation], Standing]
) -> Iterator[Judged]:
    columns = ", ".join(SEEN)
    rows = bulk.rows_where_in(
        f"SELECT link_id, {columns} FROM observation WHERE link_id IN {{values}} ORDER BY link_id, id",
        link_ids,
    )
    for number, looks in groupby(rows, key=itemgetter(0)):
        seen = [observation(look[1:]) for look in looks]
        standing: Standing | None = reduce(judge, seen, None)
        if standing:
            yield Judged(number, seen[-1], standing)


def fold_journal(bulk: Bulk) -> bool:
    """Write the journal into the file and empty it; tells whether nobody stood in the way."""
    ((busy, _, _),) = bulk.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return not busy


