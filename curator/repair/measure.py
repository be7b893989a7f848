"""Whether a changed document reads as before but for the addresses that were to change."""

from collections.abc import Mapping
from dataclasses import replace

from curator.model import Document, Mention
from curator.urls.escape import normal
from curator.urls.find import embedded


class Measure:
    """A document that others are measured by. `wanted` leads from addresses as written to those meant instead."""

    def __init__(self, document: Document, wanted: Mapping[str, str]) -> None:
        self._mentions, self._wanted = document.mentions, wanted
        self._rest = _without_addresses(document)

    def new_addresses(self, found: Document) -> frozenset[int] | None:
        """Give the places of the mentions whose address is the new one; None if anything else is not as it was."""
        if len(found.mentions) != len(self._mentions) or _without_addresses(found) != self._rest:
            return None
        pairs = list(zip(self._mentions, found.mentions, strict=True))
        if not all(self._is_meant(before, after) for before, after in pairs):
            return None
        return frozenset(place for place, (before, after) in enumerate(pairs) if before.url != after.url)

    def _is_meant(self, before: Mention, after: Mention) -> bool:
        """Tell whether a mention is what it was but for its address, which is the new one if it is another."""
        if after == before:
            return True
        new = self._wanted.get(before.url or "")
        if not new or not after.url or (after.url != before.url and normal(after.url) != normal(new)):
            return False
        return _said_of_it(after) == _said_of_it(before)


def _without_addresses(document: Document) -> Document:
    """Give what a document says besides its mentions; addresses in sentences and headings are no words of those."""
    sections = tuple(
        replace(one, text=_words(one.text), heading=_words(one.heading), path=tuple(map(_words, one.path)))
        for one in document.sections
    )
    return replace(document, sections=sections, mentions=())


def _said_of_it(mention: Mention) -> Mention:
    """Give a mention without its address, which may stand in its words, too: they stay, and are words from now on."""
    title, note, label = (_words(text or "") for text in (mention.title, mention.note, mention.label))
    return mention._replace(url=None, title=title, note=note, label=label)


def _words(text: str) -> str:
    if "://" not in text:
        return text
    pieces, at = [], 0
    for start, end in embedded(text):
        pieces.append(text[at:start])
        at = end
    return "".join([*pieces, text[at:]]).strip()
