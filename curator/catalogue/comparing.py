"""What comparing sections reads and writes: what is new since the last time, contents, copies, tokens and stars."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from curator.catalogue.ground import PLACED, STANDING, features, rank_of, ranks
from curator.dedupe.features import FEATURES_VERSION
from curator.dedupe.relation import MEASURES

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from curator.catalogue.bulk import Bulk, Row
    from curator.dedupe.features import Features
    from curator.dedupe.ground import Rank
    from curator.dedupe.relation import Relation
    from curator.dedupe.stars import Settled

REVISIONS = 200
"""Revisions whose sections are read at once: bounds memory."""


@dataclass(frozen=True, slots=True)
class News:
    """Revisions that documents say now and that were not compared, and compared ones that none says any more.

    If something was compared by other rules, `outdated`, that is worth nothing, and everything is new.
    """

    came: Sequence[int]
    went: Sequence[int]
    outdated: bool

    def __bool__(self) -> bool:
        """Tell whether there is anything to do."""
        return bool(self.came or self.went or self.outdated)


class Told(NamedTuple):
    """A section as its document has it. `references` are pairs of identity and title as written, in order."""

    id: int
    heading: str
    text: str
    references: Sequence[tuple[str, str | None]]


@dataclass(frozen=True, slots=True)
class Exchange:
    """What became of the contents: new ones and those that are gone by their ids, and ranks of then of the moved."""

    new: Mapping[int, Features]
    gone: Mapping[int, Features]
    moved: Mapping[int, Rank]


def news(bulk: Bulk) -> News:
    """Look what has changed since sections were compared last."""
    compared = "FROM compared JOIN revision ON revision.id = revision_id WHERE"
    outdated = bulk.execute(f"SELECT 1 {compared} version <> ? LIMIT 1", (FEATURES_VERSION,))
    anew = "" if outdated else "AND id NOT IN (SELECT revision_id FROM compared)"
    came = bulk.execute(f"SELECT id FROM revision WHERE current {anew} ORDER BY id")  # noqa: S608 - our own words
    went = () if outdated else bulk.execute(f"SELECT revision_id {compared} NOT current")
    return News([row[0] for row in came], [row[0] for row in went], bool(outdated))


def forget(bulk: Bulk) -> None:
    """Forget all that was compared: it can be computed again."""
    for table in ("star", "content_copy", "content_token", "content", "compared"):
        bulk.execute(f"DELETE FROM {table}")  # noqa: S608 - our own names


def sections_of(bulk: Bulk, revisions: Sequence[int]) -> Iterator[Told]:
    """Give the sections under a heading of revisions."""
    for start in range(0, len(revisions), REVISIONS):
        batch = revisions[start : start + REVISIONS]
        references: dict[int, list[tuple[str, str | None]]] = defaultdict(list)
        for section, identity, title in bulk.rows_where_in(
            "SELECT section_id, identity, title FROM mention JOIN link ON link.id = link_id "
            "WHERE revision_id IN {values} ORDER BY mention.revision_id, mention.position",
            batch,
        ):
            references[section].append((identity, title))
        for section, heading, text in bulk.rows_where_in(
            "SELECT id, heading, text FROM section WHERE revision_id IN {values} AND level > 0 "
            "ORDER BY revision_id, position",
            batch,
        ):
            yield Told(section, heading, text, references.pop(section, ()))


def exchange(bulk: Bulk, copies: Mapping[int, str], made: Mapping[str, Features], went: Sequence[int]) -> Exchange:
    """Store what new sections say, and find what nobody says any more.

    `copies` tells which content each new section says, `made` what these contents are, both by digest; `went` are the
    revisions whose sections are no more. Contents that are gone stay until `save`: stars hang on them.
    """
    left = _let_go(bulk, went)
    known: dict[str, int] = dict(bulk.rows_where_in("SELECT digest, id FROM content WHERE digest IN {values}", made))
    first = 1 + (bulk.execute("SELECT max(id) FROM content")[0][0] or 0)
    new = {digest: first + at for at, digest in enumerate(digest for digest in made if digest not in known)}
    ids = known | new
    says = {digest: section for section, digest in copies.items()}
    bulk.insert("content", (_row(number, digest, made[digest], says[digest]) for digest, number in new.items()))
    bulk.insert("content_copy", ((section, ids[digest]) for section, digest in copies.items()))
    bulk.insert("content_token", ((token, number) for digest, number in new.items() for token in made[digest].posted))
    before = ranks(bulk, {*left, *known.values()})
    said = _choose_best(bulk, {*before, *new.values()})
    gone = {number: features(bulk, number) for number in before if number not in said}
    bulk.execute_many(
        "DELETE FROM content_token WHERE token = ? AND content_id = ?",
        ((token, number) for number, one in gone.items() for token in one.posted),
    )
    moved = {number: rank for number, rank in before.items() if said.get(number, rank) != rank}
    return Exchange({number: made[digest] for digest, number in new.items()}, gone, moved)


def _row(number: int, digest: str, one: Features, section: int) -> Row:
    return number, digest, one.weight, len(one.text), section, one.packed()


def _let_go(bulk: Bulk, revisions: Sequence[int]) -> list[int]:
    """Take away the copies of revisions; give the contents that stood there."""
    of_revisions = "(SELECT id FROM section WHERE revision_id IN {values})"
    query = f"SELECT content_id FROM content_copy WHERE section_id IN {of_revisions}"  # noqa: S608 - our own words
    left = bulk.rows_where_in(query, revisions)
    bulk.rows_where_in(f"DELETE FROM content_copy WHERE section_id IN {of_revisions}", revisions)  # noqa: S608 - as above
    return [row[0] for row in left]


def _choose_best(bulk: Bulk, contents: Collection[int]) -> dict[int, Rank]:
    """Note for contents which of their copies is the best, and give their ranks; without those that have no copy."""
    best: dict[int, tuple[Rank, int, int]] = {}
    for number, weight, characters, chosen, section, *where in bulk.rows_where_in(
        f"SELECT content_id, weight, characters, best_id, section_id, {STANDING} "  # noqa: S608 - our own words
        f"FROM content_copy JOIN content ON content.id = content_id JOIN section ON section.id = section_id {PLACED} "
        "WHERE content_id IN {values}",
        contents,
    ):
        found = rank_of(weight, characters, *where), section, chosen
        best[number] = min(best.get(number, found), found)
    bulk.execute_many(
        "UPDATE content SET best_id = ? WHERE id = ?",
        ((section, number) for number, (_, section, chosen) in best.items() if section != chosen),
    )
    return {number: found[0] for number, found in best.items()}


def contents(bulk: Bulk) -> int:
    """Count the contents."""
    return int(bulk.execute("SELECT count(*) FROM content")[0][0])


def save(bulk: Bulk, changes: News, gone: Collection[int], settled: Settled) -> None:
    """Store how the stars have changed, let go of contents that are gone, and note what is compared now."""
    pair = "DELETE FROM star WHERE centre_id = ? AND member_id = ?"
    bulk.execute_many(pair, settled.dropped)
    for column in ("centre_id", "member_id"):
        bulk.rows_where_in(f"DELETE FROM star WHERE {column} IN {{values}}", gone)  # noqa: S608 - our own names
    bulk.rows_where_in("DELETE FROM content WHERE id IN {values}", gone)
    bulk.insert("star", ((*pair, one.kind.value, measures(one)) for pair, one in settled.found.items()))
    bulk.rows_where_in("DELETE FROM compared WHERE revision_id IN {values}", changes.went)
    bulk.insert("compared", ((revision, FEATURES_VERSION) for revision in changes.came))


def measures(relation: Relation) -> str:
    """Write down what was measured of two contents."""
    return json.dumps([getattr(relation, name) for name in MEASURES])
