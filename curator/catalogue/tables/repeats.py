"""What repeats in what documents say, and what people decided on it. All but `Decision` can be computed again."""

from sqlalchemy import BigInteger
from sqlmodel import Field, SQLModel


class Content(SQLModel, table=True):
    """What is compared of a section. Sections that say the same share one; it goes when no document says it any more.

    Everything from here to `Star` is derived, and can be computed again from the documents.
    """

    id: int = Field(primary_key=True)
    digest: str = Field(unique=True, description="of `packed`, in hex")
    weight: int = Field(description="references and lines: how full it is")
    characters: int = Field(description="of its text")
    best_id: int = Field(foreign_key="section.id", description="who says it best: the newest, then the first in order")
    packed: str = Field(description="JSON: folded heading, references and lines")


class ContentToken(SQLModel, table=True):
    """What of a content proposes others to compare it with: hashes of links, titles, lines and shingles."""

    __tablename__ = "content_token"
    __table_args__ = ({"sqlite_with_rowid": False},)

    token: int = Field(primary_key=True, sa_type=BigInteger, description="32 bits")
    # No foreign key: it would want an index as large as the table to see that a content may go. Who lets one go knows
    # its tokens.
    content_id: int = Field(primary_key=True, description="in `content`")


class ContentCopy(SQLModel, table=True):
    """Where a content stands: the sections that hold it now."""

    __tablename__ = "content_copy"

    section_id: int = Field(foreign_key="section.id", primary_key=True)
    content_id: int = Field(foreign_key="content.id", index=True)


class Compared(SQLModel, table=True):
    """The revisions whose sections are in `content_copy`: what is current and not here is new to the comparison."""

    revision_id: int = Field(foreign_key="revision.id", primary_key=True)
    version: int = Field(description="of the rules that compared it")


class Star(SQLModel, table=True):
    """A content that the canonical one of its family holds; no content that stands here as a member is a centre."""

    centre_id: int = Field(foreign_key="content.id", primary_key=True)
    member_id: int = Field(foreign_key="content.id", primary_key=True, index=True)
    kind: str = Field(description="what the centre is to the member: same, edited or contains")
    measures: str = Field(description="JSON: matched, resemblance, containment, text, heading, score")


class Decision(SQLModel, table=True):
    """What a person said of two sections or links. Only ever added to: the last word on a pair counts."""

    id: int = Field(primary_key=True)
    subject: str = Field(index=True, description="sections or links")
    a: str = Field(description="the first of the two, by a name that survives imports")
    b: str
    a_content: str | None = Field(description="digest of what section a held: finds it when its name is gone")
    b_content: str | None
    says: str = Field(description="same, different, later, or undone")
    why: str = Field(description="the person's reason; empty if none was given")
    decided_at: str


class Alias(SQLModel, table=True):
    """A link that is the same work as another. Both stay as written; only lists show the one for the other."""

    link_id: int = Field(foreign_key="link.id", primary_key=True)
    into_id: int = Field(foreign_key="link.id", index=True, description="the link that is shown; never itself an alias")
    score: int = Field(description="how sure it is, in thousandths")
    why: str = Field(description="what the two have in common")
    decision_id: int | None = Field(foreign_key="decision.id", description="NULL where the score alone was enough")
