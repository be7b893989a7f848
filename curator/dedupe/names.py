"""Names of sections by which decisions on them survive: imports, edits, and what moves in a file."""

from collections.abc import Callable, Mapping
from functools import cached_property
from hashlib import blake2b
from json import dumps, loads
from typing import NamedTuple

from curator.dedupe.features import Features
from curator.text.fold import fold


class Place(NamedTuple):
    """Where a section stands: the key of its document and its headings from the outermost to its own."""

    document: str
    path: tuple[str, ...]


class Names:
    """The names of today's sections, and the sections that names mean.

    A name is a JSON array: the document's key, the headings down to the section's own, folded, and the section's
    number, from 0, among those with these headings in the document. So it stays the same when lines are inserted, other
    sections come, go or move, and when the section itself is edited. What a decision also keeps, a digest of what the
    section held, finds it in other cases:

    - headings that stand several times in a document: the one that holds the same is meant, wherever it stands now;
    - a heading above it or its own was edited: the only section of the document that holds the same;
    - the file was renamed, and perhaps edited or renamed again later: the section of that name in the file that has or
      had the bytes of the old one; if both came with one import, the only section anywhere that holds the same.

    What does not survive is a section that was edited and got another heading or file between two imports, and one
    that has lost its name while several sections hold the same: a decision on it stays in the log and has no effect.
    """

    def __init__(
        self, places: Mapping[int, Place], content: Callable[[int], str | None], renamed: Mapping[str, str]
    ) -> None:
        """Take the places in the order of the documents' lines, by the caller's numbers.

        `content` gives the digest of what a section holds, None for nothing; it is asked only where a name alone does
        not tell. `renamed` leads from keys of files that are gone to the files that go on with them.
        """
        self._places = places
        self._content = content
        self._renamed = renamed

    def name(self, number: int) -> str:
        """Name a section."""
        place = self._folded[number]
        return dumps([place.document, *place.path, self._ordinals[number]], ensure_ascii=False)

    def find(self, name: str, content: str | None = None) -> int | None:
        """Give the section that a name means, or None; `content` is the digest that was kept with the name.

        Raises ValueError for what is no name of a section.
        """
        place, ordinal = _parsed(name)
        if place.document not in self._documents:
            place = place._replace(document=self._renamed.get(place.document, place.document))
        equal = self._at.get(place, [])
        named = equal[ordinal] if ordinal < len(equal) else None
        if content and len(equal) > 1 and (named is None or self._content(named) != content):
            named = next((one for one in equal if self._content(one) == content), named)
        return self._only_one(place.document, content) if named is None and content else named

    def _only_one(self, document: str, content: str) -> int | None:
        """Give the only section that holds something, of the document if it has such."""
        everywhere = self._by_content.get(content, [])
        here = [one for one in everywhere if self._places[one].document == document]
        found = here or everywhere
        return found[0] if len(found) == 1 else None

    @cached_property
    def _folded(self) -> dict[int, Place]:
        return {
            number: Place(place.document, tuple(map(fold, place.path))) for number, place in self._places.items()
        }

    @cached_property
    def _at(self) -> dict[Place, list[int]]:
        found: dict[Place, list[int]] = {}
        for number, place in self._folded.items():
            found.setdefault(place, []).append(number)
        return found

    @cached_property
    def _ordinals(self) -> dict[int, int]:
        return {number: ordinal for equal in self._at.values() for ordinal, number in enumerate(equal)}

    @cached_property
    def _documents(self) -> frozenset[str]:
        return frozenset(place.document for place in self._places.values())

    @cached_property
    def _by_content(self) -> dict[str | None, list[int]]:
        found: dict[str | None, list[int]] = {}
        for number in self._places:
            found.setdefault(self._content(number), []).append(number)
        return found


def held(section: Features) -> str | None:
    """Give a digest of what a section holds under whatever heading, in hex; None for an empty one.

    The order and the titles of references do not count.
    """
    if section.empty:
        return None
    packed = dumps([sorted(section.identities), section.lines], ensure_ascii=False)
    return blake2b(packed.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _parsed(name: str) -> tuple[Place, int]:
    """Take a name apart. It may come from a file that somebody wrote."""
    try:
        document, *path, ordinal = loads(name)
    except (ValueError, TypeError, RecursionError) as error:
        raise ValueError("this is no name of a section") from error
    strings = all(isinstance(one, str) for one in (document, *path))
    if not strings or type(ordinal) is not int or ordinal < 0:
        raise ValueError("this is no name of a section")
    return Place(document, tuple(map(fold, path))), ordinal
