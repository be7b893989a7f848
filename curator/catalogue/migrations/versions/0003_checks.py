"""What looking at links saw, where they stand, and the runs that looked."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the tables; of an older catalogue no link has been looked at yet."""
    _check_run()
    _observation()
    _standing()
    _sibling()
    _pause()


def _check_run() -> None:
    op.create_table(
        "check_run",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("started_at", sa.String(), nullable=False),
        sa.Column("finished_at", sa.String(), nullable=True),
        sa.Column("wanted", sa.Integer(), nullable=False),
        sa.Column("checked", sa.Integer(), nullable=False),
        sa.Column("ended", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )


def _observation() -> None:
    texts = ("final", "hops", "headers", "evidence")
    op.create_table(
        "observation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("link_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("status", sa.Integer(), nullable=True),
        sa.Column("method", sa.String(), nullable=False),
        sa.Column("url", sa.String(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=True) for name in texts),
        sa.Column("elapsed", sa.Integer(), nullable=False),
        sa.Column("peer", sa.String(), nullable=True),
        sa.Column("certificate", sa.String(), nullable=True),
        sa.Column("size", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=True) for name in ("title", "fault", "detail", "moved_to")),
        sa.PrimaryKeyConstraint("id"),
        sa.ForeignKeyConstraint(["run_id"], ["check_run.id"]),
        sa.ForeignKeyConstraint(["link_id"], ["link.id"]),
    )
    op.create_index("ix_observation_link_id", "observation", ["link_id"])


def _standing() -> None:
    op.create_table(
        "standing",
        sa.Column("link_id", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("verdict", "since", "checked_at", "outcome")),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("needed", sa.Integer(), nullable=False),
        sa.Column("first_failure", sa.String(), nullable=True),
        sa.Column("last_failure", sa.String(), nullable=True),
        sa.Column("successes", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=True) for name in ("last_alive", "blocked_since", "moved_to")),
        sa.Column("due_at", sa.String(), nullable=False),
        sa.Column("final", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("link_id"),
        sa.ForeignKeyConstraint(["link_id"], ["link.id"]),
    )


def _sibling() -> None:
    op.create_table(
        "sibling",
        *(sa.Column(name, sa.String(), nullable=False) for name in ("directory", "at", "url", "outcome")),
        sa.Column("status", sa.Integer(), nullable=True),
        *(sa.Column(name, sa.String(), nullable=True) for name in ("final", "hops")),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("directory"),
    )


def _pause() -> None:
    op.create_table(
        "pause",
        *(sa.Column(name, sa.String(), nullable=False) for name in ("host", "until", "why")),
        sa.PrimaryKeyConstraint("host"),
    )
