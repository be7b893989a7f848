"""Runs of everything, so that a scheduler's next one knows the last; reports that could not be delivered."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add both tables; nothing is owed yet."""
    op.create_table(
        "job",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("started_at", sa.String(), nullable=False),
        sa.Column("finished_at", sa.String(), nullable=True),
        sa.Column("ended", sa.String(), nullable=True),
        sa.Column("process", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "owed",
        *(sa.Column(name, sa.String(), nullable=False) for name in ("way", "since", "tried_at", "why")),
        sa.PrimaryKeyConstraint("way"),
    )
