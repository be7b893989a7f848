"""The tables of the catalogue, as SQLModel classes. They stay inside this room.

Only text, integers and booleans are stored: times are ISO 8601 in UTC (`2026-11-22T00:13:00Z`), dates `YYYY-MM-DD`,
lists and details are JSON. So the bulk path can hand plain tuples to any driver, and the file can be read by anything.

Ids are given by the writer, who holds the write lock, so that a batch knows all its ids before it is written.
"""

from sqlalchemy import BigInteger, Index, Table, UniqueConstraint, func, text
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


class Repair(SQLModel, table=True):
    """One address that was changed in a file, noted before the file was. What takes it back is all here."""

    id: int = Field(primary_key=True)
    run: int = Field(description="one number for all that was changed at once, and is taken back at once")
    at: str
    document_id: int = Field(foreign_key="document.id")
    link_id: int = Field(foreign_key="link.id", index=True, description="the link that was given there, and still is")
    why: str = Field(description="what the link was: moved or dead")
    line: int
    position: int = Field(description="the byte of the old file at which it stood")
    was: str = Field(description="what stood there, as the file wrote it")
    now: str = Field(description="what stands there now")
    url: str = Field(description="the address that `was` spells")
    new_url: str = Field(description="the address that `now` spells")
    identity: str = Field(index=True, description="of `new_url`: an import knows the link again by it")
    encoding: str = Field(description="of the file")
    before: str = Field(description="SHA-256 of the file's old bytes, in hex")
    after: str = Field(description="the same of its new ones")
    reverted_at: str | None = Field(description="when it was taken back, or found not to have been made")


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


def table_of(name: str) -> Table:
    """Give one of the tables by its name, for queries."""
    return SQLModel.metadata.tables[name]
