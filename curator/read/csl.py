"""CSL-JSON: an array of items as citation processors take them."""

import re
from collections.abc import Mapping

from curator.model import Details, Document
from curator.read.interface import Text
from curator.read.items import Collector, Item
from curator.read.json_text import BrokenJson, Cursor, Value
from curator.read.kinds import TYPES
from curator.read.pages import page_range
from curator.text import dates

_TYPE = re.compile(r'"type"\s*:\s*"([a-z_-]+)"')
_SMALL = re.compile(r'"url"\s*:')
_MARKUP = re.compile(r"</?(?:i|b|sup|sub|sc|span(?:\s[^<>]*)?)>")
"""What a text may be marked up with: citeproc-js.readthedocs.io, CSL-JSON/markup, "HTML-like Formatting Tags"."""

_ARXIV = re.compile(r"(?:arxiv:)\s*(\S+)|10\.48550/arxiv\.(\S+)", re.IGNORECASE)


class CslReader:
    """Reads CSL-JSON, also as `{"items": […]}`. Where the text breaks off, the items before are kept."""

    name = "csl"
    suffixes = (".json",)

    def sniff(self, text: Text) -> bool:
        """Tell by an item type of CSL near the start; other programs have types, too, but write `url` in small."""
        head = text.text[:4000].lstrip()
        typed = any(match[1] in TYPES for match in _TYPE.finditer(head))
        return head.startswith(("[", "{")) and typed and not _SMALL.search(head)

    def read(self, text: Text) -> Document:
        """Read all items."""
        collector = Collector(text, self.name)
        cursor = Cursor(text.text)
        try:
            if cursor.next_is("{") and not cursor.enter_list():
                collector.skip("not-links", line=1)
                return collector.document()
            for line, item in cursor.elements():
                _add(collector, line, item)
        except BrokenJson as error:
            collector.skip("broken-entry", str(error), error.line)
        return collector.document()


def _add(collector: Collector, line: int, value: Value) -> None:
    if isinstance(value, dict):
        url, note = _text(value, "URL"), _text(value, "note")
        collector.add(Item(line, url, _unmarked(value, "title"), note, details=_details(value)))
    else:
        collector.skip("broken-entry", "an item is an object", line)


def _details(item: Mapping[str, Value]) -> Details:
    kind = _text(item, "type")
    arxiv = _ARXIV.search(_text(item, "number") or _text(item, "DOI"))
    words = item.get("keyword") or item.get("categories")
    return Details(
        key=_text(item, "id") or _text(item, "citation-key"), kind=kind if kind in TYPES else "",
        authors=_names(item.get("author")), issued=_date(item.get("issued")), accessed=_date(item.get("accessed")),
        container=_unmarked(item, "container-title"), publisher=_text(item, "publisher"), doi=_text(item, "DOI"),
        arxiv=(arxiv[1] or arxiv[2]) if arxiv else "", language=_text(item, "language"), tags=_tags(words),
        editors=_names(item.get("editor")), volume=_text(item, "volume"), pages=page_range(_text(item, "page")),
        number=_text(item, "issue") or ("" if arxiv else _text(item, "number")),
    )


def _text(item: Mapping[str, Value], name: str) -> str:
    """Give a text or a number as text; anything else is not said."""
    value = item.get(name)
    return str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""


def _unmarked(item: Mapping[str, Value], name: str) -> str:
    return _MARKUP.sub("", _text(item, name))


def _names(people: Value) -> tuple[str, ...]:
    """Bring names into the form `Family, Given`; literal ones stay whole."""
    given = [person for person in people if isinstance(person, dict)] if isinstance(people, list) else []
    return tuple(filter(None, map(_name, given)))


def _name(person: Mapping[str, Value]) -> str:
    family = " ".join(filter(None, (_text(person, "non-dropping-particle"), _text(person, "family"))))
    return _text(person, "literal") or ", ".join(filter(None, (family, _text(person, "given"))))


def _date(value: Value) -> str:
    """Read `{"date-parts": [[2024, 3, 7]]}`, `{"raw": …}` or a plain text; of a range, the beginning."""
    if not isinstance(value, dict):
        return dates.iso(str(value or ""))
    parts = value.get("date-parts")
    first = parts[0] if isinstance(parts, list) and parts else None
    if isinstance(first, list):
        return dates.joined(*[str(part) for part in first[:3]]) if first else ""
    return dates.iso(_text(value, "raw") or _text(value, "literal"))


def _tags(words: Value) -> tuple[str, ...]:
    """Keywords are one text with commas by the schema; some programs write an array."""
    parts = words if isinstance(words, list) else re.split("[,;]", words) if isinstance(words, str) else []
    return tuple(filter(None, (str(part).strip() for part in parts)))
