"""Which links a run of checks looks at: what the user named, as the catalogue knows it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from curator.catalogue.checks import Wanted, find_link_ids, hosts
from curator.catalogue.hosts import find_host
from curator.errors import NotFoundError

if TYPE_CHECKING:
    from curator.catalogue.bulk import Bulk


class Choice(NamedTuple):
    """What the user named. Several kinds narrow each other down; nothing named are the links that are due.

    `links` are addresses, citation keys or identities, `host` stands for all hosts below it, too. `due` leaves out what
    is not due also where something was named.
    """

    links: tuple[str, ...] = ()
    host: str = ""
    topics: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    everything: bool = False
    due: bool = False

    @property
    def only_due(self) -> bool:
        """Tell whether links that are not due are left out."""
        return self.due or not (self.everything or self.links or self.host or self.topics or self.documents)


def wanted(bulk: Bulk, choice: Choice, now: str) -> Wanted:
    """Give what a choice means. Raises NotFoundError for a name that the catalogue does not know."""
    ids: set[int] | None = None
    if choice.links:
        ids = {_link_id(bulk, name) for name in choice.links}
    if choice.topics or choice.documents:
        selected = _selected(bulk.url, choice)
        ids = selected if ids is None else ids & selected
    host = find_host(choice.host, hosts(bulk)) if choice.host else ""
    # A link that was named is looked at also when no document gives it any more.
    return Wanted(
        tuple(sorted(ids)) if ids is not None else None, host, now if choice.only_due else "",
        current=not choice.links,
    )  # fmt: skip


def _link_id(bulk: Bulk, name: str) -> int:
    found = find_link_ids(bulk, name)
    if not found:
        raise NotFoundError(f"no link of the catalogue is known as {name!r}; import a post that gives it first")
    return found[0]


def _selected(url: str, choice: Choice) -> set[int]:
    from curator.catalogue.current import link_ids  # late: the library behind it takes 0.4 s to load
    from curator.catalogue.engine import reading
    from curator.catalogue.opening import open_existing
    from curator.model import Selection

    with reading(open_existing(url)) as connection:
        return set(link_ids(connection, Selection(topics=choice.topics, documents=choice.documents)))
