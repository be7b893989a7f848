"""What an answer's first lines say, and when it asks to come back."""

import pytest

from curator.net.chain import Answer
from curator.net.follow import waiting
from curator.net.head import Head, read_head

NOW = 1_700_000_000.0  # Tue, 14 Nov 2023 22:13:20 GMT


@pytest.mark.parametrize(("lines", "head"), [
    ([b"HTTP/1.1 200 OK\r\n", b"A: 1\r\n", b"\r\n"], Head(200, (("a", "1"),))),
    ([b"HTTP/2 204 \r\n", b"\r\n"], Head(204, ())),
    ([b"HTTP/1.0 404\n", b"A:1\n", b"\n"], Head(404, (("a", "1"),))),
    ([b"HTTP/1.1 103 Early\r\n", b"A: 1\r\n", b"\r\n", b"HTTP/1.1 200 OK\r\n", b"B: 2\r\n", b"\r\n"],
     Head(200, (("b", "2"),))),
    ([b"HTTP/1.1 200 OK\r\n", b"\r\n", b"Trailer: x\r\n"], Head(200, ())),
    ([b"HTTP/1.1 999 No\r\n", b"no colon\r\n", b"\r\n"], Head(999, ())),
    ([b"HTTP/1.1 200 OK\r\n", b"A: 1\r\n"], Head(None, (("a", "1"),))),
    ([b"HTTP/1.1 2000 OK\r\n", b"\r\n"], Head(None, ())),
    ([], Head(None, ())),
])
def test_the_last_whole_head_counts(lines: list[bytes], head: Head) -> None:
    assert read_head(lines) == head


@pytest.mark.parametrize(("said", "seconds"), [
    ("120", 120.0), ("0", 0.0), ("9" * 400, 999_999_999.0), ("", None), ("-5", None), ("1.5", None), ("soon", None),
    ("Tue, 14 Nov 2023 22:14:20 GMT", 60.0), ("Tue, 14 Nov 2023 22:00:00 GMT", 0.0), ("²", None),
    ("Tue, 99 Nov 2023 22:00:00 GMT", None),
])
def test_a_busy_server_says_when_to_come_back(said: str, seconds: float | None) -> None:
    assert waiting(Answer(503, (("retry-after", said),)), NOW) == seconds


def test_only_busy_servers_are_asked_again() -> None:
    assert waiting(Answer(200, (("retry-after", "5"),)), NOW) is None


def test_long_headers_are_read_as_short_ones() -> None:
    value = "x" * 5_000
    assert read_head([b"HTTP/1.1 200 OK\r\n", f"A:{value} \r\n".encode(), b"\r\n"]) == Head(200, (("a", value),))
