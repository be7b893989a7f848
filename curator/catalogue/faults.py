"""What a database's errors mean to a user. Imports no database library."""

from __future__ import annotations

from curator.errors import CatalogueBusy, CatalogueError

EXPLANATIONS = (
    # what the driver says, the error, what it means to the user
    ("locked", CatalogueBusy, "another curator is writing to it; try again when that has ended"),
    ("lock timeout", CatalogueBusy, "another curator is writing to it; try again when that has ended"),
    ("not a database", CatalogueError, "the file is not a SQLite database"),
    ("malformed", CatalogueError, "the file is damaged; restore a backup with: curator restore FILE"),
    ("could not decode", CatalogueError, "the file is damaged; restore a backup with: curator restore FILE"),
    ("vtable constructor", CatalogueError, "its search index is damaged; restore a backup with: curator restore FILE"),
    ("disk is full", CatalogueError, "the disk is full; nothing of the last batch was stored"),
    ("disk i/o", CatalogueError, "the disk reports an error; nothing of the last batch was stored"),
    ("readonly", CatalogueError, "it is read-only"),
    ("read-only", CatalogueError, "it is read-only"),
    ("unable to open", CatalogueError, "the file or its folder cannot be opened"),
    ("connection", CatalogueError, "the database server does not answer"),
)


def refusal(error: BaseException, place: str) -> CatalogueError | None:
    """Translate a driver's error, if a user can act on it; others are bugs and stay what they are."""
    said = str(error).lower()
    for words, kind, meaning in EXPLANATIONS:
        if words in said:
            return kind(f"the catalogue {place} cannot be used: {meaning} ({error})")
    return None
