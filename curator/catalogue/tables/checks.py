"""What looks at links saw, and where the links stand by it."""

from sqlalchemy import Index
from sqlmodel import Field, SQLModel


class CheckRun(SQLModel, table=True):
    """One run of checks. At most one is under way: who checks holds a lock beside the catalogue."""

    __tablename__ = "check_run"

    id: int = Field(primary_key=True)
    started_at: str
    finished_at: str | None = Field(description="NULL while it is under way, and for good if it was killed")
    wanted: int = Field(description="links that were to be looked at")
    checked: int = Field(description="observations that it stored")
    ended: str | None = Field(description="why it ended: done, time, stopped or offline")
    sampled: bool | None = Field(
        default=None, description="true for links drawn by lot from all that documents give: they speak for all others")


class Observation(SQLModel, table=True):
    """What one look at a link saw, whole and never changed. NULL stands for what most of ten million would repeat."""

    # Histories are read whole and link by link: from the index alone, in a third of the time that the rows would take.
    __table_args__ = (Index("observation_history", "link_id", "at", "outcome", "run_id"),)

    id: int = Field(primary_key=True)
    run_id: int = Field(foreign_key="check_run.id")
    link_id: int = Field(foreign_key="link.id")
    at: str
    outcome: str = Field(description="what it says by itself: alive, moved, gone, blocked, failing, insecure, unusable")
    status: int | None = Field(description="of HTTP; NULL where no response came")
    method: str
    url: str = Field(description="the address that was asked")
    final: str | None = Field(description="the address that was asked last; NULL: the same")
    hops: str | None = Field(description="JSON: the redirects, each with address and status")
    headers: str | None = Field(description="JSON: the headers that matter, each with name and value")
    evidence: str | None = Field(description="JSON: why the outcome is what it is, each with rule and what it found")
    elapsed: int = Field(description="milliseconds, without waiting for its turn")
    peer: str | None = Field(description="the address that answered")
    certificate: str | None = Field(description="what is wrong with it")
    size: int = Field(description="bytes of the body that were read")
    title: str | None
    fault: str | None = Field(description="why there was no response that a status could judge")
    detail: str | None
    moved_to: str | None = Field(description="the new address behind permanent redirects")


class Standing(SQLModel, table=True):
    """Where a link stands: the verdict of all its observations, and what the next one is judged by. Derived from them.

    A link that was never looked at has none.
    """

    link_id: int = Field(foreign_key="link.id", primary_key=True)
    verdict: str = Field(description="alive, moved, insecure, suspect, dead, blocked or unusable")
    since: str = Field(description="when the verdict became what it is")
    checked_at: str
    outcome: str = Field(description="of the latest observation")
    failures: int = Field(description="those in a row that count")
    needed: int = Field(description="how many of this row make it dead")
    first_failure: str | None = Field(description="the first that counted")
    last_failure: str | None = Field(description="the last that counted")
    successes: int = Field(description="those in a row")
    last_alive: str | None
    blocked_since: str | None = Field(description="since when it cannot be seen; NULL if it could at the last look")
    moved_to: str | None = Field(description="its new address while the verdict is moved")
    due_at: str = Field(description="when to look again")
    final: str | None = Field(description="where the latest look was led; NULL: it was led nowhere else")


class Sibling(SQLModel, table=True):
    """What a random name was answered with in a directory: pages that look like it prove nothing. One for each."""

    directory: str = Field(primary_key=True, description="address up to its last slash")
    at: str
    url: str = Field(description="the address that was asked")
    outcome: str
    status: int | None
    final: str | None = Field(description="as in `observation`")
    hops: str | None = Field(description="as in `observation`")
    size: int = Field(description="bytes of the body that were read")
    title: str | None


class Pause(SQLModel, table=True):
    """A host that asked to be left alone for a while, or refused too often."""

    host: str = Field(primary_key=True)
    until: str = Field(description="no run asks it before")
    why: str
