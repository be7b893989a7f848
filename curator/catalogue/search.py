"""Search: the references and sections that hold some words, best first.

A question must be answered at once even where half of a million rows hold the words. So the index gives the newest
CANDIDATES rows of what documents say now, without sorting, and only those are weighed; for what has fewer, that is all.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from curator.catalogue.current import document, mention, revision, section
from curator.catalogue.matching import mention_ids, section_ids
from curator.text.highlight import around, spans

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Connection

CANDIDATES = 300
"""Rows weighed for one question, of references and of sections each, unless more are to be shown: 7 ms of work."""

WEIGHTS = {
    # where the words stand: its weight, far apart so that a better place always wins over a tighter fit
    "title": 4.0,  # what the thing is called
    "heading": 3.0,  # a section about it
    "note": 2.0,  # what the curator says of the thing
    "text": 1.0,  # anything else a post says
}


@dataclass(frozen=True, slots=True)
class Hit:
    """One reference, or one section, that holds the words.

    `found_in` is a key of WEIGHTS; `text` is what is shown: title, note, or heading, or a piece of the section's text
    around the words. `spans` are the places of the words in `text` as (start, end). `document`, `line` and `path` tell
    one place, `places` counts all. A section has neither `url` nor `title`.
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
    """Find references and sections of what documents say now, best first, at most `limit`."""
    asked = words.split()
    weighed = max(CANDIDATES, limit)
    hits = [*_references(connection, words, weighed), *_sections(connection, words, weighed)]
    hits.sort(key=lambda hit: (-hit.score, hit.document, hit.line))
    return _with_texts(connection, _with_places(connection, hits[:limit]), asked)


def _references(connection: Connection, words: str, weighed: int) -> Iterable[Hit]:
    """Give one hit for each link: its best mention."""
    asked, ids = words.split(), mention_ids(connection, words).subquery()
    wanted = (mention.c.link_id, mention.c.url, mention.c.title, mention.c.note, mention.c.line)
    rows = connection.execute(
        select(*wanted, document.c.key, section.c.path)
        .select_from(
            ids.join(mention, mention.c.id == ids.c[0])
            .join(revision, revision.c.id == mention.c.revision_id)
            .join(document, document.c.id == revision.c.document_id)
            .join(section, section.c.id == mention.c.section_id)
        )
        .where(revision.c.current)
        .order_by(ids.c[0].desc())
        .limit(weighed)
    )
    best: dict[int, Hit] = {}
    for row in rows:
        hit = _reference(row, asked)
        if row.link_id not in best or best[row.link_id].score < hit.score:
            best[row.link_id] = hit
    return best.values()


def _reference(row: Any, asked: list[str]) -> Hit:
    title, note = row.title or "", row.note or ""
    in_title = spans(title, asked)
    found_in, text, marks = ("title", title, in_title) if in_title else ("note", note, spans(note, asked))
    return Hit(
        found_in, text, marks, row.url, row.title, row.key, row.line, tuple(json.loads(row.path)),
        score=_score(found_in, text, marks), link_id=row.link_id,
    )  # fmt: skip


def _sections(connection: Connection, words: str, weighed: int) -> Iterable[Hit]:
    asked, ids = words.split(), section_ids(connection, words).subquery()
    rows = connection.execute(
        select(section.c.id, section.c.heading, section.c.line, section.c.path, document.c.key)
        .select_from(
            ids.join(section, section.c.id == ids.c[0])
            .join(revision, revision.c.id == section.c.revision_id)
            .join(document, document.c.id == revision.c.document_id)
        )
        .where(revision.c.current)
        .order_by(ids.c[0].desc())
        .limit(weighed)
    )
    return [_section(row, asked) for row in rows]


def _section(row: Any, asked: list[str]) -> Hit:
    marks = spans(row.heading, asked)
    found_in = "heading" if marks else "text"
    score = _score(found_in, row.heading, marks)
    path = tuple(json.loads(row.path))
    return Hit(found_in, row.heading, marks, None, None, row.key, row.line, path, score=score, section_id=row.id)


def _score(found_in: str, text: str, marks: tuple[tuple[int, int], ...]) -> float:
    """Weigh by place, then by how much of the text the words are: a title that is nothing else comes first."""
    covered = sum(end - start for start, end in marks)
    return WEIGHTS[found_in] + covered / max(len(text), 1)


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


def _with_texts(connection: Connection, hits: list[Hit], asked: list[str]) -> list[Hit]:
    """Fetch the texts of the sections that are shown; all candidates' texts would be a hundred times as much."""
    ids = [hit.section_id for hit in hits if hit.found_in == "text"]
    query = select(section.c.id, section.c.text).where(section.c.id.in_(ids))
    texts = {row.id: around(row.text, asked) for row in connection.execute(query)} if ids else {}
    return [
        replace(hit, text=texts[hit.section_id], spans=spans(texts[hit.section_id], asked))
        if hit.section_id in texts
        else hit
        for hit in hits
    ]
