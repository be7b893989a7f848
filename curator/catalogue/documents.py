"""Documents and their revisions: what stands, and how new ones are written in bulk."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from curator.catalogue.dialect import Row, insert_rows, insert_search_rows, is_sqlite, rows_where_in, table_of
from curator.catalogue.peek import CONTENTS, Known, by_key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

    from curator.catalogue.rows import Prepared


@dataclass(frozen=True, slots=True)
class Standing:
    """What the catalogue holds of one document."""

    document_id: int
    gone: bool
    revisions: tuple[Stored, ...]
    """Oldest number first."""

    @property
    def current(self) -> Stored | None:
        """Give the revision that says what the document says now; None when the file is gone."""
        return next((revision for revision in self.revisions if revision.current), None)


@dataclass(frozen=True, slots=True)
class Stored:
    """One revision, without its content."""

    id: int
    number: int
    sha256: str
    as_of: str
    reader: int
    current: bool


@dataclass(frozen=True, slots=True)
class StoredMention:
    """One mention of a stored revision, as far as telling revisions apart needs it."""

    identity: str
    url: str | None
    title: str | None


def standings(connection: Connection, keys: Sequence[str]) -> dict[str, Standing]:
    """Look up documents by their keys; unknown ones are absent."""
    rows = rows_where_in(
        connection,
        "SELECT document.key, document.id, document.gone_at, revision.id, number, sha256, as_of, reader, current "
        "FROM document JOIN revision ON document_id = document.id WHERE document.key IN {values} ORDER BY number",
        keys,
    )
    revisions: dict[str, list[Stored]] = defaultdict(list)
    heads: dict[str, tuple[int, bool]] = {}
    for key, document_id, gone_at, *revision in rows:
        heads[key] = (document_id, gone_at is not None)
        revisions[key].append(Stored(*revision))
    return {key: Standing(*heads[key], tuple(revisions[key])) for key in heads}


def mentions_of(connection: Connection, revision_id: int) -> list[StoredMention]:
    """Give the mentions of one revision in its order."""
    rows = rows_where_in(
        connection,
        "SELECT identity, url, title FROM mention JOIN link ON link.id = link_id "
        "WHERE revision_id IN {values} ORDER BY position",
        [revision_id],
    )
    return [StoredMention(*row) for row in rows]


def all_contents(connection: Connection) -> Known:
    """Give what `peek.known` gives, of a catalogue that is no file."""
    return Known(by_key([tuple(row) for row in connection.exec_driver_sql(CONTENTS)]))


def begin_run(connection: Connection, now: str) -> int:
    """Note that an import begins to write; gives the run's id."""
    run_id: int = (connection.exec_driver_sql("SELECT max(id) FROM run").scalar() or 0) + 1
    insert_rows(connection, table_of("run"), [(run_id, now, None)])
    return run_id


def finish_run(connection: Connection, run_id: int, now: str) -> None:
    """Note that an import came to its end."""
    run = table_of("run")
    connection.execute(run.update().where(run.c.id == run_id).values(finished_at=now))


@dataclass(slots=True)
class Writer:
    """Collects the rows of a batch of documents and writes them, table by table.

    Must live inside one writing transaction: it gives ids from the highest ones it found at its start.
    `now` is the import's time in ISO 8601, `run_id` the run that skipped input belongs to.
    """

    connection: Connection
    now: str
    run_id: int
    _next: dict[str, int] = field(default_factory=dict)
    _rows: dict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))
    _found: dict[str, dict[str, int]] = field(default_factory=lambda: {"link": {}, "topic": {}})
    new_links: int = 0

    def look_up(self, batch: Sequence[Prepared]) -> None:
        """Find which links and topics of the documents to come are known already, in two queries."""
        links = {link[0] for prepared in batch for link in prepared.links}
        topics = {topic[0] for prepared in batch for topic in prepared.topics}
        for table, column, values in (("link", "identity", links), ("topic", "key", topics)):
            query = f"SELECT {column}, id FROM {table} WHERE {column} IN {{values}}"  # noqa: S608 - our own names
            self._found[table].update(rows_where_in(self.connection, query, sorted(values)))

    def add(self, prepared: Prepared, standing: Standing | None, *, current: bool) -> None:
        """Write a document's first or next revision."""
        content = prepared.content
        if standing is None:
            document_id = self._new("document", (content.key, self.now, None))
            number = 1
        else:
            document_id = standing.document_id
            number = standing.revisions[-1].number + 1
            if current:
                self._retire(document_id, gone_at=None)
        as_of = content.as_of or self.now
        revision = (document_id, number, current, content.sha256, content.size, content.origin, as_of, self.now)
        self._add_content(prepared, self._new("revision", revision + prepared.head))

    def restore(self, standing: Standing) -> None:
        """Bring back a gone document that is as it was."""
        self._retire(standing.document_id, gone_at=None)
        table = table_of("revision")
        self.connection.execute(table.update().where(table.c.id == standing.revisions[-1].id).values(current=True))

    def mark_gone(self, standing: Standing) -> None:
        """Note that a document's file is gone; everything it ever said stays."""
        self._retire(standing.document_id, gone_at=self.now)

    def refuse(self, key: str, line: int | None, reason: str, detail: str) -> None:
        """Note an input that could not be read at all."""
        self._new("skipped", (self.run_id, None, key, line, reason, detail))

    def flush(self) -> None:
        """Write what was collected."""
        for name in ("document", "topic", "link", "revision", "topic_part", "section", "mention", "skipped"):
            insert_rows(self.connection, table_of(name), self._rows.pop(name, ()))
        for name in ("search_mention", "search_section"):
            rows = self._rows.pop(name, ())
            if is_sqlite(self.connection):
                insert_search_rows(self.connection, name, rows)

    def _add_content(self, prepared: Prepared, revision_id: int) -> None:
        topics = [self._known("topic", row) for row in prepared.topics]
        self._rows["topic_part"] += [
            (revision_id, position, topics[topic], part) for position, (topic, part) in enumerate(prepared.parts)
        ]
        mention_words, section_words = prepared.words
        sections = [
            self._new("section", (revision_id, position, *row, None if topic is None else topics[topic]))
            for position, (*row, topic) in enumerate(prepared.sections)
        ]
        self._rows["search_section"] += _searchable(sections, section_words)
        links = [self._known("link", (*row, self.now, None)) for row in prepared.links]
        mentions = [
            self._new("mention", (revision_id, sections[section], links[link], position, *row))
            for position, (section, link, *row) in enumerate(prepared.mentions)
        ]
        self._rows["search_mention"] += _searchable(mentions, mention_words)
        for line, reason, detail in prepared.skipped:
            self._new("skipped", (self.run_id, revision_id, prepared.content.key, line, reason, detail))

    def _known(self, table: str, row: Row) -> int:
        """Give the id of a link or topic, of a new one if need be. Its first column is its unique name."""
        found = self._found[table]
        if row[0] not in found:
            found[row[0]] = self._new(table, row)
            self.new_links += table == "link"
        return found[row[0]]

    def _new(self, table: str, row: Row) -> int:
        if table not in self._next:
            highest = self.connection.exec_driver_sql(f"SELECT max(id) FROM {table}").scalar()  # noqa: S608 - our names
            self._next[table] = (highest or 0) + 1
        given = self._next[table]
        self._next[table] = given + 1
        self._rows[table].append((given, *row))
        return given

    def _retire(self, document_id: int, gone_at: str | None) -> None:
        document, revision = table_of("document"), table_of("revision")
        held = (revision.c.document_id == document_id) & revision.c.current
        self.connection.execute(revision.update().where(held).values(current=False))
        self.connection.execute(document.update().where(document.c.id == document_id).values(gone_at=gone_at))


def _searchable(ids: list[int], words: list[tuple[str, str]]) -> list[Row]:
    return [(row_id, *pair) for row_id, pair in zip(ids, words, strict=True) if pair != ("", "")]
