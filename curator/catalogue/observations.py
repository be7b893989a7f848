"""What looking at links saw, as rows and as values, and the runs that looked."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from curator.model import Evidence, Fault, Hop, Observation, Outcome, Standing, Verdict
from curator.text.clean import storable

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from curator.catalogue.bulk import Bulk, Row

_T = TypeVar("_T")
_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode

_VERDICTS = {verdict.value: verdict for verdict in Verdict}  # asking a dict takes a third of the time
_OUTCOMES = {outcome.value: outcome for outcome in Outcome}

SEEN = (
    "at", "outcome", "status", "method", "url", "final", "hops", "headers", "evidence", "elapsed", "peer",
    "certificate", "size", "title", "fault", "detail", "moved_to",
)  # fmt: skip
"""Columns of `observation` that hold what was seen."""

LONGEST_DIRECTORY = 1_000
"""Characters of a directory whose sibling is kept: longer ones no index of PostgreSQL can hold."""


class Judged(NamedTuple):
    """An observation and what it makes of its link."""

    link_id: int
    observation: Observation
    standing: Standing


def begin_checks(bulk: Bulk, now: str, wanted: int, *, sampled: bool = False) -> int:
    """Note that a run begins; gives its id. `sampled` are links that were drawn by lot from all there are."""
    run_id: int = (bulk.execute("SELECT max(id) FROM check_run")[0][0] or 0) + 1
    bulk.insert("check_run", [(run_id, now, None, wanted, 0, None, sampled)])
    return run_id


def add_checks(bulk: Bulk, run_id: int, judged: Sequence[Judged]) -> None:
    """Store observations, and where their links stand now."""
    first: int = (bulk.execute("SELECT max(id) FROM observation")[0][0] or 0) + 1
    rows = [_row(at, run_id, one.link_id, one.observation) for at, one in enumerate(judged, first)]
    bulk.insert("observation", sorted(rows, key=len))
    put_standings(bulk, judged)
    bulk.execute("UPDATE check_run SET checked = checked + ? WHERE id = ?", (len(judged), run_id))


def put_standings(bulk: Bulk, judged: Iterable[Judged]) -> None:
    """Store where links stand, each with its latest observation, in place of where they stood.

    Of several standings of one link the last one counts.
    """
    last = {one.link_id: one for one in judged}
    bulk.put("standing", sorted(map(_standing_row, last.values()), key=len))


def finish_checks(bulk: Bulk, run_id: int, now: str, ended: str) -> None:
    """Note that a run came to its end, and why."""
    bulk.execute("UPDATE check_run SET finished_at = ?, ended = ? WHERE id = ?", (now, ended, run_id))


def latest(bulk: Bulk, ids: Iterable[int]) -> dict[int, Observation]:
    """Give the last observation of each of some links."""
    newest = "SELECT max(id) FROM observation WHERE link_id IN {values} GROUP BY link_id"
    rows = bulk.rows_where_in(
        f"SELECT link_id, {', '.join(SEEN)} FROM observation WHERE id IN ({newest})",  # noqa: S608 - our own names
        ids,
    )
    return {link_id: observation(row) for link_id, *row in rows}


def observation(row: Sequence[Any]) -> Observation:
    """Read an observation from the columns of SEEN."""
    (at, outcome, status, method, url, final, hops, headers, evidence, elapsed, peer, certificate, size, title, fault,
     detail, moved_to) = row  # fmt: skip
    return Observation(
        at, url, final or url, Outcome(outcome), _pairs(Evidence, evidence), method, _pairs(Hop, hops), status,
        tuple((name, value) for name, value in json.loads(headers or "[]")), elapsed / 1000, peer or "", certificate,
        size, title, Fault(fault) if fault else None, detail or "", moved_to,
    )  # fmt: skip


def read_standing(row: Sequence[Any]) -> Standing:
    """Read where a link stands from columns that are named and ordered as the fields of `Standing`."""
    verdict, since, checked_at, outcome, *others = row
    return Standing(_VERDICTS[verdict], since, checked_at, _OUTCOMES[outcome], *others)


def add_siblings(bulk: Bulk, siblings: Mapping[str, Observation]) -> None:
    """Keep what random names were answered with, by directory; the latest answer takes the place of older ones."""
    bulk.put("sibling", [
        (directory, seen.at, storable(seen.url), seen.outcome.value, seen.status, _final(seen), _listed(seen.hops),
         seen.size, seen.title and storable(seen.title))
        for directory, seen in siblings.items() if len(directory) <= LONGEST_DIRECTORY
    ])  # fmt: skip


def siblings(bulk: Bulk, directories: Iterable[str], since: str) -> dict[str, Observation]:
    """Give what random names in some directories were answered with, unless that was before `since`."""
    rows = bulk.rows_where_in(
        "SELECT directory, at, url, outcome, status, final, hops, size, title FROM sibling "
        "WHERE directory IN {values}",
        directories,
    )
    return {
        directory: Observation(
            at, url, final or url, Outcome(outcome), status=status, hops=_pairs(Hop, hops), size=size, title=title)
        for directory, at, url, outcome, status, final, hops, size, title in rows if at >= since
    }  # fmt: skip


def _pairs(kind: type[_T], written: str | None) -> tuple[_T, ...]:
    return tuple(kind(*pair) for pair in json.loads(written)) if written else ()


def _row(number: int, run_id: int, link_id: int, seen: Observation) -> Row:
    # `_value_` is what `value` gives, in a fifth of its time.
    always = (
        number, run_id, link_id, seen.at, seen.outcome._value_, seen.status, seen.method, storable(seen.url),
        _usual(seen.headers), round(seen.elapsed * 1000), seen.peer or None, seen.size,
        seen.title and storable(seen.title),
    )  # fmt: skip
    return _without_nothing(always, (
        _final(seen), _listed(seen.hops), _listed(seen.evidence), seen.certificate and storable(seen.certificate),
        seen.fault._value_ if seen.fault else None, storable(seen.detail) if seen.detail else None,
        seen.moved_to and storable(seen.moved_to),
    ))  # fmt: skip


def _without_nothing(always: Row, seldom: Row) -> Row:
    """Let a row end before what there is nothing of: to store nothing a dozen times takes a quarter of storing."""
    return always if seldom.count(None) == len(seldom) else always + seldom


def _final(seen: Observation) -> str | None:
    return None if seen.final == seen.url else storable(seen.final)


def _listed(pairs: Sequence[tuple[object, ...]]) -> str | None:
    return storable(_json(pairs)) if pairs else None


_usual = lru_cache(maxsize=1_024)(_listed)
"""The same of headers: a host says the same of most of its pages, and many hosts do."""


def _standing_row(one: Judged) -> Row:
    link_id, seen, standing = one
    (verdict, since, checked_at, _, failures, needed, first, last, successes, last_alive, blocked, moved_to,
     due_at) = standing  # fmt: skip
    return _without_nothing(
        (link_id, verdict._value_, since, checked_at, seen.outcome._value_, failures, needed, successes, last_alive,
         due_at),
        (first, last, blocked, moved_to and storable(moved_to), _final(seen)),
    )  # fmt: skip
