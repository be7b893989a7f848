"""What crawling fetched: pages, what they say of themselves, what their owners forbid, and where it is kept."""

from sqlalchemy import Index
from sqlmodel import Field, SQLModel


class Robots(SQLModel, table=True):
    """What a host says about being fetched. One for each origin; the next look replaces it."""

    origin: str = Field(primary_key=True, description="scheme, host and port: `https://example.org`")
    at: str
    status: int | None = Field(description="of robots.txt; NULL where no response came")
    robots: str = Field(description="robots.txt; empty where there is none")
    tdm: str = Field(description="/.well-known/tdmrep.json; empty where there is none")


class Fetch(SQLModel, table=True):
    """One page that was fetched and kept in a WARC file, or that its owner forbids to fetch. Only ever added to.

    What is forbidden has no status, and nothing but `signals` says anything of it.
    """

    __tablename__ = "page_fetch"  # FETCH is a word of SQL
    __table_args__ = (Index("page_fetch_latest", "link_id", "id"), Index("page_fetch_payload", "digest"))

    id: int = Field(primary_key=True)
    run_id: int = Field(foreign_key="check_run.id")
    link_id: int = Field(foreign_key="link.id")
    at: str
    url: str = Field(description="the address that was asked last")
    status: int | None = Field(description="NULL where robots.txt forbids fetching it")
    shows: bool = Field(description="whether it shows the thing: it is no error, no challenge, and does not say that "
                        "the thing is gone; taken back when a run learns better")
    kind: str = Field(description="content type, without parameters")
    size: int = Field(description="bytes of the body, decompressed")
    digest: str | None = Field(description="of the body as it came, as WARC has it: sha1: and Base32; NULL where it is "
                               "not whole")
    etag: str | None = Field(description="what to ask with next time")
    modified: str | None = Field(description="Last-Modified, for the same")
    same_as: int | None = Field(
        foreign_key="page_fetch.id", description="the one that it repeats: that holds the body")
    file: str | None = Field(foreign_key="warc.name")
    begins: int | None = Field(description="the byte of the file at which its record stands")
    length: int | None = Field(description="of the record, compressed")
    signals: str | None = Field(description="JSON: opt-outs, each with source, words, and whether its text is kept out")


class Fact(SQLModel, table=True):
    """What a page says of itself, by its latest fetch that could be read, and what services say of the work.

    Each value has where it came from.
    """

    link_id: int = Field(foreign_key="link.id", primary_key=True)
    field: str = Field(primary_key=True)
    speaker: str = Field(primary_key=True, description="page, or the service: crossref, arxiv, ...")
    position: int = Field(primary_key=True, description="order where there may be several, from 0")
    value: str
    source: str = Field(description="which tag, element or rule gave it, or the service and where in its answer")


class PageText(SQLModel, table=True):
    """The main text of a page, by its latest fetch that shows the thing; or why it has none."""

    __tablename__ = "page_text"

    link_id: int = Field(foreign_key="link.id", primary_key=True)
    fetch_id: int = Field(foreign_key="page_fetch.id", description="the one whose body it is of")
    digest: str = Field(index=True, description="SHA-256 of its words; empty where there are none")
    sketch: str = Field(description="JSON: least hashes of its shingles; empty where it says too little")
    text: str
    fault: str = Field(description="why there is none: nothing, time, memory or broken; empty where there is one")


class Warc(SQLModel, table=True):
    """A file of the archive, and how far the catalogue knows it. What stands behind that was never stored."""

    name: str = Field(primary_key=True)
    length: int


class Enrichment(SQLModel, table=True):
    """What a service answered about an identifier: asked once, then kept."""

    service: str = Field(primary_key=True, description="crossref, arxiv, semanticscholar or openalex")
    identifier: str = Field(primary_key=True, description="as `doi:10.1000/1` or `arxiv:1706.03762`")
    at: str
    answer: str = Field(description="JSON: field, value and source of each fact; empty where it knows nothing")
