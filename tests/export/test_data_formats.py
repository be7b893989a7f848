import csv
import io
import json
import sys
from datetime import date

import orjson
import pytest
from export_entries import detailed, entry, packed, paper, written
from pyarrow import parquet

from curator.errors import UsageError
from curator.export.columns import COLUMNS, TYPES, row
from curator.export.parquet import ROWS
from curator.export.registry import FORMATS
from curator.model import Health, Place

FULL = detailed(authors=("Li, Fei", "机器; 之心"), tags=("a",), issued="2017-06")._replace(
    topics=("深度学习", "CV"), path=("x",),
    notes=("好文", "see C:\\"), added=date(2024, 1, 2), starred=True, reading="read", also=("https://b.example/a b",),
    places=(Place("a.md", None, None, 7),), health=Health("dead", date(2026, 11, 2), date(2026, 11, 9)),
)


def test_a_row_has_every_column_and_null_where_nobody_said_anything() -> None:
    (found,) = [json.loads(line) for line in written("jsonl", paper()).splitlines()]
    assert list(found) == [column.name for column in COLUMNS]
    assert (found["url"], found["added"], found["authors"], found["starred"]) == (None, None, [], False)
    assert found["places"][0] == {
        "document": "a.md", "title": "深度学习（一）", "date": "2018-01-02", "line": 7, "topic": None, "path": [],
    }


def test_json_lines_say_everything() -> None:
    found = json.loads(written("jsonl", FULL))
    assert (found["accessed"], found["added"], found["since"]) == ("2024-05-06", "2024-01-02", "2026-11-02")
    assert (found["authors"], found["topics"], found["path"]) == (["Li, Fei", "机器; 之心"], ["深度学习", "CV"], ["x"])
    assert (found["verdict"], found["starred"], found["reading"]) == ("dead", True, "read")
    assert found["also"] == ["https://b.example/a b"]


def test_a_table_says_the_same_in_one_line_each() -> None:
    text = packed("csv", FULL).decode("utf-8-sig")
    (found,) = csv.DictReader(io.StringIO(text, newline=""))
    assert (found["authors"], found["notes"]) == (r"Li, Fei; 机器\; 之心", r"好文; see C:\\")
    assert (found["accessed"], found["starred"], found["places"]) == ("2024-05-06", "true", "a.md:7")
    assert text.count("\r\n") == len(text.splitlines()) == 2


def test_excel_is_told_that_a_table_is_utf_8() -> None:
    assert packed("csv").startswith(b"\xef\xbb\xbfkey,identity,")


def test_columns_of_parquet_have_types() -> None:
    table = parquet.read_table(io.BytesIO(packed("parquet", FULL, paper())))
    types = {column.name: str(table.schema.field(column.name).type) for column in COLUMNS}
    assert (types["title"], types["added"], types["starred"]) == ("string", "date32[day]", "bool")
    assert types["authors"].startswith("list<")
    assert table["added"].to_pylist() == [date(2024, 1, 2), None]
    assert orjson.dumps(table.to_pylist()[0]) == orjson.dumps(row(FULL))


def test_parquet_is_written_in_groups_of_rows() -> None:
    file = parquet.ParquetFile(io.BytesIO(packed("parquet", *[entry()] * (ROWS + 1))))
    assert [file.metadata.row_group(at).num_rows for at in range(file.num_row_groups)] == [ROWS, 1]
    assert file.metadata.row_group(0).column(0).compression == "ZSTD"


def test_no_entries_are_a_table_without_rows() -> None:
    assert parquet.read_table(io.BytesIO(packed("parquet"))).num_rows == 0


def test_parquet_refuses_a_stream_of_text() -> None:
    with pytest.raises(UsageError, match="-o FILE"):
        FORMATS["parquet"].load().write([], io.StringIO(), "")


def test_parquet_says_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(UsageError, match=r"pip install 'curator\[parquet\]'"):
        packed("parquet")


def test_every_column_has_a_known_type_and_a_meaning() -> None:
    assert {column.type for column in COLUMNS} == set(TYPES)
    assert all(column.about for column in COLUMNS)
    assert len({column.name for column in COLUMNS}) == len(COLUMNS)
