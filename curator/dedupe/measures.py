"""What is measured of two sections. Everything is symmetric but for what is named after one side."""

from collections.abc import Sequence
from functools import cached_property
from typing import Final

from curator.dedupe.features import Features

TEXT_FLOOR: Final = 0.5
"""Ratios of texts below this count as 0: unrelated English texts reach 0.45, and a cut-off makes comparing cheap."""

LONGEST_COMPARED: Final = 5_000
"""Characters up to which texts are compared letter by letter, which is quadratic; longer ones line by line. The longest
of 3,500 sections has 3,700."""

HEADING_WEIGHT: Final = 0.2
"""What headings weigh in the score beside references: people rename and repeat them freely."""


class Measures:
    """Two sections and how alike they are, each measure computed when it is asked for and then kept.

    Ratios are between 0 and 1. `text` and `heading` are None where there is nothing to compare.
    """

    def __init__(self, a: Features, b: Features) -> None:
        self.a = a
        self.b = b
        self.matched = len(twins(a, b))
        self.least = min(len(a.references), len(b.references))
        self.most = max(len(a.references), len(b.references))

    @cached_property
    def resemblance(self) -> float:
        """Matched references of all (Jaccard)."""
        together = self.least + self.most - self.matched
        return self.matched / together if together else 0.0

    @cached_property
    def containment(self) -> float:
        """Matched references of the shorter list."""
        return self.matched / self.least if self.least else 0.0

    @cached_property
    def characters(self) -> int:
        """Length of the shorter text."""
        return min(len(self.a.text), len(self.b.text))

    @cached_property
    def text(self) -> float | None:
        """Indel ratio of the texts (twice the common subsequence by the lengths together); None without any text."""
        if not self.a.lines and not self.b.lines:
            return None
        return _ratio(*self.texts) if self.characters else 0.0

    @cached_property
    def texts(self) -> tuple[Sequence[str], Sequence[str]]:
        """Both texts as they are compared: letters, or lines."""
        if max(len(self.a.text), len(self.b.text)) > LONGEST_COMPARED:
            return self.a.lines, self.b.lines
        return self.a.text, self.b.text

    def alike(self, least: float) -> bool:
        """Tell whether both have a text and the ratio is at least that, which is sooner said than the ratio itself."""
        if "text" in self.__dict__ or not self.characters:
            return self.text is not None and self.text >= least
        return self.likeliest >= least and _ratio(*self.texts, least) > 0

    @cached_property
    def likeliest(self) -> float:
        """The largest ratio that texts of such lengths can have."""
        lengths = [len(text) for text in self.texts]
        return 2 * min(lengths) / sum(lengths) if any(lengths) else 0.0

    @cached_property
    def common(self) -> frozenset[str]:
        """Lines that both texts have."""
        return self.a.line_set & self.b.line_set

    @cached_property
    def lines(self) -> float:
        """Common lines of the text with fewer lines."""
        fewer = min(len(self.a.line_set), len(self.b.line_set))
        return len(self.common) / fewer if fewer else 0.0

    @cached_property
    def common_characters(self) -> int:
        """Length of the common lines."""
        return sum(map(len, self.common))

    @cached_property
    def heading(self) -> float | None:
        """Indel ratio of the headings; None where one of them says nothing."""
        if not self.a.telling or not self.b.telling:
            return None
        return _ratio(self.a.heading, self.b.heading)

    @cached_property
    def prose(self) -> float:
        """Share of lines in all that both sections hold."""
        lines = len(self.a.lines) + len(self.b.lines)
        together = lines + self.least + self.most
        return lines / together if together else 0.0

    @cached_property
    def score(self) -> float:
        """Mean of resemblance (weight 1), text (weight `prose`) and heading (`HEADING_WEIGHT`), of those there are."""
        return self._mean(self.text)

    @cached_property
    def highest(self) -> float:
        """The largest score that there can be with texts of such lengths."""
        return self._mean(self.likeliest if self.prose else None)

    def _mean(self, text: float | None) -> float:
        parts = [(1.0, self.resemblance)] if self.most else []
        if text is not None:
            parts.append((self.prose, text))
        if self.heading is not None:
            parts.append((HEADING_WEIGHT, self.heading))
        weight = sum(weight for weight, _ in parts)
        return sum(weight * value for weight, value in parts) / weight if weight else 0.0

    @cached_property
    def inside_a(self) -> float:
        """Share of what stands in b, references and lines, that stands in a, too."""
        return self._inside(self.b)

    @cached_property
    def inside_b(self) -> float:
        """Share of what stands in a that stands in b, too."""
        return self._inside(self.a)

    @property
    def inside(self) -> float:
        """The larger of both shares."""
        return max(self.inside_a, self.inside_b)

    def _inside(self, smaller: Features) -> float:
        items = len(smaller.references) + len(smaller.line_set)
        return (self.matched + len(self.common)) / items if items else 0.0


def twins(a: Features, b: Features) -> dict[str, str]:
    """Give the matched references of a, by identity, with those of b that they match.

    Matched are equal identities; of what is left over, as many of one title on one side as on the other, in order. This
    costs as many steps as the shorter list has references.
    """
    common = a.identities & b.identities
    found = dict(zip(common, common, strict=True))
    for title in a.titled.keys() & b.titled.keys():
        left = (one for one in a.titled[title] if one not in common)
        right = (one for one in b.titled[title] if one not in common)
        found.update(zip(left, right, strict=False))
    return found


def _ratio(a: Sequence[str], b: Sequence[str], least: float = TEXT_FLOOR) -> float:
    """Give the Indel ratio, 0 where it is below `least`."""
    if a == b:
        return 1.0
    from rapidfuzz import fuzz  # who only imports does not compare
    return fuzz.ratio(a, b, score_cutoff=100 * least) / 100
