"""Which topic a section belongs to: what a post's title lists, found again in its headings.

`SERIES（N）——TOPIC, TOPIC（2）` is how a series names what one post of it treats. The topmost headings of the post
repeat these names, in other words, with marks of continuation, or not at all.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from curator.model import Section, Topic, TopicPart
from curator.read.naming import Names, equal, folded, is_generic, is_parked, match, split_number, stem
from curator.read.titles import read_title
from curator.text.fold import fold


@dataclass(frozen=True, slots=True)
class Assignment:
    """What a title and headings say about a document: its place in a series, its topics, each section's topic."""

    series: str | None
    part: int | None
    topics: tuple[TopicPart, ...]
    sections: tuple[Section, ...]


def assign(title: str | None, category: str | None, sections: Sequence[Section]) -> Assignment:
    """Read series, part and topics out of a title, and give each section the topic it belongs to.

    Topics come from the title where it lists them (`SERIES（N）——…`, or names that the headings repeat), else from
    the topmost headings, else from the category, else there are none.
    """
    named = read_title(title or "")
    top = min((section.level for section in sections if section.level), default=0)
    tops = [section.heading for section in sections if section.level == top and top]
    topics = named.topics
    names = folded(topics)
    if not named.listed and not any(match(heading, names) for heading in tops):
        topics = ()
    if not topics and not tops and category and category.strip():
        topics = (TopicPart(Topic("", category.strip())),)
    # A title that only names what its one heading names (物理（五）) is no series that qualifies other headings.
    series = named.series if named.listed or not topics else None
    placing = _Placing(topics, series or "", (title or "").strip())
    placed = placing.place_all(sections, top)
    return Assignment(named.series, named.part, tuple(placing.topics.values()), placed)


def outlined(level: int, sections: Sequence[Section]) -> Assignment:
    """Give each section of a list the topic it stands under; `level` is that of the headings that are topics.

    The headings above them belong to the list and not to its subjects.
    """
    topics: dict[str, Topic] = {}
    placed: list[Section] = []
    for section in sections:
        path = section.path[level - 1 :]
        topic = topic_named(path[0]) if path else None
        known = topics.setdefault(topic_key(topic), topic) if topic else None
        placed.append(replace(section, path=path, topic=known))
    return Assignment(None, None, tuple(TopicPart(topic) for topic in topics.values()), tuple(placed))


def topic_key(topic: Topic) -> str:
    """Give the text by which a topic's parts chain over posts: spelling, width and part numbers do not matter."""
    return f"{fold(topic.series)}\t{fold(split_number(topic.name)[0])}"


def topic_named(label: str) -> Topic:
    """Give the topic of a full name, as `Topic.label` writes it."""
    series, _, name = label.rpartition("——")
    return Topic(series, name) if series and name else Topic("", label)


class _Placing:
    """Places the sections of one document, in order; headings that the title does not list become topics, too."""

    def __init__(self, topics: tuple[TopicPart, ...], series: str, title: str) -> None:
        self.topics: dict[str, TopicPart] = {}
        for part in topics:  # of two spellings of one name the first stays
            self.topics.setdefault(topic_key(part.topic), part)
        self._listed = tuple(self.topics.values())
        self._names = folded(self._listed)
        self._series = series
        self._title = title
        self._deep: Names = []

    def place_all(self, sections: Sequence[Section], top: int) -> tuple[Section, ...]:
        tops = (section for section in sections if section.level == top)
        found = {topic for section in tops if (topic := match(section.heading, self._names))}
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
            topic = equal(section.heading, self._deep) or current[-1][1]
            current.append((section.level, topic))
        if topic is None:
            return section
        return Section(section.line, section.level, section.heading, section.path, section.text, topic)

    def _choose(self, heading: str, current: Topic | None) -> Topic | None:
        """Choose a topmost heading's topic: one that the title lists, else its own."""
        found = match(heading, self._names)
        if found:
            return found
        # A single topic takes all, but for what is parked here for another post (`多任务学习+`).
        if len(self._listed) == 1 and not is_parked(heading):
            return self._listed[0].topic
        if self._series and fold(stem(heading)) == fold(self._series):
            return self._of_series(heading)
        return self._own(heading, current)

    def _of_series(self, heading: str) -> Topic:
        """Read a heading that repeats the series' name: its only topic here, else the series as a whole."""
        own = [part.topic for part in self._listed if part.topic.series == self._series]
        return own[0] if len(own) == 1 else self._known(Topic("", stem(heading)), None)

    def _own(self, heading: str, current: Topic | None) -> Topic | None:
        name, generic = stem(heading), is_generic(heading)
        series = self._series or (self._title if generic else "")
        if not name or (generic and not series):
            return current
        return self._known(Topic(series, name), split_number(heading)[1])

    def _known(self, topic: Topic, part: int | None) -> Topic:
        return self.topics.setdefault(topic_key(topic), TopicPart(topic, part)).topic
