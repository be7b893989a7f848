"""Alembic, called from code: a user never meets its command line. Imported late; it costs 150 ms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from alembic.util import CommandError

from curator.catalogue.engine import writing

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Connection, Engine


def config(migrations: Path) -> Config:
    """Give Alembic's configuration for a folder of migrations, without an ini file."""
    made = Config()
    made.set_main_option("script_location", str(migrations).replace("%", "%%"))
    return made


def knows(migrations: Path, version: str) -> bool:
    """Tell whether a version is among these migrations."""
    try:
        return ScriptDirectory.from_config(config(migrations)).get_revision(version) is not None
    except CommandError:
        return False


def upgrade(engine: Engine, migrations: Path) -> None:
    """Run all missing migrations in one transaction."""
    with writing(engine) as connection:
        upgrade_connection(connection, migrations)


def upgrade_connection(connection: Connection, migrations: Path, to: str = "head") -> None:
    """Run all missing migrations on a connection that holds a transaction."""
    settings = config(migrations)
    settings.attributes["connection"] = connection
    command.upgrade(settings, to)
