"""What services answered about identifiers, and what is known of links before they are asked."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING, Final, NamedTuple

from curator.catalogue.checks import as_written, limits
from curator.catalogue.facts import PAGE
from curator.catalogue.overrides import held
from curator.crawl.facts import Fact, Field, Metadata, metadata
from curator.enrich.known import FIELDS, Known
from curator.enrich.policy import Scheme
from curator.model import Kind
from curator.text.clean import storable

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from curator.catalogue.bulk import Bulk
    from curator.catalogue.checks import Wanted

TITLE: Final = "title"
"""Of a link, as its user may say it."""

_MARKS = ", ".join("?" for _ in Scheme)

_NAMED = (
    f"(rule IN ({_MARKS}) "  # noqa: S608 - our own words
    "OR EXISTS (SELECT 1 FROM mention WHERE mention.link_id = link.id AND (details LIKE ? OR details LIKE ?)) "
    f"OR EXISTS (SELECT 1 FROM override WHERE override.link_id = link.id AND field IN ({_MARKS})) "
    f"OR EXISTS (SELECT 1 FROM fact WHERE fact.link_id = link.id AND speaker = ? AND field IN ({_MARKS})))"
)
"""Whether a link may have an identifier."""


class Answered(NamedTuple):
    """What a service answered, and when; nothing where it knows nothing."""

    at: str
    said: Metadata


def named_links(bulk: Bulk, wanted: Wanted) -> list[int]:
    """Give the ids of links that are wanted and may have an identifier, in order."""
    tests, values = limits(bulk, wanted)
    patterns = [f'%"{scheme}"%' for scheme in Scheme]
    rows = bulk.execute(
        "SELECT link.id FROM link LEFT JOIN standing ON standing.link_id = link.id "  # noqa: S608 - our own words
        f"WHERE {' AND '.join(tests)} AND {_NAMED} ORDER BY link.id",
        (*values, *Scheme, *patterns, *Scheme, PAGE, *Scheme),
    )
    return [link_id for link_id, in rows]


def known_links(bulk: Bulk, ids: Sequence[int]) -> list[Known]:
    """Give what is known of links, in the order of their ids as given."""
    rows = bulk.rows_where_in("SELECT id, identity, canonical FROM link WHERE id IN {values}", ids)
    links: dict[int, tuple[str, str | None]] = {link_id: (identity, url) for link_id, identity, url in rows}
    written, said, pages = as_written(bulk, ids), _said(bulk, ids), _pages(bulk, ids)
    found = []
    for one in ids:
        identity, url = links[one]
        named = {scheme: said[one, scheme] for scheme in Scheme}
        address = written.get(one) or url or identity
        found.append(Known(one, identity, address, said[one, TITLE], named, metadata(pages[one])))
    return found


def answered(bulk: Bulk, service: str, identifiers: Iterable[str]) -> dict[str, Answered]:
    """Give what a service answered about identifiers; those that it was never asked about are left out."""
    rows = bulk.rows_where_in(
        "SELECT identifier, service, at, answer FROM enrichment WHERE identifier IN {values}", identifiers)
    return {identifier: Answered(at, _read(answer)) for identifier, own, at, answer in rows if own == service}


def put_answers(bulk: Bulk, service: str, at: str, said: Mapping[str, Metadata]) -> None:
    """Keep what a service answered about identifiers, in place of what it said before."""
    bulk.execute_many(
        "INSERT INTO enrichment (service, identifier, at, answer) VALUES (?, ?, ?, ?) "
        "ON CONFLICT (service, identifier) DO UPDATE SET at = excluded.at, answer = excluded.answer",
        ((service, storable(one), at, storable(json.dumps(facts.facts, ensure_ascii=False)))
         for one, facts in said.items()),
    )


def _read(answer: str) -> Metadata:
    return Metadata(tuple(Fact(Field(field), value, source) for field, value, source in json.loads(answer)))


def _said(bulk: Bulk, ids: Iterable[int]) -> dict[tuple[int, str], tuple[str, ...]]:
    """Give titles and identifiers, by link and field: the user's own word, or else what documents say.

    An own word that is empty says that there is none, whatever documents say.
    """
    own = held(bulk.rows_where_in(
        "SELECT link_id, field, item, value FROM override WHERE link_id IN {values} ORDER BY id", ids))
    titles, details = _titles(bulk, ids), _details(bulk, ids)
    found: dict[tuple[int, str], tuple[str, ...]] = {}
    for one in ids:
        words = own.get(one, {})
        for field, texts in ((TITLE, titles[one]), *((scheme, details[one][scheme]) for scheme in Scheme)):
            word = words.get((field, ""))
            found[one, field] = tuple(texts) if word is None else (str(word),) * bool(word)
    return found


def _titles(bulk: Bulk, ids: Iterable[int]) -> dict[int, list[str]]:
    """Give the titles that items of today's documents give to links, each once, the most used ones first."""
    found: defaultdict[int, list[str]] = defaultdict(list)
    for link_id, kind, title, _ in bulk.rows_where_in(
        "SELECT link_id, kind, mention.title, count(*) FROM mention JOIN revision ON revision.id = revision_id "
        "WHERE current AND mention.title IS NOT NULL AND link_id IN {values} "
        "GROUP BY link_id, kind, mention.title ORDER BY count(*) DESC, mention.title",
        ids,
    ):
        if kind == Kind.REFERENCE:  # words in a sentence are no title
            found[link_id].append(title)
    return found


def _details(bulk: Bulk, ids: Iterable[int]) -> defaultdict[int, defaultdict[str, list[str]]]:
    """Give the identifiers that today's documents say of links, by link and kind."""
    found: defaultdict[int, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for link_id, details in bulk.rows_where_in(
        "SELECT link_id, details FROM mention JOIN revision ON revision.id = revision_id "
        "WHERE current AND details IS NOT NULL AND link_id IN {values} ORDER BY mention.id",
        ids,
    ):
        said = json.loads(details)
        for scheme in Scheme:
            if scheme in said:
                found[link_id][scheme].append(said[scheme])
    return found


def _pages(bulk: Bulk, ids: Iterable[int]) -> dict[int, list[Fact]]:
    """Give what pages say of themselves that helps to name their works."""
    wanted = {Field.TITLE, *FIELDS.values()}
    found: defaultdict[int, list[Fact]] = defaultdict(list)
    for link_id, field, value, source, speaker in bulk.rows_where_in(
        "SELECT link_id, field, value, source, speaker FROM fact WHERE link_id IN {values} ORDER BY link_id, position",
        ids,
    ):
        if speaker == PAGE and field in wanted:
            found[link_id].append(Fact(Field(field), value, source))
    return found
