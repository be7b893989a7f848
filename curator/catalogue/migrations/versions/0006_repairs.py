"""What was changed in files, so that it can be taken back and links are known again."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table; nothing was changed yet."""
    whose = ("document_id", "link_id")
    op.create_table(
        "repair",
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("id", "run")),
        sa.Column("at", sa.String(), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in whose),
        sa.Column("why", sa.String(), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("line", "position")),
        *(sa.Column(name, sa.String(), nullable=False) for name in (
            "was", "now", "url", "new_url", "identity", "encoding", "before", "after",
        )),
        sa.Column("reverted_at", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"]),
        sa.ForeignKeyConstraint(["link_id"], ["link.id"]),
    )
    op.create_index("ix_repair_identity", "repair", ["identity"])
    op.create_index("ix_repair_link_id", "repair", ["link_id"])
