"""What is known of links beyond what documents say: what their pages say of themselves, and what services say."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final

from curator.crawl.facts import Fact, Field, Metadata, metadata
from curator.enrich.policy import Name
from curator.text.clean import storable

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from curator.catalogue.bulk import Bulk

PAGE: Final = "page"
"""Who speaks where a page speaks of itself."""

SPEAKERS: Final[tuple[str, ...]] = (PAGE, *Name)
"""All who speak, those that are believed before others first."""


def put_facts(bulk: Bulk, said: Mapping[int, Sequence[Fact]], speaker: str = PAGE) -> None:
    """Keep what one speaker says of links, by link, field by field, in place of what it said before."""
    forget_facts(bulk, said, speaker)
    bulk.insert("fact", (
        (link_id, field.value, speaker, at, storable(fact.value), fact.source)
        for link_id, facts in said.items()
        for field, own in groupby(metadata(facts).facts, lambda fact: fact.field) for at, fact in enumerate(own)
    ))  # fmt: skip


def forget_facts(bulk: Bulk, links: Iterable[int], speaker: str = PAGE) -> None:
    """Forget what one speaker said of links."""
    statement = "DELETE FROM fact WHERE link_id = ? AND speaker = ?"
    bulk.execute_many(statement, ((link_id, speaker) for link_id in links))


def any_facts(bulk: Bulk) -> bool:
    """Tell whether anything was ever said."""
    return bool(bulk.execute("SELECT 1 FROM fact LIMIT 1"))


def facts_of(bulk: Bulk, ids: Iterable[int]) -> dict[int, Metadata]:
    """Give what is believed of links: of each field what the first speaker says that says anything of it.

    Links of which nobody says anything are left out.
    """
    rows = bulk.rows_where_in(
        "SELECT link_id, field, speaker, value, source FROM fact WHERE link_id IN {values} "
        "ORDER BY link_id, field, speaker, position", ids)
    found: dict[int, list[Fact]] = {}
    for (link_id, field), said in groupby(rows, lambda row: (row[0], row[1])):
        first = min((list(own) for _, own in groupby(said, lambda row: row[2])), key=_rank)
        found.setdefault(link_id, []).extend(Fact(Field(field), value, source) for *_, value, source in first)
    return {link_id: metadata(facts) for link_id, facts in found.items()}


def _rank(rows: Sequence[Sequence[object]]) -> int:
    return SPEAKERS.index(str(rows[0][2]))
