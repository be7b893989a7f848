"""A document as plain rows, ready for the bulk path but for the ids that only the writer can give.

Made where documents are read, which may be another process: plain tuples travel between processes several times
faster than our values do. Imports no database code, so that a reading process starts at once.
"""

from __future__ import annotations

import json
from dataclasses import fields
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

from curator.catalogue.version import READER_VERSION
from curator.model import CATALOGUED, Kind
from curator.read.roles import role_of
from curator.read.topics import topic_key
from curator.text.cjk import all_spaced
from curator.text.clean import storable
from curator.urls.identity import identify, identify_paper

if TYPE_CHECKING:
    from collections.abc import Sequence

    from curator.model import Details, Document, Link, Mention, Section, Topic

_json = json.JSONEncoder(ensure_ascii=False).encode  # json.dumps makes an encoder for every call
_KINDS = {kind: kind.value for kind in Kind}  # asking a member for its value takes ten times as long

SEARCHED_TEXT = 200_000
"""Characters of one section's text that search knows; a longer one is a data dump, not prose."""


class Content(NamedTuple):
    """The bytes of a source, told apart from all others."""

    key: str
    sha256: str
    size: int
    origin: str
    as_of: str | None
    """ISO 8601 in UTC; None means: now."""
    format: str
    """What they were read as: the same bytes read as another format say something else."""


class Prepared(NamedTuple):
    """A document as rows. What is a reference to another row is its index in the list here."""

    content: Content
    head: tuple[Any, ...]
    """reader, format, encoding, title, category, date, series, part"""
    topics: list[tuple[str, str, str]]
    """key, series, name"""
    parts: list[tuple[int, int | None]]
    """topic, part"""
    sections: list[tuple[Any, ...]]
    """line, level, heading, path, text, topic or None"""
    links: list[tuple[Any, ...]]
    """identity, rule, version, canonical, host, local"""
    mentions: list[tuple[Any, ...]]
    """section, link, line, kind, url, title, note, label, role, details"""
    skipped: list[tuple[int | None, str, str]]
    """line, reason, detail"""
    words: tuple[list[tuple[str, str]], list[tuple[str, str]]]
    """for search: (title, note) of each mention, (heading, text) of each section"""

    def given(self) -> list[tuple[str, str | None, str | None]]:
        """Give identity, address as written and title of every mention."""
        return [(self.links[link][0], url, title) for _, link, _, _, url, title, *_ in self.mentions]


def prepare(document: Document, content: Content) -> Prepared:
    """Turn a document into rows."""
    mentions = [mention for mention in document.mentions if mention.kind in CATALOGUED]
    topics, topic_index = _topics(document)
    links, link_of = _links(mentions)
    sections = [
        _section_row(section, topic_index[section.topic] if section.topic else None) for section in document.sections
    ]
    rows = [_mention_row(mention, link) for mention, link in zip(mentions, link_of, strict=True)]
    return Prepared(
        content=content,
        head=_head(document),
        topics=topics,
        parts=[(topic_index[part.topic], part.part) for part in document.topics],
        sections=sections,
        links=links,
        mentions=rows,
        skipped=[(skip.line, skip.reason, storable(skip.detail)) for skip in document.skipped],
        words=(
            _words([(title or "", note or "") for _, _, _, _, _, title, note, *_ in rows]),
            _words([(heading, text[:SEARCHED_TEXT]) for _, _, heading, _, text, _ in sections]),
        ),
    )


def _words(pairs: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Space out what search is to find."""
    words = iter(all_spaced(list(chain.from_iterable(pairs))))
    return list(zip(words, words, strict=True))


def _head(document: Document) -> tuple[Any, ...]:
    return (
        READER_VERSION,
        document.format,
        document.encoding,
        document.title and storable(document.title),
        document.category and storable(document.category),
        document.date.isoformat() if document.date else None,
        document.series and storable(document.series),
        document.part,
    )


def _topics(document: Document) -> tuple[list[tuple[str, str, str]], dict[Topic, int]]:
    """Give the distinct topics of a document, and for each spelling of a topic where it stands in that list."""
    index: dict[Topic, int] = {}
    keys: dict[str, int] = {}
    rows: list[tuple[str, str, str]] = []
    named = [part.topic for part in document.topics]
    for topic in named + [section.topic for section in document.sections if section.topic]:
        if topic in index:
            continue
        key = topic_key(topic)
        if key not in keys:
            keys[key] = len(rows)
            rows.append((storable(key), storable(topic.series), storable(topic.name)))
        index[topic] = keys[key]
    return rows, index


def _section_row(section: Section, topic: int | None) -> tuple[Any, ...]:
    path = ", ".join([_json(storable(heading)) for heading in section.path])
    return section.line, section.level, storable(section.heading), f"[{path}]", storable(section.text), topic


def _links(mentions: list[Mention]) -> tuple[list[tuple[Any, ...]], list[int]]:
    """Give the distinct links of a document, and for every mention the index of its link."""
    index: dict[str, int] = {}
    rows: list[tuple[Any, ...]] = []
    of: list[int] = []
    for mention in mentions:
        link = _identify(mention)
        at = index.setdefault(link.identity, len(rows))
        if at == len(rows):
            rows.append(tuple(link))
        of.append(at)
    return rows, of


def _identify(mention: Mention) -> Link:
    if mention.kind is Kind.PAPER or mention.url is None:
        return identify_paper(storable(mention.title or ""))
    return identify(storable(mention.url))


def _mention_row(mention: Mention, link: int) -> tuple[Any, ...]:
    line, kind, url, title, note, label, section, details = mention
    return (
        section,
        link,
        line,
        _KINDS[kind],
        url and storable(url),
        title and storable(title),
        note and storable(note),
        label and storable(label),
        role_of(label) if label else None,
        details_json(details) if details else None,
    )


def details_json(details: Details) -> str | None:
    """Write down what is said and leave out what is not."""
    said = {f.name: getattr(details, f.name) for f in fields(details) if getattr(details, f.name)}
    return storable(_json(said)) if said else None
