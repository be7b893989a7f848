"""How long an export of everything takes: with all citation keys still to be given, and again."""

import shutil
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from desk import Desk
from measure import Row, Used, take_turns

FORMATS = ("biblatex", "bibtex", "markdown")


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


def _first(desk: Desk, name: str, copy: Path) -> Used:
    shutil.copyfile(desk.catalogue, copy)
    return _export(desk, name, copy)


def _export(desk: Desk, name: str, copy: Path) -> Used:
    return desk.curator("--database", copy, "export", name, "--output", desk.root / f"all.{name}")
