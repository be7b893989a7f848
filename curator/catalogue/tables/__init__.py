"""The tables of the catalogue, as SQLModel classes. They stay inside this room.

Only text, integers and booleans are stored: times are ISO 8601 in UTC (`2026-11-22T00:13:00Z`), dates `YYYY-MM-DD`,
lists and details are JSON. So the bulk path can hand plain tuples to any driver, and the file can be read by anything.

Ids are given by the writer, who holds the write lock, so that a batch knows all its ids before it is written.
"""

from sqlalchemy import Table
from sqlmodel import SQLModel

from curator.catalogue.tables import archives, checks, crawls, documents, overrides, repairs, repeats, reports

MODELS: dict[Table, type[SQLModel]] = {
    each.__table__: each
    for subject in (documents, overrides, repeats, checks, archives, reports, repairs, crawls)
    for each in vars(subject).values()
    if hasattr(each, "__table__")
}
"""The class that describes each table."""


def table_of(name: str) -> Table:
    """Give one of the tables by its name, for queries."""
    return SQLModel.metadata.tables[name]
