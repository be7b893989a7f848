"""What an import does about a document: decided here from what stands and what came, carried out elsewhere."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from curator.catalogue.version import READER_VERSION

if TYPE_CHECKING:
    from collections.abc import Iterable

    from curator.catalogue.documents import Standing, StoredMention
    from curator.catalogue.rows import Content


class Change(StrEnum):
    """What happens to a document in an import."""

    ADDED = "added"
    """It was never seen before."""
    CHANGED = "changed"
    """Its content is new: it gets another revision, which is what it says now."""
    OLDER = "older"
    """Its content is new, but from before what stands: another revision, only for the history."""
    RETURNED = "returned"
    """Its file was gone and is back with its last content."""
    UNCHANGED = "unchanged"
    """The catalogue holds just that."""
    GONE = "gone"
    """Its file is missing where it was imported from."""


def decide(standing: Standing | None, content: Content) -> Change:
    """Decide what a content that was read means for a document.

    A content from a git revision is history: it is known if the document ever had it, and it says what the document
    says now only if nothing younger does.
    """
    if standing is None:
        return Change.ADDED
    current = standing.current
    read_so = (content.sha256, READER_VERSION, content.format)
    same = [r for r in standing.revisions if (r.sha256, r.reader, r.format) == read_so]
    if current in same:
        return Change.UNCHANGED
    if content.as_of is not None:
        if same:
            return Change.UNCHANGED
        if standing.gone or (current is not None and content.as_of < current.as_of):
            return Change.OLDER
    elif standing.gone and standing.latest in same:
        return Change.RETURNED
    return Change.CHANGED


@dataclass(frozen=True, slots=True)
class Difference:
    """What a revision gives that the one before did not, and the other way round."""

    added: tuple[StoredMention, ...]
    removed: tuple[StoredMention, ...]
    retitled: tuple[tuple[StoredMention, StoredMention], ...]
    """Old and new mention of one link whose title is another."""

    def __bool__(self) -> bool:
        """Tell whether there is any difference."""
        return bool(self.added or self.removed or self.retitled)


def difference(old: Iterable[StoredMention], new: Iterable[StoredMention]) -> Difference:
    """Compare two revisions by the identities of their mentions; the order of mentions does not matter.

    A link that stands several times is compared title by title: equal titles cancel out, what is left over is
    paired in order as retitled, and what is left over then was added or removed.
    """
    left, right = _by_identity(old), _by_identity(new)
    added: list[StoredMention] = []
    removed: list[StoredMention] = []
    retitled: list[tuple[StoredMention, StoredMention]] = []
    for identity in dict.fromkeys([*left, *right]):
        before, after = _without_common(left[identity], right[identity])
        paired = min(len(before), len(after))
        retitled += zip(before[:paired], after[:paired], strict=True)
        removed += before[paired:]
        added += after[paired:]
    return Difference(tuple(added), tuple(removed), tuple(retitled))


def _by_identity(mentions: Iterable[StoredMention]) -> defaultdict[str, list[StoredMention]]:
    found: defaultdict[str, list[StoredMention]] = defaultdict(list)
    for mention in mentions:
        found[mention.identity].append(mention)
    return found


def _without_common(
    before: list[StoredMention], after: list[StoredMention]
) -> tuple[list[StoredMention], list[StoredMention]]:
    """Cancel out mentions with equal titles, as often as they stand on both sides."""
    common = Counter(m.title for m in before) & Counter(m.title for m in after)
    return _drop(before, common.copy()), _drop(after, common.copy())


def _drop(mentions: list[StoredMention], titles: Counter[str | None]) -> list[StoredMention]:
    kept = []
    for mention in mentions:
        if titles[mention.title] > 0:
            titles[mention.title] -= 1
        else:
            kept.append(mention)
    return kept
