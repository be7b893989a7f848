"""Reports and what they said, samples, and an index that holds histories."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add tables, column and index. The index takes the place of the one on links alone, with which it begins."""
    op.create_table(
        "report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.String(), nullable=False),
        sa.Column("since", sa.String(), nullable=True),
        sa.Column("until", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "said",
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("link_id", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.String(), nullable=False),
        sa.Column("moved_to", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("report_id", "link_id"),
        sa.ForeignKeyConstraint(["report_id"], ["report.id"]),
        sa.ForeignKeyConstraint(["link_id"], ["link.id"]),
    )
    op.create_index("ix_said_link_id", "said", ["link_id"])
    op.add_column("check_run", sa.Column("sampled", sa.Boolean(), nullable=True))
    op.create_index("observation_history", "observation", ["link_id", "at", "outcome", "run_id"])
    op.drop_index("ix_observation_link_id", "observation")
