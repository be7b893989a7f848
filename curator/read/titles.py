"""What a post's title says: the series it is a part of, and the topics it treats."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from curator.model import Topic, TopicPart
from curator.read.naming import split_number

MOST = 50
"""Topics taken from one title; 5 is the most seen. Every heading is compared with every topic."""

_SERIES = re.compile(r"(?P<head>[^—]*[（(][^（()）—]{1,9}[）)])\s*(?:—{1,3}|-{2,3}|–)\s*(?P<list>.*)", re.S)
"""`SERIES（N）——LIST`; `—` and `--` are seen where the input method gave only one dash."""
_COMMAS = re.compile(r"[,，、]")


@dataclass(frozen=True, slots=True)
class Title:
    """What a title says. `listed` tells that it is of the form `SERIES（N）——LIST`, so that its list counts as such."""

    series: str | None
    part: int | None
    topics: tuple[TopicPart, ...]
    listed: bool


def read_title(title: str) -> Title:
    """Read a title. Without the form of a series, the names between its commas are topics if headings repeat them."""
    listed = _SERIES.fullmatch(title.strip())
    if listed is None:
        names = _split_list(title)
        name, part = names[0] if len(names) == 1 else ("", None)
        # One numbered name is a series, too, whose headings are its topics (Linux学习心得（三）).
        return Title(name if part is not None else None, part, _parts("", names), listed=False)
    *before, (series, part) = _split_list(listed["head"]) or [("", None)]
    topics = _parts("", before) + _parts(series, _split_list(listed["list"]))
    return Title(series or None, part, topics, listed=True)


def _parts(series: str, names: Iterable[tuple[str, int | None]]) -> tuple[TopicPart, ...]:
    return tuple(TopicPart(Topic(series, name), part) for name, part in names)


def _split_list(text: str) -> list[tuple[str, int | None]]:
    """Give the names between commas, each with its number."""
    return [split_number(name) for name in _COMMAS.split(text, MOST)[:MOST] if name.strip()]
