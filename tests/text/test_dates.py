import pytest

from curator.text import dates


@pytest.mark.parametrize(("written", "day"), [
    ("2024-3-7", "2024-03-07"), ("2024/03/07/", "2024-03-07"), ("2024年3月7日", "2024-03-07"),
    ("20240307", "2024-03-07"), ("2024-03-07T10:00:00Z", "2024-03-07"), ("2024-03", "2024-03"), ("2024", "2024"),
    ("2024-13", "2024"), ("2023-02-29", "2023-02"), ("2020-01/2021-02", "2020-01"),
    ("forthcoming", ""), ("", ""), ("0000", ""), ("12345", ""),
])
def test_dates_are_as_precise_as_given(written: str, day: str) -> None:
    assert dates.iso(written) == day


@pytest.mark.parametrize("stamp", ["1700000000", "1700000000000", "1700000000000000"])
def test_time_stamps_are_read_in_any_unit(stamp: str) -> None:
    assert dates.from_stamp(stamp) == "2023-11-14"


@pytest.mark.parametrize("stamp", ["", "0", "x", "-5", "9" * 40, "²"])
def test_what_is_no_time_stamp_gives_no_day(stamp: str) -> None:
    assert dates.from_stamp(stamp) == ""
