"""What is open to review: pairs of sections and of links on which a person's word is wanted."""

from __future__ import annotations

from dataclasses import dataclass, replace
from hashlib import blake2b
from itertools import chain
from typing import TYPE_CHECKING, Final, NamedTuple

from curator.catalogue.engine import reading
from curator.catalogue.opening import open_existing
from curator.catalogue.repeats import repeats
from curator.catalogue.telling import told
from curator.dedupe.aliases import preference
from curator.dedupe.aligned import Row, aligned_references, aligned_texts
from curator.dedupe.decided import known_as
from curator.dedupe.families import best_first
from curator.dedupe.features import features
from curator.dedupe.join import Index
from curator.dedupe.measures import Measures, twins
from curator.dedupe.relation import Kind
from curator.dedupe.stars import HELD
from curator.jobs.comparing import bring_up_to_date
from curator.jobs.deciding import Log, read_log
from curator.jobs.works import State, settle
from curator.model import Says, Subject

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from curator.catalogue.telling import Told
    from curator.dedupe.decided import Key
    from curator.dedupe.families import Member
    from curator.dedupe.relation import Relation
    from curator.dedupe.work_features import Described
    from curator.dedupe.works import Proposal
    from curator.jobs.works import Found


class Doubt(NamedTuple):
    """One row: a section in a family is asked about because of that; with `needed` false only if all are wanted."""

    name: str
    why: str
    when: Callable[[Member], bool]
    needed: bool = True


DOUBTS: Final = (
    Doubt("in several families", "it is folded in none of them until somebody says where it belongs",
          lambda member: bool(member.elsewhere)),
    Doubt("says more", "it is folded although it says something that the canonical section does not",
          lambda member: member.relation.kind is not Kind.SAME and Measures(*member.relation.sides).inside_a < 1),
    Doubt("nothing new", "nothing is lost by folding it", lambda _: True, needed=False),
)
"""The first row that holds asks."""

ORDER: Final = ("in several families", "not sure", "held back", "says more", "overlaps", "nothing new")
"""Why pairs are asked about, in the order of what an answer changes: what is not folded yet comes before what is."""


@dataclass(frozen=True, slots=True)
class Party:
    """One of two that are asked about. `name` is its name for good, `place` where it stands or leads.

    Of a section `number` is its id, `content` a digest of what it holds, `copies` counts others that say the same.
    """

    name: str
    title: str
    place: str
    number: int = 0
    content: str | None = None
    copies: int = 0


@dataclass(frozen=True, slots=True)
class Question:
    """Whether two are the same; `a` is the one that is or would be shown for both.

    `asked` is one of `ORDER`, `relation` what a is to b, `gain` how many references an answer is about. `rows` are set
    for links, whose comparison is short; that of sections is made when it is looked at.
    """

    subject: Subject
    a: Party
    b: Party
    asked: str
    score: float
    gain: int
    relation: str = ""
    reasons: tuple[str, ...] = ()
    later: bool = False
    rows: tuple[Row, ...] = ()

    @property
    def id(self) -> str:
        """A short name of the pair, the same in every catalogue and after every import."""
        names = "\n".join((self.subject, *sorted((self.a.name, self.b.name))))
        return blake2b(names.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()


def questions(
    database_url: str, subjects: Collection[Subject] = tuple(Subject), *, everything: bool = False
) -> list[Question]:
    """Give what is open, in `ORDER` and then the most gain first, what was put off last.

    Compares what is new before. With `everything` also sections that only overlap, and copies that add nothing.
    """
    engine = open_existing(database_url)
    found: list[Question] = []
    if Subject.SECTIONS in subjects:
        bring_up_to_date(database_url)
        with reading(engine) as connection:
            found += _Sections(read_log(connection, repeats(connection))).questions(everything=everything)
    if Subject.LINKS in subjects:
        found += _of_links(settle(database_url))
    return sorted(found, key=lambda one: (one.later, ORDER.index(one.asked), -one.gain, one.a.name, one.b.name))


def comparison(database_url: str, question: Question) -> tuple[Row, ...]:
    """Set both side by side, line by line."""
    if question.subject == Subject.LINKS:
        return question.rows
    with reading(open_existing(database_url)) as connection:
        both = told(connection, {question.a.number, question.b.number})
    if len(both) < 2:  # its file was imported again while it was on the screen
        return ()
    left, right = both[question.a.number], both[question.b.number]
    matched = twins(*(features(one.id, 0, "", [(ref.identity, ref.title) for ref in one.references], "")
                      for one in (left, right)))
    return (
        *aligned_references(_references(left), _references(right), matched), *aligned_texts(left.text, right.text),
    )


def _references(one: Told) -> list[tuple[str, str]]:
    return [(ref.identity, ref.title or ref.url or ref.identity) for ref in one.references]


class _Sections:
    """The questions about sections. Of those that say the same, only the first is asked about."""

    def __init__(self, log: Log) -> None:
        self._log = log
        self._found = log.found
        self._said = {self._pair(a, b): says for (a, b), says in log.said.items()}
        self._same: dict[Key, set[Key]] = {}
        for pair, says in self._said.items():
            if says == Says.SAME:
                for one in pair:
                    self._same.setdefault(one, set()).update(pair - {one})

    def questions(self, *, everything: bool) -> Iterator[Question]:
        asked: set[frozenset[Key]] = set()
        overlaps = self._overlaps() if everything else ()
        for relation, why in chain(self._doubts(everything=everything), overlaps):
            pair = self._pair(relation.a, relation.b)
            if pair not in asked and self._said.get(pair, Says.LATER) == Says.LATER:
                asked.add(pair)
                yield self._question(relation, why, later=pair in self._said)

    def _pair(self, a: int, b: int) -> frozenset[Key]:
        return frozenset(known_as(self._found.features[a], self._found.features[b]))

    def _doubts(self, *, everything: bool) -> Iterator[tuple[Relation, str]]:
        for family in self._log.families:
            numbers = (family.centre, *(member.id for member in family.members))
            here = {key for number in numbers for key in self._keys(number)}
            for member in family.members:
                doubt = next(row for row in DOUBTS if row.when(member))
                # Who is here by a person's word is, even if another has become the centre since.
                given = any(not here.isdisjoint(self._same.get(key, ())) for key in self._keys(member.id))
                if member.relation.kind in HELD and not given and (doubt.needed or everything):
                    yield member.relation, doubt.name

    def _keys(self, number: int) -> tuple[Key, Key]:
        return number, self._found.features[number].content

    def _overlaps(self) -> Iterator[tuple[Relation, str]]:
        standing = self._found.standing
        best = best_first([best_first(copies, standing)[0] for copies in self._found.copies.values()], standing)
        for relation in Index(one.at(at, 0) for at, one in enumerate(best)).relations():
            if relation.kind is Kind.OVERLAPS:
                yield replace(relation, a=best[relation.a].id, b=best[relation.b].id), "overlaps"

    def _question(self, relation: Relation, why: str, *, later: bool) -> Question:
        return Question(
            Subject.SECTIONS, self._party(relation.a), self._party(relation.b), why, relation.score,
            max(relation.matched, 1), relation.kind.value, later=later,
        )

    def _party(self, number: int) -> Party:
        one = self._found.sections[number]
        copies = len(self._found.copies[one.content or 0]) - 1
        place = f"{one.document}:{one.line}"
        name, title = self._log.names.name(number), " / ".join(one.path)
        return Party(name, title, place, number, self._log.content(number), copies)


def _of_links(found: Found) -> Iterator[Question]:
    asked = {State.OPEN: "not sure", State.HELD: "held back", State.LATER: "not sure"}
    for one, state in zip(found.proposals, found.states(), strict=True):
        if state in asked:
            yield _link_question(found, one, asked[state], later=state is State.LATER)


def _link_question(found: Found, one: Proposal, asked: str, *, later: bool) -> Question:
    a, b = sorted((found.links[one.a], found.links[one.b]), key=preference)
    left, right = ("\n".join((*link.titles, link.canonical or link.identity)) for link in (a, b))
    rows = tuple(aligned_texts(left, right))
    return Question(
        Subject.LINKS, _link(a), _link(b), asked, one.score, min(a.mentions, b.mentions), reasons=one.reasons,
        later=later, rows=rows,
    )


def _link(one: Described) -> Party:
    return Party(one.identity, one.title or one.identity, one.canonical or one.identity, copies=one.mentions - 1)
