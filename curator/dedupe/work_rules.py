"""What makes two links the same work, and what speaks against it: the tables."""

from collections.abc import Callable
from functools import cached_property
from typing import Final, NamedTuple

from rapidfuzz.fuzz import ratio

from curator.dedupe.work_features import Features
from curator.dedupe.work_kinds import GROUPS, Kind
from curator.dedupe.work_titles import Title, differ_in_spelling
from curator.text.sketch import SAME, resemblance

AUTOMATIC: Final = 0.9
"""The least score with which links are one work without anybody's decision. Of the rules above it every merge on the
corpus was read, and was right."""

ALIKE: Final = 90
"""The least ratio of two titles, in per cent, of which one may be the other with a slip of the pen."""

NAMING: Final = 8
"""Weight of a title from which on a paper has it for itself: four words, or eight Chinese characters."""

TELLING: Final = 12
"""Weight of a title from which on an article has it for itself: six words, or twelve Chinese characters. Below
ten, two accounts explain one subject under one title (PyTorch分布式训练, 异常检测)."""

SAME_TEXT: Final = 0.9
"""The least resemblance of two texts that are the same but for a line or two; what is posted again with a new beginning
and end has less."""

TEXTS: Final = frozenset({Kind.PAPER, Kind.COPY, Kind.ARTICLE, Kind.PAGE})
"""What has an identifier of its own, and not that of what it belongs to."""


class Pair:
    """Two links, side by side."""

    def __init__(self, a: Features, b: Features) -> None:
        self.a = a
        self.b = b

    @cached_property
    def kinds(self) -> tuple[Kind, Kind]:
        """Both kinds, in the order of the alphabet."""
        one, other = sorted((self.a.kind, self.b.kind), key=_value)
        return one, other

    @cached_property
    def identifiers(self) -> tuple[str, ...]:
        """The names that both go under, in order."""
        one, other = ({side.identity, *side.identifiers} for side in (self.a, self.b))
        return tuple(sorted(one & other))

    @property
    def variants(self) -> bool:
        """Whether one address is only another way to write the other's."""
        return any(name.startswith("url:") for name in self.identifiers)

    @cached_property
    def title(self) -> Title | None:
        """The most telling title that both have, letter for letter."""
        common = self.a.titles.keys() & self.b.titles.keys()
        titles = (self.a.titles[key] for key in common)
        return max(titles, key=lambda title: (title.weight, title.key), default=None)

    @property
    def weight(self) -> int:
        """How telling the common title is; 0 if there is none."""
        return self.title.weight if self.title else 0

    @cached_property
    def chosen(self) -> bool:
        """Whether the common title is the one by which both go."""
        return self.title is not None and self.a.chosen == self.b.chosen == self.title.key

    @cached_property
    def alike(self) -> bool:
        """Whether two titles are one but for the spelling."""
        return any(
            min(one.weight, other.weight) >= TELLING and ratio(one.folded, other.folded) >= ALIKE
            and differ_in_spelling(one, other)
            for one in self.a.titles.values() for other in self.b.titles.values()
        )

    @cached_property
    def claimed(self) -> str:
        """The identity that both go under by what their pages say, empty if there is none."""
        one, other = ({side.identity, side.link.claim} for side in (self.a, self.b))
        return max(one & other, default="")

    @property
    def named(self) -> bool:
        """Whether both go under one name, by an identifier or by what a site says of its own pages."""
        return bool(self.identifiers) or self.of_one_site

    @property
    def of_one_site(self) -> bool:
        """Whether pages of one site say that they have one address there: nobody else's identity is claimed."""
        return bool(self.claimed) and self.a.link.rule == self.b.link.rule == self.claimed.partition(":")[0]

    @cached_property
    def resemblance(self) -> float:
        """How much the texts of their pages have in common; 0 where a text is not known, or says too little."""
        return resemblance(self.a.link.sketch, self.b.link.sketch)

    @cached_property
    def authors(self) -> frozenset[str]:
        """The authors' names that both have."""
        return self.a.authors & self.b.authors

    @property
    def same_topic(self) -> bool:
        """Whether both stand in one topic."""
        return not set(self.a.link.topics).isdisjoint(self.b.link.topics)


class Row(NamedTuple):
    """One row of either table: what is said of a pair of which that holds."""

    says: str
    why: str
    when: Callable[[Pair], bool]
    score: float = 0.0


def _value(kind: Kind) -> str:
    return kind.value


def _are(*kinds: Kind) -> Callable[[Pair], bool]:
    return lambda pair: set(pair.kinds) <= set(kinds)


def _one_group(pair: Pair) -> bool:
    one, other = map(GROUPS.get, pair.kinds)
    return one is not None and one is other


def _labelled(pair: Pair) -> bool:
    """Tell whether one is known for a paper, and the other a file with a label over it that says so."""
    files = [side for side in (pair.a, pair.b) if side.kind is Kind.COPY]
    return pair.kinds == (Kind.COPY, Kind.PAPER) and "paper" in files[0].link.roles


def _kinds_differ(pair: Pair) -> bool:
    if pair.variants:
        return False
    if pair.identifiers:
        return not TEXTS.issuperset(pair.kinds)
    return pair.kinds[0] is not pair.kinds[1] if pair.of_one_site else not _one_group(pair)


def _other_numbers(pair: Pair) -> bool:
    """Tell whether no title of the one has the numbers of a title of the other."""
    one, other = set(pair.a.numbers.values()), set(pair.b.numbers.values())
    return bool(one and other) and one.isdisjoint(other)


def _disjoint(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one and other) and one.isdisjoint(other)


def _years(pair: Pair) -> bool:
    return pair.a.year is not None and pair.b.year is not None and abs(pair.a.year - pair.b.year) > 3


def _account(features: Features) -> str:
    """Give the account that an address of a blogging platform names, empty if it names none."""
    if features.link.rule not in {"csdn", "cnblogs", "51cto", "oschina"}:
        return ""
    parts = (features.link.canonical or "").split("/")
    return f"{features.link.rule}/{parts[3].lower()}" if len(parts) > 4 else ""


AGAINST: Final = (
    Row("kinds differ", "a paper, its code, its project's page and a talk on it have one name and are four works",
        _kinds_differ),
    Row("two numbers at arXiv", "arXiv keeps one number for all versions of a preprint",
        lambda pair: not pair.identifiers and _disjoint(pair.a.preprints, pair.b.preprints)),
    Row("two DOIs", "what is registered twice was published twice",
        lambda pair: not pair.identifiers and _disjoint(pair.a.dois, pair.b.dois)),
    Row("numbers differ", "（一） and （二）, part 1 and part 2, 2.0 and 3.0, 2019 and 2020 are works of a series",
        lambda pair: not pair.named and pair.resemblance < SAME_TEXT and _other_numbers(pair)),
    Row("authors differ", "nobody of those who wrote the one wrote the other",
        lambda pair: not pair.variants and _disjoint(pair.a.authors, pair.b.authors)),
    Row("years differ", "a preprint appears in print within three years",
        lambda pair: not pair.identifiers and _years(pair)),
    Row("one account", "nobody posts an article twice on one account; its next part may have the same title",
        lambda pair: not pair.named and pair.resemblance < SAME
        and _account(pair.a) != "" and _account(pair.a) == _account(pair.b)),
    Row("pages of one site", "a site gives its name to all its pages, and each has one address",
        lambda pair: not pair.named and pair.resemblance < SAME
        and pair.kinds in {(Kind.PAGE, Kind.PAGE), (Kind.COPY, Kind.COPY)} and pair.a.link.host == pair.b.link.host),
)
"""Any row that holds makes them two works, whatever else they have in common."""

FOR: Final = (
    Row("same identifier", "an identifier names one work: DOI, number at arXiv, number in proceedings",
        lambda pair: bool(pair.identifiers) and not pair.variants, 1.0),
    Row("one address in two forms", "for telephones, or with the name of the file that a folder shows",
        lambda pair: pair.variants, 0.95),
    Row("the page says that this is its address", "a site knows which of its addresses is the one to stay: "
        "WeChat's short form names the long one",
        lambda pair: pair.of_one_site, 0.97),
    Row("same text and title", "an article that was posted again: what a site shows before its pages may have the same "
        "text for all of them, but posts do not give it one title",
        lambda pair: pair.resemblance >= SAME_TEXT and pair.weight > 0, 0.95),
    Row("same title and authors", "two works of one author with one title are the conference's and the journal's",
        lambda pair: pair.weight >= NAMING and pair.chosen and bool(pair.authors), 0.97),
    Row("same title of a paper", "a paper has a title that no other has; both addresses are catalogues of papers, or "
        "the paper is named without one",
        lambda pair: pair.weight >= NAMING and pair.chosen and _are(Kind.PAPER)(pair), 0.95),
    Row("same long title of an article", "platforms are full of articles posted again by other accounts",
        lambda pair: pair.weight >= TELLING and pair.chosen and _are(Kind.ARTICLE)(pair), 0.92),
    Row("same title of a paper and a file that is called one", "the authors' own copy of it",
        lambda pair: pair.weight >= NAMING and pair.chosen and _labelled(pair), 0.9),
    Row("same text", "under other titles, so it may be a wall that a site shows before its pages",
        lambda pair: pair.resemblance >= SAME_TEXT, 0.85),
    Row("the page says that this is its address, on another site", "in a page of one's own anybody may name anybody's "
        "address: what joins two sites is for a person",
        lambda pair: bool(pair.claimed), 0.85),
    Row("same title of a paper and a file", "the file may be the slides of a talk on it, or a poster",
        lambda pair: pair.weight >= NAMING and Kind.PAPER in pair.kinds, 0.8),
    Row("same title of two files", "the same, and neither is known for a paper",
        lambda pair: pair.weight >= NAMING and Kind.COPY in pair.kinds, 0.75),
    Row("text resembles", "posted again with more around it, or shortened; but two versions of a manual do so, too",
        lambda pair: pair.resemblance >= SAME, 0.75),
    Row("titles differ in spelling", "slips of the pen and small words, no other subject and no other number",
        lambda pair: pair.weight == 0 and pair.alike, 0.75),
    Row("same title in one topic", "a shorter title, but what stands in one topic is about one subject",
        lambda pair: pair.weight >= NAMING and pair.same_topic, 0.7),
    Row("same title", "a shorter title, which may name a subject as well as a work",
        lambda pair: pair.weight >= NAMING, 0.6),
    Row("same short title in one topic", "one in two is a subject's name: worth a look, no more",
        lambda pair: pair.weight >= 1 and pair.same_topic, 0.5),
)
"""The first row that holds gives the score."""


def contradicted(pair: Pair) -> bool:
    """Tell whether two links are two works, whatever they have in common."""
    return any(row.when(pair) for row in AGAINST)


def reason(pair: Pair) -> Row | None:
    """Give the row that makes two links one work, if any does."""
    return next((row for row in FOR if row.when(pair)), None)


def evidence(pair: Pair, row: Row) -> tuple[str, ...]:
    """Say what a proposal rests on, the strongest first. Titles in it are strangers' text."""
    found = [row.says, *pair.identifiers]
    if pair.claimed:
        found.append(f"the page says: {pair.claimed}")
    if pair.resemblance >= SAME:
        found.append(f"text: {pair.resemblance:.0%} in common")
    if pair.title:
        found.append(f"title: {pair.title.folded}")
    if pair.authors:
        found.append(f"authors: {', '.join(sorted(pair.authors))}")
    if pair.same_topic:
        found.append("same topic")
    return tuple(found)
