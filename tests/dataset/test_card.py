"""The card and the Croissant metadata of a dataset: what they say, whatever its maker and its pages say."""

import json
from collections import Counter
from datetime import date
from typing import Any

import pytest
import yaml

from curator.dataset.card import card
from curator.dataset.cite import bibtex
from curator.dataset.columns import COLUMNS, TYPES, columns
from curator.dataset.croissant import croissant
from curator.dataset.document import dataset_page
from curator.dataset.interface import formats
from curator.dataset.made import About, DataFile, Made, Part, Tally
from curator.dataset.parquet import schema

EVIL = 'x"}: ---\n# [a](javascript:1) <img src=x onerror=1> | {{ b }} \\end{document} %'
FILES = (DataFile("data/train-00000-of-00001.parquet", 700, "ab" * 32),
         DataFile("jsonl/train-00000-of-00001.jsonl", 900, "cd" * 32))


def made(about: About, *names: str, texts: bool = False, **counts: Any) -> Made:
    tally = Tally(rows=12_345, splits=Counter(train=12_345), **counts)
    parts = (Part("train", 12_345, 4_000),)
    return Made(about, columns(texts=texts), formats(names or ("parquet", "jsonl")), tally, parts, FILES,
                date(2026, 3, 4), texts)


def head(text: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(text.removeprefix("---\n").partition("\n---\n")[0])
    return found


def test_the_front_matter_tells_the_hub_what_is_in_the_dataset() -> None:
    found = head(card(made(About("links", "链接", licence="CC-BY-4.0"), languages=Counter(zh=3, en=1))))
    assert (found["pretty_name"], found["license"], found["language"]) == ("链接", "cc-by-4.0", ["en", "zh"])
    assert found["size_categories"] == ["10K<n<100K"]
    assert found["configs"][0]["data_files"] == [{"split": "train", "path": "data/train-*.parquet"}]
    assert found["dataset_info"]["splits"] == [{"name": "train", "num_bytes": 4_000, "num_examples": 12_345}]
    assert [row["name"] for row in found["dataset_info"]["features"]] == [column.name for column in COLUMNS]


def test_a_dataset_without_parquet_leads_to_its_json_lines() -> None:
    text = card(made(About("links", "Links"), "jsonl"))
    assert head(text)["configs"][0]["data_files"][0]["path"] == "jsonl/train-*.jsonl"


@pytest.mark.parametrize(("said", "fields", "address"), [
    ("", {"license": "unknown"}, None),
    ("CC-BY-4.0", {"license": "cc-by-4.0"}, "https://spdx.org/licenses/CC-BY-4.0.html"),
    ("https://a.example/l", {"license": "other", "license_link": "https://a.example/l"}, "https://a.example/l"),
    ("Ask me first", {"license": "other", "license_name": "Ask me first"}, "Ask me first"),
])
def test_a_licence_is_written_as_each_reader_wants_it(said: str, fields: dict[str, str], address: str | None) -> None:
    one = made(About("links", "Links", licence=said))
    assert head(card(one)).items() >= fields.items()
    assert json.loads(croissant(one)).get("license") == address


def test_what_its_maker_and_pages_say_is_text_and_nothing_else() -> None:
    evil = made(About(EVIL, EVIL, EVIL, EVIL, EVIL), opt_outs=Counter({"meta robots": 1}))
    text = card(evil)
    assert head(text)["pretty_name"] == EVIL
    body = text.removeprefix("---\n").partition("\n---\n")[2].partition("```bibtex")[0]
    assert "](javascript:1)" not in body.replace(r"\]", "")
    assert "<img" not in body.replace(r"\<", "")
    assert json.loads(croissant(evil))["alternateName"] == EVIL
    assert [line for line in body.splitlines() if line.startswith("# ")] == [body.splitlines()[1]]


def test_the_card_tells_what_was_kept_out() -> None:
    one = made(About("a", "A"), texts=True, reserved=7, withheld=3, opt_outs=Counter({"meta robots": 5}), given=9)
    assert "Of 7 links the owner reserves the text" in card(one)
    assert "| `meta robots` | 5 |" in card(one)
    assert "9 are given, 3 are known and left out" in card(one)
    assert "No texts of pages are in this dataset" in card(made(About("a", "A")))


def test_a_dataset_is_cited_by_what_its_maker_says() -> None:
    about = About("my links", "100% of it", creator="Team & Co", url="https://a.example/{x}")
    assert bibtex(about, date(2026, 3, 4)) == (
        "@dataset{my-links,\n  title = {{100\\% of it}},\n  author = {{Team \\& Co}},\n  year = {2026},\n"
        "  date = {2026-03-04},\n  url = {https://a.example/%7Bx%7D},\n}\n")


def test_every_column_has_its_types_in_every_format_and_its_row_on_the_page() -> None:
    all_of_them = columns(texts=True)
    fields = json.loads(croissant(made(About("a", "A"), texts=True)))["recordSet"][0]["field"]
    assert [field["name"] for field in fields] == [column.name for column in all_of_them] == schema(all_of_them).names
    assert {column.type for column in all_of_them} | {part.type for one in COLUMNS for part in one.parts} == set(TYPES)
    assert all(f"| `{column.name}` |" in dataset_page() for column in all_of_them)
