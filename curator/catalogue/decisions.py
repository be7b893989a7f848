"""What people decided of sections and links: a log that is only ever added to; the last word on a pair counts."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import case, func, insert, or_, select

from curator.catalogue.keys import ASKED
from curator.catalogue.tables import table_of
from curator.model import Decision, Says, Subject

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sqlalchemy import Connection

_decision, _document = table_of("decision"), table_of("document")
_link, _revision = table_of("link"), table_of("revision")

_then, _former = _revision.alias(), _document.alias()
_HEIRS = (
    select(_former.c.key, _document.c.key, func.min(case(
        (_revision.c.current, 0), (_document.c.gone_at.is_(None), 1), else_=2,
    )))
    .select_from(
        _former.join(_then, _then.c.document_id == _former.c.id)
        .join(_revision, _revision.c.sha256 == _then.c.sha256)
        .join(_document, _document.c.id == _revision.c.document_id)
    )
    .where(_former.c.gone_at.is_not(None), or_(_document.c.gone_at.is_(None), _document.c.id > _former.c.id))
    .group_by(_former.c.key, _document.c.key)
)
"""Documents that are gone, with those that have a content in common with them: now (0), ever (1), gone, too (2)."""


def record(connection: Connection, decisions: Iterable[Decision]) -> list[Decision]:
    """Add decisions to the log, in this order; gives them with their numbers. Needs the writing connection."""
    last = connection.execute(select(func.max(_decision.c.id))).scalar() or 0
    stored = [replace(one, id=number) for number, one in enumerate(decisions, last + 1)]
    if stored:
        connection.execute(insert(_decision), [_row(one) for one in stored])
    return stored


def last_words(connection: Connection, subject: str) -> dict[tuple[str, str], Decision]:
    """Give the decision that holds of each pair that was spoken of; pairs whose last word was undone are absent."""
    query = select(_decision).where(_decision.c.subject == subject).order_by(_decision.c.id)
    last = {one.pair: one for one in map(_read, connection.execute(query))}
    return {pair: one for pair, one in last.items() if one.says != Says.UNDONE}


def history(connection: Connection) -> list[Decision]:
    """Give everything that was ever decided, oldest first."""
    return list(map(_read, connection.execute(select(_decision).order_by(_decision.c.id))))


def known_links(connection: Connection, identities: Iterable[str]) -> set[str]:
    """Give those of some identities that links have."""
    wanted = sorted(set(identities))
    found: set[str] = set()
    for start in range(0, len(wanted), ASKED):
        query = select(_link.c.identity).where(_link.c.identity.in_(wanted[start : start + ASKED]))
        found.update(connection.execute(query).scalars())
    return found


def renamed(connection: Connection) -> dict[str, str]:
    """Lead from the key of each document that is gone to the document that goes on with it, over any number of names.

    That is the one that says now what it ever said, else the one that ever said so, else one that came after it and is
    gone, too. Of several that are as good, none is.
    """
    heirs: dict[str, dict[str, int]] = {}
    for key, heir, rank in connection.execute(_HEIRS):
        heirs.setdefault(key, {})[heir] = rank
    best = {key: [heir for heir, rank in found.items() if rank == min(found.values())] for key, found in heirs.items()}
    only = {key: found[0] for key, found in best.items() if len(found) == 1}
    return {key: _last(only, key) for key in only}


def _last(heirs: Mapping[str, str], key: str) -> str:
    while key in heirs:
        key = heirs[key]
    return key


def _read(row: Any) -> Decision:
    contents = (row.a_content, row.b_content)
    return Decision(Subject(row.subject), row.a, row.b, Says(row.says), row.why, row.decided_at, contents, row.id)


def _row(one: Decision) -> dict[str, object]:
    a_content, b_content = one.contents
    return {
        "id": one.id, "subject": one.subject, "a": one.a, "b": one.b, "a_content": a_content, "b_content": b_content,
        "says": one.says, "why": one.why, "decided_at": one.at,
    }
