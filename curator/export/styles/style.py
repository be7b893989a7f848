"""A style that was read and found to be one, and the references that it makes."""

import re
from collections.abc import Callable
from functools import cache
from typing import Any, Final

from citeproc import LANGUAGE_NAMES, PRIMARY_DIALECTS
from citeproc.source import VariableError
from lxml import etree

from curator.errors import UsageError
from curator.export.order import read_aloud
from curator.export.styles.engine import NAMESPACE, Item, parsed
from curator.export.styles.marks import Run, runs, unmarked
from curator.export.styles.reference import reference_of
from curator.model import Entry
from curator.text.nearest import nearest

LONGEST: Final = 1_000
"""Characters that an attribute of a style may have: what a style adds to a reference is a few words."""

LAST: Final = "\U0010ffff"
"""Sorts behind every text."""

BY_LANGUAGE: Final = frozenset({"zh"})
"""Languages whose styles want every reference in words of its own language: `等` after Chinese authors and `et al.`
after others (GB/T 7714-2015, 8.1.2)."""



class Bad(Exception):  # noqa: N818 - it says what the entry is to the style
    """The style, or the library, cannot make a reference of an entry."""


class Style:
    """References in one style. `locale` is the language of all words around what is cited, empty for the style's own.

    Raises UsageError, with `name` in it, for what is no style of a bibliography or no locale.
    """

    def __init__(self, source: bytes, name: str, locale: str = "") -> None:
        self._source, self._name = source, name
        root = self._read()
        own = root.get("default-locale", "en-US")
        self._locale = _known(locale or own)
        self._by_language = not locale and own.partition("-")[0] in BY_LANGUAGE
        self.is_sorted = bool(_sort_keys(root))
        self._in_locale = cache(self._read)

    def reference(self, entry: Entry, number: int) -> list[Run]:
        """Give an entry's reference; `number` is its place in the list.

        Raises Bad, and UsageError for a style that comes to no end.
        """
        item, url, doi = reference_of(entry)
        root = self._root(item.get("language", ""))
        layout = _layout(root, item.get("language", ""))
        written = self._made(lambda: layout.format(layout.wrap(layout.render_children(Item(item, number)))), layout)
        if not written:
            raise Bad("the style says nothing of it")
        return list(runs(str(written).strip(), url, doi))

    def sort_key(self, entry: Entry) -> str:
        """Give what the style sorts by: read aloud, what there is nothing of last."""
        item, *_ = reference_of(entry)
        root = self._root(item.get("language", ""))
        return "".join(self._sorted_by(key, item, _layout(root, "")) for key in _sort_keys(root))

    def _sorted_by(self, key: Any, reference: Any, layout: Any) -> str:
        try:
            (found,) = self._made(lambda: key.sort_keys([Item(reference)], layout), layout) or (None,)
        except Bad:
            found = None
        text = unmarked(str(found)) if found else ""
        read = text.zfill(20) if text.isdigit() else read_aloud(text)
        if key.get("sort") == "descending":
            read = "".join(chr(ord(LAST) - ord(char)) for char in read) + LAST
        return f"{read or LAST}\0"

    def _made(self, make: Callable[[], Any], layout: Any) -> Any:
        layout.repressed = {}
        try:
            return make()
        except UsageError as refusal:
            raise UsageError(f"{self._name}: {refusal}") from refusal
        except RecursionError as bottomless:
            raise UsageError(f"{self._name}: a macro of it calls itself") from bottomless
        except VariableError:
            return None
        except Exception as fault:  # the library's, of which a bad entry must not take down the others
            raise Bad(str(fault)) from fault

    def _root(self, language: str) -> Any:
        primary = language.partition("-")[0]
        other = self._by_language and primary and primary != self._locale.partition("-")[0]
        return self._in_locale(PRIMARY_DIALECTS.get(primary, self._locale) if other else self._locale)

    def _read(self, locale: str = "") -> Any:
        try:
            root = parsed(self._source)
        except etree.XMLSyntaxError as error:
            raise UsageError(f"{self._name} is no style: {error.msg}") from error
        _refuse(root, self._name)
        _part_number(root)
        if locale:
            root.set_locale_list(locale)
        return root


def _refuse(root: Any, name: str) -> None:
    """Raise UsageError for what is no style, makes no bibliography, or would fill the memory."""
    if root.tag != f"{{{NAMESPACE}}}style":
        raise UsageError(f"{name} is no style: it begins with {etree.QName(root).localname!r}")
    if root.getroottree().docinfo.internalDTD is not None:
        raise UsageError(f"{name} declares a document type, which no style needs")
    if root.bibliography is None or root.bibliography.layout is None:
        raise UsageError(f"{name} is a style for citations in a text: it makes no bibliography")
    if any(len(value) > LONGEST for element in root.iter(etree.Element) for value in element.attrib.values()):
        raise UsageError(f"{name} has an attribute of more than {LONGEST:,} characters")


def _sort_keys(root: Any) -> list[Any]:
    return list(root.bibliography.findall(f"{{{NAMESPACE}}}sort/{{{NAMESPACE}}}key"))


def _part_number(root: Any) -> None:
    """Put a space after the number where a style only aligns what follows it, which plain text cannot."""
    if root.bibliography.get("second-field-align"):
        for layout in root.bibliography.findall(f"{{{NAMESPACE}}}layout"):
            layout[0].set("suffix", layout[0].get("suffix", "") + " ")


def _known(locale: str) -> str:
    found = PRIMARY_DIALECTS.get(locale, locale)
    if found not in LANGUAGE_NAMES:
        raise UsageError(f"no locale is named {locale!r}{nearest(locale, LANGUAGE_NAMES)}")
    return str(found)


def _layout(root: Any, language: str) -> Any:
    """Give the layout of a language where a style has one (CSL-M, which Chinese styles use), else the one for all."""
    layouts = root.bibliography.findall(f"{{{NAMESPACE}}}layout")
    primary = language.partition("-")[0]
    own = (one for one in layouts if primary and primary in re.split(r"\W+", one.get("locale", "")))
    return next(own, layouts[-1])
