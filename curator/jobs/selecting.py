"""Which links a run of checks looks at: what the user named, as the catalogue knows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from curator.catalogue.checks import Wanted, find_link_ids, hosts
from curator.errors import NotFoundError
from curator.urls.hosts import read_host, short_host

if TYPE_CHECKING:
    from collections.abc import Sequence

    from curator.catalogue.bulk import Bulk


@dataclass(frozen=True, slots=True)
class Choice:
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
    from curator.catalogue.current import Selection, link_ids  # late: as below
    from curator.catalogue.engine import reading
    from curator.catalogue.opening import open_existing

    with reading(open_existing(url)) as connection:
        return set(link_ids(connection, Selection(topics=choice.topics, documents=choice.documents)))


def find_host(written: str, known: Sequence[str]) -> str:
    """Give the name of a host as links have it. Raises NotFoundError unless it, or one below it, is among the known."""
    found = read_host(written.strip())
    name = short_host(found[0]) if found else written
    if not any(host == name or host.endswith(f".{name}") for host in known):
        from curator.catalogue.current import nearest  # the library behind it takes 0.4 s to load

        raise NotFoundError(f"no link is on a host named {written!r}{nearest(written, list(known))}")
    return name
