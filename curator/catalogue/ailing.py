"""What may be wrong with what documents say: questions that give each place that a decision is to be made about.

Plain SQL through the driver, row by row: a million links are looked at without ever being held.
"""

# ruff: noqa: S608 - every name in these questions is our own, every value a parameter

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from curator.catalogue.overrides import held
from curator.model import Kind, Outcome, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from curator.catalogue.bulk import Bulk
    from curator.model.override import Value

_PLACES = (
    "JOIN revision ON revision.id = mention.revision_id AND revision.current "
    "JOIN document ON document.id = revision.document_id JOIN link ON link.id = mention.link_id"
)
"""What each mention needs to be found: only what documents say now."""

_LINK = "coalesce(mention.url, link.canonical, link.identity)"

_ORDER = "ORDER BY document.key, mention.position"

SHOWS = ", ".join(f"'{one.value}'" for one in (Outcome.ALIVE, Outcome.MOVED))
"""Outcomes of archived copies that may stand for their link, as `Snapshot.offered` has it."""


class At(NamedTuple):
    """A place that gives a link: the link's id and address, and the text that is spoken of there."""

    link_id: int
    link: str
    document: str
    line: int
    text: str = ""


class Described(NamedTuple):
    """A place whose format says more of a link: `details` as they are stored, `seen` the day it was first imported."""

    at: At
    details: Mapping[str, str]
    seen: str


class Dead(NamedTuple):
    """A dead link without an archived copy, where it is given first, and since when it is dead."""

    at: At
    since: str


def untitled(bulk: Bulk) -> Iterator[At]:
    """Give the links that lists show, and to which no place gives a title; each at its first place.

    A link that is shown as another one has that one's title.
    """
    return _places(bulk, f"""
        SELECT link.id, {_LINK}, document.key, mention.line, ''
        FROM (
            SELECT min(mention.id) AS first FROM mention
            JOIN revision ON revision.id = mention.revision_id AND revision.current
            GROUP BY mention.link_id
            HAVING count(mention.title) = 0 AND count(CASE WHEN mention.kind = '{Kind.REFERENCE.value}' THEN 1 END) > 0
        ) AS none
        JOIN mention ON mention.id = none.first {_PLACES}
        WHERE NOT EXISTS (SELECT 1 FROM alias WHERE alias.link_id = link.id) {_ORDER}
    """)


def one_word_titles(bulk: Bulk) -> Iterator[At]:
    """Give the places with a title of one word that has a full stop inside: an address may be one."""
    return _places(bulk, f"""
        SELECT link.id, {_LINK}, document.key, mention.line, mention.title FROM mention {_PLACES}
        WHERE mention.title LIKE ? AND mention.title NOT LIKE ? {_ORDER}
    """, "%_._%", "% %")


def without_topic(bulk: Bulk) -> Iterator[tuple[str, int]]:
    """Give the posts and pages whose references stand under no topic at all, with the number of references."""
    return ((key, count) for key, count in bulk.stream(f"""
        SELECT document.key, count(*) FROM mention {_PLACES}
        WHERE revision.format IN ('markdown', 'html')
        AND NOT EXISTS (SELECT 1 FROM topic_part WHERE topic_part.revision_id = revision.id)
        AND NOT EXISTS (
            SELECT 1 FROM section WHERE section.revision_id = revision.id AND section.topic_id IS NOT NULL
        )
        GROUP BY document.key ORDER BY document.key
    """))


def topics_in_use(bulk: Bulk) -> dict[str, list[tuple[str, str]]]:
    """Give by series the names of the topics that today's documents treat, each with the first document that does."""
    found: dict[str, list[tuple[str, str]]] = {}
    for series, name, key in bulk.stream("""
        SELECT topic.series, topic.name, min(document.key) FROM topic
        JOIN topic_part ON topic_part.topic_id = topic.id
        JOIN revision ON revision.id = topic_part.revision_id AND revision.current
        JOIN document ON document.id = revision.document_id
        GROUP BY topic.id, topic.series, topic.name ORDER BY topic.series, topic.name
    """):
        found.setdefault(series, []).append((name, key))
    return found


def described_places(bulk: Bulk) -> Iterator[Described]:
    """Give the places of formats that say more than title and note."""
    for *at, details, seen in bulk.stream(f"""
        SELECT link.id, {_LINK}, document.key, mention.line, '', mention.details, link.imported_at
        FROM mention {_PLACES} WHERE mention.details IS NOT NULL {_ORDER}
    """):
        yield Described(At(*at), json.loads(details), seen[:10])


def dated_posts(bulk: Bulk) -> Iterator[tuple[str, str]]:
    """Give the documents that say their date, with it."""
    yield from bulk.stream("""
        SELECT document.key, revision.date FROM revision JOIN document ON document.id = revision.document_id
        WHERE revision.current AND revision.date IS NOT NULL ORDER BY document.key
    """)


def dead_without_copy(bulk: Bulk) -> Iterator[Dead]:
    """Give the dead links that documents give now, and of which no archived copy is known that shows the thing."""
    for *at, since in bulk.stream(f"""
        SELECT link.id, {_LINK}, document.key, mention.line, '', lost.since
        FROM (
            SELECT min(mention.id) AS first, standing.since FROM standing
            JOIN mention ON mention.link_id = standing.link_id
            JOIN revision ON revision.id = mention.revision_id AND revision.current
            WHERE standing.verdict = '{Verdict.DEAD.value}' AND NOT EXISTS (
                SELECT 1 FROM snapshot WHERE snapshot.link_id = standing.link_id AND snapshot.outcome IN ({SHOWS})
            )
            GROUP BY standing.link_id, standing.since
        ) AS lost
        JOIN mention ON mention.id = lost.first {_PLACES} {_ORDER}
    """):
        yield Dead(At(*at), since)


def citation_keys(bulk: Bulk) -> Iterator[tuple[str, str]]:
    """Give the citation keys that links have, with the links' addresses."""
    yield from bulk.stream(
        "SELECT citation_key, coalesce(canonical, identity) FROM link WHERE citation_key IS NOT NULL ORDER BY id"
    )


def links_with_key(bulk: Bulk, key: str) -> list[str]:
    """Give the addresses of the links that have a citation key, whatever its case."""
    query = (
        "SELECT coalesce(canonical, identity) FROM link WHERE lower(citation_key) = ? AND citation_key IS NOT NULL"
    )
    return [address for address, in bulk.execute(query, (key.lower(),))]


def keys_of_several(bulk: Bulk) -> Iterator[At]:
    """Give the places where bibliographies give a citation key that they also give to another link; `text` is the key.

    Places of one key come one after the other. Links that lists show as one have it together.
    """
    key = "json_extract(mention.details, '$.key')" if bulk.is_sqlite else "mention.details::json ->> 'key'"
    shown = "coalesce(alias.into_id, mention.link_id)"
    return _places(bulk, f"""
        SELECT link.id, {_LINK}, document.key, mention.line, {key} FROM mention {_PLACES}
        WHERE mention.details IS NOT NULL AND lower({key}) IN (
            SELECT lower({key}) FROM mention
            JOIN revision ON revision.id = mention.revision_id AND revision.current
            LEFT JOIN alias ON alias.link_id = mention.link_id
            WHERE mention.details IS NOT NULL AND {key} IS NOT NULL
            GROUP BY lower({key}) HAVING count(DISTINCT {shown}) > 1
        )
        ORDER BY lower({key}), document.key, mention.position
    """)


def known_hosts(bulk: Bulk) -> set[str]:
    """Give the hosts of all links."""
    return {host for host, in bulk.stream("SELECT DISTINCT host FROM link")}


def own_words(bulk: Bulk, field: str) -> dict[int, Value]:
    """Give by link what people say of a field that has one value, where anything holds."""
    rows = bulk.stream("SELECT link_id, field, item, value FROM override WHERE field = ? ORDER BY id", (field,))
    return {number: said[field, ""] for number, said in held(rows).items()}


def titled_by_hand(bulk: Bulk) -> set[str]:
    """Give the identities of the links that people have given a title."""
    query = "SELECT identity FROM link WHERE id IN {values}"
    return {identity for identity, in bulk.rows_where_in(query, own_words(bulk, "title"))}


def link_of(bulk: Bulk, link_id: int) -> str:
    """Give the address of a link, or its identity."""
    ((address,),) = bulk.execute("SELECT coalesce(canonical, identity) FROM link WHERE id = ?", (link_id,))
    return str(address)


def _places(bulk: Bulk, query: str, *values: str) -> Iterator[At]:
    return (At(*row) for row in bulk.stream(query, values))
