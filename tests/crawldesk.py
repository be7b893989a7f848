"""What tests of crawling work with: runs that fetch, and archives that tools for WARC read."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from checkdesk import PLAIN
from warcio.archiveiterator import ArchiveIterator
from warcio.bufferedreaders import BufferedReader
from warcio.checker import Checker
from web.server import Web
from workbench import Workspace

from curator.jobs.crawling import CrawlRequest, CrawlSummary, crawl_links
from curator.jobs.selecting import Choice

ALL = Choice(everything=True)


BufferedReader.DECOMPRESSORS.pop("br", None)
"""warcio 1.8 and brotli 1.2 do not go together; we ask for no brotli, and what comes so all the same stays packed."""


class Record(NamedTuple):
    """A record of an archive: its type, address, and one header."""

    type: str
    url: str
    profile: str
    digest: str


def crawl(desk: Workspace, web: Web, **more: Any) -> CrawlSummary:
    """Crawl in this very process."""
    return crawl_links(replace(CrawlRequest(desk.url, archive(desk), net=web.policy(), check=PLAIN), **more))


def archive(desk: Workspace) -> Path:
    """Give the folder of the WARC files."""
    return desk.file.parent / "warc"


def records(desk: Workspace) -> list[Record]:
    """Give all records, file by file. Every file is complete and sound."""
    found = []
    for file in sorted(archive(desk).glob("*.warc.gz*")):
        checker = Checker(type("Options", (), {"verbose": False, "inputs": [str(file)]}))
        checker.process_all()
        assert (checker.exit_value, file.suffix) == (0, ".gz"), file
        with file.open("rb") as stream:
            found += [_record(record.rec_type, record.rec_headers) for record in ArchiveIterator(stream)]
    return found


def fetched(desk: Workspace, columns: str) -> list[tuple[Any, ...]]:
    """Give some columns of all fetches, in order."""
    return desk.rows(f"SELECT {columns} FROM page_fetch ORDER BY id")  # noqa: S608 - a test's own words


def change(desk: Workspace, statement: str, *values: object) -> None:
    """Change the catalogue behind the program's back."""
    with closing(sqlite3.connect(desk.file)) as connection, connection:
        connection.execute(statement, values)


def _record(kind: str, headers: Any) -> Record:
    said = (headers.get_header(name) or "" for name in ("WARC-Target-URI", "WARC-Profile", "WARC-Payload-Digest"))
    return Record(kind, *said)
