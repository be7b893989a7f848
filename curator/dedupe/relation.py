"""How two sections relate, and the table of what makes them do so."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, NamedTuple

from curator.dedupe.features import Features, Reference
from curator.dedupe.measures import TEXT_FLOOR, Measures, twins


class Kind(StrEnum):
    """What the first of two sections is to the second."""

    SAME = "same"
    EDITED = "edited"
    CONTAINS = "contains"
    CONTAINED = "contained"
    OVERLAPS = "overlaps"
    """They have references in common, but are two: reported, never folded."""

    @property
    def turned(self) -> "Kind":
        """What the second is to the first."""
        return _TURNED.get(self, self)


_TURNED = {Kind.CONTAINS: Kind.CONTAINED, Kind.CONTAINED: Kind.CONTAINS}


MEASURES: Final = ("matched", "resemblance", "containment", "text", "heading", "score")
"""What of a relation is measured, and need not be measured again to know it."""


@dataclass(frozen=True, slots=True)
class Relation:
    """How section `a` relates to section `b`, by their ids.

    `matched` counts references; `resemblance` and `containment` are their share in both lists together and in the
    shorter one; `text` and `heading` are ratios, None where there is nothing to compare; `score` is the mean of them
    as `Measures.score` weighs it. `sides` are the contents of both.
    """

    kind: Kind
    a: int
    b: int
    matched: int
    resemblance: float
    containment: float
    text: float | None
    heading: float | None
    score: float
    sides: tuple[Features, Features] = field(repr=False)

    @property
    def more(self) -> int:
        """How many references `b` has more: the number of those `added`."""
        return len(self.sides[1].references) - self.matched

    @property
    def less(self) -> int:
        """How many references of `a` it lacks: the number of those `dropped`."""
        return len(self.sides[0].references) - self.matched

    # Computed when asked for: a huge list that holds a thousand small ones would be stored a thousand times.
    @property
    def shared(self) -> tuple[Reference, ...]:
        """The references that both have, as `a` has them."""
        matched = twins(*self.sides)
        return tuple(one for one in self.sides[0].references if one.identity in matched)

    @property
    def added(self) -> tuple[Reference, ...]:
        """The references that only `b` has."""
        matched = set(twins(*self.sides).values())
        return tuple(one for one in self.sides[1].references if one.identity not in matched)

    @property
    def dropped(self) -> tuple[Reference, ...]:
        """The references that only `a` has."""
        matched = twins(*self.sides)
        return tuple(one for one in self.sides[0].references if one.identity not in matched)


LEAST_TEXT: Final = 0.85
"""The least ratio by which texts alone make sections alike: one word in seven is another."""


class Rule(NamedTuple):
    """One row: sections relate in this way when that holds."""

    kind: Kind
    why: str
    when: Callable[[Measures], bool]


RULES: Final = (
    Rule(Kind.SAME, "all references are the same, the text is, and the heading is no other subject's",
         lambda m: m.matched == m.least == m.most and _near(m.text, 0.98) and _near(m.heading, 0.5)),
    Rule(Kind.EDITED, "at least half of three or more references",
         lambda m: m.matched >= 3 and m.resemblance >= 0.5),
    Rule(Kind.EDITED, "a reference in common, and references, text and heading together alike",
         lambda m: m.matched >= 1 and m.highest >= 0.6 and m.score >= 0.6),
    Rule(Kind.EDITED, "one or two references, all shared, under one heading: too few to say more",
         lambda m: m.matched >= 1 and m.most <= 2 and m.containment == 1 and _is(m.heading, 0.8) and _no_other_text(m)),
    Rule(Kind.EDITED, "the text is alike, and what references there are do not speak against it",
         lambda m: (m.matched == m.least or m.prose >= 0.5) and _is_text(m, LEAST_TEXT, 80)),
    Rule(Kind.EDITED, "a short text that is alike under one heading",
         lambda m: m.matched == m.least and _is(m.heading, 0.8) and _is_text(m, 0.9, 1)),
    Rule(Kind.CONTAINS, "most of three or more references stand in the longer list",
         lambda m: m.matched >= 3 and m.containment >= 0.8),
    Rule(Kind.CONTAINS, "nearly all of it stands in the other, and that is a reference or a sentence at least",
         lambda m: m.inside >= 0.8 and (m.matched >= 1 or m.common_characters >= 36)),
    Rule(Kind.EDITED, "a list under one heading that both grew and dropped: 44 shared of 66 and 91 is one list",
         lambda m: m.matched >= 3 and m.resemblance >= 0.3 and m.containment >= 0.6 and _is(m.heading, 0.8)
         and _no_other_text(m)),
    Rule(Kind.EDITED, "most references and most of the text, reworked: neither alone would say so",
         lambda m: m.containment >= 0.6 and (m.matched >= 2 or (m.matched == 1 and _is(m.heading, 0.8)))
         and (m.lines >= 0.6 or m.alike(0.6))),
    Rule(Kind.CONTAINS, "most lines of a text stand in a longer one under the same heading",
         lambda m: m.least == 0 and m.lines >= 0.6 and m.characters >= 80 and _is(m.heading, 0.8)),
    Rule(Kind.OVERLAPS, "three references in common are no accident",
         lambda m: m.matched >= 3),
    Rule(Kind.OVERLAPS, "two references are half of a short list",
         lambda m: m.matched >= 2 and m.containment >= 0.5),
)
"""The first row that holds decides."""


def relate(a: Features, b: Features) -> Relation | None:
    """Tell how two sections relate; None when they are different. `relate(b, a)` says the same the other way round."""
    if _strangers(a, b):
        return None
    measures = Measures(a, b)
    rule = next((rule for rule in RULES if rule.when(measures)), None)
    return _relation(_directed(rule.kind, measures), measures) if rule else None


def measured(a: Features, b: Features) -> Relation:
    """Tell how two sections relate that belong together by a person's word: they overlap where no rule holds."""
    return relate(a, b) or _relation(Kind.OVERLAPS, Measures(a, b))


def _strangers(a: Features, b: Features) -> bool:
    """Tell quickly that no rule can hold: nothing is in common, and the texts differ in length by too much."""
    if not (a.identities.isdisjoint(b.identities) and a.titled.keys().isdisjoint(b.titled)):
        return False
    least, most = sorted((len(a.text), len(b.text)))
    return not least or (2 * least < LEAST_TEXT * (least + most) and a.line_set.isdisjoint(b.line_set))


def _directed(kind: Kind, measures: Measures) -> Kind:
    """Tell which of two contains the other: the one that holds more of the other than is held by it."""
    if kind is not Kind.CONTAINS:
        return kind
    more = (measures.inside_a, measures.a.weight, len(measures.a.text))
    less = (measures.inside_b, measures.b.weight, len(measures.b.text))
    return Kind.CONTAINS if more > less else Kind.CONTAINED if less > more else Kind.EDITED


def _relation(kind: Kind, measures: Measures) -> Relation:
    return Relation(
        kind, measures.a.id, measures.b.id, measures.matched, measures.resemblance, measures.containment,
        measures.text, measures.heading, measures.score, (measures.a, measures.b),
    )


def _is(ratio: float | None, least: float) -> bool:
    return ratio is not None and ratio >= least


def _near(ratio: float | None, least: float) -> bool:
    """Take what there is not for no objection."""
    return ratio is None or ratio >= least


def _no_other_text(measures: Measures) -> bool:
    """Tell whether not both have texts that are unlike: a column of a newsletter has one heading in all issues."""
    return not measures.characters or measures.alike(TEXT_FLOOR)


def _is_text(measures: Measures, least: float, characters: int) -> bool:
    return measures.characters >= characters and measures.alike(least)
