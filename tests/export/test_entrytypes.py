import pytest
from export_entries import detailed, entry, paper

from curator.export.entrytypes import BY_RULE, ENTRY_TYPES, homes_of, kind_of, type_of
from curator.model import Entry


@pytest.mark.parametrize(("item", "kind", "biblatex", "bibtex"), [
    (entry(), "webpage", "online", "misc"),
    (entry(rule="arxiv", identity="arxiv:1706.03762"), "article", "misc", "misc"),
    (entry(rule="doi", identity="doi:10.1/x"), "document", "misc", "misc"),
    (paper(), "document", "misc", "misc"),
    (detailed(kind="article-journal"), "article-journal", "article", "article"),
    (detailed(kind="book"), "book", "book", "book"),
    (detailed(kind="thesis"), "thesis", "thesis", "phdthesis"),
    (detailed(kind="song"), "song", "misc", "misc"),
])
def test_details_decide_on_the_type_then_the_identity(item: Entry, kind: str, biblatex: str, bibtex: str) -> None:
    assert (kind_of(item), type_of(item).biblatex, type_of(item).bibtex) == (kind, biblatex, bibtex)


def test_every_row_has_a_reason_and_stands_once() -> None:
    assert all(row.reason for row in ENTRY_TYPES)
    assert len({row.kind for row in ENTRY_TYPES}) == len(ENTRY_TYPES)
    assert len({rule for rule, _, _ in BY_RULE}) == len(BY_RULE)


def test_every_type_says_where_container_and_publisher_go() -> None:
    assert all(homes_of(name).reason for name in {row.biblatex for row in ENTRY_TYPES} | {"misc"})
