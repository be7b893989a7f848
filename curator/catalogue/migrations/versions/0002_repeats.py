"""What repeats: contents of sections, stars around the canonical ones, decisions, and links that are one work."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the tables; a catalogue without them has compared nothing yet."""
    _content()
    _content_token()
    _content_copy()
    _compared()
    _star()
    _decision()
    _alias()


def _content() -> None:
    op.create_table(
        "content",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("weight", sa.Integer(), nullable=False),
        sa.Column("characters", sa.Integer(), nullable=False),
        sa.Column("best_id", sa.Integer(), nullable=False),
        sa.Column("packed", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.ForeignKeyConstraint(["best_id"], ["section.id"]),
        sa.UniqueConstraint("digest"),
    )


def _content_token() -> None:
    op.create_table(
        "content_token",
        sa.Column("token", sa.BigInteger(), nullable=False),
        sa.Column("content_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("token", "content_id"),
        sqlite_with_rowid=False,
    )


def _content_copy() -> None:
    op.create_table(
        "content_copy",
        sa.Column("section_id", sa.Integer(), nullable=False),
        sa.Column("content_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("section_id"),
        sa.ForeignKeyConstraint(["section_id"], ["section.id"]),
        sa.ForeignKeyConstraint(["content_id"], ["content.id"]),
    )
    op.create_index("ix_content_copy_content_id", "content_copy", ["content_id"])


def _compared() -> None:
    op.create_table(
        "compared",
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("revision_id"),
        sa.ForeignKeyConstraint(["revision_id"], ["revision.id"]),
    )


def _star() -> None:
    op.create_table(
        "star",
        sa.Column("centre_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("measures", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("centre_id", "member_id"),
        sa.ForeignKeyConstraint(["centre_id"], ["content.id"]),
        sa.ForeignKeyConstraint(["member_id"], ["content.id"]),
    )
    op.create_index("ix_star_member_id", "star", ["member_id"])


def _decision() -> None:
    op.create_table(
        "decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("a", sa.String(), nullable=False),
        sa.Column("b", sa.String(), nullable=False),
        sa.Column("a_content", sa.String(), nullable=True),
        sa.Column("b_content", sa.String(), nullable=True),
        sa.Column("says", sa.String(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("decided_at", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_decision_subject", "decision", ["subject"])


def _alias() -> None:
    op.create_table(
        "alias",
        sa.Column("link_id", sa.Integer(), nullable=False),
        sa.Column("into_id", sa.Integer(), nullable=False),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("decision_id", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("link_id"),
        sa.ForeignKeyConstraint(["link_id"], ["link.id"]),
        sa.ForeignKeyConstraint(["into_id"], ["link.id"]),
        sa.ForeignKeyConstraint(["decision_id"], ["decision.id"]),
    )
    op.create_index("ix_alias_into_id", "alias", ["into_id"])
