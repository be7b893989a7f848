"""What people say of links, and the search for it."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add both; nobody has said anything yet."""
    op.create_table(
        "override",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("change", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("link_id", sa.Integer(), nullable=False),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("item", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=True),
        sa.Column("undoes", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["link_id"], ["link.id"]),
        sa.ForeignKeyConstraint(["undoes"], ["override.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_override_change"), "override", ["change"])
    op.create_index(op.f("ix_override_link_id"), "override", ["link_id"])
    if op.get_bind().dialect.name == "sqlite":
        options = "content='', columnsize=0, tokenize='unicode61 remove_diacritics 2'"
        op.execute(f"CREATE VIRTUAL TABLE search_link USING fts5(title, tags, note, {options})")
