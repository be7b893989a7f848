"""arXiv's query interface: Atom, many papers in one answer (https://info.arxiv.org/help/api/user-manual.html)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode
from xml.etree import ElementTree

from curator.crawl import values
from curator.crawl.facts import Fact, Field, metadata
from curator.enrich.answers import LONGEST, SOME
from curator.enrich.interface import parts
from curator.enrich.policy import Name
from curator.model import Ask

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from xml.etree.ElementTree import Element

    from curator.crawl.facts import Metadata
    from curator.crawl.values import Reader
    from curator.enrich.interface import Caller
    from curator.enrich.policy import Service
    from curator.model import Response

NAMES: Final = {"atom": "http://www.w3.org/2005/Atom", "arxiv": "http://arxiv.org/schemas/atom"}

ERRORS: Final = "/api/errors"
"""In the id of the one entry that stands in place of papers when a request is refused (the manual, 3.4)."""

ROWS: Final[tuple[tuple[Field, str, Reader], ...]] = (
    (Field.TITLE, "atom:title", values.words),
    (Field.AUTHOR, "atom:author/atom:name", values.name),
    (Field.PUBLISHED, "atom:published", values.day),  # of the first version; the paper is meant, in all of them
    (Field.DESCRIPTION, "atom:summary", values.words),
    (Field.DOI, "arxiv:doi", values.doi),  # of what it became
    (Field.ARXIV, "atom:id", values.arxiv),
)
"""Field, element of an entry, and how its text is read."""

KIND: Final = "article"
"""A preprint, in the words of CSL 1.0.2, whatever became of it."""


def ask(service: Service, identifiers: Sequence[str], caller: Caller) -> Ask:
    """Ask for papers."""
    del caller
    numbers = [parts(one)[1] for one in identifiers]
    return Ask(f"{service.url}?{urlencode({'id_list': ','.join(numbers), 'max_results': len(numbers)}, safe=',/')}")


def read(response: Response, identifiers: Sequence[str]) -> Mapping[str, Metadata] | None:
    """Read a feed. Papers that do not exist are left out of it."""
    feed = _feed(response)
    if feed is None:
        return None
    found: dict[str, Metadata] = {}
    for entry in feed.findall("atom:entry", NAMES)[: len(identifiers)]:
        if ERRORS in entry.findtext("atom:id", "", NAMES):
            return None
        paper = metadata((*_facts(entry), Fact(Field.KIND, KIND, f"{Name.ARXIV} entry")))
        found[f"arxiv:{paper.first(Field.ARXIV)}"] = paper
    return {one: found[one] for one in identifiers if one in found and found[one].first(Field.TITLE)}


def _feed(response: Response) -> Element | None:
    """Parse a feed. One with a document type could declare entities, which grow; feeds have none."""
    try:
        text = response.body.decode() if response.status == 200 and response.whole else ""
        feed = ElementTree.fromstring(text) if "<!DOCTYPE" not in text else None  # noqa: S314 - as the line before says
    except (UnicodeDecodeError, ElementTree.ParseError):
        return None
    return feed if feed is not None and feed.tag == f"{{{NAMES['atom']}}}feed" else None


def _facts(entry: Element) -> Iterator[Fact]:
    for field, path, read_text in ROWS:
        for element in entry.findall(path, NAMES)[:SOME]:
            for value in read_text((element.text or "")[:LONGEST]):
                yield Fact(field, value, f"{Name.ARXIV} {path.rpartition(':')[2]}")
