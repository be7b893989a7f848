"""Whatever strangers write, comparing it stays within a bound of pairs and of memory, from the file to the families."""

import json
import subprocess
import sys
from collections.abc import Callable

import pytest
from workbench import PATIENCE, Workspace, environment

MEMORY = 500
"""MB that reading, comparing and telling may take at their peak."""

CHILD = """
import json, re, sys
from pathlib import Path
from curator.jobs.comparing import bring_up_to_date
from curator.jobs.deduping import find_repeats
compared = bring_up_to_date(sys.argv[1])
families = find_repeats(sys.argv[1]).families
# The peak since the program began; what getrusage tells holds the parent's, too.
peak = int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) // 1024
print(json.dumps([compared.sections, compared.pairs, len(families), sum(len(f.members) for f in families), peak]))
"""


def links(first: int, count: int) -> str:
    return "".join(f"<https://example.org/{at}>\n\n" for at in range(first, first + count))


def huge_and_small() -> str:
    small = "".join(f"# Part {at}\n\n{links(at * 100, 5)}" for at in range(1_000))
    return f"# All\n\n{links(0, 100_000)}{small}"


def equal() -> str:
    return f"# Detection\n\n{links(0, 1)}" * 100_000


def empty() -> str:
    return "# Detection\n\n" * 5_000


def one_line() -> str:
    return "".join(f"# Number {at}\n\nSee the table number {at}.\n\n" for at in range(5_000))


def short_titles() -> str:
    return "".join(f"# {at}\n\n[{chr(0x4e00 + at % 99)}](https://example.org/{at})\n\n" for at in range(5_000))


def shared_by_all() -> str:
    home = "<https://example.org/home>\n\n<https://example.org/about>\n\n<https://example.org/rss>\n\n"
    return "".join(f"# Number {at}\n\n{home}{links(1_000 + 5 * at, 5)}" for at in range(5_000))


@pytest.mark.parametrize(("written", "sections", "pairs", "families", "members"), [
    (huge_and_small, 1_001, 1_001, 1, 1_000),
    (equal, 100_000, 0, 1, 99_999),
    (empty, 0, 0, 0, 0),
    (one_line, 5_000, 5_000, 450, 4_500),
    (short_titles, 5_000, 0, 0, 0),
    (shared_by_all, 5_000, 0, 0, 0),
])
def test_bad_input_is_compared_within_bounds(
    desk: Workspace, written: Callable[[], str], sections: int, pairs: int, families: int, members: int
) -> None:
    desk.write("seeds/a.md", written())
    # Not in this process: what it took before would count.
    assert desk.run("import").returncode == 0
    done = subprocess.run(
        [sys.executable, "-c", CHILD, desk.url], capture_output=True, text=True, check=True, env=environment(),
        timeout=10 * PATIENCE,
    )
    new, compared, found, held, peak = json.loads(done.stdout)
    assert (new, found, held) == (sections, families, members)
    assert compared <= pairs
    assert peak <= MEMORY
