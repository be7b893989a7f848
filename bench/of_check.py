"""How fast links are asked for, at what cost, and how fairly, beside lychee and LinkChecker, in one run.

    python bench/of_check.py             10,000 links on 200 hosts of this machine
    python bench/of_check.py --engines   what other engines of Python take for the same, too
    python bench/of_check.py --large     a million links that are due, too

The server is a C program (`linkserver.c`, built here with cc), so that it is not what is measured. Pace is lifted, but
for the row about pace: there one host has 54 % of all links, and every other one of 46 a single one.
"""

import argparse
import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.request import urlopen

from desk import PYTHON
from measure import MB, Row, Used, print_cells, print_row, run, take_turns
from of_checking import Checks

HERE = Path(__file__).parent
HOSTS = 200
LINKS = 10_000
MANY = 1_000_000
FEW = 1_000
"""Links for whom 10,000 take minutes; their times are told by the thousand."""

BIG, SMALL = 54, 46
INTERVAL = 0.2
"""Of the row about pace: links of the big host, of all others, and seconds between two starts."""


class Field:
    """A server with many hosts, and files with its addresses."""

    def __init__(self, root: Path, port: int) -> None:
        self.root, self.port = root, port

    def host(self, number: int) -> str:
        """Give an origin; the first has the number 0."""
        return f"http://127.77.{number // 250}.{number % 250 + 1}:{self.port}"

    def addresses(self, path: str, links: int) -> Path:
        """Write a file of addresses, in turns over all hosts."""
        return self.written(f"{self.host(at % HOSTS)}/{path}/{at}" for at in range(links))

    def written(self, addresses: Iterator[str]) -> Path:
        """Write a file of addresses."""
        file = self.root / f"{len(list(self.root.iterdir()))}.txt"
        file.write_text("\n".join(addresses) + "\n", encoding="utf-8")
        return file

    def ask(self, what: str) -> Any:
        """Ask the server for something about itself, which is JSON; for `reset` it says ok."""
        with urlopen(f"{self.host(HOSTS - 1)}/__{what}") as answer:  # noqa: S310 - our own server
            text = answer.read().decode()
        return None if what == "reset" else json.loads(text)


@contextmanager
def field(page: str = "") -> Iterator[Field]:
    """Build and start the server, for as long as the context lasts; `page` is what it shows at `/page/N`."""
    with TemporaryDirectory(prefix="curator-bench-") as folder:
        program = Path(folder) / "linkserver"
        subprocess.run(["cc", "-O2", "-w", "-o", program, HERE / "linkserver.c"], check=True)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        files = Path(folder) / "files"
        files.mkdir()
        Path(folder).chmod(0o755)  # LinkChecker gives up root's rights first
        shown = Path(folder) / "page.html"
        shown.write_text(page, encoding="utf-8")
        environment = os.environ | ({"PAGE": str(shown)} if page else {})
        server = subprocess.Popen([program, str(port), str(HOSTS)], stderr=subprocess.DEVNULL, env=environment)
        try:
            _wait_for(port)
            yield Field(files, port)
        finally:
            server.terminate()
            server.wait()


def _wait_for(port: int) -> None:
    for _ in range(100):
        try:
            socket.create_connection(("127.77.0.1", port)).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError("the server did not start")


def contender(engine: str, file: Path, *more: str) -> list[str | Path]:
    """Give the command line of an engine that asks for a file's addresses."""
    return [PYTHON, HERE / "contenders.py", engine, file, *more]


def lychee(file: Path, concurrency: int) -> list[str | Path]:
    """Give lychee's, without pace."""
    return [_program("lychee"), "--no-progress", "--max-concurrency", str(concurrency), "--host-concurrency", "100000",
            "--host-request-interval", "0ms", file]


def linkchecker(file: Path) -> list[str | Path]:
    """Give LinkChecker's, with as many threads as help it."""
    return [_program("linkchecker"), "--no-status", "--no-robots", "-t", "50", "-o", "none", "--recursion-level", "1",
            f"file://{file}"]


def _program(name: str) -> Path:
    return Path(PYTHON).with_name(name)


def side_by_side(field: Field, what: str, path: str, concurrency: int, runs: int) -> Iterator[Row]:
    """Measure curator's net alone, a whole `curator check` that stores what it sees, and lychee, in turns.

    Wall clock, processor and peak memory may not be above lychee's.
    """
    file = field.addresses(path, LINKS)
    checks = Checks(field, file, concurrency=concurrency)
    net, theirs = contender("net", file, "--concurrency", str(concurrency)), lychee(file, concurrency)
    took = take_turns({"net": _runs(field, net), "check": checks.check, "lychee": _runs(field, theirs)}, runs)
    net_memory, peer_memory = (run(command, field.root, watch=0.01).memory / MB for command in (net, theirs))
    memory = {"net": net_memory, "check": checks.check(watch=0.01).memory / MB}
    peer = took["lychee"]
    for name, held in memory.items():
        yield Row(f"{name}: {what}, wall clock", took[name].wall, "s", peer.wall, took[name].wall / peer.wall, "lychee")
        yield Row(f"{name}: {what}, processor", took[name].cpu, "s", peer.cpu, took[name].cpu / peer.cpu, "lychee")
        yield Row(f"{name}: {what}, memory", held, "MB", peer_memory, held / peer_memory, "lychee")


def _runs(field: Field, command: list[str | Path]) -> Callable[[], Used]:
    return lambda: run(command, field.root)


def slow_rows(field: Field) -> Iterator[Row]:
    """Measure who takes minutes for what others do in a second, once and on a tenth."""
    file = field.addresses("ok", FEW)
    page = file.with_suffix(".html")
    page.write_text("".join(f'<a href="{url}">x</a>\n' for url in file.read_text("utf-8").split()), encoding="utf-8")
    took = take_turns({
        "net": _runs(field, contender("net", file)),
        "LinkChecker": _runs(field, linkchecker(page)),
    }, 1)
    peer = took["LinkChecker"]
    yield Row(f"{FEW} links, wall clock", took["net"].wall, "s", peer.wall, took["net"].wall / peer.wall, "LinkChecker")


def engine_rows(field: Field, runs: int) -> Iterator[Row]:
    """Measure what other engines take for the same."""
    few = field.addresses("ok", FEW)
    net = take_turns({"net": _runs(field, contender("net", few))}, runs)["net"]
    for engine in ("pycurl", "aiohttp", "httpx"):
        took = take_turns({engine: _runs(field, contender(engine, few))}, runs)[engine]
        yield Row(f"{FEW} links over {engine}, processor", took.cpu, "s", None, took.cpu / net.cpu, "net")


def pace_rows(field: Field) -> Iterator[Row]:
    """Measure how near one host with most links keeps to its pace, and whether the others feel it."""
    others = [f"{field.host(at + 1)}/ok/{at}" for at in range(SMALL)]
    big = [f"{field.host(0)}/ok/{at}" for at in range(BIG)]
    few, all_of_them = field.written(iter(others)), field.written(iter(big + others))
    alone = _timed(field, _runs(field, _paced(few)))["others_last"]
    checks = Checks(field, all_of_them, concurrency=128, interval=INTERVAL)
    bound = (BIG - 1) * INTERVAL
    for name, runs in (("net", _runs(field, _paced(all_of_them))), ("check", checks.check)):
        times = _timed(field, runs)
        yield Row(f"{name}: the big host over its bound", times["host0_last"] / bound, "×", 1 / 0.95)
        yield Row(f"{name}: when all others were asked", times["others_last"], "s", max(alone, INTERVAL), None)


def _paced(file: Path) -> list[str | Path]:
    return contender("net", file, "--interval", str(INTERVAL))


def _timed(field: Field, runs: Callable[[], Used]) -> dict[str, float]:
    field.ask("reset")
    runs()
    times: dict[str, float] = field.ask("times")
    return times


def growth_rows(field: Field) -> Iterator[Row]:
    """Measure that memory stays where a million links are due, and that each costs no more than one of few."""
    few = Checks(field, field.addresses("ok", LINKS), concurrency=128)
    many = Checks(field, field.addresses("ok", MANY), concurrency=128)
    one_of_few, used = few.check().cpu / LINKS, many.check(watch=0.5)
    yield Row(f"check: {MANY} links due, memory", used.memory / MB, "MB", 300)
    yield Row(f"check: {MANY} links due, each", used.cpu / MANY * 1e6, "µs", 1.1e6 * one_of_few)


def check_rows(field: Field, runs: int, *, engines: bool = False, large: bool = False) -> Iterator[Row]:
    """Measure everything."""
    yield from side_by_side(field, f"{LINKS} links", "ok", 128, runs)
    yield from side_by_side(field, f"{LINKS} links, 100 ms away", "lat/100", 1_000, runs)
    yield from pace_rows(field)
    if _program("linkchecker").exists():
        yield from slow_rows(field)
    if engines:
        yield from engine_rows(field, runs)
    if large:
        yield from growth_rows(field)


def main() -> None:
    """Measure, and show."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=9, help="medians of so many (default: 9)")
    parser.add_argument("--engines", action="store_true", help="measure other engines of Python, too")
    parser.add_argument("--large", action="store_true", help=f"also {MANY:,} links, which takes minutes")
    args = parser.parse_args()
    if not shutil.which("cc"):
        parser.error("a C compiler is needed, to build the server")
    print_cells("measure", "value", "target", "ratio", "")
    with field() as place:
        rows = check_rows(place, args.runs, engines=args.engines, large=args.large)
        missed = [row.measure for row in rows if _shown(row) == "missed"]
    print(f"\nmissed: {', '.join(missed)}" if missed else "\nall targets met")
    sys.exit(bool(missed))


def _shown(row: Row) -> str:
    print_row(row)
    return row.verdict


if __name__ == "__main__":
    main()
