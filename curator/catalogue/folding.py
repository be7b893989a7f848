"""How repeats are folded in lists: as which work a link is shown, and under which section it is listed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sqlalchemy import and_, exists, func

from curator.catalogue.current import MENTIONS, link, mention, revision
from curator.catalogue.tables import table_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import FromClause

    from curator.model import Place

shown = link.alias("shown")
"""The link that an entry is about: the one mentioned, or the one whose work that is."""

_alias = table_of("alias")
_other = mention.alias("other")
_today = revision.alias("today")


@dataclass(frozen=True, slots=True)
class Folding:
    """What is folded. Sections are known by their ids.

    `into` leads from repeated sections to the canonical ones of their families, `copies` from either to where it stands
    elsewhere. With `links`, links that are one work make one entry.
    """

    into: Mapping[int, int] = field(default_factory=dict)
    copies: Mapping[int, tuple[Place, ...]] = field(default_factory=dict)
    links: bool = False


RAW = Folding()
"""Nothing is folded."""

WORKS = Folding(links=True)
"""Only links are folded: for lists that know no sections."""


def mentions_shown(folding: Folding) -> FromClause:
    """Give MENTIONS joined with the links that are `shown` for them."""
    if not folding.links:
        return MENTIONS.join(shown, shown.c.id == link.c.id)
    # A work that no document names any more cannot stand for one that some document does.
    named = exists().where(_other.c.link_id == _alias.c.into_id, _today.c.id == _other.c.revision_id, _today.c.current)
    return MENTIONS.outerjoin(_alias, and_(_alias.c.link_id == link.c.id, named)).join(
        shown, shown.c.id == func.coalesce(_alias.c.into_id, link.c.id)
    )
