"""How Alembic runs our migrations: on the connection it is handed, inside that connection's transaction."""

from alembic import context
from sqlmodel import SQLModel

import curator.catalogue.tables  # noqa: F401 - fills the metadata that `alembic revision --autogenerate` compares

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    transactional_ddl=False,  # the transaction is the caller's
)
context.run_migrations()
