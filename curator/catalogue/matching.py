"""Which rows hold some words: SQLite's full-text index, or plain comparison on PostgreSQL.

The full-text tables hold text whose CJK characters are spaced out one by one; a word of several characters is asked for
as a phrase, a Latin word as a prefix (`curator.text.cjk`). PostgreSQL has no such index: there every text is compared,
which finds the same for Chinese, and also the middle of Latin words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import and_, bindparam, column, false, func, select, table

from curator.catalogue.engine import is_sqlite
from curator.catalogue.tables import table_of
from curator.text.cjk import phrase_query

if TYPE_CHECKING:
    from sqlalchemy import BindParameter, ColumnElement, Connection, FromClause, Select


def mention_ids(connection: Connection, words: str) -> Select[tuple[int]]:
    """Give a query for the ids of all mentions, also of old revisions, whose title or note hold all the words."""
    mention = table_of("mention")
    return _matching(connection, "search_mention", mention, (mention.c.title, mention.c.note), words)


def section_ids(connection: Connection, words: str) -> Select[tuple[int]]:
    """Give a query for the ids of all sections whose heading or text hold all the words."""
    section = table_of("section")
    return _matching(connection, "search_section", section, (section.c.heading, section.c.text), words)


def _matching(
    connection: Connection, index: str, rows: FromClause, columns: tuple[ColumnElement[str], ...], words: str
) -> Select[tuple[int]]:
    if is_sqlite(connection):
        found = table(index, column("rowid"), column(index))
        # An empty question is an error for FTS5; the phrase of a space matches nothing.
        query: BindParameter[str] = bindparam(None, phrase_query(words) or '" "', unique=True)
        return select(found.c.rowid).where(found.c[index].op("MATCH")(query))
    text = func.concat_ws(" ", *columns)
    each = [text.icontains(word, autoescape=True) for word in words.split()]
    return select(rows.c.id).where(and_(*each) if each else false())

