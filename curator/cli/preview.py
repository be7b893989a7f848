"""A document as `curator read` shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from curator.cli.console import Item, print_items, say
from curator.cli.summary import complain
from curator.model import Kind, Rejected
from curator.urls.identity import identify

if TYPE_CHECKING:
    from curator.model import Document, Mention, Section


def document_json(document: Document) -> dict[str, Any]:
    """Give a document for programs: its head, sections, references and papers, each with its line in the file."""
    sections = document.sections
    return {
        "path": document.key,
        "format": document.format,
        "encoding": document.encoding,
        "title": document.title,
        "category": document.category,
        "date": document.date.isoformat() if document.date else None,
        "series": document.series,
        "part": document.part,
        "topics": [{"series": t.topic.series, "name": t.topic.name, "part": t.part} for t in document.topics],
        "sections": [
            {"line": s.line, "level": s.level, "heading": s.heading, "topic": s.topic.label if s.topic else None}
            for s in sections
            if s.level
        ],
        "references": [_reference(m, sections[m.section]) for m in document.mentions if m.kind is not Kind.PAPER],
        "papers": [
            {"line": m.line, "title": m.title, "note": m.note, "label": m.label, "section_line": _line(s)}
            for m, s in ((m, sections[m.section]) for m in document.mentions if m.kind is Kind.PAPER)
        ],
        "skipped": [{"line": s.line, "reason": s.reason, "detail": s.detail} for s in document.skipped],
    }


def _reference(mention: Mention, section: Section) -> dict[str, Any]:
    return {
        "line": mention.line,
        "url": mention.url,
        "title": mention.title,
        "note": mention.note,
        "label": mention.label,
        "section_line": _line(section),
        "kind": mention.kind.value,
        "identity": identify(mention.url or "").identity,
    }


def _line(section: Section) -> int | None:
    return section.line if section.level else None


def _item(mention: Mention, section: Section) -> Item:
    said = (f"line {mention.line}", mention.label, mention.kind.value if mention.kind is not Kind.REFERENCE else None)
    row = (mention.line, section.heading, mention.label, mention.title, mention.url)
    place = ", ".join(filter(None, said))
    return Item(mention.title or "(no title)", mention.url or "", place, row, " › ".join(section.path))


def print_document(document: Document) -> None:
    """Show a document's references as a table."""
    counted = sum(m.kind in (Kind.REFERENCE, Kind.INLINE) for m in document.mentions)
    papers = sum(m.kind is Kind.PAPER for m in document.mentions)
    say(f"{document.key}: {document.title or 'no title'}")
    say(f"{counted} references, {papers} papers, {len(document.sections) - 1} headings")
    if document.topics:
        say(f"topics: {', '.join(part.topic.label for part in document.topics)}")
    print_items(_item(mention, document.sections[mention.section]) for mention in document.mentions)
    for skip in document.skipped:
        complain(Rejected(document.key, skip.reason, skip.detail, skip.line))
