import pytest

from curator.export.document import Table, tables
from curator.export.registry import EXPORTS


@pytest.mark.parametrize("table", tables(), ids=lambda table: table.title)
def test_every_row_fills_every_column_with_printable_words(table: Table) -> None:
    assert table.rows
    assert {len(row) for row in table.rows} == {len(table.columns)}
    assert all(cell.isprintable() for row in table.rows for cell in row)


def test_every_format_is_documented() -> None:
    assert [row[0] for row in tables()[0].rows] == list(EXPORTS)
