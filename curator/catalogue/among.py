"""Being one of any number of values, as a condition with one parameter: databases limit how many there may be."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sqlalchemy import ARRAY, BigInteger, any_, bindparam, func, select

from curator.catalogue.engine import is_sqlite

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import ColumnElement, Connection


def among(connection: Connection, column: ColumnElement[int], values: Iterable[int]) -> ColumnElement[bool]:
    """Give the condition that a column's number is one of some."""
    wanted = sorted(set(values))
    if not is_sqlite(connection):
        numbers: Any = bindparam(None, wanted, ARRAY(BigInteger), unique=True)
        return column == any_(numbers)
    each = func.json_each(json.dumps(wanted)).table_valued("value")
    return column.in_(select(each.c.value))
