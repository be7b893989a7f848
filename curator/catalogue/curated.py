"""Which works have a tag, a star or a mark: what documents say of them, and what people said."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import func, or_, select

from curator.catalogue.among import among
from curator.catalogue.overrides import held
from curator.catalogue.tables import table_of
from curator.errors import NotFoundError, UsageError
from curator.export.overriding import tags_by_words
from curator.model import Reading
from curator.text.fold import fold
from curator.text.nearest import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sqlalchemy import ColumnElement, Connection

    from curator.catalogue.overrides import Said
    from curator.model import Selection

_alias, _override = table_of("alias"), table_of("override")
_link, _mention, _revision = table_of("link"), table_of("mention"), table_of("revision")

_WORK = func.coalesce(_alias.c.into_id, _mention.c.link_id)
"""The link that is shown for a mentioned one, joined as in _NAMED: one number for each work."""

_NAMED = _mention.join(_revision, _revision.c.id == _mention.c.revision_id).outerjoin(
    _alias, _alias.c.link_id == _mention.c.link_id
)


class TagCount(NamedTuple):
    """A tag in the spelling that most works have, and how many have it."""

    tag: str
    works: int


def curated(connection: Connection, selection: Selection) -> Iterator[ColumnElement[bool]]:
    """Give the conditions on `link` for the tags, stars and marks that a selection asks for.

    They hold of all links of a work alike. Raises NotFoundError for a tag that nothing has, UsageError for a mark that
    is none.
    """
    if selection.tags:
        yield _of_works(connection, _tagged(connection, selection.tags))
    if selection.starred:
        said = _said_of_works(connection, "star")
        yield _of_works(connection, (work for work, words in said.items() if words["star", ""]))
    if selection.reading:
        wanted = _readings(selection.reading)
        said = _said_of_works(connection, "reading")
        yield _of_works(connection, (work for work, words in said.items() if words["reading", ""] in wanted))


def _readings(words: Sequence[str]) -> Sequence[str]:
    unknown = sorted(set(words) - set(Reading))
    if unknown:
        raise UsageError(f"no mark is named {unknown[0]!r}; there are {', '.join(Reading)}")
    return words


def _of_works(connection: Connection, works: Iterable[int]) -> ColumnElement[bool]:
    """Give the condition that a link is one of some works."""
    ids = list(works)
    hidden = select(_alias.c.link_id).where(among(connection, _alias.c.into_id, ids))
    return or_(among(connection, _link.c.id, ids), _link.c.id.in_(hidden))


def _tagged(connection: Connection, tags: Sequence[str]) -> set[int]:
    """Give the works that have one of some tags."""
    said = _said_of_works(connection, "tag")
    wanted = {fold(tag): tag for tag in tags}
    works: set[int] = set()
    missing = set(wanted)
    for work, has in _tags(connection, said):
        if hit := wanted.keys() & set(map(fold, has)):
            works.add(work)
            missing -= hit
    if missing:
        name = min(missing)
        names = [fold(one.tag) for one in count_tags(connection)]
        raise NotFoundError(f"nothing has the tag {wanted[name]!r}{nearest(name, names)}")
    return works


def count_tags(connection: Connection) -> list[TagCount]:
    """Count the works of each tag that documents name now, the most frequent tag first."""
    spellings: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for _, has in _tags(connection, _said_of_works(connection, "tag")):
        for name, tag in {fold(tag): tag for tag in has}.items():
            spellings[name][tag] += 1
    counts = (TagCount(min(of, key=lambda tag: (-of[tag], tag)), of.total()) for of in spellings.values())
    return sorted(counts, key=lambda one: (-one.works, fold(one.tag)))


def _tags(connection: Connection, said: dict[int, Said]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Give the tags of each work that documents name now and that has any."""
    query = select(_WORK, _mention.c.details).select_from(_NAMED).where(_revision.c.current)
    found = connection.execute(
        query.where(_mention.c.details.contains('"tags"')).order_by(_WORK), execution_options={"yield_per": 2_000}
    )
    left = dict(said)
    for work, rows in groupby(found, key=itemgetter(0)):
        given = dict.fromkeys(tag for _, details in rows for tag in json.loads(details).get("tags", ()))
        yield work, tags_by_words(given, left.pop(work, {}))
    named = query.with_only_columns(_WORK).where(among(connection, _WORK, left)).distinct()
    for work in connection.execute(named).scalars():
        yield work, tags_by_words((), left[work])


def _said_of_works(connection: Connection, field: str) -> dict[int, Said]:
    """Give what is said in one field of each work, by the link that is shown: that one has the word."""
    query = select(_override.c.link_id, _override.c.field, _override.c.item, _override.c.value)
    rows = connection.execute(query.where(_override.c.field == field).order_by(_override.c.id))
    by_link = held(map(tuple, rows))
    aliases = select(_alias.c.link_id, _alias.c.into_id).where(among(connection, _alias.c.link_id, by_link))
    hidden = {row[0]: row[1] for row in connection.execute(aliases)}
    works: defaultdict[int, Said] = defaultdict(dict)
    for number in sorted(by_link, key=lambda number: (number in hidden, number)):
        work = hidden.get(number, number)
        works[work] = by_link[number] | works[work]
    return works
