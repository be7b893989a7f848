"""The data model as a page of the documentation, and the schema as SQL: both are made from the tables."""

from collections.abc import Iterator

from sqlalchemy import Column, Table, UniqueConstraint, create_engine
from sqlmodel import SQLModel

from curator.catalogue.bulk import SEARCH_COLUMNS
from curator.catalogue.tables import MODELS
from curator.catalogue.upgrading import create_from_tables, dump, own_tables, search_statements
from curator.catalogue.version import APPLICATION_ID, HEAD, READER_VERSION
from curator.text.page import code, table

_INTRO = f"""# Data model

The catalogue is one SQLite file, or a PostgreSQL database with the same tables. Its version is {code(HEAD)} (table
`alembic_version`); the SQLite file carries the application id {code(f"{APPLICATION_ID:#x}")}, `cura`. The reading
rules have version {READER_VERSION}: a revision read by older rules is read again.

Nothing is deleted: a changed file gets a new revision, a file that is gone keeps its last one. What documents say *now*
is what hangs on revisions with `current` true. Only texts, integers and booleans are stored: times are ISO 8601 in UTC
(`2026-11-22T00:13:00Z`), dates `YYYY-MM-DD`, lists and details JSON.
"""

_READING = """The file may be read by anything at any time, also while an import writes:

```sql
-- what the posts give now, with its place
SELECT link.identity, mention.title, document.key, mention.line
FROM mention
JOIN link ON link.id = link_id
JOIN revision ON revision.id = mention.revision_id AND revision.current
JOIN document ON document.id = document_id;
```

The schema as SQL stands in [db/schema.sql](../db/schema.sql).
"""

_SEARCH = """## Full-text tables

Only in SQLite. They hold no text, only where which words stand: `rowid` is the id in `mention` or `section`, and in
`link` for what people say of it (`override`). They can be built again from those at any time. Chinese, Japanese and
Korean characters are indexed one by one ([why](decisions/0003-search-index.md)).
"""


def data_model_page() -> str:
    """Give the page, in Markdown."""
    sections = (_section(each, MODELS[each]) for each in own_tables())
    statements = "".join(f"{statement};\n" for statement in search_statements())
    return "\n".join([_INTRO, _READING, _diagram(), *sections, _SEARCH, f"```sql\n{statements}```", ""])


def schema_sql() -> str:
    """Give the schema of a new SQLite catalogue: what `schema.sql` holds."""
    engine = create_engine("sqlite://")
    with engine.connect() as connection:
        create_from_tables(connection)
        text = dump(connection)
    engine.dispose()
    return text


def _diagram() -> str:
    lines = [line for each in own_tables() for line in _relations(each)]
    lines += [f"    {index.removeprefix('search_')} ||--o| {index} : rowid" for index in SEARCH_COLUMNS]
    return "\n".join(["```mermaid", "erDiagram", *lines, "```", ""])


def _relations(each: Table) -> Iterator[str]:
    for column in each.columns:
        for key in column.foreign_keys:
            one = "|o" if column.nullable else "||"
            yield f"    {key.column.table.name} {one}--o{{ {each.name} : {column.name}"


def _section(each: Table, model: type[SQLModel]) -> str:
    rows = [
        (code(column.name), str(column.type).replace("VARCHAR", "TEXT"), "yes" if column.nullable else "",
         ", ".join(_roles(each, column)), _prose(model.model_fields[column.name].description))
        for column in each.columns
    ]
    return f"## {each.name}\n\n{model.__doc__}\n\n{table(('column', 'type', 'NULL', 'key', 'meaning'), rows)}"


def _prose(text: str | None) -> str:
    return (text or "").replace("<", "&lt;")


def _roles(each: Table, column: Column[object]) -> Iterator[str]:
    if column.primary_key:
        yield "primary"
    for key in column.foreign_keys:
        yield f"→ [{key.column.table.name}](#{key.column.table.name})"
    for index in each.indexes:
        if [column.name] == [part.name for part in index.columns]:
            yield f"unique where {code(str(index.dialect_options['sqlite']['where']))}" if index.unique else "indexed"
    for rule in each.constraints:
        if isinstance(rule, UniqueConstraint) and column.name in rule.columns:
            others = [code(other.name) for other in rule.columns if other.name != column.name]
            yield f"unique with {', '.join(others)}" if others else "unique"
