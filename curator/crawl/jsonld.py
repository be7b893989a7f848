"""schema.org in JSON-LD: the node that is about the page, and what it says by name."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    Node = Mapping[str, Any]

LONGEST: Final = 256 * 1024
"""Characters of one block; the longest on pages of shops have a quarter of it."""

NODES: Final = 1_000
"""Nodes of a page that are looked at."""

KINDS: Final = {
    # type of schema.org (https://schema.org/docs/full.html): kind in the words of CSL 1.0.2
    "ScholarlyArticle": "article-journal", "MedicalScholarlyArticle": "article-journal",
    "NewsArticle": "article-newspaper", "ReportageNewsArticle": "article-newspaper",
    "BlogPosting": "post-weblog", "LiveBlogPosting": "post-weblog",
    "TechArticle": "webpage", "Article": "webpage", "APIReference": "webpage", "HowTo": "webpage",
    "QAPage": "post", "Question": "post", "DiscussionForumPosting": "post", "SocialMediaPosting": "post",
    "Book": "book", "Chapter": "chapter", "Thesis": "thesis", "Report": "report",
    "SoftwareSourceCode": "software", "SoftwareApplication": "software", "Dataset": "dataset",
    "VideoObject": "motion_picture", "PodcastEpisode": "broadcast", "Course": "webpage",
    "AboutPage": "webpage", "FAQPage": "webpage", "ItemPage": "webpage", "WebPage": "webpage",
}
"""In the order of preference: what a page is rather than that it is one."""

_RANK = {name: at for at, name in enumerate(KINDS)}
_CAMBRIAN = "cambrian.jsonld"
"""The context of what Baidu asks pages for (https://ziyuan.baidu.com/wiki/990): nodes without a type."""
_ENDED = re.compile(r'("(?:[^"\\]|\\.)*+(?:"|\Z))|,(?=\s*+[}\]])', re.DOTALL)
"""A text, or a comma that nothing follows: JavaScript allows it, JSON does not, and templates write it."""
_WRAPPED = re.compile(r"^\s*(?:<!--|/\*<!\[CDATA\[\*/|//<!\[CDATA\[)|(?:-->|/\*\]\]>\*/|//\]\]>)\s*$")


class Described:
    """What the blocks of a page say about it. Never fails: what is no JSON says nothing."""

    def __init__(self, blocks: Iterable[str]) -> None:
        nodes = [node for block in blocks for node in _nodes(_loaded(block))][:NODES]
        self._by_id = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and len(node) > 1}
        about = [node for node in nodes if not _RANK.keys().isdisjoint(_types(node))]
        untyped: Node = next((node for node in nodes if _CAMBRIAN in str(node.get("@context"))), {})
        self._about: Node = min(about, key=_rank, default=untyped)
        self._site: Node = next((node for node in nodes if "WebSite" in _types(node)), {})

    def __bool__(self) -> bool:
        """Tell whether they say anything."""
        return bool(self._about or self._site)

    @property
    def kind(self) -> str:
        """What kind of thing the page is, empty if nothing says."""
        return KINDS.get(min(_types(self._about) & _RANK.keys(), key=_RANK.__getitem__, default=""), "")

    def values(self, path: str) -> Iterator[str]:
        """Give the texts at a path (`publisher.name`); lists are walked through, `@id`s followed.

        A path that begins with `site.` is one of the `WebSite` beside the page's own node.
        """
        start, names = (self._site, path[5:]) if path.startswith("site.") else (self._about, path)
        yield from self._walk(start, names.split("."))

    def _walk(self, value: Any, names: list[str]) -> Iterator[str]:
        if isinstance(value, list):
            for one in value[:NODES]:
                yield from self._walk(one, names)
        elif isinstance(value, dict):
            node = self._by_id.get(value["@id"], value) if isinstance(value.get("@id"), str) else value
            if names and names[0] in node:
                inner = node[names[0]]
                yield from self._walk(self._outer(inner) if names[0] == "isPartOf" else inner, names[1:])
            elif not names and isinstance(node.get("@value"), str):
                yield unescape(node["@value"])
        elif isinstance(value, str | int | float) and not isinstance(value, bool) and names in ([], ["name"]):
            yield unescape(str(value))  # a bare text stands for the thing of that name

    def _outer(self, value: Any) -> Any:
        """Give what a page is part of: an article's own page is not yet that."""
        node = self._by_id.get(value.get("@id", ""), value) if isinstance(value, dict) else value
        return node.get("isPartOf") if isinstance(node, dict) and "WebPage" in _types(node) else node


def _loaded(block: str) -> Any:
    if len(block) > LONGEST:
        return None
    bare = _WRAPPED.sub("", block)
    loaded = _parsed(bare)
    return _parsed(_ENDED.sub(r"\1", bare)) if loaded is None else loaded


def _parsed(text: str) -> Any:
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None


def _nodes(loaded: Any) -> Iterator[Node]:
    waiting = [loaded]
    for _ in range(NODES):
        if not waiting:
            return
        value = waiting.pop(0)
        if isinstance(value, list):
            waiting += value[:NODES]
        elif isinstance(value, dict):
            yield value
            waiting += [value[name] for name in ("@graph", "mainEntity", "mainEntityOfPage") if name in value]


def _types(node: Node) -> set[str]:
    said = node.get("@type")
    types = said if isinstance(said, list) else [said]
    return {one.rpartition("/")[2].rpartition(":")[2] for one in types if isinstance(one, str)}


def _rank(node: Node) -> int:
    return min(_RANK[name] for name in _types(node) & _RANK.keys())
