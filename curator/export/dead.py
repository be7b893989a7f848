"""What a list does with dead links: one table of what may be asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from curator.model import Entry


class Dealing(NamedTuple):
    """One way to deal with dead links: its name, what it does to the entry of one, and why one would want it.

    Without `change` entries stay as they are; with `leave_out` there are none of dead links.
    """

    name: str
    change: Callable[[Entry], Entry] | None
    reason: str
    leave_out: bool = False


def _marked(entry: Entry) -> Entry:
    return entry._replace(marked=True)


def _archived(entry: Entry) -> Entry:
    """Lead to the copy; the address that is dead comes first among the others."""
    if entry.url is None or entry.health.archive is None:
        return _marked(entry)
    return entry._replace(marked=True, url=entry.health.archive, also=(entry.url, *entry.also))


DEALINGS = (
    Dealing("keep", None, "nothing is said of it: for lists that are read back, and for links that come back"),
    Dealing("mark", _marked, "readers see that it is dead, since when, and where an archive keeps a copy"),
    Dealing("archive", _archived, "readers are led to the copy, where there is one; the old address stands beside it"),
    Dealing("drop", None, "readers find only what they can open", leave_out=True),
)
"""What `--dead` takes. Only what `docs/verdicts.md` calls dead is meant: a suspect link may be well tomorrow. Formats
for programs tell every verdict, whatever is asked for."""

DEAD = {row.name: row for row in DEALINGS}
