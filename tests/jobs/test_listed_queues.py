"""Queues of what is known beforehand, as they are handed to a process that asks."""

import pickle
import subprocess
import sys

from curator.jobs.listed import Listed
from curator.net.interface import Target

TAKING = """
import pickle, sys
queue = pickle.load(sys.stdin.buffer)
print(queue.take("a.org").url, *{name.split(".")[1] for name in sys.modules if name.startswith("curator.")})
"""


def test_who_asks_loads_no_judge_with_the_queue_that_it_is_handed() -> None:
    queue = Listed([Target(1, "http://a.org/1"), Target(2, "http://b.org/2")])
    done = subprocess.run([sys.executable, "-c", TAKING], input=pickle.dumps(queue), capture_output=True, check=True)
    address, *rooms = done.stdout.decode().split()
    assert address == "http://a.org/1"
    assert {*rooms} <= {"jobs", "model", "net", "urls"}
