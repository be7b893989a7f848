"""What reports said of links, and how far they were delivered; runs of everything."""

from sqlmodel import Field, SQLModel


class Report(SQLModel, table=True):
    """A link-rot report that was made. What it said of links is in `said`."""

    id: int = Field(primary_key=True)
    made_at: str
    since: str | None = Field(description="what it compares with; NULL: what reports had said before")
    until: str = Field(description="looks that were made later are no part of it")


class Said(SQLModel, table=True):
    """What a report said of a link that was news; the report with the latest `until` has the last word."""

    report_id: int = Field(foreign_key="report.id", primary_key=True)
    link_id: int = Field(foreign_key="link.id", primary_key=True, index=True)
    verdict: str = Field(description="as in `standing`; blocked also where the verdict is kept and nothing can be seen")
    moved_to: str | None = Field(description="the new address that was told")


class Job(SQLModel, table=True):
    """One call of `curator run`. At most one is under way: who runs holds a lock beside the catalogue."""

    id: int = Field(primary_key=True)
    started_at: str
    finished_at: str | None = Field(description="NULL while it is under way, and for good if it was killed")
    ended: str | None = Field(description="done, failed (a step did; the others were done), offline or stopped")
    process: str = Field(description="its number and its machine, for people")


class Delivery(SQLModel, table=True):
    """How far a way of sending reports has come: the next report that goes there tells what was news since then."""

    way: str = Field(primary_key=True, description="mail or webhook")
    until: str | None = Field(description="all that was news until then has arrived; NULL: nothing has")
    tried_at: str
    why: str | None = Field(description="why the last report did not arrive; NULL: it did")
