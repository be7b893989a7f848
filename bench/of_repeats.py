"""How long repeats take: to find in memory beside peers, and to keep in a catalogue as it grows.

    python bench/of_repeats.py FOLDER          5,000 versions of sections made of those in a folder
    python bench/of_repeats.py FOLDER --large  80,000 and one post more, too
"""

import argparse
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from itertools import islice
from math import log
from pathlib import Path
from random import Random
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TypeAlias

from desk import PYTHON
from measure import MB, Row, print_cells, print_row, run
from of_dedupe import Raw, by_families, by_join, by_minhash, made, sections_in, versions
from rapidfuzz import fuzz

from curator.catalogue.rows import Content, Prepared, prepare
from curator.dedupe.features import Features
from curator.dedupe.measures import twins
from curator.jobs.comparing import bring_up_to_date
from curator.jobs.storing import Store, Summary
from curator.model import Document, Kind, Mention, Section

SMALL, LARGE = 5_000, 80_000
"""Sections: the history of one blog, and many blogs."""

POST = 20
"""Sections of a post."""

BATCH = 50
"""Posts stored in one transaction."""

MORE = 5
"""Posts that come one after the other, of which the median is told."""

SAMPLE = 50_000
"""Pairs that brute force compares; all 12.5 million of 5,000 sections would take minutes."""

COMPARE = "import sys; from curator.jobs.comparing import bring_up_to_date as compare; compare(sys.argv[1])"

Posts: TypeAlias = Iterator[tuple[Raw, ...]]


def repeats_rows(folder: Path, *, large: bool) -> Iterator[Row]:
    """Measure sections made of those in a folder."""
    originals = list(sections_in(folder))
    yield from _found(list(islice(versions(originals), SMALL)))
    if large:
        peer = by_minhash(list(islice(versions(originals), LARGE))).seconds
        with TemporaryDirectory(prefix="curator-bench-") as root:
            small = _kept(Path(root) / "small", originals, SMALL)[0].value
            rows = _kept(Path(root) / "large", originals, LARGE, peer)
            yield from rows
            power = log(rows[0].value / small) / log(LARGE / SMALL)
            yield Row(f"repeats: growth from {SMALL} to {LARGE}, power", power, "", 1.2)


def _found(raw: Sequence[Raw]) -> Iterator[Row]:
    """Measure finding in memory, in turns with the peers."""
    rounds = [(by_join(raw), by_families(raw), by_minhash(raw)) for _ in range(3)]
    join, families, peer = (median(one.seconds for one in column) for column in zip(*rounds, strict=True))
    brute = brute_force(raw)
    yield Row(f"all pairs of {SMALL} sections, of a sample", brute, "s")
    yield Row(f"MinHashLSH of {SMALL} sections", peer, "s", None, peer / brute, "all pairs")
    yield Row(f"repeats: all pairs of {SMALL} sections", join, "s", 2.0, join / peer, "MinHashLSH")
    yield Row(f"repeats: families of {SMALL} sections", families, "s", 2.0, families / peer, "MinHashLSH")
    yield Row("repeats: share of the time of all pairs", join / brute, "", 1 / 60)


def brute_force(raw: Sequence[Raw]) -> float:
    """Tell how many seconds all pairs of sections take when every measure of each is computed, reckoned from a sample.

    That is brute force as it comes to mind. One that knew which sections are equal would compare each content once: of
    5,000 versions of a blog's sections 1,900 are distinct, and that takes a seventh of the time.
    """
    sections = made(raw)
    chance = Random(1)  # noqa: S311 - the same pairs on every machine
    sample = [chance.sample(sections, 2) for _ in range(SAMPLE)]
    began = perf_counter()
    for a, b in sample:
        _measure_all(a, b)
    return (perf_counter() - began) * len(sections) * (len(sections) - 1) / 2 / SAMPLE


def _measure_all(a: Features, b: Features) -> tuple[float, ...]:
    return len(twins(a, b)), fuzz.ratio(a.text, b.text), fuzz.ratio(a.heading, b.heading), len(a.line_set & b.line_set)


def _kept(root: Path, originals: Sequence[Raw], size: int, peer: float | None = None) -> list[Row]:
    """Measure a catalogue of so many sections: comparing all, then what one post more takes."""
    root.mkdir()
    url = f"sqlite:///{root / 'curator.sqlite3'}"
    sections = versions(originals)
    posts: Posts = (tuple(islice(sections, POST)) for _ in range(size // POST + MORE))
    store(url, 0, islice(posts, size // POST))
    first = run([PYTHON, "-c", COMPARE, url], root, watch=0.05)
    more = [_one_more(url, size + number, post) for number, post in enumerate(posts)]
    ratio, name = (first.wall / peer, "MinHashLSH") if peer else (None, "")
    return [
        Row(f"repeats: {size} sections into a catalogue", first.wall, "s", 25.0, ratio, name),
        Row(f"repeats: {size} sections, memory", first.memory / MB, "MB", 1_000),
        Row(f"repeats: one post of {POST} more", median(more), "s", 0.2),
    ]


def _one_more(url: str, number: int, post: tuple[Raw, ...]) -> float:
    store(url, number, [post])
    began = perf_counter()
    bring_up_to_date(url)
    return perf_counter() - began


def store(url: str, first: int, posts: Iterable[tuple[Raw, ...]]) -> None:
    """Store posts as an import does."""
    prepared = (_prepared(first + number, post) for number, post in enumerate(posts))
    keeping = Store(url, "2026-01-01T00:00:00Z", Summary(), dry_run=False)
    while batch := list(islice(prepared, BATCH)):
        keeping.write(batch)
    keeping.close()


def _prepared(number: int, post: tuple[Raw, ...]) -> Prepared:
    key = f"{number:06}.md"
    sections = [Section(at, 1, raw.heading, (raw.heading,), raw.text) for at, raw in enumerate(post, 1)]
    mentions = tuple(
        Mention(at, Kind.REFERENCE, _address(identity), title, section=at)
        for at, raw in enumerate(post, 1) for identity, title in raw.references
    )
    document = Document(key, "markdown", sections=(Section(0, 0, ""), *sections), mentions=mentions)
    return prepare(document, Content(key, sha256(key.encode()).hexdigest(), 1, "file", None, "markdown"))


def _address(identity: str) -> str:
    """Give an address of which no rule makes anything else."""
    return f"https://example.org/{sha256(identity.encode()).hexdigest()[:20]}"


def main() -> None:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--large", action="store_true")
    args = parser.parse_args()
    print_cells("measure", "value", "target", "ratio", "")
    for row in repeats_rows(args.folder, large=args.large):
        print_row(row)


if __name__ == "__main__":
    main()
