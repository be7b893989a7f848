"""Measure link-rot reports on catalogues whose tables are written directly.

    python bench/of_report.py                       25,000 links with 10 looks each
    python bench/of_report.py --links 1000000       the largest that the targets speak of; 4 GB of disk
"""

import argparse
import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from desk import CURATOR, PYTHON
from measure import MB, Row, print_cells, print_row, run

from curator.catalogue.bulk import Bulk
from curator.check.schedule import written

START = datetime(2024, 1, 1, tzinfo=UTC)
SPACING = 30
"""Days between two looks at a link."""

PER_POST = 30
"""Links of a post; the blog that the targets speak of has 25,000 in 817."""

TARGETS = {25_000: (2.0, 500), 1_000_000: (60.0, 500)}
"""Seconds and megabytes that a report may take, by the number of links."""


class Life(NamedTuple):
    """How some links fare: what each look sees, a letter of SEEN for each; the last one is repeated."""

    share: float
    looks: str
    about: str


LIVES = (
    Life(0.66, "a", "never does anything but live"),
    Life(0.06, "aaaam", "moves"),
    Life(0.10, "aaag", "is deleted"),
    Life(0.05, "g", "was gone before the first look"),
    Life(0.04, "aafa", "fails now and then"),
    Life(0.04, "aaaaaaaaaf", "has begun to fail"),
    Life(0.03, "aaaab", "can no more be seen"),
    Life(0.01, "i", "has a bad certificate"),
    Life(0.01, "gggga", "comes back"),
)

SEEN: dict[str, tuple[str, int | None, str | None]] = {
    "a": ("alive", 200, None),
    "m": ("moved", 200, '[["moved","https://example.org/new"]]'),
    "g": ("gone", 404, '[["status","404"]]'),
    "f": ("failing", None, '[["timeout","nothing came within 30 s"]]'),
    "b": ("blocked", 403, '[["status","403"]]'),
    "i": ("insecure", 200, '[["certificate","expired"]]'),
}
HEADERS = '[["content-type","text/html; charset=utf-8"],["last-modified","Tue, 01 Oct 2024 08:00:00 GMT"]]'


def fill(url: str, links: int, looks: int) -> None:
    """Write a catalogue of that many links, each looked at so many times."""
    chance = random.Random(links)  # noqa: S311 - the same catalogue each time
    fates = chance.choices(LIVES, [life.share for life in LIVES], k=links)
    # Half of all links of that blog stand on one host.
    hosts = [0 if chance.random() < 0.5 else int(chance.paretovariate(0.7)) % 20_000 for _ in range(links)]
    bulk = Bulk(url)
    with bulk.transaction():
        for table, rows in _documents(links, hosts):
            bulk.insert(table, rows)
        bulk.insert("check_run", [
            (turn + 1, _at(turn, 0), _at(turn, 1), links, links, "done", None) for turn in range(looks)
        ])
        bulk.insert("observation", _observations(fates, looks))
    bulk.close()


def _documents(links: int, hosts: list[int]) -> Iterator[tuple[str, Iterator[tuple[Any, ...]]]]:
    came = written(START)
    posts = range(1, links // PER_POST + 2)
    yield "topic", ((number, f"topic {number}", "深度学习", f"主题 {number}") for number in range(1, 201))
    yield "document", ((number, f"posts/{number:06}.md", came, None) for number in posts)
    yield "revision", (
        (number, number, 1, True, "0" * 64, 1_000, "file", came, came, 1, "markdown", "utf-8", f"第 {number} 篇",
         f"category {number % 12}", f"{2012 + number % 14}-{number % 12 + 1:02}-15", "深度学习", number)
        for number in posts
    )  # fmt: skip
    yield "section", (
        (number, number, 0, 1, 1, f"第 {number} 节", f'["第 {number} 节"]', "", number % 200 + 1) for number in posts
    )
    yield "link", (
        (number, f"url:host{hosts[number - 1]}.example.org/p/{number}", "url", 1, _address(number, hosts),
         f"host{hosts[number - 1]}.example.org", False, came, f"key-{number}") for number in range(1, links + 1)
    )
    yield "mention", (
        (number, (number - 1) // PER_POST + 1, (number - 1) // PER_POST + 1, number, number % PER_POST,
         number % PER_POST * 4 + 8, "reference", _address(number, hosts), f"关于人脸检测的文章 {number}", *[None] * 4)
        for number in range(1, links + 1)
    )  # fmt: skip


def _address(number: int, hosts: list[int]) -> str:
    return f"https://host{hosts[number - 1]}.example.org/p/{number}"


def _observations(fates: list[Life], looks: int) -> Iterator[tuple[Any, ...]]:
    number = 0
    for turn in range(looks):
        at = _at(turn, 0)
        for link_id, fate in enumerate(fates, 1):
            number += 1
            seen = fate.looks[min(turn, len(fate.looks) - 1)]
            outcome, status, evidence = SEEN[seen]
            moved_to = f"https://example.org/new/{link_id}" if seen == "m" else None
            yield (
                number, turn + 1, link_id, at, outcome, status, "GET", f"https://example.org/p/{link_id}", HEADERS,
                240, "192.0.2.1", 20_000, f"文章 {link_id}", moved_to, None, evidence, None, None, None, moved_to,
            )  # fmt: skip


def _at(turn: int, hours: int) -> str:
    return written(START + timedelta(days=SPACING * turn, hours=hours))


def report_rows(root: Path, links: int, looks: int) -> Iterator[Row]:
    """Measure reports in a workspace below `root`: the first one, which has everything to say, and a later one."""
    run([CURATOR, "init", root], Path.cwd())
    fill(f"sqlite:///{root}/db/curator.sqlite3", links, looks)
    seconds, megabytes = TARGETS.get(links, (None, None))
    start = run([PYTHON, "-c", "pass"], root).wall
    turns = {"first report, a page": ["-o", "a.html"], "the next one": ["-o", "b.html"],
             "the first again, a table": ["--since", "2020-01-01", "--dry-run", "-o", "a.csv"]}
    for name, words in turns.items():
        used = run([CURATOR, "report", *words], root, 0.05)
        yield Row(f"{name}, {links} links, {looks} looks each", used.wall, "s", seconds, used.wall / start,
                  "python -c pass")
        yield Row(f"{name}, memory", used.memory / MB, "MB", megabytes)


def main() -> None:
    """Measure, show, and leave nothing behind."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--links", type=int, default=25_000)
    parser.add_argument("--looks", type=int, default=10)
    args = parser.parse_args()
    print_cells("measure", "value", "target", "ratio", "")
    with TemporaryDirectory(prefix="curator-bench-") as root:
        for row in report_rows(Path(root) / "desk", args.links, args.looks):
            print_row(row)


if __name__ == "__main__":
    main()
