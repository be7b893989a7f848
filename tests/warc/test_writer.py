"""Pages are kept byte for byte, in files that tools for WARC take."""

import gzip
import os
import resource
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator
from warcio.checker import Checker

from curator.errors import CuratorError
from curator.model import Exchange, Position
from curator.warc.reader import read
from curator.warc.record import Earlier, digest
from curator.warc.writer import Writer, recover

ABOUT = {"software": "curator/0.1", "format": "WARC File Format 1.1"}
BODY = "<title>多任务学习</title>".encode()
PAGE = Exchange(
    "https://example.org/a", "2026-11-22T08:00:00Z", "192.0.2.1",
    b"GET /a HTTP/1.1\r\nHost: example.org\r\n\r\n",
    b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nX-Odd:  two  spaces\r\n\r\n", BODY,
)


def _written(folder: Path, *pages: Exchange) -> list[Position]:
    with Writer(folder, "run", ABOUT) as writer:
        written = [writer.add(page, '{"title": "x"}') for page in pages]
    return [page.result() for page in written]


def _types(file: Path) -> list[str]:
    with file.open("rb") as stream:
        return [record.rec_type for record in ArchiveIterator(stream)]


def _is_sound(file: Path) -> bool:
    checker = Checker(type("Options", (), {"verbose": False, "inputs": [str(file)]}))
    checker.process_all()
    return not checker.exit_value


def test_a_page_is_kept_with_its_request_and_what_was_made_of_it(tmp_path: Path) -> None:
    _written(tmp_path, PAGE)

    assert _types(tmp_path / "run-00001.warc.gz") == ["warcinfo", "response", "request", "metadata"]
    assert _is_sound(tmp_path / "run-00001.warc.gz")


def test_a_response_is_found_again_by_its_position(tmp_path: Path) -> None:
    first, second = _written(tmp_path, PAGE, PAGE._replace(url="https://example.org/b", body=b"other"))

    assert read(tmp_path, first, 1_000).body == BODY
    assert read(tmp_path, second, 1_000)[:3] == ("https://example.org/b", "2026-11-22T08:00:00Z", 200)


def test_a_compressed_body_is_kept_as_it_came_and_read_as_it_was(tmp_path: Path) -> None:
    packed = gzip.compress(BODY)
    head = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n"
    (place,) = _written(tmp_path, PAGE._replace(head=head, body=packed))

    assert read(tmp_path, place, 1_000).body == BODY
    assert packed in gzip.decompress((tmp_path / place.file).read_bytes()[place.offset:][:place.length])


def test_a_head_is_kept_as_it_came_whatever_stands_in_it(tmp_path: Path) -> None:
    head = b"HTTP/1.1 200\r\nX-Odd:  two  spaces \r\nFolded: a\r\n b\r\nno colon\r\nX: caf\xe9 \xe6\xb7\xb1\r\n\r\n"
    (place,) = _written(tmp_path, PAGE._replace(head=head))
    record = gzip.decompress((tmp_path / place.file).read_bytes()[place.offset:][:place.length])

    assert record.endswith(b"\r\n\r\n" + head + BODY + b"\r\n\r\n")
    assert (read(tmp_path, place, 1_000).body, _is_sound(tmp_path / place.file)) == (BODY, True)


def test_a_body_in_a_coding_that_nobody_reads_is_given_as_it_came(tmp_path: Path) -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Encoding: br\r\n\r\n"
    (place,) = _written(tmp_path, PAGE._replace(head=head, body=b"packed"))

    assert read(tmp_path, place, 1_000).body == b"packed"


def test_after_a_fault_nothing_more_is_written_and_the_next_start_cuts_off_what_nobody_knows(tmp_path: Path) -> None:
    usual = resource.getrlimit(resource.RLIMIT_FSIZE)
    writer = Writer(tmp_path, "run", ABOUT)
    writer.add(PAGE)
    known = writer.settle()
    resource.setrlimit(resource.RLIMIT_FSIZE, (2_000, usual[1]))
    writer.add(PAGE._replace(body=os.urandom(99_999)))
    with pytest.raises(CuratorError, match="cannot be written to: File too large"):
        writer.settle()
    resource.setrlimit(resource.RLIMIT_FSIZE, usual)
    writer.add(PAGE)
    with pytest.raises(CuratorError), writer:
        writer.settle()
    assert known is not None
    recover(tmp_path, dict([known]))

    assert (_types(tmp_path / known[0]), _is_sound(tmp_path / known[0])) == (["warcinfo", "response", "request"], True)


def test_an_unchanged_page_is_a_revisit_of_the_one_that_is_kept(tmp_path: Path) -> None:
    again = PAGE._replace(at="2026-11-29T08:00:00Z", head=b"HTTP/1.1 304 Not Modified\r\n\r\n", body=b"")
    with Writer(tmp_path, "run", ABOUT) as writer:
        writer.add(PAGE)
        writer.add(again, earlier=Earlier(PAGE.url, PAGE.at, digest(BODY)))
    with (tmp_path / "run-00001.warc.gz").open("rb") as stream:
        headers = next(record.rec_headers for record in ArchiveIterator(stream) if record.rec_type == "revisit")

    assert headers.get_header("WARC-Profile").endswith("/server-not-modified")
    assert headers.get_header("WARC-Refers-To-Date") == PAGE.at
    assert headers.get_header("WARC-Payload-Digest") == digest(BODY)
    assert _is_sound(tmp_path / "run-00001.warc.gz")


def test_what_was_written_after_the_last_word_to_the_catalogue_is_cut_off(tmp_path: Path) -> None:
    with Writer(tmp_path / "w", "run", ABOUT) as writer:
        writer.add(PAGE)
        known = writer.settle()
        writer.add(PAGE._replace(url="https://example.org/unknown"))
    left = tmp_path / "run-00001.warc.gz.open"
    left.write_bytes((tmp_path / "w" / "run-00001.warc.gz").read_bytes() + b"\x1f\x8b\x08half a record")
    assert known is not None

    recover(tmp_path, dict([known]))

    assert _types(tmp_path / "run-00001.warc.gz") == ["warcinfo", "response", "request"]
    assert _is_sound(tmp_path / "run-00001.warc.gz")


def test_a_file_that_the_catalogue_never_heard_of_goes_and_a_complete_one_stays(tmp_path: Path) -> None:
    _written(tmp_path, PAGE)
    (tmp_path / "later-00001.warc.gz.open").write_bytes(b"")

    recover(tmp_path, {})

    assert [file.name for file in tmp_path.iterdir()] == ["run-00001.warc.gz"]


def test_a_file_that_is_long_enough_is_followed_by_the_next(tmp_path: Path) -> None:
    with Writer(tmp_path, "run", ABOUT, limit=1) as writer:
        for _ in range(2):
            writer.add(PAGE)
            writer.settle()
            writer.turn()

    assert sorted(file.name for file in tmp_path.iterdir()) == ["run-00001.warc.gz", "run-00002.warc.gz"]


@pytest.mark.parametrize("place", [Position("run-00001.warc.gz", 7, 9), Position("other.warc.gz", 0, 9)])
def test_a_position_that_holds_nothing_is_told(tmp_path: Path, place: Position) -> None:
    _written(tmp_path, PAGE)

    with pytest.raises(CuratorError, match="holds no response"):
        read(tmp_path, place, 100)
