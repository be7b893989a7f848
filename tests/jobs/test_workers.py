"""Work that may hang, eat memory or die is done in other processes, and only its own piece is lost."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from time import monotonic, sleep

import pytest
from workbench import PATIENCE

from curator.jobs import workers
from curator.jobs.workers import Done, Fault, each_apart


def _work(what: str) -> str:
    """Do what strangers' files make libraries do."""
    if what == "hang":
        signal.setitimer(signal.ITIMER_PROF, 0.05)  # the limit is ten seconds, and no test is to wait for it
        while True:
            pass
    if what == "eat":
        return "x" * (2 * workers.MEMORY)
    if what == "raise":
        raise RecursionError
    if what == "die":
        os.abort()
    return what.upper()


def test_one_that_hangs_eats_memory_raises_or_dies_is_given_up_and_the_others_are_done() -> None:
    pieces = ["a", "hang", "b", "eat", "c", "raise", "d", "die", "e"]

    done = {one.piece: (one.result, one.fault) for one in each_apart(_work, pieces, processes=2)}

    assert done == {one: (one.upper(), None) for one in "abcde"} | {
        "hang": (None, Fault.TIME), "eat": (None, Fault.MEMORY), "raise": (None, Fault.BROKEN),
        "die": (None, Fault.BROKEN),
    }


def test_pieces_are_taken_as_they_are_needed_and_no_process_stays_behind() -> None:
    taken: list[int] = []

    def pieces() -> Iterator[str]:
        for number in range(1_000):
            taken.append(number)
            yield str(number)

    done = each_apart(_work, pieces(), processes=1)
    assert next(done) == Done("0", "0")
    done.close()  # type: ignore[attr-defined]  # it is a generator, which nobody else needs to know

    assert taken == [0]


_PARENT = """
import os, sys, time
from curator.jobs.workers import each_apart
for done in each_apart(os.readlink, ["/proc/self"] * 9, processes=1):
    print(done.result, flush=True)
    time.sleep(60)
"""


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="no /proc to see processes in")
def test_no_process_outlives_a_parent_that_was_killed() -> None:
    with subprocess.Popen([sys.executable, "-c", _PARENT], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout
        child = parent.stdout.readline().strip()
        parent.kill()
    until = monotonic() + PATIENCE
    while Path("/proc", child).exists() and monotonic() < until:
        sleep(0.01)

    assert child.isdecimal()
    assert not Path("/proc", child).exists()
