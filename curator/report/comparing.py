"""Two sections side by side: references by what matches them, text by its lines."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import zip_longest

from curator.report.bounded import Some, shortened, some
from curator.report.repeats import Differences, Reference, Row
from curator.text.fold import fold


@dataclass(frozen=True, slots=True)
class Section:
    """A section as it stands: references in order, and its own text without them."""

    references: tuple[Reference, ...]
    text: str


def compare(canonical: Section, copy: Section, matched: Mapping[str, str]) -> Differences:
    """Tell how a copy differs; `matched` gives references of the canonical section with those of the copy they are.

    Both by identity. Lines are compared folded and shown as written.
    """
    theirs = set(matched.values())
    return Differences(
        some("references", _once(one for one in canonical.references if one.identity in matched)),
        some("references", _once(one for one in copy.references if one.identity not in theirs)),
        some("references", _once(one for one in canonical.references if one.identity not in matched)),
        _changed(canonical.text, copy.text),
    )


def _once(references: Iterator[Reference]) -> Iterator[Reference]:
    """Give each reference once, short enough to be shown."""
    for one in {one.identity: one for one in references}.values():
        yield one._replace(title=shortened(one.title)) if one.title else one


def _changed(canonical: str, copy: str) -> Some[Row]:
    if canonical == copy:
        return Some(())
    return some("lines", _rows(_lines(canonical), _lines(copy)))


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _rows(before: list[str], after: list[str]) -> Iterator[Row]:
    """Align the lines with the fewest changes, and give those that changed."""
    from rapidfuzz.distance import Levenshtein  # who only imports does not compare

    steps = Levenshtein.opcodes([fold(line) for line in before], [fold(line) for line in after])
    for step in steps:
        if step.tag != "equal":
            sides = zip_longest(before[step.src_start:step.src_end], after[step.dest_start:step.dest_end])
            for left, right in sides:
                yield Row(left and shortened(left), right and shortened(right))
