"""What of a section is compared, computed once and stored."""

from collections.abc import Iterable, Iterator, Mapping
from copy import copy
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from json import JSONEncoder
from typing import NamedTuple, Self
from zlib import crc32

from curator.dedupe.words import GENERIC, is_label, is_telling
from curator.text.fold import LONGEST, fold

FEATURES_VERSION = 1
"""Counts up whenever the same sections give other features, candidates or relations: what is stored by another version
is made anew."""

TITLE_FLOOR = 8
"""Characters of a folded title from which on it names a work; shorter ones (简介, demo) are shared by strangers."""

LONGEST_TEXT = 20_000
"""Characters of a section's own text that are compared: as many as reading keeps."""

SHINGLE = 6
"""Characters of a shingle: a phrase in Chinese, a word in Latin."""

SHINGLES = 24
"""Shingles of a text that stand for it, those with the least hashes: a bottom-k sketch (Broder 1997). Two texts with a
fifth of their shingles in common share one of 24 with 99.5 per cent."""

_encode = JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class Reference(NamedTuple):
    """A link or paper in a section. `title` is folded, None if it has fewer characters than `TITLE_FLOOR`."""

    identity: str
    title: str | None = None


@dataclass(frozen=True)
class Features:
    """A section as it is compared.

    `id` and `document` are the caller's numbers. `heading` is folded. `references` stand in order, each identity
    once. `lines` are the section's own text folded line by line, without lines that announce or say nothing.
    """

    id: int
    document: int
    heading: str
    references: tuple[Reference, ...] = ()
    lines: tuple[str, ...] = ()

    @property
    def empty(self) -> bool:
        """A heading without content is a container: it repeats nothing."""
        return not (self.references or self.lines)

    @property
    def weight(self) -> int:
        """How much the section holds: references first count, each as much as a line of text."""
        return len(self.references) + len(self.lines)

    @cached_property
    def identities(self) -> frozenset[str]:
        """The references' identities."""
        return frozenset(reference.identity for reference in self.references)

    @cached_property
    def titled(self) -> Mapping[str, list[str]]:
        """The identities that each title is given to."""
        found: dict[str, list[str]] = {}
        for identity, title in self.references:
            if title:
                found.setdefault(title, []).append(identity)
        return found

    @cached_property
    def line_set(self) -> frozenset[str]:
        """The distinct lines."""
        return frozenset(self.lines)

    @cached_property
    def text(self) -> str:
        """The lines in one."""
        return "\n".join(self.lines)

    @cached_property
    def telling(self) -> bool:
        """Whether the heading says what the section is about."""
        return is_telling(self.heading)

    @cached_property
    def content(self) -> str:
        """A digest of all that is compared: sections of one content relate in one way to every other."""
        packed = _encode([self.heading, self.references, self.lines])
        return blake2b(packed.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()

    @cached_property
    def tokens(self) -> frozenset[int]:
        """What makes others candidates, as 32-bit numbers: identities, titles, lines; the heading of a short text."""
        return frozenset(_tokens(self))

    @cached_property
    def sketch(self) -> tuple[int, ...]:
        """The least hashes of the text's shingles, 32-bit numbers."""
        data = self.text.encode("utf-32-le", "surrogatepass")
        hashes = {crc32(data[at:at + 4 * SHINGLE]) for at in range(0, len(data) - 4 * SHINGLE + 1, 4)}
        return tuple(sorted(hashes)[:SHINGLES])

    @property
    def posted(self) -> frozenset[int]:
        """All by which others find it."""
        return self.tokens.union(self.sketch)

    @property
    def short(self) -> bool:
        """Whether there is text, but so little that no shingle may survive a change."""
        return 0 < len(self.text) < SHINGLE + SHINGLES

    def packed(self) -> str:
        """Give the features as JSON, without the caller's numbers."""
        return _encode([self.heading, self.references, self.lines])

    @classmethod
    def unpacked(cls, id: int, document: int, packed: str) -> Self:  # noqa: A002 - as the field is called
        """Make features of what `packed` gave. Raises ValueError for anything else."""
        from json import loads
        try:
            heading, references, lines = loads(packed)
            return cls(id, document, heading, tuple(Reference(*one) for one in references), tuple(lines))
        except (ValueError, TypeError, RecursionError) as error:
            raise ValueError("these are no stored features") from error

    def at(self, id: int, document: int) -> Self:  # noqa: A002 - as the field is called
        """Give the same content in another place. It has one text in all of them, and what else was computed of it."""
        same = copy(self)
        same.__dict__.update(id=id, document=document, text=self.text)
        return same


def features(
    id: int, document: int, heading: str, references: Iterable[tuple[str, str | None]], text: str,  # noqa: A002
) -> Features:
    """Compute what is compared of one section; `references` are pairs of identity and title as written, in order."""
    given: dict[str, str | None] = {}
    for identity, title in references:
        given[identity] = given.get(identity) or _title(title)
    return Features(
        id, document, fold(heading), tuple(Reference(*one) for one in given.items()),
        tuple(_lines(text[:LONGEST_TEXT])),
    )


def _title(title: str | None) -> str | None:
    folded = fold(title) if title else ""
    return folded if len(folded) >= TITLE_FLOOR else None


def _lines(text: str) -> Iterator[str]:
    for line in text.split("\n"):
        if is_label(line):
            continue
        for start in range(0, len(line), LONGEST):
            folded = fold(line[start:start + LONGEST])
            if folded and folded not in GENERIC and any(map(str.isalnum, folded)):
                yield folded


def _tokens(section: Features) -> Iterator[int]:
    for identity, title in section.references:
        yield _hash("i " + identity)
        if title:
            yield _hash("t " + title)
    for line in section.line_set:
        yield _hash("l " + line)
    if section.short and section.telling:
        yield _hash("h " + section.heading)


def _hash(text: str) -> int:
    return crc32(text.encode("utf-8", "surrogatepass"))
