"""JSON and JSON Lines of links: addresses, or objects with a field for the address."""

from collections.abc import Iterator
from typing import Final

from curator.model import Document
from curator.read import columns
from curator.read.interface import Text
from curator.read.items import Collector, Item
from curator.read.json_text import BrokenJson, Cursor, Value

NESTED: Final = "content"
"""The field in which Karakeep keeps address and title of a bookmark, apart from its tags and dates."""


class JsonReader:
    """Reads one array (also inside an object), or one value a line. A broken line is skipped, a broken array cut."""

    name = "json"
    suffixes = (".json", ".jsonl", ".ndjson")

    def sniff(self, text: Text) -> bool:
        """Tell by the first two characters that JSON can have where Markdown has a link or an attribute."""
        head = "".join(text.text[:1000].split())
        return head.startswith(('{"', "[{", '["'))

    def read(self, text: Text) -> Document:
        """Read all links."""
        collector = Collector(text, self.name)
        for line, value in _values(text.text, collector):
            _add(collector, line, value)
        return collector.document()


def _values(text: str, collector: Collector) -> Iterator[tuple[int, Value]]:
    cursor = Cursor(text)
    lines = [line for line in text[:100_000].split("\n") if line.strip()]
    one_a_line = len(lines) > 1 and lines[0].rstrip()[-1:] in "}\"" and not cursor.next_is("[")
    if one_a_line:
        yield from _lines(text, collector)
        return
    try:
        yield from _one(cursor, text, collector)
    except BrokenJson as error:
        collector.skip("broken-entry", str(error), error.line)


def _one(cursor: Cursor, text: str, collector: Collector) -> Iterator[tuple[int, Value]]:
    """Give what one JSON value holds: an array's elements, an object with an address, else its first array's."""
    if cursor.next_is("["):
        yield from cursor.elements()
        return
    line, value = _whole(text)
    if isinstance(value, dict) and "url" not in columns.meanings(list(value)):
        if not (cursor.next_is("{") and cursor.enter_list()):
            collector.skip("not-links", line=line)
            return
        yield from cursor.elements()
    else:
        yield line, value


def _whole(text: str) -> tuple[int, Value]:
    """Read it all as one value. Of an object that breaks off, what its first array has is read, too."""
    whole = Cursor(text)
    try:
        return whole.line, whole.value()
    except BrokenJson:
        if not whole.next_is("{"):
            raise
        return whole.line, {}


def _lines(text: str, collector: Collector) -> Iterator[tuple[int, Value]]:
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                yield number, Cursor(line, number).value()
            except BrokenJson as error:
                collector.skip("broken-entry", str(error), number)


def _add(collector: Collector, line: int, value: Value) -> None:
    if isinstance(value, str):
        collector.add(Item(line, value))
    elif isinstance(value, dict):
        inner = value.get(NESTED)
        said = _flat(value, inner) if isinstance(inner, dict) else value
        found = columns.meanings(list(said))
        collector.add(columns.item(line, {meaning: _cell(said[name]) for meaning, name in found.items()}))
    else:
        collector.skip("no-link", str(value), line)


def _flat(bookmark: dict[str, Value], content: dict[str, Value]) -> dict[str, Value]:
    """Put both levels into one. What has no address is a note of the user's and no work, whatever its title."""
    said = content | {name: value for name, value in bookmark.items() if value is not None}
    return said if "url" in content else {}


def _cell(value: Value) -> columns.Cell:
    """Give a field as a table would have it; a list stays one. Tags may be objects with a name (Karakeep's are)."""
    if isinstance(value, list):
        parts = (part.get("name") if isinstance(part, dict) else part for part in value)
        return tuple(str(part) for part in parts if isinstance(part, str | int))
    return str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""
