"""Which topic a section belongs to: what a post's title lists, found again in its headings.

`SERIES（N）——TOPIC, TOPIC（2）` is how a series names what one post of it treats. The topmost headings of the post
repeat these names, in other words, with marks of continuation, or not at all.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from curator.model import Section, Topic, TopicPart
from curator.read.numerals import number
from curator.text.fold import fold

Names = list[tuple[str, Topic]]
"""Topics under their folded names."""


@dataclass(frozen=True, slots=True)
class Assignment:
    """What a title and headings say about a document: its place in a series, its topics, each section's topic."""

    series: str | None
    part: int | None
    topics: tuple[TopicPart, ...]
    sections: tuple[Section, ...]


_KINDS_OF_TEXT = """
    概述 总览 简介 介绍 前言 引言 背景 历史 基础 原理 教程 入门 参考 参考资料 参考文献 参考资源 资源 资料 其他 其它
    杂项 杂谈 总结 小结 结论 附录 目录 工具 示例 例子 实例 代码 论文 数据集 应用 实战 进阶 常识 官网 文档 链接
    相关链接 延伸阅读 扩展阅读 更多 问题 优化 课程 书籍 博客 术语
    overview introduction intro background history basics tutorial tutorials reference references resource resources
    other others misc miscellaneous summary conclusion appendix contents tools examples example code codes paper papers
    dataset datasets applications projects blog blogs book books course courses video videos slides talks links
    documentation docs faq notes more usage license contributing challenge challenges
"""
# Split here: as a list these words would fill a page.
GENERIC = frozenset(_KINDS_OF_TEXT.split())
"""Headings that name no topic by themselves: they need the series beside them."""

_SERIES = re.compile(r"(?P<head>[^—]*[（(][^（()）—]{1,9}[）)])\s*(?:—{1,3}|-{2,3}|–)\s*(?P<list>.*)", re.S)
"""`SERIES（N）——LIST`; `—` and `--` are seen where the input method gave only one dash."""
_NUMBERED = re.compile(r"[（(]([^（()）]{1,9})[）)]\s*$")
_COMMAS = re.compile(r"[,，、]")


@dataclass(frozen=True, slots=True)
class _Title:
    series: str | None
    part: int | None
    topics: tuple[TopicPart, ...]
    listed: bool


def assign(title: str | None, category: str | None, sections: Sequence[Section]) -> Assignment:
    """Read series, part and topics out of a title, and give each section the topic it belongs to.

    Topics come from the title where it lists them (`SERIES（N）——…`, or names that the headings repeat), else from
    the topmost headings, else from the category, else there are none.
    """
    named = _read_title(title or "")
    top = min((section.level for section in sections if section.level), default=0)
    tops = [section.heading for section in sections if section.level == top and top]
    topics = named.topics
    names = _folded(topics)
    if not named.listed and not any(_match(heading, names) for heading in tops):
        topics = ()
    if not topics and not tops and category and category.strip():
        topics = (TopicPart(Topic("", category.strip())),)
    # A title that only names what its one heading names (物理（五）) is no series that qualifies other headings.
    series = named.series if named.listed or not topics else None
    placing = _Placing(topics, series or "", (title or "").strip())
    placed = placing.place_all(sections, top)
    return Assignment(named.series, named.part, tuple(placing.topics.values()), placed)


def topic_key(topic: Topic) -> str:
    """Give the text by which a topic's parts chain over posts: spelling, width and part numbers do not matter."""
    return f"{fold(topic.series)}\t{fold(_split_number(topic.name)[0])}"


def is_generic(heading: str) -> bool:
    """Tell whether a heading says only what kind of text follows (概述, 参考), so that it names no topic by itself."""
    return fold(_stem(heading)) in GENERIC


class _Placing:
    """Places the sections of one document, in order; headings that the title does not list become topics, too."""

    def __init__(self, topics: tuple[TopicPart, ...], series: str, title: str) -> None:
        self.topics: dict[str, TopicPart] = {}
        for part in topics:  # of two spellings of one name the first stays
            self.topics.setdefault(topic_key(part.topic), part)
        self._listed = tuple(self.topics.values())
        self._names = _folded(self._listed)
        self._series = series
        self._title = title
        self._deep: Names = []

    def place_all(self, sections: Sequence[Section], top: int) -> tuple[Section, ...]:
        tops = (section for section in sections if section.level == top)
        found = {topic for section in tops if (topic := _match(section.heading, self._names))}
        # What no topmost heading names stands deeper, under the heading of the series (CPU（二）——Cache, RISC-V).
        self._deep = [pair for pair in self._names if pair[1] not in found]
        # Before the first heading, a post speaks of its only topic, or goes on with the first that its title names:
        # long posts are cut in the middle of a section.
        current = [(0, self._listed[0].topic if self._listed else None)]
        return tuple(self._place(section, top, current) for section in sections)

    def _place(self, section: Section, top: int, current: list[tuple[int, Topic | None]]) -> Section:
        """Give a section its topic; `current` holds the topics of the headings it stands under, with their levels."""
        topic = current[-1][1]
        if section.level == top and top:
            topic = self._choose(section.heading, topic)
            current[:] = [(top, topic)]
        elif section.level:
            while len(current) > 1 and current[-1][0] >= section.level:
                current.pop()
            topic = _equal(section.heading, self._deep) or current[-1][1]
            current.append((section.level, topic))
        return Section(section.line, section.level, section.heading, section.path, section.text, topic)

    def _choose(self, heading: str, current: Topic | None) -> Topic | None:
        """Choose a topmost heading's topic: one that the title lists, else its own."""
        found = _match(heading, self._names)
        if found:
            return found
        # A single topic takes all, but for what is parked here for another post (`多任务学习+`).
        if len(self._listed) == 1 and not _parked(heading):
            return self._listed[0].topic
        if self._series and fold(_stem(heading)) == fold(self._series):
            return self._of_series(heading)
        return self._own(heading, current)

    def _of_series(self, heading: str) -> Topic:
        """Read a heading that repeats the series' name: its only topic here, else the series as a whole."""
        own = [part.topic for part in self._listed if part.topic.series == self._series]
        return own[0] if len(own) == 1 else self._known(Topic("", _stem(heading)), None)

    def _own(self, heading: str, current: Topic | None) -> Topic | None:
        name, generic = _stem(heading), is_generic(heading)
        series = self._series or (self._title if generic else "")
        if not name or (generic and not series):
            return current
        return self._known(Topic(series, name), _split_number(heading)[1])

    def _known(self, topic: Topic, part: int | None) -> Topic:
        return self.topics.setdefault(topic_key(topic), TopicPart(topic, part)).topic


def _read_title(title: str) -> _Title:
    listed = _SERIES.fullmatch(title.strip())
    if listed is None:
        names = _split_list(title)
        name, part = names[0] if len(names) == 1 else ("", None)
        # One numbered name is a series, too, whose headings are its topics (Linux学习心得（三）).
        return _Title(name if part is not None else None, part, _parts("", names), listed=False)
    *before, (series, part) = _split_list(listed["head"]) or [("", None)]
    topics = _parts("", before) + _parts(series, _split_list(listed["list"]))
    return _Title(series or None, part, topics, listed=True)


def _parts(series: str, names: Iterable[tuple[str, int | None]]) -> tuple[TopicPart, ...]:
    return tuple(TopicPart(Topic(series, name), part) for name, part in names)


def _split_list(text: str) -> list[tuple[str, int | None]]:
    """Give the names between commas, each with its number."""
    return [_split_number(name) for name in _COMMAS.split(text) if name.strip()]


def _split_number(name: str) -> tuple[str, int | None]:
    """Take `（2）` or `（二）` off the end of a name; other brackets belong to the name."""
    name = name.strip()
    found = _NUMBERED.search(name[-16:])
    part = number(found[1]) if found else None
    if found is None or part is None:
        return name, None
    return name[:-len(found[0])].strip(), part


def _parked(heading: str) -> bool:
    """Tell a heading whose section waits here for a post of its own: a final `+` or `=`, not the sign of C++."""
    heading = heading.rstrip()
    return len(heading) > 1 and heading[-1] in "+=" and heading[-2] not in "+="


def _stem(heading: str) -> str:
    """Give a heading without its marks of continuation: `（续）`, `（2）`, a final `+` or `=`."""
    heading = heading.strip()
    if _parked(heading):
        heading = heading[:-1].rstrip()
    if heading.endswith(("（续）", "(续)")):
        heading = heading[:-3].rstrip()
    return _split_number(heading)[0]


def _folded(topics: Sequence[TopicPart]) -> Names:
    return [(fold(part.topic.name), part.topic) for part in topics]


def _equal(heading: str, names: Names) -> Topic | None:
    if not names:
        return None
    spellings = (fold(heading), fold(_stem(heading)))
    return next((topic for name, topic in names if name in spellings), None)


def _match(heading: str, names: Names) -> Topic | None:
    """Find the topic that a heading equals, else the longest that is its prefix, else the longest that it contains."""
    if not names:
        return None
    whole, stem = fold(heading), fold(_stem(heading))
    ranked = [(_closeness(name, whole, stem), len(name), -place) for place, (name, _) in enumerate(names)]
    best = max(ranked)
    return names[-best[2]][1] if best[0] else None


def _closeness(name: str, whole: str, stem: str) -> int:
    if not name:
        return 0
    if name in (whole, stem):
        return 3
    at = _find_name(name, stem)
    return 0 if at < 0 else 2 if at == 0 else 1


def _find_name(name: str, text: str) -> int:
    """Find a name in a text, but not a Latin one inside a longer word (C in CNN); -1 when it is not there."""
    at = text.find(name)
    while at >= 0:
        end = at + len(name)
        inside = at and _latin(name[0]) and _latin(text[at - 1])
        cut = end < len(text) and _latin(name[-1]) and _latin(text[end])
        if not inside and not cut:
            return at
        at = text.find(name, end)
    return -1


def _latin(character: str) -> bool:
    return character.isascii() and character.isalnum()
