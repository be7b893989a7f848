"""Whether a catalogue is whole: what SQLite says of its file, and what no foreign key guards."""

# ruff: noqa: S608 - every name in these questions is our own, every value a parameter

from __future__ import annotations

from typing import TYPE_CHECKING

from curator.catalogue.rows import SEARCHED_TEXT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from curator.catalogue.bulk import Bulk

OUT_OF_STEP = """
    FROM standing
    LEFT JOIN (SELECT link_id, max(id) AS id FROM observation GROUP BY link_id) AS last
        ON last.link_id = standing.link_id
    LEFT JOIN observation ON observation.id = last.id
    WHERE observation.id IS NULL OR observation.at <> standing.checked_at OR observation.outcome <> standing.outcome
"""
"""Standings that do not follow from the latest look, in the order in which looks were stored."""

_WORDS = {
    # index: where its texts stand, as they were given to it
    "search_mention": ("mention", "coalesce(title, '') || coalesce(note, '')"),
    "search_section": ("section", f"heading || substr(text, 1, {SEARCHED_TEXT})"),
}


def orphans(bulk: Bulk) -> Iterator[tuple[str, str, int]]:
    """Count the rows that point to rows that are not there: their table, the other one, how many. A server has none."""
    if not bulk.is_sqlite:
        return iter(())
    query = 'SELECT "table", parent, count(*) FROM pragma_foreign_key_check GROUP BY 1, 2 ORDER BY 1, 2'
    return ((table, parent, count) for table, parent, count in bulk.stream(query))


def misplaced_revisions(bulk: Bulk) -> Iterator[tuple[str, bool]]:
    """Give the documents of which nothing is current although they are there, or something although they are gone.

    The flag tells that a document is gone.
    """
    yield from bulk.stream("""
        SELECT document.key, document.gone_at IS NOT NULL FROM document
        LEFT JOIN revision ON revision.document_id = document.id AND revision.current
        WHERE (document.gone_at IS NULL) = (revision.id IS NULL) ORDER BY document.key
    """)


def lost_tokens(bulk: Bulk) -> int:
    """Count the tokens of contents that are not there."""
    return _count(bulk, "content_token WHERE NOT EXISTS (SELECT 1 FROM content WHERE content.id = content_id)")


def chained_aliases(bulk: Bulk) -> Iterator[tuple[str, str]]:
    """Give the identities of links that are shown as a link which is itself shown as another, and of that one."""
    yield from bulk.stream("""
        SELECT link.identity, shown.identity FROM alias
        JOIN alias AS above ON above.link_id = alias.into_id
        JOIN link ON link.id = alias.link_id JOIN link AS shown ON shown.id = alias.into_id ORDER BY link.identity
    """)


def wrong_standings(bulk: Bulk) -> Iterator[tuple[int, str]]:
    """Give the links, with id and address, whose verdict is not that of their latest look, or that have none."""
    yield from bulk.stream(f"""
        SELECT link.id, coalesce(link.canonical, link.identity) FROM link WHERE link.id IN (
            SELECT standing.link_id {OUT_OF_STEP}
            UNION SELECT observation.link_id FROM observation
            WHERE NOT EXISTS (SELECT 1 FROM standing WHERE standing.link_id = observation.link_id)
        ) ORDER BY link.id
    """)


def unsearchable(bulk: Bulk) -> Iterator[tuple[str, int, int]]:
    """Give for each full-text table the texts that it does not know, and the rows it knows that are not there.

    Tables that are in step are left out; a server has none.
    """
    for index, (table, words) in _WORDS.items() if bulk.is_sqlite else ():
        # Once, and on the disk: asked for what is not among millions of words, SQLite takes five times as long.
        bulk.execute(f"CREATE VIRTUAL TABLE temp.{index}_words USING fts5vocab(main, {index}, instance)")
        bulk.execute(f"CREATE TABLE temp.{index}_known (id INTEGER PRIMARY KEY)")
        bulk.execute(f"INSERT OR IGNORE INTO temp.{index}_known SELECT doc FROM temp.{index}_words")
        # What is all punctuation has no words: few texts are left to be asked for a letter.
        missing = bulk.stream(
            f"SELECT {words} FROM {table} WHERE {words} <> '' AND id NOT IN (SELECT id FROM temp.{index}_known)"
        )
        unknown = sum(any(map(str.isalnum, text)) for text, in missing)
        strange = _count(bulk, f"temp.{index}_known WHERE id NOT IN (SELECT id FROM {table})")
        if unknown or strange:
            yield table, unknown, strange


def _count(bulk: Bulk, what: str) -> int:
    return int(bulk.execute(f"SELECT count(*) FROM {what}")[0][0])


