"""Find links that are the same work under other addresses, and settle which is shown as which."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from itertools import chain
from typing import TYPE_CHECKING

from curator.catalogue.decisions import last_words
from curator.catalogue.engine import reading, writing
from curator.catalogue.opening import open_existing
from curator.catalogue.works import (
    described,
    described_among,
    link_ids,
    replace_aliases,
    said_addresses,
    sketches,
    stored_aliases,
)
from curator.dedupe.aliases import aliases
from curator.dedupe.work_claims import claimants, claims
from curator.dedupe.works import Works
from curator.model import Says, Subject
from curator.text.near import Groups, join_near_duplicates

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from curator.catalogue.engine import Looking
    from curator.dedupe.aliases import Alias
    from curator.dedupe.work_features import Described
    from curator.dedupe.works import Proposal
    from curator.model import Decision


class State(StrEnum):
    """What becomes of a proposal."""

    AUTOMATIC = "automatic"
    """One work, because the score is enough."""
    HELD = "held back"
    """The score is enough, but two of the links that would be one work with it are known to be two."""
    OPEN = "open"
    """A person may decide."""
    SAME = "decided same"
    DIFFERENT = "decided different"
    LATER = "put off"


_DECIDED = {Says.SAME: State.SAME, Says.DIFFERENT: State.DIFFERENT, Says.LATER: State.LATER}


@dataclass(frozen=True, slots=True)
class Found:
    """Links that may be one work, the surest first.

    `links` are those that the proposals and the decisions speak of, by identity; `aliases` are those shown as others.
    """

    proposals: Sequence[Proposal]
    links: Mapping[str, Described]
    decisions: Mapping[tuple[str, str], Decision]
    aliases: Sequence[Alias]

    def states(self) -> list[State]:
        """Tell what becomes of each proposal."""
        shown = {one.link: one.into for one in self.aliases}
        return [self._state(one, shown) for one in self.proposals]

    def _state(self, one: Proposal, shown: Mapping[str, str]) -> State:
        said = self.decisions.get((one.a, one.b))
        if said:
            return _DECIDED[Says(said.says)]
        if not one.automatic:
            return State.OPEN
        return State.AUTOMATIC if shown.get(one.a, one.a) == shown.get(one.b, one.b) else State.HELD


def find_works(database_url: str) -> Found:
    """Find links that may be the same work. Changes nothing; raises NotFoundError where there is no catalogue."""
    with reading(open_existing(database_url)) as connection:
        return _weighed(connection, *_find(connection))


def settle(database_url: str) -> Found:
    """Find works, and store which links are shown as others: the automatic ones, and those of which a person said so.

    Made anew by each call, whole or not at all: nothing stays of what no longer holds, and what a person said always
    counts. The catalogue is written only where that changes something, and held only while the decisions are weighed.
    """
    engine = open_existing(database_url)
    with reading(engine) as connection:
        works, proposals = _find(connection)
        found = _weighed(connection, works, proposals)
        if found.aliases == stored_aliases(connection):
            return found
    with writing(engine) as connection:
        found = _weighed(connection, works, proposals)
        replace_aliases(connection, found.aliases)
    return found


def _find(connection: Looking) -> tuple[Works, list[Proposal]]:
    works = Works()
    for number, link in described(connection):
        works.add(number, link)
    claimed = claims(said_addresses(connection))
    works.add_groups(claimants(claimed, link_ids(connection, {*claimed.values()})))
    works.add_groups(_near_duplicates(connection))
    candidates = works.candidates()
    numbers = candidates.numbers()
    texts = dict(sketches(connection, numbers))
    links = {
        number: link._replace(claim=claimed.get(number, ""), sketch=texts.get(number, ()))
        for number, link in described_among(connection, numbers)
    }
    return works, works.proposals(candidates, links)


def _near_duplicates(connection: Looking) -> list[list[int]]:
    groups = Groups()
    join_near_duplicates(groups, lambda: sketches(connection))
    return groups.all()


def _weighed(connection: Looking, works: Works, proposals: Sequence[Proposal]) -> Found:
    """Bring proposals and decisions together, for the links that today's documents still mention."""
    decisions = last_words(connection, Subject.LINKS)
    names = {*chain.from_iterable(decisions), *chain.from_iterable((one.a, one.b) for one in proposals)}
    among = described_among(connection, link_ids(connection, names).values())
    links = {link.identity: link for _, link in among}
    return Found(proposals, links, decisions, aliases(links, proposals, works.apart, decisions))
