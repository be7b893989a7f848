"""Files of other programs, written by hand in the shape each of them has; what must be read stands beside each."""

import json
from pathlib import Path
from typing import Any

import pytest

from curator.model import Details, Document, Mention, Source
from curator.read.registry import read_source

FILES = sorted(path for path in (Path(__file__).parent / "foreign").iterdir() if not path.name.endswith(".expected"))


def said(document: Document, mention: Mention) -> dict[str, Any]:
    """Give what a mention says, as far as it says something."""
    section = document.sections[mention.section]
    details = mention.details or Details()
    facts = {
        "url": mention.url, "title": mention.title, "note": mention.note,
        "path": section.path, "topic": section.topic and section.topic.label,
        **{name: getattr(details, name) for name in Details.__slots__},
    }
    return {name: list(fact) if isinstance(fact, tuple) else fact for name, fact in facts.items() if fact}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_file_of_another_program_is_read_as_that_program_means_it(path: Path) -> None:
    document = read_source(Source(path.name, path.read_bytes()))
    assert isinstance(document, Document)
    expected = path.with_name(f"{path.name}.expected").read_text(encoding="utf-8")
    assert [said(document, mention) for mention in document.mentions] == json.loads(expected)
