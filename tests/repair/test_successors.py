"""What may take an address's place."""

import pytest

from curator.repair.address import LONGEST, successor

GIVEN = [
    # as written, where it moved to, what is written
    ("http://a.org/x", "https://a.org/x", "https://a.org/x"),
    ("http://a.org/x#part", "https://a.org/y", "https://a.org/y#part"),
    ("http://a.org/x#part", "https://a.org/y#other", "https://a.org/y#other"),
    ("http://a.org/x", "https://a.org/中文 <b>\"'", "https://a.org/%E4%B8%AD%E6%96%87%20%3Cb%3E%22'"),
    ("http://a.org/x", "https://a.org/\x1b[31m\n", "https://a.org/%1B[31m%0A"),
    ("http://a.org/x", "javascript:alert(1)", None),
    ("http://a.org/x", "ftp://a.org/x", None),
    ("http://a.org/x", "http://127.0.0.1/x", None),
    ("http://a.org/x", "http://router.local/x", None),
    ("http://a.org/x", "https://me:secret@a.org/x", None),
    ("http://a.org/x", "https://me@a.org/x", None),
    ("http://a.org/x", "https://", None),
    ("http://a.org/x", "https://a.org/" + "x" * LONGEST, None),
]


@pytest.mark.parametrize(("written", "new", "expected"), GIVEN)
def test_only_plain_addresses_of_the_web_are_written_into_posts(written: str, new: str, expected: str | None) -> None:
    assert successor(written, new) == expected
