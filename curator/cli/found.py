"""One link, topic or document on the terminal."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from curator.catalogue.looking import DocumentFound, LinkFound
from curator.cli.archiving import print_snapshots, snapshot_json
from curator.cli.checked import looks_json, print_looks
from curator.cli.console import Item, print_items, print_table, say
from curator.cli.sayings import spoken_of, told
from curator.jobs.looking import TopicFound

if TYPE_CHECKING:
    from collections.abc import Iterable

    from curator.catalogue.looking import MentionFound, SameWork
    from curator.model import Entry


def print_found(found: LinkFound | TopicFound | DocumentFound) -> None:
    """Show what was found."""
    if isinstance(found, LinkFound):
        _print_link(found)
    elif isinstance(found, DocumentFound):
        _print_document(found)
    else:
        _print_topic(found)


def found_json(found: LinkFound | TopicFound | DocumentFound) -> dict[str, Any]:
    """Give what was found."""
    said = {"kind": type(found).__name__.removesuffix("Found").lower()} | asdict(found)
    if not isinstance(found, LinkFound):
        return said
    return said | looks_json(found.standing, found.history) | {
        "snapshots": [*map(snapshot_json, found.snapshots)], "found": [one._asdict() for one in found.found],
    }


def _print_fields(fields: Iterable[tuple[str, object]]) -> None:
    for name, value in fields:
        if value not in (None, "", ()):
            say(f"{name:>10}  {value}")


def _print_link(link: LinkFound) -> None:
    conflict = "  (documents disagree)" if link.conflict else ""
    own = {one.field: str(one.value) for one in reversed(link.own) if one.field == "title"}
    _print_fields((
        ("title", own.get("title")),
        ("found title" if own else "title", (link.title or "none given") + conflict),
        ("address", link.canonical),
        ("identity", f"{link.identity} (rules {link.version})"),
        ("key", link.citation_key),
        ("imported", link.imported_at),
        ("warning", "a local address: it is never requested" if link.local else None),
        *((_work(one), one.canonical or one.identity) for one in link.works),
    ))
    if link.own:
        columns = {"own": "fold", "says": "fold", "said": "", "change": "right", "of the same work": "fold"}
        print_table(columns, [
            (spoken_of(one.field, one.item), told(one.value), one.at, one.change,
             one.identity if one.identity != link.identity else "")
            for one in link.own
        ])
    if link.found:
        print_table({"found": "", "says": "fold", "by": "fold"}, link.found)
    for one in link.repairs:
        taken = f", taken back {one.reverted_at}" if one.reverted_at else ""
        say(f"{'repaired':>10}  {one.url} → {one.new_url}, in {one.document}:{one.line} {one.at}{taken}")
    print_looks(link.standing, link.history)
    print_snapshots(link.snapshots)
    rows = [
        (m.document + ("" if m.current else f" (revision {m.revision})"), m.line, " › ".join(m.path), m.label, m.title)
        for m in link.mentions
    ]
    print_table({"document": "fold", "line": "right", "section": "fold", "label": "", "title": "fold"}, rows)


def _work(one: SameWork) -> str:
    return "shown as" if one.shown else "same work"


def _print_document(document: DocumentFound) -> None:
    _print_fields((
        ("document", document.key),
        ("title", document.title),
        ("category", document.category),
        ("date", document.date),
        ("series", f"{document.series}, part {document.part}" if document.part else document.series),
        ("topics", ", ".join(document.topics)),
        ("format", f"{document.format}, {document.encoding}"),
        ("gone", document.gone_at),
    ))
    revisions = [
        (r.number, "now" if r.current else "", r.as_of, r.origin, r.size, r.sha256[:12]) for r in document.revisions
    ]
    print_table({"revision": "right", "": "", "as of": "", "origin": "fold", "bytes": "right", "sha256": ""}, revisions)
    _print_mentions(document.mentions)
    if document.repeats:
        say("Sections that stand elsewhere:")
        rows = [
            (r.line, r.heading, r.kind, f"{r.document}:{r.other_line}", r.other_heading, r.folded)
            for r in document.repeats
        ]
        columns = {"line": "right", "section": "fold", "it is": "", "what stands in": "fold", "as": "fold"}
        print_table(columns | {"folded": ""}, rows)
    for line, reason, detail in document.skipped:
        say(f"{document.key}:{line or ''} {reason} {detail}")


def _print_mentions(mentions: Iterable[MentionFound]) -> None:
    print_items(_mention(mention) for mention in mentions)


def _mention(mention: MentionFound) -> Item:
    row = (mention.line, " › ".join(mention.path), mention.label, mention.title, mention.url)
    place = ", ".join(filter(None, (f"line {mention.line}", mention.label)))
    return Item(mention.title or "(no title)", mention.url or "", place, row, " › ".join(mention.path))


def _print_topic(found: TopicFound) -> None:
    say(found.topic.label)
    rows = [(one.part, one.document, one.date, one.title) for one in found.documents]
    print_table({"part": "right", "document": "fold", "date": "", "title": "fold"}, rows)
    print_items(_entry(entry) for entry in found.entries)


def _entry(entry: Entry) -> Item:
    place = f"{entry.places[0].document}:{entry.places[0].line}"
    also = f", and in {len(entry.places) - 1} more" if len(entry.places) > 1 else ""
    title, path = entry.title or f"[{entry.display}]", " › ".join(entry.path)
    return Item(title, entry.url or "", place + also, (path, title, entry.url, place, len(entry.places)), path)
