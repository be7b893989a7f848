"""The reader of Markdown, Jekyll posts and plain text with addresses."""


from collections.abc import Sequence
from itertools import pairwise

from curator.model import Document, Section
from curator.read.frontmatter import front_matter
from curator.read.interface import Text
from curator.read.markdown.inline import is_definition, links
from curator.read.markdown.lines import Kind, typed
from curator.read.markdown.plain import clean, plain
from curator.read.markdown.titles import Page
from curator.read.markdown.walk import Walk
from curator.read.topics import assign, outlined
from curator.text import outline
from curator.text.deadmark import unmarked_markdown
from curator.text.supplied import without_in_markdown

_SAYING = (Kind.TEXT, Kind.LABEL)

LONGEST_TEXT = 20_000
"""Characters of a section's own text that are kept for search and for finding repeated sections."""


class MarkdownReader:
    """Reads the four dialects of link-heavy posts: URL lines, inline Markdown, work groups, newsletter items.

    One document may mix them. This reader is the fallback for every text.
    """

    name = "markdown"
    suffixes = (".md", ".markdown", ".mkd", ".txt")

    def sniff(self, text: Text) -> bool:  # noqa: ARG002 - any text may hold addresses
        """Say yes: plain text with addresses is read by this reader too."""
        return True

    def read(self, text: Text) -> Document:
        """Read one document."""
        lines = unmarked_markdown(text.text).split("\n")
        if "\\[" in text.text:
            lines = [without_in_markdown(line) for line in lines]
        head = front_matter(lines, text.name)
        found = typed(lines, head.body)
        linked = links(lines, head.body, found.linked) if found.linked else {}
        level = outline.in_markdown(text.text)
        walk = Walk(Page(found.lines, linked), lines, own=bool(level))
        walk.run()
        sections = _sections(walk)
        title = clean(head.title or "") or (sections[1].heading if level and walk.headings else _headline(sections))
        topics = outlined(level, sections) if level else assign(title, head.category, sections)
        return Document(
            text.key, self.name, text.encoding, title, clean(head.category or "") or None, head.date, topics.series,
            topics.part, topics.topics, topics.sections, tuple(walk.mentions), head.skipped,
        )


def _headline(sections: Sequence[Section]) -> str | None:
    """Give the first heading as a title, if it is the only one of level 1: several H1s are parts, not titles."""
    tops = [section.heading for section in sections if section.level == 1]
    return tops[0] or None if len(tops) == 1 and sections[1].level == 1 else None


def _sections(walk: Walk) -> list[Section]:
    starts = [*walk.headings, len(walk.page.lines)]
    root = Section(0, 0, "", (), _own_text(walk, 0, starts[0]))
    sections, path = [root], list[tuple[int, str]]()
    for start, end in pairwise(starts):
        line = walk.page.lines[start]
        heading = walk.owns.get(start) or plain(line.text)
        while path and path[-1][0] >= line.level:
            path.pop()
        path.append((line.level, heading))
        names = tuple(name for _, name in path)
        sections.append(Section(line.number, line.level, heading, names, _own_text(walk, start + 1, end)))
    return sections


def _own_text(walk: Walk, start: int, end: int) -> str:
    """Give the sentences of some lines: what names no link, labels none and is none."""
    words: list[str] = []
    size = 0
    for index, line in enumerate(walk.page.lines[start:end], start):
        if index in walk.owns:
            text = walk.owns[index]
        elif line.kind in _SAYING and index not in walk.taken and not is_definition(line.text):
            text = plain(line.text[:LONGEST_TEXT])
        else:
            continue
        if text:
            words.append(text[:LONGEST_TEXT - size])
            size += len(text) + 1
        if size >= LONGEST_TEXT:
            break
    return "\n".join(words)
