"""An answer in JSON -> facts, by a table of what stands where. Strangers' data: bounded, and of any shape."""

from __future__ import annotations

import json
import re
from html import unescape
from itertools import islice
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from curator.crawl import values
from curator.crawl.facts import SEVERAL, Fact, Field, Metadata, metadata

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from curator.enrich.policy import Name
    from curator.model import Response

LONGEST: Final = 10_000
"""Characters of one value that are kept: an abstract has 2,000, the longest titles 500."""

SOME: Final = 100
"""Values of one field that are kept, as of pages; OpenAlex gives as many authors."""

_DASH = re.compile(r"\s*[-\u2010-\u2015]+\s*")
_TITLE_IN_ABSTRACT = re.compile(r"<jats:title>[^<]*+</jats:title>")
_BLOCK = re.compile(r"</?(?:jats:)?(?:p|sec|title|list|list-item|br)(?:\s[^<>]*+)?/?>")
_FACE = re.compile(
    r"</?(?:(?:jats:)?(?:b|i|em|strong|u|ovl|sup|sub|sc|scp|tt|font|span|bold|italic|inline-formula|tex-math)"
    r"|(?:mml:|jats:)[a-z-]+|math|m[a-z]{1,10})(?:\s[^<>]*+)?/?>",
    re.I,
)
"""Face markup that publishers may deposit in titles (Crossref's schema documentation), JATS, and MathML. Only tags by
name: a title may say that a < b and c > d."""


class Row(NamedTuple):
    """One row of a service's table: a field, the path in the answer at which it stands, and how that is read."""

    field: Field
    path: str
    read: Callable[[Any], Iterator[str]]


def loaded(response: Response) -> Any:
    """Give the JSON of an answer with status 200, None where it is none."""
    try:
        return json.loads(response.body) if response.status == 200 and response.whole else None
    except (ValueError, RecursionError):
        return None


def record(service: Name, rows: Iterable[Row], node: Mapping[str, Any]) -> Metadata:
    """Give what a node says; of rows for one field the first that finds something speaks."""
    said: dict[Field, list[Fact]] = {}
    for row in rows:
        if row.field not in said:
            found = (value for one in at(node, row.path) for value in row.read(one))
            most = SOME if row.field in SEVERAL else 1
            facts = [Fact(row.field, value, f"{service} {row.path}") for value in islice(found, most)]
            if facts:
                said[row.field] = facts
    return metadata(fact for facts in said.values() for fact in facts)


def at(node: Any, path: str) -> list[Any]:
    """Give the values at a path (`journal.name`), those of lists one by one."""
    nodes = [node]
    for name in path.split("."):
        inner = (one.get(name) for one in nodes if isinstance(one, dict))
        nodes = [value for one in inner for value in (one[: 10 * SOME] if isinstance(one, list) else [one])]
    return [one for one in nodes if one is not None]


def text(read: values.Reader) -> Callable[[Any], Iterator[str]]:
    """Let a reader of texts read values of JSON: texts without markup, and numbers."""

    def of(value: Any) -> Iterator[str]:
        if isinstance(value, str):
            yield from read(unmarked(value[:LONGEST]))
        elif isinstance(value, int) and not isinstance(value, bool):
            yield from read(str(value))

    return of


def typed(kinds: Mapping[str, str]) -> Callable[[Any], Iterator[str]]:
    """Read a service's word for a kind of work as CSL's."""

    def of(value: Any) -> Iterator[str]:
        if isinstance(value, str) and value in kinds:
            yield kinds[value]

    return of


def unmarked(text: str) -> str:
    """Take markup out of a text. Entities come escaped once more now and then."""
    if "&" in text:
        text = unescape(unescape(text))
    if "<" in text:
        text = _FACE.sub("", _BLOCK.sub(" ", _TITLE_IN_ABSTRACT.sub(" ", text)))
    return text


def _range(text: str) -> Iterator[str]:
    yield from (_DASH.sub("-", one) for one in values.name(text))


words = text(values.words)
pages = text(_range)
name = text(values.name)
day = text(values.day)
language = text(values.language)
doi = text(values.doi)
arxiv = text(values.arxiv)
