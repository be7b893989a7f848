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
    if not isinstance(value, dict):
        collector.skip("broken-entry", "an item is an object", line)
        return
    own = _custom(value)
    topic, *further = _texts(own.get("topics")) or ("",)
    collector.add(Item(
        line, _text(value, "URL"), "" if own.get("supplied-title") is True else _unmarked(value, "title"),
        _text(value, "note"), _text(own, "label"), (topic, *_texts(own.get("path"))), _details(value),
        tuple(further),
    ))


def _custom(item: Mapping[str, Value]) -> Mapping[str, Value]:
    """Give what our own exports say beyond the variables of CSL (`export.csl_json`); nobody else writes it."""
    custom = item.get("custom")
    return custom if isinstance(custom, dict) else {}


def _details(item: Mapping[str, Value]) -> Details:
    kind, own = _text(item, "type"), _custom(item)
    arxiv = _ARXIV.search(_text(item, "number")) or _ARXIV.search(_text(item, "DOI"))
    words = item.get("keyword") or item.get("categories")
    containers = (_unmarked(item, name) for name in ("container-title", "collection-title"))
    numbers = (_unmarked(item, name) for name in ("issue", "collection-number", "number"))
    return Details(
        key=_text(item, "id") or _text(item, "citation-key"), kind=kind if kind in TYPES else "",
        authors=_names(item.get("author")), issued=_date(item.get("issued")), accessed=_date(item.get("accessed")),
        container=next(filter(None, containers), ""), publisher=_unmarked(item, "publisher"), doi=_text(item, "DOI"),
        arxiv=(arxiv[1] or arxiv[2]) if arxiv else "", arxiv_class=_text(own, "arxiv-class"),
        language=_text(item, "language"), tags=_texts(own.get("tags")) if "topics" in own else _tags(words),
        editors=_names(item.get("editor")), volume=_unmarked(item, "volume"), pages=page_range(_unmarked(item, "page")),
        number=next((number for number in numbers if number and not _ARXIV.match(number)), ""),
    )


def _texts(values: Value) -> tuple[str, ...]:
    return tuple(value for value in values if isinstance(value, str)) if isinstance(values, list) else ()


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
    family = " ".join(filter(None, (_unmarked(person, "non-dropping-particle"), _unmarked(person, "family"))))
    parts = (family, _unmarked(person, "suffix"), _unmarked(person, "given"))
    return _unmarked(person, "literal") or ", ".join(filter(None, parts))


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
    return tuple(filter(None, (_MARKUP.sub("", str(part)).strip() for part in parts)))
