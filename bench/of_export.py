"""How long an export of everything takes: with all citation keys still to be given, and again; and of a million."""

import shutil
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from desk import Desk
from measure import MB, WATCH, Row, Used, take_turns

FORMATS = ("biblatex", "bibtex", "markdown", "jsonl")

RATES = {"biblatex": 20_000, "jsonl": 50_000}
"""Entries of a second that a catalogue of a million is to be written with."""

MOST_MEMORY = 200
"""MB that all processes of such an export may hold together."""


def export_rows(desk: Desk, runs: int) -> Iterator[Row]:
    """Measure all formats. The desk's catalogue must not have been exported before, and has no keys after it either."""
    copies = {name: desk.root / f"{name}.sqlite3" for name in FORMATS}
    contestants = {}
    for name, copy in copies.items():
        contestants[name] = partial(_first, desk, name, copy)
        contestants[f"{name} again"] = partial(_export, desk, name, copy)
    took = take_turns(contestants, runs)
    for name in FORMATS:
        first, again = took[name].wall, took[f"{name} again"].wall
        yield Row(f"export {name}, first time", first, "s", 2.0, first / again, "again")
        yield Row(f"export {name}, again", again, "s", 2.0)
    for copy in copies.values():
        copy.unlink()


def rate_rows(desk: Desk, runs: int) -> Iterator[Row]:
    """Measure how long one entry of many takes, and how much memory all. All keys are given before."""
    copy = desk.root / "rates.sqlite3"
    _first(desk, "jsonl", copy)
    with (desk.root / "all.jsonl").open("rb") as lines:
        entries = sum(1 for _ in lines)
    took = take_turns({name: partial(_export, desk, name, copy) for name in RATES}, runs)
    for name, rate in RATES.items():
        yield Row(f"export {name}, each of {entries}", took[name].wall * 1e6 / entries, "µs", 1e6 / rate)
        peak = _export(desk, name, copy, watch=WATCH).memory
        yield Row(f"export {name}, {entries}: memory", peak / MB, "MB", MOST_MEMORY)
    copy.unlink()


def _first(desk: Desk, name: str, copy: Path) -> Used:
    shutil.copyfile(desk.catalogue, copy)
    return _export(desk, name, copy)


def _export(desk: Desk, name: str, copy: Path, watch: float = 0.0) -> Used:
    return desk.curator("--database", copy, "export", name, "--output", desk.root / f"all.{name}", watch=watch)
