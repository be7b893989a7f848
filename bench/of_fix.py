"""Every link of a folder of posts moved at once, and none: which bytes change, and how long that takes.

    python bench/of_fix.py FOLDER

Nothing is written. A post fails if the change of a link that is reported as made is not exactly what was meant: the
bytes outside of the changed places must be the old ones, and the post must read as before but for the new addresses.
"""

import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

from curator.model import CATALOGUED, Document, Source
from curator.read.registry import read_source
from curator.repair.body import changed, undone
from curator.repair.repairing import Repaired, repair

NEW = (
    # new addresses of three kinds: a plain one, a snapshot that holds the old one, one full of what markup minds
    lambda number, _: f"https://new.example.org/moved/{number}",
    lambda _, url: f"https://web.archive.org/web/20180102030405/{url if url.isascii() else 'http://a.org/x'}",
    lambda number, _: f"https://new.example.org/a_(b)/{number}?x=1&y=_2_&copy=3",
)


class Result(NamedTuple):
    """What became of one post."""

    wanted: int
    changed: int
    problems: Counter[str]
    faults: list[str]


def sources(folder: Path) -> Iterator[Source]:
    """Read the files of a folder."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield Source(str(path), path.read_bytes())


def measured(source: Source, kind: int) -> Result | None:
    """Move all links of a post; None for what is no post."""
    document = read_source(source)
    if not isinstance(document, Document):
        return None
    given = [one.url for one in document.mentions if one.url and one.kind in CATALOGUED]
    wanted = {url: NEW[kind](number, url) for number, url in enumerate(dict.fromkeys(given))}
    done = repair(source, document.format, wanted)
    faults = list(_faults(source, document, wanted, done))
    problems = Counter(one.reason for one in done.problems)
    return Result(len(given), len(given) - len(done.problems), problems, faults)


def _faults(source: Source, document: Document, wanted: dict[str, str], done: Repaired) -> Iterator[str]:
    if repair(source, document.format, {}).data != source.data:
        yield "bytes change where no link is moved"
    if changed(source.data, done.edits, document.encoding) != done.data:
        yield "other bytes changed than those told"
    if changed(done.data, undone(done.edits, document.encoding), document.encoding) != source.data:
        yield "cannot be undone"
    again = read_source(replace(source, data=done.data), document.format)
    if not isinstance(again, Document) or len(again.mentions) != len(document.mentions):
        yield "reads otherwise"
        return
    left = Counter(one.url for one in done.problems)
    moved = Counter(old.url for old, new in zip(document.mentions, again.mentions, strict=True)
                    if old.kind in CATALOGUED and old.url in wanted and old.url == new.url)
    if moved != left:
        yield "an address is neither new nor told"


def main() -> None:
    """Print a row for each kind of new address, then what went wrong."""
    everything = list(sources(Path(sys.argv[1])))
    faults = []
    for kind in range(len(NEW)):
        began = perf_counter()
        results = [(source.key, one) for source in everything if (one := measured(source, kind))]
        seconds = perf_counter() - began
        links, made = (sum(values) for values in zip(*((one.wanted, one.changed) for _, one in results), strict=True))
        problems = sum((one.problems for _, one in results), Counter[str]())
        print(f"kind {kind}: {len(results)} posts, {links} mentions, {made} changed, {dict(problems)}, {seconds:.1f} s")
        faults += [f"{key}: {fault}" for key, one in results for fault in one.faults]
    print("\n".join(faults) or "no faults")


if __name__ == "__main__":
    main()
