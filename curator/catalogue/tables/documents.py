"""What documents say: their contents, sections, mentions, and the links these give."""

from sqlalchemy import Index, UniqueConstraint, func, text
from sqlmodel import Field, SQLModel

_CURRENT = text("current")


class Document(SQLModel, table=True):
    """A file (or other input) that was imported at least once. Never deleted."""

    id: int = Field(primary_key=True)
    key: str = Field(unique=True, description="its name for good: the path relative to the workspace, or absolute")
    imported_at: str = Field(description="when it was first imported")
    gone_at: str | None = Field(default=None, description="when an import found the file missing; NULL while it exists")


class Revision(SQLModel, table=True):
    """One content of a document. An unchanged file adds none; a changed one adds the next number."""

    __table_args__ = (
        UniqueConstraint("document_id", "number"),
        # A document says one thing at a time.
        Index("revision_current", "document_id", unique=True, sqlite_where=_CURRENT, postgresql_where=_CURRENT),
    )

    id: int = Field(primary_key=True)
    document_id: int = Field(foreign_key="document.id")
    number: int = Field(description="1 for the first content seen of the document")
    current: bool = Field(description="true for what the document says now; no revision of a gone document is")
    sha256: str = Field(description="of the bytes as they were, in hex")
    size: int = Field(description="bytes")
    origin: str = Field(description="file, stdin or git:<commit id>")
    as_of: str = Field(description="when the content was current: the import, or the commit's time")
    imported_at: str
    reader: int = Field(description="version of the reading rules that read it")
    format: str
    encoding: str
    title: str | None
    category: str | None
    date: str | None = Field(description="the post's date as it says itself: when the slot was created")
    series: str | None
    part: int | None = Field(description="the document's number in its series")


class Topic(SQLModel, table=True):
    """A subject that documents treat, qualified by the series it stands in."""

    id: int = Field(primary_key=True)
    key: str = Field(unique=True, description="series and name folded: documents with the same key are one topic")
    series: str
    name: str


class TopicPart(SQLModel, table=True):
    """Which topics a revision names, in its order, and which part of each it is."""

    __tablename__ = "topic_part"

    revision_id: int = Field(foreign_key="revision.id", primary_key=True)
    position: int = Field(primary_key=True)
    topic_id: int = Field(foreign_key="topic.id", index=True)
    part: int | None


class Section(SQLModel, table=True):
    """A heading with what stands under it up to the next heading. Position 0 is what stands before the first."""

    __table_args__ = (UniqueConstraint("revision_id", "position"),)

    id: int = Field(primary_key=True)
    revision_id: int = Field(foreign_key="revision.id")
    position: int
    line: int
    level: int
    heading: str
    path: str = Field(description="JSON array of headings from the outermost to this one")
    text: str = Field(description="its own text without its references")
    topic_id: int | None = Field(foreign_key="topic.id", index=True)


class Link(SQLModel, table=True):
    """One target, however many mentions point at it; a paper without an address is one too (rule `paper`)."""

    id: int = Field(primary_key=True)
    identity: str = Field(unique=True)
    rule: str = Field(description="which identity rule spoke")
    version: int = Field(description="version of the identity rules")
    canonical: str | None = Field(description="an address that can be requested; NULL for a paper")
    host: str = Field(description="lower case, without www.; empty for a paper")
    local: bool = Field(description="true for addresses that must never be requested")
    imported_at: str
    citation_key: str | None = Field(default=None, description="given once, then never changed; unique without case")


_KEYED = text("citation_key IS NOT NULL")
# BibTeX takes keys that differ only in case for one.
Index("link_citation_key", func.lower(Link.citation_key), unique=True, sqlite_where=_KEYED, postgresql_where=_KEYED)


class Mention(SQLModel, table=True):
    """One place where a document gives a link or names a paper."""

    id: int = Field(primary_key=True)
    revision_id: int = Field(foreign_key="revision.id", index=True)
    section_id: int = Field(foreign_key="section.id", index=True)
    link_id: int = Field(foreign_key="link.id", index=True)
    position: int = Field(description="order in the document, from 0")
    line: int = Field(description="in the file, from 1, front matter included")
    kind: str = Field(description="reference, inline or paper")
    url: str | None = Field(description="the address exactly as written; NULL for a paper")
    title: str | None = Field(description="as written; NULL where the document gives none")
    note: str | None
    label: str | None = Field(description="the label line over it, without its colon")
    role: str | None = Field(description="what the label says the link is: code, homepage, paper, ...")
    details: str | None = Field(description="JSON: authors, dates, tags ... of formats that have them")


class Run(SQLModel, table=True):
    """One import that changed or refused something."""

    id: int = Field(primary_key=True)
    started_at: str
    finished_at: str | None


class Skipped(SQLModel, table=True):
    """Input that could not be used, with its reason: a part of a revision, or (revision NULL) a whole document."""

    id: int = Field(primary_key=True)
    run_id: int = Field(foreign_key="run.id", index=True)
    revision_id: int | None = Field(foreign_key="revision.id", index=True)
    key: str = Field(description="the document's name")
    line: int | None
    reason: str
    detail: str
