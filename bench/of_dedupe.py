"""How long finding repeated sections takes, and what it finds, beside datasketch's MinHashLSH and comparing all pairs.

    python bench/of_dedupe.py FOLDER                 5,000 and 80,000 versions of sections made of those in a folder
    python bench/of_dedupe.py FOLDER --brute 2000    what comparing all pairs of so many finds and takes, too
    python bench/of_dedupe.py FOLDER --as-is         the folder's own sections, against all pairs of them

Every method gets the same sections as read, and ends with the same verification; recall is told of the pairs that
comparing everything finds, or else of those that any of the methods finds.
"""

import argparse
import resource
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import combinations, islice
from math import log
from pathlib import Path
from random import Random
from time import perf_counter
from typing import NamedTuple, TypeAlias

from curator.dedupe.families import Standing, families
from curator.dedupe.features import Features, features
from curator.dedupe.join import Index
from curator.dedupe.relation import Relation, relate
from curator.model import CATALOGUED, Document, Source
from curator.read.registry import read_source
from curator.urls.identity import identify, identify_paper

VERSIONS = 9
"""Of each section, as in nine yearly snapshots of a blog."""

CHANGE = 0.3
"""Share of the sections that change from one version to the next."""

PERMUTATIONS = 128
THRESHOLD = 0.5
"""Of MinHashLSH: its own number of permutations, and the least resemblance that makes a list an edited one."""


class Raw(NamedTuple):
    """A section as read."""

    heading: str
    references: tuple[tuple[str, str | None], ...]
    text: str


def sections_in(folder: Path) -> Iterator[Raw]:
    """Read all documents of a folder."""
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        document = read_source(Source(str(path), path.read_bytes()))
        if not isinstance(document, Document):
            continue
        given: list[list[tuple[str, str | None]]] = [[] for _ in document.sections]
        for mention in document.mentions:
            if mention.kind in CATALOGUED:
                link = identify(mention.url) if mention.url else identify_paper(mention.title or "")
                given[mention.section].append((link.identity, mention.title))
        for section, references in zip(document.sections, given, strict=True):
            if references or section.text:
                yield Raw(section.heading, tuple(references), section.text)


def versions(originals: Sequence[Raw]) -> Iterator[Raw]:
    """Give versions of sections without end: of each nine, then of each copy of it with other links and words."""
    chance = Random(1)  # noqa: S311 - the same blog on every machine
    mixed = list(originals)
    chance.shuffle(mixed)  # the first thousands are like all others, or growth would measure the order of the folder
    copy = 0
    while True:
        for original in mixed:
            section = _other(original, copy) if copy else original
            for _ in range(VERSIONS):
                yield section
                if chance.random() < CHANGE:
                    section = _edited(section, chance)
        copy += 1


def _other(section: Raw, copy: int) -> Raw:
    """Give a section of the same shape by another author: other links, and each letter another one."""
    table = _letters(copy)
    references = tuple(
        (f"{identity}/{copy}", title and title.translate(table)) for identity, title in section.references
    )
    return Raw(section.heading.translate(table), references, section.text.translate(table))


@cache
def _letters(copy: int) -> dict[int, int]:
    """Move every letter and Chinese character on by some places."""
    runs = ((0x41, 26), (0x61, 26), (0x4e00, 0x5200))
    return {start + at: start + (at + copy) % size for start, size in runs for at in range(size)}


def _edited(section: Raw, chance: Random) -> Raw:
    """Drop some links and lines, add one each; now and then rename the section."""
    added = str(chance.getrandbits(40))
    references = [one for one in section.references if chance.random() > 0.1] + [(f"url:added/{added}", None)]
    lines = [line for line in section.text.split("\n") if chance.random() > 0.1] + [f"One more remark, number {added}."]
    heading = f"{section.heading}（续）" if chance.random() < 0.1 else section.heading
    return Raw(heading, tuple(references), "\n".join(lines))


Pair: TypeAlias = tuple[str, str]


class Found(NamedTuple):
    """What a method finds: pairs of contents that relate. `compared` counts the pairs it verified."""

    name: str
    seconds: float
    compared: int
    pairs: frozenset[Pair]


class Verify:
    """Relates sections, counts how often, and keeps what relates."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.began = perf_counter()
        self.compared = 0
        self.pairs: set[Pair] = set()

    def __call__(self, a: Features, b: Features) -> Relation | None:
        """Stand for `relate`."""
        self.compared += 1
        relation = relate(a, b)
        if relation and a.content != b.content:
            self.pairs.add((min(a.content, b.content), max(a.content, b.content)))
        return relation

    def all(self, pairs: Iterable[tuple[Features, Features]]) -> Found:
        """Relate all pairs."""
        for a, b in pairs:
            self(a, b)
        return self.found()

    def found(self) -> Found:
        """Give what was found since this was made."""
        return Found(self.name, perf_counter() - self.began, self.compared, frozenset(self.pairs))


def made(raw: Sequence[Raw]) -> list[Features]:
    """Make features of all."""
    return [features(number, number, *section) for number, section in enumerate(raw)]


def by_join(raw: Sequence[Raw]) -> Found:
    """Find all related pairs over the index."""
    verify = Verify("join")
    return verify.all(Index(made(raw)).pairs())


def by_families(raw: Sequence[Raw]) -> Found:
    """Find families: only their centres are compared."""
    verify = Verify("families")
    sections = made(raw)
    families(Index(sections), {one.id: Standing(one.id, one.id) for one in sections}, verify)
    return verify.found()


def by_minhash(raw: Sequence[Raw]) -> Found:
    """Find pairs by MinHashLSH over what the index looks at, too: identities, titles, lines and shingles."""
    from datasketch import MinHash, MinHashLSH
    verify = Verify("MinHashLSH")
    contents = Index(made(raw)).contents()
    tokens = ([token.to_bytes(4, "little") for token in (*one.tokens, *one.sketch)] for one in contents)
    hashes = MinHash.bulk(tokens, num_perm=PERMUTATIONS)
    lsh = MinHashLSH(threshold=THRESHOLD, num_perm=PERMUTATIONS)
    with lsh.insertion_session() as session:
        for number, one in enumerate(hashes):
            session.insert(number, one)
    return verify.all(
        (contents[number], contents[other])
        for number, one in enumerate(hashes) for other in lsh.query(one) if number < other
    )


def by_brute_force(raw: Sequence[Raw]) -> Found:
    """Compare all pairs of distinct contents."""
    verify = Verify("all pairs")
    return verify.all(combinations(Index(made(raw)).contents(), 2))


Method: TypeAlias = Callable[[Sequence[Raw]], Found]


def measure(raw: Sequence[Raw], methods: Sequence[Method]) -> dict[str, float]:
    """Let each method run on the same sections, print what came out, and give the seconds by the methods' names."""
    found = [method(raw) for method in methods]
    complete = next((one.pairs for one in found if one.name == "all pairs"), None)
    truth = frozenset[Pair]().union(*(one.pairs for one in found)) if complete is None else complete
    print(f"\n{len(raw)} sections, {len(truth)} related pairs")
    print(f"{'':12}{'seconds':>9}{'compared':>11}{'recall':>9}{'precision':>11}")
    for name, seconds, compared, pairs in found:
        recall, precision = len(pairs & truth) / max(len(truth), 1), len(pairs & truth) / max(len(pairs), 1)
        print(f"{name:12}{seconds:9.2f}{compared:11}{recall:9.4f}{precision:11.4f}")
    return {one.name: one.seconds for one in found}


def grow(originals: Sequence[Raw], sizes: Sequence[int]) -> None:
    """Measure a small and a large blog, and tell by which power of the size the time grows."""
    small, large = (
        measure(list(islice(versions(originals), size)), [by_join, by_families, by_minhash]) for size in sizes
    )
    for name in ("join", "families"):
        print(f"{name}: grows by the power {log(large[name] / small[name]) / log(sizes[1] / sizes[0]):.2f}")


def main() -> None:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--brute", type=int, metavar="SIZE")
    parser.add_argument("--as-is", action="store_true")
    parser.add_argument("--sizes", type=int, nargs=2, default=(5_000, 80_000))
    args = parser.parse_args()
    originals = list(sections_in(args.folder))
    if args.as_is:
        measure(originals, [by_join, by_minhash, by_brute_force])
    elif args.brute:
        measure(list(islice(versions(originals), args.brute)), [by_join, by_families, by_minhash, by_brute_force])
    else:
        grow(originals, args.sizes)
    print(f"largest memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_000:.0f} MB")


if __name__ == "__main__":
    main()
