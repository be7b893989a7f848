"""One link with everything that a dataset says of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from curator.crawl.facts import Field
    from curator.crawl.signals import Signal
    from curator.dataset.said import Said
    from curator.model import Entry


class Kept(NamedTuple):
    """The page that was fetched of a link: the latest that shows the thing, else the latest at all.

    `url` is the address that was asked last, `at` a time, `kind` the content type, `size` the bytes of its body.
    `digest`, `file`, `begins` and `length` are those of the record that holds the body; None where none does.
    """

    url: str
    at: str
    status: int | None
    kind: str
    size: int
    digest: str | None
    file: str | None
    begins: int | None
    length: int | None


class Words(NamedTuple):
    """The main text of a page, and the digest of its words. The text is empty where nobody asked for it."""

    digest: str
    text: str = ""


class Seen(NamedTuple):
    """When a link was looked at last, and where that led, None if nowhere else."""

    at: str
    final: str | None


@dataclass(frozen=True, slots=True)
class Item:
    """One link. `group` is the name of its group of near-duplicates.

    `allowed` tells whether its host lets it be fetched, None where nobody knows. `opt_outs` are what its owner forbids.
    """

    entry: Entry
    said: Mapping[Field, Said]
    group: str
    seen: Seen | None = None
    page: Kept | None = None
    words: Words | None = None
    allowed: bool | None = None
    opt_outs: tuple[Signal, ...] = ()

    @property
    def reserved(self) -> bool:
        """Tell whether its owner keeps what its page says out of datasets; so it is where nobody asked its host."""
        unasked = self.page is not None and self.allowed is None
        return unasked or self.allowed is False or any(signal.text for signal in self.opt_outs)
