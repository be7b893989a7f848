"""What an export format is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TextIO

if TYPE_CHECKING:
    from collections.abc import Iterable

    from curator.model import Entry


class Exporter(Protocol):
    """One format.

    An exporter streams: it takes entries one by one, keeps none, and writes text. The same entries give the same bytes.
    """

    name: str
    """What the user types after `curator export`."""

    suffix: str
    """The ending of the files it writes, with the dot."""

    grouped: bool
    """True when the list follows topics and headings (an entry of two topics comes twice, `Entry.topic` and
    `Entry.path` tell where); False when every entry comes once."""

    keyed: bool
    """True when it names every entry by its citation key, for texts to cite."""

    def write(self, entries: Iterable[Entry], out: TextIO, title: str) -> None:
        """Write all entries. `title` names the list where the format has a place for that."""
        ...
