"""Which rows hold some words: SQLite's full-text index, or plain comparison on PostgreSQL.

The full-text tables hold text as `curator.text.cjk` spaces it out; a word of several characters is asked for as a
phrase, a Latin word as a prefix (`curator.text.asking`). PostgreSQL has no such index: there every text is compared,
which finds the same for Chinese, and also the middle of Latin words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, column, func, select, table

from curator.catalogue.engine import is_sqlite
from curator.catalogue.tables import table_of
from curator.errors import UsageError
from curator.text.asking import phrase_query, terms

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import BindParameter, ColumnElement, Connection, FromClause, Select

    from curator.text.asking import Term


def asked_for(words: str) -> tuple[Term, ...]:
    """Take a question apart. Raises UsageError where it asks for nothing: to find nothing would hide the slip."""
    asked = terms(words)
    if not asked:
        raise UsageError(f"nothing to search for in {words!r}: give a word, a letter or a digit")
    return asked


def mention_ids(connection: Connection, asked: Sequence[Term], *, whole: bool = False) -> Select[tuple[int]]:
    """Give a query for the ids of all mentions, also of old revisions, whose title or note hold all the terms.

    With `whole` Latin terms must be whole words and not only the beginnings of some; PostgreSQL does not tell these.
    """
    mention = table_of("mention")
    if is_sqlite(connection):
        return _matching("search_mention", phrase_query(asked, whole=whole))
    return _comparing(mention, (mention.c.title, mention.c.note), asked)


def section_ids(connection: Connection, asked: Sequence[Term], *, whole: bool = False) -> Select[tuple[int]]:
    """Give a query for the ids of all sections whose heading or text hold all the terms, as `mention_ids` does."""
    section = table_of("section")
    if is_sqlite(connection):
        return _matching("search_section", phrase_query(asked, whole=whole))
    return _comparing(section, (section.c.heading, section.c.text), asked)


def spoken_ids(connection: Connection, asked: Sequence[Term], *, whole: bool = False) -> Select[tuple[int]]:
    """Give a query for the ids of all links of which people say all the terms in title, tags and note, as above."""
    if is_sqlite(connection):
        return _matching("search_link", phrase_query(asked, whole=whole))
    override = table_of("override")
    last = select(func.max(override.c.id)).group_by(override.c.link_id, override.c.field, override.c.item)
    holds = (override.c.id.in_(last), override.c.field.in_(("title", "tag", "note")), override.c.value.startswith('"'))
    text = func.string_agg(override.c.value, " ").label("text")
    links = select(override.c.link_id.label("id"), text).where(*holds).group_by(override.c.link_id).subquery()
    return _comparing(links, (links.c.text,), asked)


def _matching(index: str, query: str) -> Select[tuple[int]]:
    found = table(index, column("rowid"), column(index))
    words: BindParameter[str] = bindparam(None, query, unique=True)
    return select(found.c.rowid).where(found.c[index].op("MATCH")(words))


def _comparing(rows: FromClause, columns: tuple[ColumnElement[str], ...], asked: Sequence[Term]) -> Select[tuple[int]]:
    text = func.concat_ws(" ", *columns)
    return select(rows.c.id).where(*(text.icontains(term.text, autoescape=True) for term in asked))
