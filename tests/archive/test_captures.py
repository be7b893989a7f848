"""Captures: how archives name them, and which of them is the nearest."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.archive.capture import Capture, capture, nearest_first, read_address
from curator.archive.policy import WAYBACK

A = "http://a.org/x"
PREFIX, = WAYBACK


@pytest.mark.parametrize(("address", "taken", "url"), [
    (f"{PREFIX}20190501120000/{A}", "20190501120000", A),
    (f"http://web.archive.org/web/20190501120000id_/{A}?a=b#c", "20190501120000", f"{A}?a=b#c"),
    ("https://web.archive.org/web/20190501120000/www.a.org/x", "20190501120000", "http://www.a.org/x"),
])
def test_addresses_of_snapshots_are_read(address: str, taken: str, url: str) -> None:
    assert read_address(address, WAYBACK) == Capture(PREFIX, taken, url)


@pytest.mark.parametrize("address", [
    f"https://web.archive.org/web/2019/{A}", f"https://web.archive.org/web/20190501120000/{A} x",
    f"https://web.archive.org/web/20190230120000/{A}", f"ftp://web.archive.org/web/20190501120000/{A}",
    "https://web.archive.org/web/20190501120000/javascript:alert(1)//\n", f"//web.archive.org/web/20190501120000/{A}",
    "https://web.archive.org/web/20190501120000/" + "x" * 3_000,
])  # fmt: skip
def test_what_is_no_address_of_a_snapshot_is_not_read(address: str) -> None:
    assert read_address(address, WAYBACK) is None


@given(st.text(max_size=60), st.text(max_size=60))
def test_whatever_an_archive_says_a_capture_has_a_time_and_a_plain_address(taken: str, url: str) -> None:
    for made in (capture(PREFIX, taken, url), capture(PREFIX, "20190501120000", f"http://{url}")):
        if made:
            assert made.at.endswith("Z")
            assert made.address.isascii()
            assert made.address.isprintable()
            assert read_address(made.address, WAYBACK) == made


def test_the_nearest_comes_first_errors_never_and_redirects_as_if_a_month_away() -> None:
    captures = [Capture(PREFIX, taken, A, status) for taken, status in (
        ("20190101000000", 200), ("20190501000000", 404), ("20190502000000", 301), ("20190515000000", 200),
        ("20190420000000", None), ("20200101000000", 200),
    )]
    assert [one.taken[:8] for one in nearest_first(captures, "2019-05-01")] == [
        "20190420", "20190515", "20190502", "20190101", "20200101",
    ]
