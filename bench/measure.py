"""Time, processor and memory of whole programs, taken in turns, and the table of what came out."""

import os
import subprocess
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter, sleep

from rich.cells import cell_len

from curator.errors import NEWLY_BROKEN, PARTLY_READ

MB = 1_000_000
WATCH = 0.01
"""Seconds between two looks at a program's memory: 100 looks at the shortest import."""

FOREIGN = ("PYTHONPATH", "PYTHONDONTWRITEBYTECODE", "CURATOR_WORKSPACE", "CURATOR_DATABASE")
"""What of the environment could lead the program astray, or have it compile itself each time."""


@dataclass(frozen=True, slots=True)
class Used:
    """What one run took: seconds of wall clock, seconds of all processors, bytes at the peak (0: not looked at)."""

    wall: float
    cpu: float
    memory: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the result. With a target, the value must not be larger; `ratio` says how it stands to `peer`."""

    measure: str
    value: float
    unit: str
    target: float | None = None
    ratio: float | None = None
    peer: str = ""

    @property
    def verdict(self) -> str:
        """Say whether the target was met; nothing where there is none."""
        return "" if self.target is None else "ok" if self.value <= self.target else "missed"


def run(command: Sequence[str | Path], cwd: Path, watch: float = 0.0) -> Used:
    """Run a program to its end, without its output; look at its memory every `watch` seconds.

    Raises RuntimeError if it fails: a failure's time is no result.
    """
    environment = {name: value for name, value in os.environ.items() if name not in FOREIGN}
    began = perf_counter()
    nowhere = subprocess.DEVNULL
    process = subprocess.Popen(command, cwd=cwd, env=environment, stdin=nowhere, stdout=nowhere, stderr=nowhere)
    peak = 0
    while not (ended := os.wait4(process.pid, os.WNOHANG if watch else 0))[0]:
        peak = max(peak, tree_memory(process.pid))
        sleep(watch)
    wall = perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(ended[1])
    if process.returncode not in {0, PARTLY_READ, NEWLY_BROKEN}:
        raise RuntimeError(f"{' '.join(map(str, command))} failed with exit code {process.returncode}")
    return Used(wall, ended[2].ru_utime + ended[2].ru_stime, peak)


def tree_memory(pid: int) -> int:
    """Give the bytes a process and its children hold together, shared pages once (PSS); 0 where there is no /proc.

    What `wait4` tells is no measure of it: it knows the largest process only, and counts its parent's memory in,
    which a new process shares until it begins its own program.
    """
    total = 0
    with suppress(OSError):  # it may end at any moment
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines():
            if line.startswith("Pss:"):
                total = int(line.split()[1]) * 1024
        for children in Path(f"/proc/{pid}/task").glob("*/children"):
            total += sum(tree_memory(int(child)) for child in children.read_text(encoding="ascii").split())
    return total


def take_turns(contestants: Mapping[str, Callable[[], Used]], runs: int) -> dict[str, Used]:
    """Let each run once, then each again, and so on: what else the machine does hits all alike. Gives medians."""
    taken: dict[str, list[Used]] = {name: [] for name in contestants}
    for _ in range(runs):
        for name, contestant in contestants.items():
            taken[name].append(contestant())
    return {name: Used(median(u.wall for u in used), median(u.cpu for u in used)) for name, used in taken.items()}


def print_row(row: Row) -> None:
    """Print one line of the table."""
    ratio = "" if row.ratio is None else f"{row.ratio:.3g} × {row.peer}"
    target = "" if row.target is None else f"≤ {row.target:g} {row.unit}".rstrip()
    print_cells(row.measure, f"{row.value:.3g} {row.unit}".rstrip(), target, ratio, row.verdict)


def print_cells(*cells: str) -> None:
    """Print the cells of a line below each other; Chinese characters are two columns wide."""
    widths = (46, 12, 12, 22, 0)
    padded = (cell + " " * (width - cell_len(cell)) for cell, width in zip(cells, widths, strict=True))
    print("  ".join(padded).rstrip(), flush=True)
