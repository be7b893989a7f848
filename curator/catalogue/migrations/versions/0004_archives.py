"""What archives keep of links, and when they were asked for it."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the tables; of an older catalogue no link has been looked up yet."""
    op.create_table(
        "snapshot",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("link_id", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("archive", "address", "taken_at")),
        sa.Column("status", sa.Integer(), nullable=True),
        *(sa.Column(name, sa.String(), nullable=True) for name in ("digest", "outcome", "evidence")),
        sa.Column("looked_up_at", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.ForeignKeyConstraint(["link_id"], ["link.id"]),
        sa.UniqueConstraint("link_id", "address"),
    )
    op.create_table(
        "lookup",
        sa.Column("link_id", sa.Integer(), nullable=False),
        sa.Column("wanted", sa.String(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("snapshot_id", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("link_id", "wanted"),
        sa.ForeignKeyConstraint(["link_id"], ["link.id"]),
        sa.ForeignKeyConstraint(["snapshot_id"], ["snapshot.id"]),
    )
