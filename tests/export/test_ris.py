import pytest
import rispy
from export_entries import detailed, entry, paper, written
from test_csl_json import FULL

from curator.export.ris import TYPES
from curator.read.ris import KINDS


def test_an_article_says_everything_in_fields_of_its_own() -> None:
    assert written("ris", FULL).split("\r\n") == [
        "TY  - JOUR", "TI  - 多任务学习", "AU  - Li, Fei", "AU  - 机器之心", "AU  - Smith, Ann, Jr.", "A2  - Wu, An",
        "PY  - 2017", "DA  - 2017/06", "T2  - J & Co", "PB  - MIT", "VL  - 30", "IS  - 2", "SP  - 1", "EP  - 9",
        "UR  - https://example.org/a", "Y2  - 2024/05/06", "LA  - zh", "KW  - 深度学习", "KW  - a", "KW  - b, c",
        "N1  - 好文", "ID  - example-1", "ER  - ", "", "",
    ]


def test_a_page_is_electronic_and_a_work_without_an_address_has_none() -> None:
    page, work = rispy.loads(written("ris", entry(), paper()).replace("\r\n", "\n"))
    assert (page["type_of_reference"], page["urls"]) == ("ELEC", ["https://example.org/a"])
    assert (work["type_of_reference"], "urls" in work, "access_date" in work) == ("GEN", False, False)


@pytest.mark.parametrize("row", TYPES, ids=lambda row: row.kind)
def test_our_reader_knows_every_type_that_is_written(row: tuple[str, str, str]) -> None:
    kind, tag, reason = row
    assert KINDS[tag]
    assert reason
    assert rispy.loads(written("ris", detailed(kind=kind)).replace("\r\n", "\n"))[0]["type_of_reference"] == tag


def test_a_date_that_is_none_is_left_out() -> None:
    assert "DA  -" not in written("ris", detailed(issued="June"))
