"""What archives keep of links."""

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel


class Snapshot(SQLModel, table=True):
    """A copy of a link's page that an archive keeps. Only those are offered that were seen to show the thing.

    The others stay, so that a copy of a captcha is not looked at again.
    """

    __table_args__ = (UniqueConstraint("link_id", "address"),)

    id: int = Field(primary_key=True)
    link_id: int = Field(foreign_key="link.id")
    archive: str = Field(description="the name of who keeps it")
    address: str = Field(description="where readers find it")
    taken_at: str
    status: int | None = Field(description="what the page was answered with when it was taken; NULL: not known")
    digest: str | None = Field(description="what the archive tells its contents by; NULL: not known")
    outcome: str | None = Field(description="what it says, as in `observation`; NULL: not looked at yet")
    evidence: str | None = Field(description="as in `observation`")
    looked_up_at: str


class Lookup(SQLModel, table=True):
    """When archives were asked for what they keep of a link around the day of a post that cites it, or to save it."""

    link_id: int = Field(foreign_key="link.id", primary_key=True)
    wanted: str = Field(primary_key=True, description="the post's date, else of its first import; `now`: to save it")
    at: str
    snapshot_id: int | None = Field(foreign_key="snapshot.id", description="the nearest offered; NULL: none was found")
