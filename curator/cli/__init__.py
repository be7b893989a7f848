"""The command line: parse, call one job, show."""

import sys

from curator.errors import INTERRUPTED


def main() -> None:
    """Run the program and exit. Loads it here, so that Ctrl-C is answered from the first moment on."""
    try:
        from curator.cli.app import run

        run()
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
