"""What the benchmarks' own tools promise; how fast anything is, they tell when they are run."""

import sqlite3
import sys
from contextlib import closing
from itertools import islice
from pathlib import Path

import pytest
from desk import Desk, set_up
from generate import generate, originals, posts_for, vary
from measure import Row, Used, run, take_turns
from of_dedupe import sections_in, versions
from of_repeats import store

from curator.jobs.comparing import bring_up_to_date

SEEDS = Path(__file__).parents[2] / "seeds"
POST = "---\ntitle: A\n---\n\nhttps://example.org/p/12345\n\n一个标题\n"


def test_another_copy_has_other_links_and_other_titles_of_the_same_shape() -> None:
    copy = vary(POST, 1).splitlines()
    differ = [number for number, (old, new) in enumerate(zip(POST.splitlines(), copy, strict=True)) if old != new]
    assert differ == [1, 4, 6]
    assert len(copy[4]) == len("https://example.org/p/12345")


def test_the_first_copy_is_the_original() -> None:
    assert vary(POST, 0) == POST


def test_a_blog_has_as_many_posts_as_hold_the_links_that_were_asked_for(tmp_path: Path) -> None:
    posts = posts_for(SEEDS, 1_000)
    links = generate(SEEDS, posts, tmp_path)
    assert (len(originals(tmp_path)), abs(links - 1_000) < 100) == (posts, True)


def test_posts_of_the_same_name_in_two_folders_both_come(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "post.md").write_text(POST, encoding="utf-8")
    assert generate(tmp_path, 2, tmp_path / "blog") == 2
    assert len(originals(tmp_path / "blog")) == 2


def test_the_memory_of_children_counts(tmp_path: Path) -> None:
    if not Path("/proc/self/smaps_rollup").exists():
        pytest.skip("only Linux tells it")
    child = "x = b'x' * 50_000_000; import time; time.sleep(0.5)"
    parent = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])"
    assert run([sys.executable, "-c", parent], tmp_path, watch=0.02).memory > 50_000_000


def test_a_program_that_fails_is_no_result(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="exit code 3"):
        run([sys.executable, "-c", "raise SystemExit(3)"], tmp_path)


def test_contestants_take_turns_and_give_medians() -> None:
    turns: list[str] = []

    def contestant(name: str) -> Used:
        turns.append(name)
        return Used(wall=len(turns), cpu=0)

    took = take_turns({"a": lambda: contestant("a"), "b": lambda: contestant("b")}, runs=3)
    assert (turns, took["a"].wall, took["b"].wall) == (list("ababab"), 3, 4)


@pytest.mark.parametrize(("value", "verdict"), [(1.0, "ok"), (1.01, "missed")])
def test_a_target_is_met_up_to_itself(value: float, verdict: str) -> None:
    assert Row("x", value, "s", target=1.0).verdict == verdict


def test_a_new_import_begins_anew_and_a_changed_post_is_one_revision_more(tmp_path: Path) -> None:
    desk = set_up(tmp_path / "desk", SEEDS, 2)
    desk.import_anew()
    desk.import_changed()
    assert _revisions(desk) == 3
    desk.import_anew()
    assert _revisions(desk) == 2


def test_posts_are_stored_as_an_import_stores_them_and_their_sections_repeat(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'curator.sqlite3'}"
    post = tuple(islice(versions(list(sections_in(SEEDS))), 20))
    store(url, 0, [post])
    first = bring_up_to_date(url)
    store(url, 1, [post])
    assert (first.sections, bring_up_to_date(url).contents) == (20, 0)


def _revisions(desk: Desk) -> int:
    with closing(sqlite3.connect(desk.catalogue)) as connection:
        return int(connection.execute("SELECT count(*) FROM revision").fetchone()[0])
