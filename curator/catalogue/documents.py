"""Documents and their revisions: what stands, and how new ones are written in bulk."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from curator.catalogue.peek import CONTENTS, Known, by_key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from curator.catalogue.bulk import Bulk, Row
    from curator.catalogue.rows import Prepared


ORDER = (
    "document", "topic", "link", "revision", "topic_part", "section", "mention", "skipped",
    "search_mention", "search_section",
)  # fmt: skip
"""Tables in the order of writing: what others refer to comes first."""


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


    @property
    def latest(self) -> Stored:
        """Give the revision that says what the document says now, or said last: history may come in after it."""
        return self.current or max(self.revisions, key=lambda revision: (revision.as_of, revision.number))


@dataclass(frozen=True, slots=True)
class Stored:
    """One revision, without its content."""

    id: int
    number: int
    sha256: str
    as_of: str
    reader: int
    format: str
    current: bool


@dataclass(frozen=True, slots=True)
class StoredMention:
    """One mention of a stored revision, as far as telling revisions apart needs it."""

    identity: str
    url: str | None
    title: str | None


def standings(bulk: Bulk, keys: Sequence[str]) -> dict[str, Standing]:
    """Look up documents by their keys; unknown ones are absent."""
    rows = bulk.rows_where_in(
        "SELECT document.key, document.id, gone_at, revision.id, number, sha256, as_of, reader, format, current "
        "FROM document JOIN revision ON document_id = document.id WHERE document.key IN {values} ORDER BY number",
        keys,
    )
    revisions: dict[str, list[Stored]] = defaultdict(list)
    heads: dict[str, tuple[int, bool]] = {}
    for key, document_id, gone_at, *revision in rows:
        heads[key] = (document_id, gone_at is not None)
        revisions[key].append(Stored(*revision))
    return {key: Standing(*heads[key], tuple(revisions[key])) for key in heads}


def mentions_of(bulk: Bulk, revision_id: int) -> list[StoredMention]:
    """Give the mentions of one revision in its order."""
    rows = bulk.rows_where_in(
        "SELECT identity, url, title FROM mention JOIN link ON link.id = link_id "
        "WHERE revision_id IN {values} ORDER BY position",
        [revision_id],
    )
    return [StoredMention(*row) for row in rows]


def refusals(bulk: Bulk, keys: Sequence[str]) -> dict[str, tuple[int | None, str, str]]:
    """Give line, reason and detail of what was noted last of inputs that could not be read at all."""
    rows = bulk.rows_where_in(
        "SELECT key, line, reason, detail FROM skipped WHERE revision_id IS NULL AND key IN {values} ORDER BY id", keys
    )
    return {key: (line, reason, detail) for key, line, reason, detail in rows}


def all_contents(bulk: Bulk) -> Known:
    """Give what `peek.known` gives, of a catalogue that is no file."""
    return by_key(bulk.execute(CONTENTS))


def begin_run(bulk: Bulk, now: str) -> int:
    """Note that an import begins to write; gives the run's id."""
    run_id: int = (bulk.execute("SELECT max(id) FROM run")[0][0] or 0) + 1
    bulk.insert("run", [(run_id, now, None)])
    return run_id


def finish_run(bulk: Bulk, run_id: int, now: str) -> None:
    """Note that an import came to its end."""
    bulk.execute("UPDATE run SET finished_at = ? WHERE id = ?", (now, run_id))


@dataclass(slots=True)
class Writer:
    """Collects the rows of a batch of documents and writes them, table by table.

    Must live inside one writing transaction: it gives ids from the highest ones it found at its start.
    `now` is the import's time in ISO 8601, `run_id` the run that skipped input belongs to.
    """

    bulk: Bulk
    now: str
    run_id: int
    _next: dict[str, int] = field(default_factory=dict)
    _rows: dict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))
    _found: dict[str, dict[str, int]] = field(default_factory=lambda: {"link": {}, "topic": {}})
    _spelt: dict[str, Row] = field(default_factory=dict)
    new_links: int = 0

    def look_up(self, batch: Sequence[Prepared]) -> None:
        """Find which links and topics of the documents to come are known already, in two queries.

        A topic that documents spell in several ways has the first spelling in the order of characters: it must not
        depend on which of them was imported first.
        """
        links = {link[0] for prepared in batch for link in prepared.links}
        query = "SELECT identity, id FROM link WHERE identity IN {values}"
        self._found["link"].update(self.bulk.rows_where_in(query, sorted(links)))
        topics = sorted((topic for prepared in batch for topic in prepared.topics), reverse=True)
        self._spelt = {key: (key, *names) for key, *names in topics}
        query = "SELECT key, id, series, name FROM topic WHERE key IN {values}"
        for key, topic_id, *names in self.bulk.rows_where_in(query, sorted(self._spelt)):
            self._found["topic"][key] = topic_id
            if self._spelt[key] < (key, *names):
                rename = "UPDATE topic SET series = ?, name = ? WHERE id = ?"
                self.bulk.execute(rename, (*self._spelt[key][1:], topic_id))

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
        self.bulk.execute("UPDATE revision SET current = true WHERE id = ?", (standing.latest.id,))

    def mark_gone(self, standing: Standing) -> None:
        """Note that a document's file is gone; everything it ever said stays."""
        self._retire(standing.document_id, gone_at=self.now)

    def refuse(self, key: str, line: int | None, reason: str, detail: str) -> None:
        """Note an input that could not be read at all."""
        self._new("skipped", (self.run_id, None, key, line, reason, detail))

    def flush(self) -> None:
        """Write what was collected."""
        for name in ORDER:
            self.bulk.insert(name, self._rows.pop(name, ()))

    def _add_content(self, prepared: Prepared, revision_id: int) -> None:
        topics = [self._known("topic", self._spelt[row[0]]) for row in prepared.topics]
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
            self.new_links += table == "link" and row[1] != "paper"
        return found[row[0]]

    def _new(self, table: str, row: Row) -> int:
        if table not in self._next:
            self._next[table] = (self.bulk.execute(f"SELECT max(id) FROM {table}")[0][0] or 0) + 1  # noqa: S608 - our names
        given = self._next[table]
        self._next[table] = given + 1
        self._rows[table].append((given, *row))
        return given

    def _retire(self, document_id: int, gone_at: str | None) -> None:
        self.bulk.execute("UPDATE revision SET current = false WHERE document_id = ? AND current", (document_id,))
        self.bulk.execute("UPDATE document SET gone_at = ? WHERE id = ?", (gone_at, document_id))


def _searchable(ids: list[int], words: list[tuple[str, str]]) -> list[Row]:
    return [(row_id, *pair) for row_id, pair in zip(ids, words, strict=True) if pair != ("", "")]
