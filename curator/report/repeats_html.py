"""The report as a page for the browser and the printer."""

from typing import TextIO

from curator.pages.page import page
from curator.report import words
from curator.report.repeats import Repeats


class Html:
    """One page: numbers, families that open, sections to decide on, works, conflicts."""

    def write(self, report: Repeats, out: TextIO) -> None:
        """Write the page as it is made."""
        for piece in page("curator.report", "repeats.html", report=report, words=words):
            out.write(piece)
