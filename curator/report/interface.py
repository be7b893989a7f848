"""What a format of a report is."""

from typing import Protocol, TextIO, TypeVar

R_contra = TypeVar("R_contra", contravariant=True)
"""What is reported: `Repeats` or `Rot`."""


class Renderer(Protocol[R_contra]):
    """One format of a report.

    A renderer decides nothing and looks nothing up: all it says stands in the report. It writes as it goes, item by
    item, and the same report gives the same bytes. What strangers wrote is text in it, never markup.
    """

    def write(self, report: R_contra, out: TextIO) -> None:
        """Write the whole report."""
        ...
