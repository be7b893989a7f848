"""Pages that were fetched, what they say, what their owners forbid, and where they are kept."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def _text(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(), nullable=nullable)


def _number(name: str, *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=nullable)


def upgrade() -> None:
    """Add the tables; nothing was fetched yet."""
    op.create_table(
        "robots",
        _text("origin"), _text("at"), _number("status", nullable=True), _text("robots"), _text("tdm"),
        sa.PrimaryKeyConstraint("origin"),
    )
    op.create_table("warc", _text("name"), _number("length"), sa.PrimaryKeyConstraint("name"))
    op.create_table(
        "page_fetch",
        _number("id"), _number("run_id"), _number("link_id"), _text("at"), _text("url"),
        _number("status", nullable=True), sa.Column("shows", sa.Boolean(), nullable=False), _text("kind"),
        _number("size"), _text("digest", nullable=True), _text("etag", nullable=True),
        _text("modified", nullable=True), _number("same_as", nullable=True), _text("file", nullable=True),
        _number("begins", nullable=True), _number("length", nullable=True), _text("signals", nullable=True),
        sa.ForeignKeyConstraint(["run_id"], ["check_run.id"]),
        sa.ForeignKeyConstraint(["link_id"], ["link.id"]),
        sa.ForeignKeyConstraint(["same_as"], ["page_fetch.id"]),
        sa.ForeignKeyConstraint(["file"], ["warc.name"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("page_fetch_latest", "page_fetch", ["link_id", "id"])
    op.create_index("page_fetch_payload", "page_fetch", ["digest"])
    op.create_table(
        "fact",
        _number("link_id"), _text("field"), _text("speaker"), _number("position"), _text("value"), _text("source"),
        sa.ForeignKeyConstraint(["link_id"], ["link.id"]),
        sa.PrimaryKeyConstraint("link_id", "field", "speaker", "position"),
    )
    op.create_table(
        "page_text",
        _number("link_id"), _number("fetch_id"), _text("digest"), _text("sketch"), _text("text"), _text("fault"),
        sa.ForeignKeyConstraint(["link_id"], ["link.id"]),
        sa.ForeignKeyConstraint(["fetch_id"], ["page_fetch.id"]),
        sa.PrimaryKeyConstraint("link_id"),
    )
    op.create_index(op.f("ix_page_text_digest"), "page_text", ["digest"])
    op.create_table(
        "enrichment",
        _text("service"), _text("identifier"), _text("at"), _text("answer"),
        sa.PrimaryKeyConstraint("service", "identifier"),
    )
