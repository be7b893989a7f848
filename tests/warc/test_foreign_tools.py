"""Tools of others make of the archive what stands in it."""

import gzip
import json
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

from curator.model import Exchange
from curator.warc.record import Earlier, digest
from curator.warc.writer import Writer

PAGE = Exchange(
    "https://example.org/a", "2026-11-22T08:00:00Z", "192.0.2.1", b"GET /a HTTP/1.1\r\nHost: example.org\r\n\r\n",
    b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", "<title>多任务学习</title>".encode(),
)


def _wacz(folder: Path, *words: str) -> str:
    program = Path(sys.executable).with_name("wacz")
    return subprocess.run([program, *words], cwd=folder, capture_output=True, text=True, check=True).stdout


def test_an_archive_becomes_a_wacz_whose_index_has_the_pages_and_nothing_else(tmp_path: Path) -> None:
    with Writer(tmp_path, "run", {"software": "curator"}) as writer:
        writer.add(PAGE, '[{"field": "title"}]')
        again = PAGE._replace(at="2026-11-29T08:00:00Z")
        writer.add(again, '[{"field": "title"}]', Earlier(PAGE.url, PAGE.at, digest(PAGE.body)))
    _wacz(tmp_path, "create", "-o", "all.wacz", "run-00001.warc.gz")

    assert "the passed WACZ is valid" in _wacz(tmp_path, "validate", "-f", "all.wacz")
    with ZipFile(tmp_path / "all.wacz") as packed, gzip.open(packed.open("indexes/index.cdx.gz")) as index:
        rows = [json.loads(line.split(b" ", 2)[2]) for line in index if b"{" in line]
    assert sorted((row["url"], row["mime"]) for row in rows) == [
        (PAGE.url, "text/html"), (PAGE.url, "warc/revisit")]
