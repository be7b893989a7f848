"""Search: the references and sections that hold some words, best first.

A question must be answered at once even where half of a million rows hold the words. So the index gives the newest
CANDIDATES rows of what documents say now, without sorting, and only those are weighed; for what has fewer, that is all.
Rows that hold a Latin word as a whole come before those that hold beginnings: few say `C`, thousands say `code`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import func, select

from curator.catalogue.current import MENTIONS, document, heading_path, mention, revision, section
from curator.catalogue.engine import is_sqlite
from curator.catalogue.matching import asked_for, mention_ids, section_ids, spoken_ids
from curator.catalogue.owning import last_words
from curator.text.highlight import around, is_whole, spans

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import Connection, Select

    from curator.text.asking import Term

CANDIDATES = 250
"""Rows weighed for one question, of references and of sections each, unless more are to be shown: 7 ms of work."""

WEIGHTS = {
    # where the words stand: its weight, far apart so that a better place always wins over a tighter fit
    "title": 5.0,  # what the thing is called
    "tag": 4.0,  # what the curator files it under
    "heading": 3.0,  # a section about it
    "note": 2.0,  # what the curator says of the thing
    "text": 1.0,  # anything else a post says
}

_REFERENCE = (
    mention.c.id, mention.c.link_id, mention.c.url, mention.c.title, mention.c.note, mention.c.line, document.c.key,
    section.c.path,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Hit:
    """One reference, or one section, that holds the words.

    `found_in` is a key of WEIGHTS; `text` is what is shown: title, tag, note, or heading, or a piece of the section's
    text around the words. `spans` are the places of the words in `text` as (start, end). `document`, `line` and `path`
    tell one place, `places` counts all. What the curator says of a link is found, too, and its title is the curator's
    if there is one. A section has neither `url` nor `title`.
    """

    found_in: str
    text: str
    spans: tuple[tuple[int, int], ...]
    url: str | None
    title: str | None
    document: str
    line: int
    path: tuple[str, ...]
    score: float
    link_id: int = 0
    section_id: int = 0
    places: int = 1


def search(connection: Connection, words: str, limit: int = 20) -> list[Hit]:
    """Find references and sections of what documents say now, best first, at most `limit`.

    Raises UsageError where `words` holds no letter and no digit.
    """
    asked = asked_for(words)
    weighed = max(CANDIDATES, limit)
    found = [*_references(connection, asked, weighed), *_sections(connection, asked, weighed)]
    found.sort(key=lambda one: (-one.score, one.row.key, one.row.line))
    hits = [_hit(one) for one in found[:limit]]
    return _with_texts(connection, _with_titles(connection, _with_places(connection, hits)), asked)


class _Weighed(NamedTuple):
    """A candidate with what is shown of it. Few of hundreds are shown, so a Hit is made of these only."""

    score: float
    found_in: str
    text: str
    marks: tuple[tuple[int, int], ...]
    row: Any


def _references(connection: Connection, asked: Sequence[Term], weighed: int) -> Iterable[_Weighed]:
    """Weigh links, each by its best mention, or by what people say of it."""
    best: dict[int, _Weighed] = {}
    queries = (_mentions(connection, asked, whole=whole) for whole in _ways(connection, asked))
    given = (_reference(row, asked) for row in _candidates(connection, queries, weighed))
    for one in chain(given, _spoken_of(connection, asked, weighed)):
        link_id = one.row.link_id
        if link_id not in best or best[link_id].score < one.score:
            best[link_id] = one
    return best.values()


def _spoken_of(connection: Connection, asked: Sequence[Term], weighed: int) -> Iterable[_Weighed]:
    """Weigh the links of which people say the words, each at its newest place."""
    found = (spoken_ids(connection, asked, whole=whole) for whole in _ways(connection, asked))
    queries = (_latest(links.order_by(links.selected_columns[0].desc()).limit(weighed)) for links in found)
    rows = list(_candidates(connection, queries, weighed))
    said = last_words(connection, {row.link_id for row in rows})
    for row in rows:
        texts = ((field, text) for (field, _), text in said[row.link_id].items() if field in WEIGHTS)
        told = (_weighed(field, str(text), spans(str(text), asked), row) for field, text in texts)
        yield max(told, key=lambda one: one.score)


def _sections(connection: Connection, asked: Sequence[Term], weighed: int) -> Iterable[_Weighed]:
    queries = (_headings(connection, asked, whole=whole) for whole in _ways(connection, asked))
    return [_section(row, asked) for row in _candidates(connection, queries, weighed)]


def _ways(connection: Connection, asked: Sequence[Term]) -> tuple[bool, ...]:
    """Tell in which order to ask: for whole words first where beginnings of words are something else."""
    return (True, False) if is_sqlite(connection) and any(term.may_go_on for term in asked) else (False,)


def _candidates(connection: Connection, queries: Iterable[Select[Any]], weighed: int) -> Iterable[Any]:
    """Give the newest rows of the first query, then of the next, each row once, until there are enough."""
    found: dict[int, Any] = {}
    for query in queries:
        for row in connection.execute(query.limit(weighed)):
            found.setdefault(row.id, row)
        if len(found) >= weighed:
            break
    return islice(found.values(), weighed)


def _mentions(connection: Connection, asked: Sequence[Term], *, whole: bool) -> Select[Any]:
    ids = mention_ids(connection, asked, whole=whole).subquery()
    return (
        select(*_REFERENCE)
        .select_from(
            ids.join(mention, mention.c.id == ids.c[0])
            .join(revision, revision.c.id == mention.c.revision_id)
            .join(document, document.c.id == revision.c.document_id)
            .join(section, section.c.id == mention.c.section_id)
        )
        .where(revision.c.current)
        .order_by(ids.c[0].desc())
    )


def _latest(links: Select[tuple[int]]) -> Select[Any]:
    newest = (
        select(func.max(mention.c.id))
        .join(revision, revision.c.id == mention.c.revision_id)
        .where(revision.c.current, mention.c.link_id.in_(links))
        .group_by(mention.c.link_id)
    )
    return select(*_REFERENCE).select_from(MENTIONS).where(mention.c.id.in_(newest)).order_by(mention.c.id.desc())


def _headings(connection: Connection, asked: Sequence[Term], *, whole: bool) -> Select[Any]:
    ids = section_ids(connection, asked, whole=whole).subquery()
    return (
        select(section.c.id, section.c.heading, section.c.line, section.c.path, document.c.key)
        .select_from(
            ids.join(section, section.c.id == ids.c[0])
            .join(revision, revision.c.id == section.c.revision_id)
            .join(document, document.c.id == revision.c.document_id)
        )
        .where(revision.c.current)
        .order_by(ids.c[0].desc())
    )


def _reference(row: Any, asked: Sequence[Term]) -> _Weighed:
    """Show the title or the note, whichever has a word to mark; where none has one, the title if there is one."""
    title, note = row.title or "", row.note or ""
    marks = spans(title, asked)
    in_note = () if marks else spans(note, asked)
    return _weighed("note", note, in_note, row) if in_note or not title else _weighed("title", title, marks, row)


def _section(row: Any, asked: Sequence[Term]) -> _Weighed:
    marks = spans(row.heading, asked)
    return _weighed("heading" if marks else "text", row.heading, marks, row)


def _weighed(found_in: str, text: str, marks: tuple[tuple[int, int], ...], row: Any) -> _Weighed:
    return _Weighed(_score(found_in, text, marks), found_in, text, marks, row)


def _hit(one: _Weighed) -> Hit:
    _, found_in, text, marks, row = one
    path = heading_path(row.path)
    if found_in in ("title", "tag", "note"):
        return Hit(found_in, text, marks, row.url, row.title, row.key, row.line, path, one.score, link_id=row.link_id)
    return Hit(found_in, text, marks, None, None, row.key, row.line, path, one.score, section_id=row.id)


def _score(found_in: str, text: str, marks: tuple[tuple[int, int], ...]) -> float:
    """Weigh by place, then whole words before beginnings of some, then by how much of the text the words are."""
    if not marks:
        return WEIGHTS["text"]
    covered = sum(end - start for start, end in marks)
    whole = any(is_whole(text, end) for _, end in marks)
    return WEIGHTS[found_in] + (whole + covered / max(len(text), 1)) / 2


def _with_places(connection: Connection, hits: list[Hit]) -> list[Hit]:
    ids = [hit.link_id for hit in hits if hit.link_id]
    counted = (
        select(mention.c.link_id, func.count())
        .join(revision, revision.c.id == mention.c.revision_id)
        .where(revision.c.current, mention.c.link_id.in_(ids))
        .group_by(mention.c.link_id)
    )
    places = {row[0]: row[1] for row in connection.execute(counted)} if ids else {}
    return [replace(hit, places=places.get(hit.link_id, 1)) for hit in hits]


def _with_titles(connection: Connection, hits: list[Hit]) -> list[Hit]:
    said = last_words(connection, {hit.link_id for hit in hits})
    own = {number: str(words["title", ""]) for number, words in said.items() if ("title", "") in words}
    return [replace(hit, title=own[hit.link_id] or None) if hit.link_id in own else hit for hit in hits]


def _with_texts(connection: Connection, hits: list[Hit], asked: Sequence[Term]) -> list[Hit]:
    """Fetch the texts of the sections that are shown; all candidates' texts would be a hundred times as much."""
    ids = [hit.section_id for hit in hits if hit.found_in == "text"]
    query = select(section.c.id, section.c.text).where(section.c.id.in_(ids))
    texts = {row.id: around(row.text, asked) for row in connection.execute(query)} if ids else {}
    return [
        replace(hit, text=text, spans=spans(text, asked)) if (text := texts.get(hit.section_id)) else hit
        for hit in hits
    ]
