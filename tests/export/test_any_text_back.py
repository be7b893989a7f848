"""Whatever strangers write into a field, our own reader gets it back from each format, or losses are told."""

from typing import Any

import pytest
from export_entries import entry, packed
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from curator.export.facts import person
from curator.export.fidelity import READ, lost
from curator.export.plain import own_title
from curator.export.registry import FORMATS
from curator.model import Details, Document, Entry, Source
from curator.read.registry import read_source
from curator.text.clean import clean
from curator.text.plain import plain

PIECES = (
    *"a甲1;:：,，。—-'\"“‘`\\{}$%&#_^~*[]()<>|=+@/《》!?.é ", "😀", "B c", "; ", ", ", " — ", "--", "''", "``", "\\\\",
    "{{", "{%", "&amp;", "**", "](", "<b>", "</a>", "<!--", "-->", "//", " > ", " and ", "ER  - ", "TY  - ", "\\iftrue",
    "\\b{", "@misc{x,", "《甲》", "1. ", "- ", "# ", "[x] ", "~~~", "---", "[dead", "[named in", "[also at", "www.",
)
TEXT = st.lists(st.sampled_from(PIECES), min_size=1, max_size=8).map("".join).map(clean).map(plain).filter(bool)


def spaced(names: tuple[str, ...]) -> tuple[str, ...]:
    """Set one space behind each comma of a person's name."""
    return tuple(", ".join(person(name)) or name for name in names)


def said(document: Document) -> dict[str, Any]:
    """Give what the one mention says, by the names of columns."""
    (mention,) = document.mentions
    section, details = document.sections[mention.section], mention.details or Details()
    return {
        "title": plain(mention.title or ""), "notes": plain(mention.note or ""), "authors": spaced(details.authors),
        "tags": details.tags, "topics": section.topic and plain(section.topic.label),
        "path": tuple(map(plain, section.path[1:])), "key": details.key, "url": mention.url, "volume": details.volume,
    }


def given_by(item: Entry) -> dict[str, Any]:
    """Give what the entry says, by the same names."""
    details = item.details or Details()
    return {
        "title": own_title(item), "notes": "; ".join(item.notes), "tags": details.tags,
        "authors": spaced(details.authors),
        "topics": item.topic, "path": item.path, "key": item.key, "url": item.url, "volume": details.volume,
    }


@pytest.mark.parametrize("name", READ)
@settings(max_examples=30)
@given(text=st.tuples(*[TEXT] * 6))
def test_any_text_comes_back(name: str, text: tuple[str, ...]) -> None:
    title, note, author, topic, heading, volume = text
    details = Details(kind="article-journal", authors=(author,), volume=volume)
    item = entry(title, notes=(note,), topic=topic, path=(heading,), details=details)
    assume(own_title(item))
    document = read_source(Source(f"list{FORMATS[name].suffix}", packed(name, item)))
    assert isinstance(document, Document)
    back, was = said(document), given_by(item)
    kept = {*was, "title"} - (lost(name) - {"title"})
    assert {fact: back[fact] for fact in kept} == {fact: was[fact] for fact in kept}


@pytest.mark.parametrize("name", ["markdown", "html"])
@settings(max_examples=30)
@given(text=st.tuples(TEXT, TEXT), url=st.sampled_from(["https://example.org/a", "https://example.org/(x)", None]))
def test_a_work_and_a_link_with_a_label_only_come_back(name: str, text: tuple[str, str], url: str | None) -> None:
    said, note = text
    item = entry(None, url, label=said, notes=(note,)) if url else entry(said, None, notes=(note,))
    # A work stands in the marks of works: none of them may be alone in its name.
    assume(url or (own_title(item) and not {"《", "》"} & set(said)))
    document = read_source(Source(f"list{FORMATS[name].suffix}", packed(name, item)))
    assert isinstance(document, Document)
    (mention,) = document.mentions
    assert (mention.label if url else mention.title, mention.note) == (said, note)
