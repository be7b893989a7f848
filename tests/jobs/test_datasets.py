"""Datasets out of a catalogue: what is in them, who can read them, and what becomes of their folder."""

import contextlib
import hashlib
import json
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
import yaml
from datasetdesk import (
    ARTICLE,
    BERRIES,
    CLOSED,
    CODE,
    EVIL,
    HOSTILE,
    NOAI,
    PAPER,
    REPOST,
    TEXTS,
    UNKNOWN,
    WARC,
    make,
    numbers,
    rows,
    stock,
)
from workbench import Workspace, post, workspace

from curator.catalogue.bulk import Bulk
from curator.dataset.made import About
from curator.errors import CuratorError, NotFoundError, UsageError
from curator.jobs import shards
from curator.model import Selection

Rows = dict[str, dict[str, Any]]


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """Make a catalogue with all sorts of pages, and a dataset of it with texts, that the tests only read."""
    desk = stock(workspace(tmp_path_factory.mktemp("shelf") / "desk"))
    make(desk, texts=True)
    return desk


@pytest.fixture(scope="module")
def folder(shelf: Workspace) -> Path:
    return shelf.root / "set"


@pytest.fixture(scope="module")
def told(folder: Path) -> Rows:
    return rows(folder)


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_row_tells_all_that_is_known_of_a_link_and_who_said_it(told: Rows) -> None:
    row = told[BERRIES]
    assert (row["title"], row["authors"], row["published"]) == ("My berries", ["李雷", "韩梅梅"], "2019-05")
    assert {one["field"]: one["source"] for one in row["sources"]} == {
        "title": "curator", "authors": "citation_author", "published": "json-ld datePublished",
        "language": "html lang", "description": "og:description", "kind": "identity"}
    assert (row["final_url"], row["status"], row["fetched_at"]) == (f"{BERRIES}#0", 200, "2026-03-04T05:06:07Z")
    assert (row["warc_file"], row["warc_offset"], row["warc_length"]) == (WARC, 0, 90)
    assert (row["tags"], row["notes"]) == (["GAN"], [EVIL, "这篇讲果酱。"])
    assert told[PAPER]["authors"] == ["Vaswani, Ashish"]
    assert (told[PAPER]["arxiv"], told[CODE]["github"]) == ("1706.03762", "abhi2610/ohem")


def test_every_place_that_cites_a_link_stands_with_its_day_line_and_remark(told: Rows) -> None:
    assert [(one["document"], one["date"], one["line"], one["note"]) for one in told[BERRIES]["cited_by"]] == [
        ("seeds/2021-05-01-b.md", "2021-05-01", 24, None), ("seeds/2020-03-07-a.md", "2020-03-07", 8, "这篇讲果酱。")]


def test_texts_are_given_but_where_an_opt_out_stands_and_its_description_stays_out_with_it(told: Rows) -> None:
    given = {url: row["text"] for url, row in told.items() if row["text"]}
    assert given == {BERRIES: ARTICLE, REPOST: TEXTS[REPOST], HOSTILE: f"a\nb\nc\n{EVIL}"}
    assert (told[NOAI]["opt_outs"], told[NOAI]["description"]) == ([{"source": "meta robots", "said": "noai"}], None)
    assert [told[url]["robots_allowed"] for url in (CLOSED, NOAI, UNKNOWN, CODE)] == [False, True, True, None]
    assert told[UNKNOWN]["opt_outs"] == [{"source": "tdmrep.json", "said": "tdm-reservation: 1"}]


def test_no_text_is_given_of_a_page_whose_host_nobody_asked(desk: Workspace) -> None:
    stock(desk)
    with contextlib.closing(Bulk(desk.url)) as bulk, bulk.transaction():
        bulk.execute("DELETE FROM robots WHERE origin = 'https://a.example'")
    row = rows(make(desk, texts=True)[0])[BERRIES]
    assert (row["robots_allowed"], row["text"], row["description"]) == (None, None, None)


def test_without_asking_for_texts_there_is_no_column_for_them(shelf: Workspace) -> None:
    place, made = make(shelf, "plain", formats=("jsonl",))
    assert all("text" not in row for row in rows(place).values())
    assert (made.tally.given, made.tally.withheld, made.tally.reserved) == (0, 0, 3)
    assert ARTICLE[:20] not in str(files(place))


def test_no_split_separates_what_resembles_and_all_files_hold_their_split_alone(folder: Path, told: Rows) -> None:
    assert told[BERRIES]["group"] == told[REPOST]["group"]
    assert told[NOAI]["group"] == told[CLOSED]["group"] != told[BERRIES]["group"]
    for file in folder.glob("jsonl/*.jsonl"):
        lines = file.read_text("utf-8").splitlines()
        assert {json.loads(line)["split"] for line in lines} == {file.name.partition("-")[0]}
    assert {row["split"] for row in told.values()} == {"train", "validation", "test"}


def test_links_keep_their_groups_when_others_come_or_are_left_out(desk: Workspace) -> None:
    stock(desk)
    before = {url: row["group"] for url, row in rows(make(desk)[0]).items()}
    desk.write("seeds/2022-01-01-c.md", post("坚果", *((f"https://z.example/{n}", f"Nut {n}") for n in range(30))))
    desk.imported()
    after = {url: row["group"] for url, row in rows(make(desk)[0]).items()}
    some = {url: row["group"] for url, row in rows(make(desk, selection=Selection(hosts=("b.example",)))[0]).items()}
    assert (len(after) - len(before), some) == (30, {REPOST: before[REPOST]})
    assert before.items() <= after.items()


def test_links_of_one_work_and_of_the_same_bytes_are_one_group(desk: Workspace) -> None:
    stock(desk)
    with contextlib.closing(Bulk(desk.url)) as bulk, bulk.transaction():
        link = numbers(bulk)
        bulk.insert("alias", [(link[CODE], link[PAPER], 900, "title", None)])
        bulk.execute("UPDATE page_fetch SET digest = 'sha1:0' WHERE link_id = ?", (link[HOSTILE],))
    found = rows(make(desk)[0])
    assert found[CODE]["group"] == found[PAPER]["group"]
    assert found[HOSTILE]["group"] == found[BERRIES]["group"] != found[PAPER]["group"]


def test_a_repeated_body_is_looked_up_where_it_is_kept(desk: Workspace) -> None:
    stock(desk)
    with contextlib.closing(Bulk(desk.url)) as bulk, bulk.transaction():
        like = "SELECT ?, run_id, link_id, ?, url, ?, ?, kind, size, ?, '', '', ?, file, 7000, 60, '' FROM page_fetch"
        for values in ((90, "2026-05-01T00:00:00Z", 304, True, "sha1:0", 1),
                       (91, "2026-06-01T00:00:00Z", 404, False, None, None)):
            bulk.execute(f"INSERT INTO page_fetch {like} WHERE id = 1", values)
    row = rows(make(desk)[0])[BERRIES]
    assert (row["fetched_at"], row["status"]) == ("2026-05-01T00:00:00Z", 304)
    assert (row["warc_offset"], row["warc_length"], row["content_digest"]) == (0, 90, "sha1:0")


def test_readers_of_parquet_see_the_same_rows(folder: Path, told: Rows) -> None:
    import duckdb
    import pandas
    import polars

    asked = duckdb.read_parquet(f"{folder}/data/*.parquet")
    ducks = (dict(zip(asked.columns, values, strict=True)) for values in asked.fetchall())
    of_duck = {row["url"]: row for row in ducks}
    of_polars = {row["url"]: row for row in polars.read_parquet(folder / "data" / "*.parquet").to_dicts()}
    frame = pandas.read_parquet(folder / "data")
    assert of_duck == of_polars
    assert {url: as_json(row) for url, row in of_duck.items()} == told
    assert {row.url: row.group for row in frame.itertuples()} == {url: row["group"] for url, row in told.items()}
    assert str(frame["fetched_at"].dtype) == "datetime64[ms, UTC]"


def as_json(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: as_json(one) for name, one in value.items()}
    if isinstance(value, list):
        return [as_json(one) for one in value]
    return value.isoformat().replace("+00:00", "Z") if hasattr(value, "isoformat") else value


@pytest.fixture
def offline(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    for name, value in (("HF_HUB_OFFLINE", "1"), ("HF_DATASETS_OFFLINE", "1"), ("HF_HOME", str(tmp_path / "hub"))):
        monkeypatch.setenv(name, value)
    import datasets

    datasets.disable_progress_bars()
    yield datasets
    datasets.enable_progress_bars()


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")
def test_the_hub_s_library_loads_it_offline_by_its_card(
    offline: Any, shelf: Workspace, folder: Path, told: Rows, tmp_path: Path
) -> None:
    loaded = offline.load_dataset(str(folder), cache_dir=str(tmp_path / "cache"))
    assert list(loaded) == ["train", "validation", "test"]
    found = {row["url"]: row for row in chain.from_iterable(split.to_list() for split in loaded.values())}
    assert {url: as_json(row) for url, row in found.items()} == told
    lines, _ = make(shelf, "lines", formats=("jsonl",), texts=True)
    again = offline.load_dataset(str(lines), cache_dir=str(tmp_path / "lines"))
    assert {row["url"]: row for row in chain.from_iterable(split.to_list() for split in again.values())} == found
    head = yaml.safe_load((folder / "README.md").read_text("utf-8").split("\n---\n")[0].removeprefix("---\n"))
    assert loaded["train"].features._to_yaml_list() == head["dataset_info"]["features"]


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::FutureWarning")
def test_the_metadata_is_valid_croissant_and_leads_to_the_rows(shelf: Workspace, told: Rows) -> None:
    import mlcroissant

    about = About("links", "链接", "Links of a blog.", "CC-BY-4.0", "Somebody", "https://example.org/links")
    place, _ = make(shelf, "croissant", about)
    found = mlcroissant.Dataset(jsonld=str(place / "croissant.json"))
    assert (found.metadata.ctx.issues.errors, found.metadata.ctx.issues.warnings) == (set(), set())
    records = {record["links/url"].decode(): record for record in found.records("links")}
    assert records.keys() == told.keys()
    assert [one["links/cited_by/line"] for one in records[BERRIES]["links/cited_by"]] == [24, 8]


def test_the_checksums_are_those_of_all_files(folder: Path) -> None:
    held = files(folder)
    sums = dict(line.split("  ")[::-1] for line in (folder / "SHA256SUMS").read_text().splitlines())
    assert sums == {name: hashlib.sha256(data).hexdigest() for name, data in held.items()
                    if name not in {"SHA256SUMS", ".curator-dataset.json"}}
    declared = json.loads(held["croissant.json"])["distribution"]
    assert {one["contentUrl"]: one["sha256"] for one in declared[:-1]}.items() <= sums.items()


def test_the_same_catalogue_gives_the_same_bytes(shelf: Workspace, folder: Path) -> None:
    assert files(make(shelf, "again", texts=True)[0]) == files(folder)


def test_what_strangers_wrote_is_data_in_rows_and_nowhere_else(folder: Path, told: Rows) -> None:
    assert (told[HOSTILE]["title"], told[HOSTILE]["site"], told[HOSTILE]["licence"]) == (EVIL, EVIL, EVIL)
    assert (told[HOSTILE]["url"], told[HOSTILE]["language"]) == (HOSTILE, "x-<b>|evil")
    assert not [name for name in ("README.md", "croissant.json") if "alert(1)" in (folder / name).read_text("utf-8")]


def test_a_next_dataset_takes_the_place_of_the_one_before_and_leaves_what_is_not_its_own(desk: Workspace) -> None:
    stock(desk)
    place, _ = make(desk)
    desk.write("set/.git/HEAD", "ref: refs/heads/main")
    desk.write("set/LICENSE", "mine")
    make(desk, formats=("jsonl",))
    assert {"LICENSE", ".git/HEAD", "README.md"} <= set(files(place))
    assert not (place / "data").exists()


def test_a_folder_with_other_things_is_left_alone(shelf: Workspace) -> None:
    shelf.write("other/README.md", "mine")
    with pytest.raises(CuratorError, match="holds other files, and no dataset"):
        make(shelf, "other")
    assert files(shelf.root / "other") == {"README.md": b"mine"}


def test_a_dataset_that_fails_leaves_the_one_that_was_there(
    desk: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    stock(desk)
    before = files(make(desk)[0])

    def broken(_: object) -> str:
        raise RuntimeError

    monkeypatch.setattr("curator.jobs.datasets.croissant", broken)
    with pytest.raises(RuntimeError):
        make(desk, about=About(title="Other"))
    assert files(desk.root / "set") == before


def test_what_cannot_be_a_dataset_is_refused_before_anything_is_made(shelf: Workspace) -> None:
    for refusal, asked in ((UsageError, {"formats": ("csv",)}), (UsageError, {"about": About(url="javascript:1")}),
                           (NotFoundError, {"selection": Selection(hosts=("nowhere.example",))})):
        with pytest.raises(refusal):
            make(shelf, "refused", **asked)
        assert not (shelf.root / "refused").exists()


def test_a_full_file_is_followed_by_the_next_and_their_names_count_them(
    shelf: Workspace, monkeypatch: pytest.MonkeyPatch, told: Rows
) -> None:
    monkeypatch.setattr(shards, "ROWS", 20)
    monkeypatch.setattr(shards, "FULL", 15_000)
    place, made = make(shelf, "many", texts=True)
    names = [file.path for file in made.files if file.path.startswith("jsonl/train")]
    assert names == [f"jsonl/train-{n:05}-of-{len(names):05}.jsonl" for n in range(len(names))]
    assert len(names) > 1
    assert rows(place) == told


def test_texts_are_written_before_many_of_them_wait(shelf: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    from pyarrow.parquet import ParquetFile

    monkeypatch.setattr(shards, "CHARACTERS", 100)
    place, _ = make(shelf, "small", texts=True)
    groups = [ParquetFile(file).num_row_groups for file in (place / "data").iterdir()]
    assert max(groups) > 1


def test_a_dataset_is_no_input(desk: Workspace) -> None:
    stock(desk)
    make(desk, "seeds/set")
    assert desk.imported().changes == []


def test_the_program_makes_a_dataset_and_tells_what_is_in_it(shelf: Workspace) -> None:
    said, = shelf.json("dataset", "-o", "cli", "--with-text", "--topic", "蔬菜", "--format", "jsonl", "--name", "veg")
    assert (said["links"], said["texts"], said["withheld"], said["reserved"]) == (5, 2, 2, 3)
    assert sum(said["splits"].values()) == 5
    assert set(rows(shelf.root / "cli")) == {BERRIES, REPOST, NOAI, CLOSED, UNKNOWN}
    done = shelf.call("dataset", "-o", "cli", "--format", "jsonl")
    assert (done.returncode, done.stderr) == (0, "no licence is said; --licence says how the collection may be used\n")
    assert "68  links in " in done.stdout


def test_texts_that_nobody_has_read_are_told_with_what_reads_them(desk: Workspace) -> None:
    stock(desk)
    assert desk.json("dataset", "-o", "set", "--with-text")[0]["unread"] == 1
    done = desk.call("dataset", "-o", "set", "--with-text")
    assert "1 pages are kept whose texts are not read yet: curator crawl --texts-only" in done.stderr


def test_a_format_that_is_none_is_refused_in_a_sentence(shelf: Workspace) -> None:
    done = shelf.call("dataset", "-o", "cli2", "--format", "arrow")
    assert (done.returncode, "there are parquet, jsonl" in done.stderr) == (UsageError.exit_code, True)
