"""Two sections side by side: references by what matches them, text by its lines."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from curator.report.bounded import Some, shortened, some
from curator.report.repeats import Differences, Reference, Row
from curator.text.fold import fold


@dataclass(frozen=True, slots=True)
class Section:
    """A section as it stands: references in order, each once, and its own text without them."""

    references: tuple[Reference, ...]
    text: str


def section_of(references: Iterable[Reference], text: str) -> Section:
    """Make a section; of a reference that stands twice, the first is taken that has a title."""
    given: dict[str, Reference] = {}
    for one in references:
        if one.identity not in given or not given[one.identity].title:
            given[one.identity] = one
    return Section(tuple(given.values()), text)


def compare(canonical: Section, copy: Section, matched: Mapping[str, str]) -> Differences:
    """Tell how a copy differs; `matched` gives references of the canonical section with those of the copy they are.

    Both by identity. Lines are compared folded and shown as written.
    """
    theirs = set(matched.values())
    return Differences(
        _beginning([one for one in canonical.references if one.identity in matched]),
        _beginning([one for one in copy.references if one.identity not in theirs]),
        _beginning([one for one in canonical.references if one.identity not in matched]),
        _changed(canonical.text, copy.text),
    )


def _beginning(references: Sequence[Reference]) -> Some[Reference]:
    short = (one._replace(title=shortened(one.title)) if one.title else one for one in references)
    return some("references", short, len(references))


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
