"""The command line: parse, call one job, show."""

import gc
import sys

from curator.errors import INTERRUPTED

COLLECT = (50_000, 20, 20)
"""Thresholds of the garbage collector. What the jobs make are trees, without cycles to be found: looking for them a
hundredth as often saves a tenth of an import and an export, and memory grows by 2 MB. Reading processes inherit it."""


def main() -> None:
    """Run the program and exit. Loads it here, so that Ctrl-C is answered from the first moment on."""
    try:
        gc.set_threshold(*COLLECT)
        from curator.cli.app import run

        run()
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    finally:
        gc.freeze()  # all is let go of at once: looking for garbage in it first takes 15 ms
