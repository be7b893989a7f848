"""How fast pages are fetched and kept: 20,000 on 200 hosts of this machine, with their WARC files and metadata.

    python bench/of_crawl.py           speed and memory, limits lifted
    python bench/of_crawl.py --kill    ten times killed at random and continued: what is lost or doubled

The server is that of `of_check.py`. A page has 36 KB, and says of itself what a blog's does.
"""

import argparse
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from desk import CURATOR
from measure import MB, Row, print_cells, print_row
from of_check import Field, field
from of_checking import Checks
from warcio.archiveiterator import ArchiveIterator
from warcio.checker import Checker

PAGES = 20_000
RATE = 400
"""Pages a second that are wanted."""

MEMORY = 300
"""MB that may be held, whatever the number of pages."""

SIZE = 36_000
"""Bytes of a page: the median of the web's pages, by the HTTP Archive."""

KILLS = 10

HEAD = """<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>文章 @@ - Some blog</title>
<meta property="og:title" content="文章 @@"><meta property="og:site_name" content="Some blog">
<meta name="author" content="Somebody"><meta property="article:published_time" content="2019-05-01T08:00:00+08:00">
<meta name="description" content="What this is about."><link rel="canonical" href="/page/x">
<script type="application/ld+json">{"@type": "BlogPosting", "headline": "文章", "author": {"name": "Somebody"}}</script>
</head><body><article>
"""
WORDS = "深度学习 多任务 神经网络 attention model layer 实验 结果 表明 方法 training 数据集 召回 排序 embedding".split()


def page() -> str:
    """Write the page; each address has its own number in it twice."""
    chance = random.Random(7)  # noqa: S311 - words of a made-up page
    parts = [HEAD]
    while sum(len(part.encode()) for part in parts) < SIZE:
        words = " ".join(f"{chance.choice(WORDS)}{chance.randrange(99)}" for _ in range(40))
        parts.append(f'<p class="text"><a href="/page/{len(parts)}">{words[:9]}</a> {words}</p>\n')
    return "".join((*parts, "</article></body></html>"))


def speed_rows(place: Field) -> Iterator[Row]:
    """Measure a crawl of everything, then one of everything again, which is unchanged, then reading the texts."""
    crawls = Checks(place, place.addresses("page", PAGES), concurrency=128)
    for name in ("new", "unchanged"):
        used = crawls.desk.curator("crawl", "--all", "--no-texts", watch=0.1)
        yield Row(f"{PAGES} {name} pages, wall clock", used.wall, "s", PAGES / RATE)
        yield Row(f"{PAGES} {name} pages, processor", used.cpu, "s")
        yield Row(f"{PAGES} {name} pages, memory", used.memory / MB, "MB", MEMORY)
    used = crawls.desk.curator("crawl", "--texts-only", watch=0.1)
    yield Row(f"texts of {PAGES} pages, wall clock", used.wall, "s")
    yield Row(f"texts of {PAGES} pages, memory", used.memory / MB, "MB", MEMORY)
    yield Row("archive", sum(file.stat().st_size for file in _archive(crawls)) / MB, "MB")


def kill_rows(place: Field) -> Iterator[Row]:
    """Kill a crawl again and again at random, let the last one end, and count what is lost, double or torn."""
    crawls = Checks(place, place.addresses("page", PAGES), concurrency=128)
    chance = random.Random(7)  # noqa: S311 - when to kill
    command = [CURATOR, "crawl", "--new", "--no-texts"]
    for _ in range(KILLS):
        process = subprocess.Popen(command, cwd=crawls.desk.root, stdout=subprocess.DEVNULL)
        time.sleep(1 + chance.random() * PAGES / RATE / KILLS)
        process.send_signal(signal.SIGKILL)
        process.wait()
    crawls.desk.curator("crawl", "--new", "--no-texts")
    with closing(sqlite3.connect(crawls.desk.catalogue)) as connection:
        fetches = Counter(url for url, in connection.execute("SELECT url FROM page_fetch"))
    kept = Counter(_kept(crawls))
    yield Row("pages lost", PAGES - len(fetches), "", 0)
    yield Row("fetches double", fetches.total() - len(fetches), "", 0)
    yield Row("records double", kept.total() - len(kept), "", 0)
    yield Row("records lost or unknown", len(kept.keys() ^ fetches.keys()), "", 0)
    yield Row("files torn", sum(not _is_sound(file) for file in _archive(crawls)), "", 0)


def _archive(crawls: Checks) -> list[Path]:
    return sorted((crawls.desk.catalogue.parent / "warc").glob("*.warc.gz*"))


def _kept(crawls: Checks) -> Iterator[str]:
    for file in _archive(crawls):
        with file.open("rb") as stream:
            yield from (record.rec_headers.get_header("WARC-Target-URI") for record in ArchiveIterator(stream)
                        if record.rec_type in {"response", "revisit"})


def _is_sound(file: Path) -> bool:
    checker = Checker(type("Options", (), {"verbose": False, "inputs": [str(file)]}))
    checker.process_all()
    return not checker.exit_value and file.suffix == ".gz"


def main() -> None:
    """Measure, and show."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kill", action="store_true", help=f"kill it {KILLS} times")
    args = parser.parse_args()
    print_cells("measure", "value", "target", "ratio", "")
    missed = []
    with field(page()) as place:
        for row in kill_rows(place) if args.kill else speed_rows(place):
            print_row(row)
            missed += [row.measure] if row.verdict == "missed" else []
    print(f"\nmissed: {', '.join(missed)}" if missed else "\nall targets met")
    sys.exit(bool(missed))


if __name__ == "__main__":
    main()
