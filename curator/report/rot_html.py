"""The report on rot as a page for the browser, the phone and the printer."""

from typing import TextIO

from curator.pages.page import page, script_hash
from curator.report import charts, rot_words
from curator.report.news import NEWS
from curator.report.rot import Rot
from curator.report.words import counted, more, where
from curator.urls.web import is_web

ROOM = "curator.report"
SCRIPT = "sort.js"


class Html:
    """One page: what is news, pictures, and tables that can be sorted."""

    def write(self, report: Rot, out: TextIO) -> None:
        """Write the page as it is made."""
        pieces = page(
            ROOM, "rot.html", report=report, NEWS=NEWS, words=rot_words, charts=charts, counted=counted, more=more,
            where=where, is_web=is_web, script_hash=script_hash(ROOM, SCRIPT), SCRIPT=SCRIPT,
        )  # fmt: skip
        for piece in pieces:
            out.write(piece)
