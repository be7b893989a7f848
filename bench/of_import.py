"""How long an import takes: all new, unchanged, one post changed, and forty times as much."""

import shutil
from collections.abc import Iterator
from math import log
from pathlib import Path

from desk import FLOORS, PYTHON, Desk
from measure import MB, WATCH, Row, Used, take_turns

LYCHEE = shutil.which("lychee", path=str(Path(PYTHON).parent)) or shutil.which("lychee")
"""The peer: it extracts addresses, and does no more (pip install '.[bench]')."""

NEW, UNCHANGED, CHANGED = "import, new catalogue", "import, all unchanged", "import, one post changed"
PEER, BYTES, REGEX = "lychee --dump", "reading and hashing the bytes", "one regular expression over all"


def import_rows(desk: Desk, runs: int) -> Iterator[Row]:
    """Measure importing beside what only extracts addresses and what only reads the bytes."""
    contestants = {
        BYTES: desk.program(PYTHON, FLOORS, "bytes", desk.posts),
        REGEX: desk.program(PYTHON, FLOORS, "regex", desk.posts),
        NEW: desk.import_anew,
        UNCHANGED: lambda: desk.curator("import"),
        CHANGED: desk.import_changed,
    }
    if LYCHEE:
        contestants[PEER] = desk.program(LYCHEE, "--dump", "--include-verbatim", desk.posts)
    took = take_turns(contestants, runs)
    new, floor = took[NEW], took[BYTES].wall
    for name in (BYTES, REGEX, *[PEER] * bool(LYCHEE)):
        yield Row(name, took[name].wall, "s")
    yield Row(NEW, new.wall, "s", 3.0, new.wall / floor, "reading")
    if LYCHEE:
        yield Row(f"{NEW}: against lychee", new.wall / took[PEER].wall, "×", 10)
    yield Row(f"{NEW}: processor time", new.cpu, "s", None, new.cpu / took[BYTES].cpu, "reading")
    yield Row(UNCHANGED, took[UNCHANGED].wall, "s", 0.5, took[UNCHANGED].wall / floor, "reading")
    yield Row(CHANGED, took[CHANGED].wall, "s", None, took[CHANGED].wall / floor, "reading")
    # Looking at the memory takes time itself, so this run is none of those above.
    yield from memory_row(NEW, desk.import_anew(WATCH))


def growth_rows(small: Desk, large: Desk, runs: int) -> Iterator[Row]:
    """Measure by which power of the input the time of an import grows, and that its memory does not."""
    before = take_turns({NEW: small.import_anew}, runs)[NEW]
    after = large.import_anew(watch=20 * WATCH)
    times = large.links / small.links
    name = f"import, {large.links} links"
    yield Row(name, after.wall, "s", None, after.wall / before.wall, f"{small.links} links")
    yield Row(f"{name}: exponent of growth", log(after.wall / before.wall) / log(times), "", 1.1)
    yield from memory_row(name, after)


def memory_row(name: str, used: Used) -> Iterator[Row]:
    """Give the memory of an import's processes together, where the system tells it."""
    if used.memory:
        yield Row(f"{name}: peak memory", used.memory / MB, "MB", 300)
