"""What a format of a report is."""

from typing import Protocol, TextIO

from curator.report.repeats import Repeats


class Renderer(Protocol):
    """One format of the report on repeats.

    A renderer decides nothing and looks nothing up: all it says stands in the report. It writes as it goes, family by
    family, and the same report gives the same bytes. What strangers wrote is text in it, never markup.
    """

    def write(self, report: Repeats, out: TextIO) -> None:
        """Write the whole report."""
        ...
