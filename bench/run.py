"""Measure curator against its targets, on a blog made out of a folder of posts.

    python bench/run.py seeds              a blog of 25,000 links
    python bench/run.py seeds --large      forty times that, too; takes some minutes

Everything is measured in one run on one machine, in turns with what it is compared to, several times; the table gives
medians. Whoever compares machines compares the ratios.
"""

import argparse
import json
import os
import platform
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory

from desk import CURATOR, PYTHON, Desk, set_up
from generate import originals, posts_for
from measure import Row, print_cells, print_row, take_turns
from of_export import export_rows, rate_rows
from of_import import growth_rows, import_rows
from of_repeats import repeats_rows
from of_search import search_rows

LINKS = 25_000
"""The blog that the targets speak of has so many addresses, in 817 posts."""

LARGER = 40
"""What --large multiplies by: a million links."""


def start_rows(desk: Desk, runs: int) -> Iterator[Row]:
    """Measure how soon the program is there."""
    took = take_turns({
        "python": desk.program(PYTHON, "-c", "pass"),
        "typer": desk.program(PYTHON, "-c", "import typer"),
        "help": desk.program(CURATOR, "--help"),
    }, max(runs, 7))
    start = took["python"].wall
    yield Row("python -c pass", start, "s")
    yield Row("python -c 'import typer'", took["typer"].wall, "s", None, took["typer"].wall / start, "python -c pass")
    yield Row("curator --help", took["help"].wall, "s", 0.2, took["help"].wall / start, "python -c pass")


def all_rows(root: Path, args: argparse.Namespace) -> Iterator[Row]:
    """Measure everything, in workspaces below `root`."""
    posts = args.size or posts_for(args.folder, LINKS)
    desk = set_up(root / "blog", args.folder, posts)
    print(f"{posts} posts with {desk.links} addresses, from {args.folder}\n")
    print_cells("measure", "value", "target", "ratio", "")
    yield from start_rows(desk, args.runs)
    yield from import_rows(desk, args.runs)
    yield from export_rows(desk, args.runs)
    yield from search_rows(desk, 10, args.runs)
    yield from repeats_rows(args.folder, large=args.large)
    if args.large:
        large = set_up(root / "large", args.folder, LARGER * posts)
        yield from growth_rows(desk, large, args.runs)
        yield from search_rows(large, 50, args.runs)
        yield from rate_rows(large, min(args.runs, 3))


def arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="posts to make the blog out of")
    parser.add_argument("--size", type=int, metavar="POSTS", help=f"else as many as have {LINKS} addresses")
    parser.add_argument("--large", action="store_true", help=f"also {LARGER} times as many")
    parser.add_argument("--runs", type=int, default=5, help="medians of so many (default: 5)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the results there, too")
    args = parser.parse_args()
    args.folder = args.folder.resolve()
    if not originals(args.folder):
        parser.error(f"no posts in {args.folder}")
    return args


def main() -> None:
    """Measure, show, and leave nothing behind."""
    args = arguments()
    machine = f"Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} processors"
    print(machine)
    rows = []
    with TemporaryDirectory(prefix="curator-bench-") as root:
        for row in all_rows(Path(root), args):
            print_row(row)
            rows.append(row)
    missed = [row.measure for row in rows if row.verdict == "missed"]
    print(f"\nmissed: {', '.join(missed)}" if missed else "\nall targets met")
    if args.json:
        results = {"machine": machine, "rows": [asdict(row) | {"verdict": row.verdict} for row in rows]}
        args.json.write_text(json.dumps(results, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
