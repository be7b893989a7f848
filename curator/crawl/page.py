"""A response -> what of it goes into the catalogue: what the page says of itself, what its owner forbids, its links."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import urljoin

from curator.crawl.metadata import page_metadata
from curator.crawl.pdf import pdf_metadata
from curator.crawl.signals import of_page
from curator.text.charset import charset_of, page_text
from curator.text.tags import Tags
from curator.urls.hosts import host_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from curator.crawl.facts import Fact
    from curator.crawl.signals import Signal
    from curator.model import Response

HTML: Final = ("text/html", "application/xhtml+xml")
PDF: Final = "application/pdf"
KINDS: Final = (*HTML, PDF)
"""Content types that are kept whole; of all others it is kept that they are there, and how they begin."""


class Read(NamedTuple):
    """What a page says. `links` are addresses on its own host, absolute, as far as anybody asked for them."""

    facts: tuple[Fact, ...] = ()
    signals: tuple[Signal, ...] = ()
    links: tuple[str, ...] = ()


def kind_of(response: Response) -> str:
    """Give the content type, without parameters; what comes without one is a page."""
    return (response.header("content-type") or HTML[0]).partition(";")[0].strip().lower()


def read_page(response: Response, agent: str, *, shows: bool, links: int = 0) -> Read:
    """Read a page. `agent` is our name for its owner; unless it `shows` the thing, only what is forbidden is read.

    `links` is how many addresses are wanted. Never fails.
    """
    kind, today = kind_of(response), response.at[:10]
    if kind == PDF or not kind.startswith(HTML):
        facts = pdf_metadata(response.body).facts if kind == PDF and shows and response.whole else ()
        return Read(facts, tuple(of_page(response.headers, {}, agent, today)))
    html = page_text(response.body, charset_of(response.header("content-type") or ""))
    tags = Tags(html)
    signals = tuple(of_page(response.headers, tags.metas, agent, today))
    if not shows:
        return Read(signals=signals)
    facts = page_metadata(html, response.final, tags).facts
    return Read(facts, signals, tuple(_links(tags, response.final, links)) if links else ())


def _links(tags: Tags, base: str, most: int) -> Iterator[str]:
    """Give where a page leads on its own host, each address once and without its fragment, itself left out."""
    seen, host = {base}, host_of(base)
    for href in tags.values("a[href]", "href"):
        try:
            address = urljoin(base, href).partition("#")[0]
        except ValueError:  # brackets that hold no address
            continue
        if address not in seen and address.startswith(("http://", "https://")) and host_of(address) == host:
            seen.add(address)
            yield address
            if len(seen) > most:
                return
