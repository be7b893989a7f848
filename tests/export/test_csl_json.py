import json
from datetime import date
from typing import Any

import pytest
from csl_schema import SCHEMA, TYPES
from export_entries import detailed, entry, paper, written
from hostile_cases import ENTRIES

from curator.export.entrytypes import BY_RULE, ENTRY_TYPES
from curator.model import Entry, Health, kinds

FULL = detailed(
    kind="article-journal", authors=("Li, Fei", "机器之心", "Smith, Jr., Ann"), issued="2017-06", container="J & Co",
    editors=("Wu, An",), volume="30", number="2", pages="1-9", tags=("a", "b, c"), language="chinese", publisher="MIT",
)._replace(title="多任务学习", notes=("好文",), topic="深度学习", own_keys=("li2017",))


def item(entry: Entry) -> dict[str, Any]:
    (found,) = json.loads(written("csl-json", entry))
    assert isinstance(found, dict)
    return found


def test_an_article_says_everything_in_variables_of_its_own() -> None:
    assert item(FULL) == {
        "id": "example-1", "type": "article-journal", "title": "多任务学习",
        "author": [{"family": "Li", "given": "Fei"}, {"literal": "机器之心"},
                   {"family": "Smith", "suffix": "Jr.", "given": "Ann"}],
        "editor": [{"family": "Wu", "given": "An"}], "issued": {"date-parts": [[2017, 6]]},
        "container-title": "J & Co", "publisher": "MIT", "volume": "30", "issue": "2", "page": "1-9",
        "URL": "https://example.org/a", "accessed": {"date-parts": [[2024, 5, 6]]}, "language": "zh-CN",
        "keyword": "深度学习, a, b c", "note": "好文",
        "custom": {"topics": ["深度学习"], "tags": ["a", "b, c"], "own-keys": ["li2017"]},
    }


@pytest.mark.parametrize(("said", "fields"), [
    ({"kind": "book", "container": "LNCS", "number": "7"}, {"collection-title": "LNCS", "collection-number": "7"}),
    ({"kind": "report", "number": "TR-1"}, {"number": "TR-1"}),
    ({"arxiv": "1706.03762v5", "arxiv_class": "cs.CL"},
     {"number": "arXiv:1706.03762v5", "DOI": "10.48550/arXiv.1706.03762", "custom": {"arxiv-class": "cs.CL"}}),
    ({"language": "zh-TW"}, {"language": "zh-TW"}),
    ({"issued": "soon"}, {"language": "en"}),
])
def test_each_kind_has_its_own_variables(said: dict[str, str], fields: dict[str, Any]) -> None:
    found = item(detailed(**said))
    assert {name: found[name] for name in fields} == fields
    assert "issued" not in found


def test_how_a_link_stands_is_always_told_and_a_dead_one_is_marked_where_that_is_asked() -> None:
    health = Health("dead", date(2026, 11, 2), date(2026, 11, 9), None, "https://archive.example/x")
    custom = {"verdict": "dead", "since": "2026-11-02", "checked": "2026-11-09", "archive-url": "https://archive.example/x"}
    silent, marked = item(entry(health=health)), item(entry(health=health, marked=True))
    assert silent["custom"] == marked["custom"] == custom
    assert "note" not in silent
    assert marked["note"] == "[dead since 2026-11-02; archived copy: https://archive.example/x]"


@pytest.mark.parametrize("kind", sorted(kinds.TYPES))
def test_every_kind_is_valid(kind: str) -> None:
    SCHEMA.validate(json.loads(written("csl-json", detailed(kind=kind, number="1", container="x", issued="2017"))))


def test_hostile_entries_and_works_without_an_address_are_valid() -> None:
    SCHEMA.validate(json.loads(written("csl-json", *ENTRIES, paper(), FULL)))


def test_nothing_is_an_empty_array() -> None:
    assert json.loads(written("csl-json")) == []


def test_the_tables_use_words_of_csl_only() -> None:
    named = {row.kind for row in ENTRY_TYPES} | {kind for _, kind, _ in BY_RULE}
    assert named <= kinds.TYPES == set(TYPES)
