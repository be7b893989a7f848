"""What is exported and imported again into an empty catalogue is the same, but for what the table of losses names."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from export_entries import detailed, entry, paper, written
from hostile_cases import ENTRIES, TEXTS, uncommaed
from workbench import Workspace, workspace

from curator.export.columns import COLUMNS
from curator.export.fidelity import LOSSES, READ, UNREAD, lost
from curator.export.registry import FORMATS, SITE
from curator.model import Details, Entry
from curator.urls.find import embedded
from curator.urls.identity import identify

Rows = dict[str, dict[str, Any]]

SEEDS = Path(__file__).parents[2] / "seeds"
PEOPLE = ("Li, Fei", "机器之心", "Smith, Jr., Ann", "Simon and Schuster", "de la Cruz, María")
SAID: dict[str, Any] = {
    "authors": PEOPLE, "editors": ("Wu, An",), "issued": "2017-06-12", "container": "J & Co", "publisher": "MIT; Press",
    "volume": "30", "number": "2", "pages": "1-9, e7", "doi": "10.1000/a_b", "language": "de", "tags": ("a", "b c"),
}
KINDS = ("article-journal", "article-magazine", "book", "thesis", "report", "post-weblog", "post", "webpage")

UNSAID = {"also", "verdict", "since", "checked", "moved_to", "archive", "starred", "reading", "added"}
"""What no entry here says: only looks, decisions and time make it."""


def rich() -> list[Entry]:
    """Give entries that say all that an entry can say, each at an address of its own."""
    made = [detailed(kind=kind, **SAID) for kind in KINDS]
    made += [
        detailed(kind="article", arxiv="1706.03762v5", arxiv_class="cs.CL"),
        entry("Two topics", topic="丙", topics=("丙", "甲", "系列——乙"), path=("1. 小节", "x > y")),
        entry("A; B", label="代码", notes=("one; two", "see https://b.example/x_(y), or not", "[dead]")),
        entry(None, label="官网", notes=("a remark",)), entry(None, path=("OpenFace",)),
        paper("《甲》: 乙")._replace(notes=("好书。", "100%")), entry("中文", "https://example.org/路/（x）?q=甲"),
    ]
    numbered = [one._replace(key=f"rich-{number}", topic=one.topic or "甲") for number, one in enumerate(made)]
    return [one._replace(url=one.url and f"{one.url}/{one.key}") for one in numbered]


def strange() -> list[Entry]:
    """Give pages of which strangers' words are said in every field that any page has."""
    said = ((one, replace(one.details or Details(), doi="", issued="", language="", volume="", publisher="",
                          kind="webpage", container="", tags=(uncommaed(TEXTS[number]),)))
            for number, one in enumerate(ENTRIES))  # fmt: skip
    return [one._replace(details=details) for one, details in said]


def rows(desk: Workspace) -> Rows:
    """Give everything a catalogue says of its entries. Remarks are one; what has no address was never looked at."""
    found = map(json.loads, desk.call("export", "jsonl").stdout.splitlines())
    return {
        said["identity"]: said | {"notes": "; ".join(said["notes"]), "accessed": said["url"] and said["accessed"]}
        for said in found
    }


def linked(shown: Rows) -> set[str]:
    """Give the identities of the addresses in remarks."""
    return {identify(said["notes"][a:b]).identity for said in shown.values() for a, b in embedded(said["notes"])}


def again(desk: Workspace, name: str, folder: Path) -> Rows:
    """Export everything, import it into an empty catalogue, and give what that says."""
    other = workspace(folder / name)
    file = other.root / "seeds" / f"list{FORMATS[name].suffix}"
    done = desk.call("export", name, "--output", str(file))
    assert done.returncode == 0, done.stderr
    assert other.imported().skipped == []
    return rows(other)


@pytest.fixture(scope="module")
def before(home: Workspace) -> Rows:
    return rows(home)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    desk = workspace(tmp_path_factory.mktemp("home"))
    for seed in SEEDS.glob("*.txt"):
        desk.write(f"seeds/{seed.name}", seed.read_bytes())
    desk.write("seeds/list.jsonl", written("jsonl", *rich(), *strange()))
    desk.imported()
    return desk


def test_every_format_is_read_again_or_says_why_not() -> None:
    assert sorted((*FORMATS, SITE.name)) == sorted((*READ, *UNREAD))
    assert {fact for loss in LOSSES for fact in loss.facts} <= {column.name for column in COLUMNS}


@pytest.mark.parametrize("name", READ)
def test_what_is_exported_and_imported_is_the_same(home: Workspace, before: Rows, name: str, tmp_path: Path) -> None:
    after = again(home, name, tmp_path)
    shown = {identity: said for identity, said in before.items() if said["url"] or name != "netscape"}
    assert set(after) == set(shown) | (linked(shown) if name in {"markdown", "html"} else set())
    pairs = [(said, after[identity]) for identity, said in shown.items()]
    differ = {column.name for column in COLUMNS for old, new in pairs if old[column.name] != new[column.name]}
    assert differ <= lost(name)
    assert all(new["notes"].startswith(old["notes"]) for old, new in pairs)
    assert all(new["title"] == old["title"] for old, new in pairs if old["title"])
    assert lost(name) - differ <= UNSAID
