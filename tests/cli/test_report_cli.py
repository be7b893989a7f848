"""curator report, as a person or a script calls it."""

import json
from datetime import date

import pytest
from rotdesk import ALIVE, FAILING, GONE, dead, give, looks, store
from workbench import Workspace

from curator.cli.rot_shown import SHOWN, bar, spark

ONE, TWO = "https://example.org/1", "https://example.org/2"


@pytest.fixture
def rotten(desk: Workspace) -> Workspace:
    give(desk, ONE, TWO)
    store(desk, [*dead(ONE, 40), *looks(TWO, [20, 41], ALIVE, FAILING)])
    return desk


def test_newly_dead_links_have_their_exit_code_once(rotten: Workspace) -> None:
    done = rotten.call("report")
    assert (done.returncode, done.stderr) == (8, "")
    assert done.stdout.startswith("1 newly dead, 1 newly suspect. (since the beginning, until ")
    assert f"dead\t{ONE}\t第 1 篇\t" in done.stdout
    assert "1 of 2 links that could be seen is dead, 50.0 %; 1 suspect." in done.stdout
    again = rotten.call("report")
    assert (again.returncode, again.stdout.partition(", until")[0]) == (0, "Nothing is new. (since the last report")


def test_a_suspect_link_alone_is_no_failure(desk: Workspace) -> None:
    give(desk, ONE)
    store(desk, looks(ONE, [20, 24], ALIVE, GONE))
    done = desk.call("report")
    assert (done.returncode, done.stdout.partition(" (")[0]) == (0, "1 newly suspect.")


def test_a_dry_run_remembers_nothing(rotten: Workspace) -> None:
    assert rotten.call("report", "--dry-run").returncode == 8
    assert rotten.rows("SELECT count(*) FROM report") == [(0,)]
    assert rotten.call("report").returncode == 8


def test_several_files_are_written_at_once_each_in_the_format_of_its_ending(rotten: Workspace) -> None:
    done = rotten.call("report", "-o", "out/rot.html", "-o", "rot.json", "-o", "rot.csv")
    assert done.stdout.splitlines()[0] == "out/rot.html: 1 newly dead, 1 newly suspect."
    assert (rotten.root / "out/rot.html").read_text().startswith("<!doctype html>")
    assert len(json.loads((rotten.root / "rot.json").read_text())["items"]) == 2
    assert (rotten.root / "rot.csv").read_text().count("\n") == 3


def test_a_format_without_a_file_goes_to_standard_output(rotten: Workspace) -> None:
    done = rotten.call("report", "--format", "json", "--since", "2021-02-09", "--until", "2021-02-09")
    assert [one["news"] for one in json.loads(done.stdout)["items"]] == ["dead"]
    assert json.loads(done.stdout)["until"] == "2021-02-09T23:59:59Z"
    assert done.returncode == 8


def test_the_last_report_is_made_again_in_another_format(rotten: Workspace) -> None:
    rotten.call("report")
    done = rotten.call("report", "--again", "--format", "csv")
    assert done.stdout.count("\n") == 3
    assert rotten.rows("SELECT count(*) FROM report") == [(1,)]


def test_a_run_of_github_gets_annotations_and_a_summary(rotten: Workspace) -> None:
    summary = rotten.write("summary-1234", "said before\n")
    done = rotten.call("report", "--format", "github", GITHUB_STEP_SUMMARY=str(summary))
    assert "::error file=seeds/2020-06-01-a.md,line=8,title=Newly dead link::" in done.stdout
    assert summary.read_text().startswith("said before\n# Link rot, ")


@pytest.mark.parametrize("words", [
    ("--since", "yesterday"), ("--until", "2021-02-30"), ("--since", "2021-03-01", "--until", "2021-02-01"),
    ("--format", "pdf"), ("--again", "--since", "2021-03-01"), ("--until", "0001-01-01T00:00:00+14:00"),
])
def test_what_cannot_be_meant_is_refused_and_nothing_written(rotten: Workspace, words: tuple[str, ...]) -> None:
    done = rotten.call("report", *words, "-o", "rot.md")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert not (rotten.root / "rot.md").exists()
    assert rotten.rows("SELECT count(*) FROM report") == [(0,)]


def test_times_may_be_of_another_zone(rotten: Workspace) -> None:
    given = ("--since", "2021-02-09T08:00:00+08:00", "--until", "2021-02-09T21:00:00+08:00")
    said = json.loads(rotten.call("report", "--format", "json", *given).stdout)
    assert (said["since"], said["until"]) == ("2021-02-09T00:00:00Z", "2021-02-09T13:00:00Z")


def test_without_a_catalogue_or_a_report_it_says_what_to_do(desk: Workspace) -> None:
    assert desk.call("report").returncode == 6
    give(desk, ONE)
    done = desk.call("report", "--again")
    assert (done.returncode, "make one with: curator report" in done.stderr) == (6, True)


def test_the_terminal_shows_the_beginning_and_says_how_to_see_all(desk: Workspace) -> None:
    urls = [f"https://example.org/{number}" for number in range(SHOWN + 3)]
    give(desk, *urls)
    store(desk, [look for url in urls for look in dead(url, 40)])
    done = desk.call("report")
    assert done.stdout.count("\ndead\t") == SHOWN
    assert "and 3 more, on the page: curator report --again -o report.html" in done.stdout


def test_hostile_titles_do_nothing_to_a_terminal(desk: Workspace) -> None:
    desk.write("seeds/a.md", f"# 一\n\n{ONE}\n\nred \x1b[31m \u202egnp.exe \x07\n")
    desk.imported()
    store(desk, dead(ONE, 40))
    assert all(one.isprintable() or one in "\n\t" for one in desk.call("report").stdout)


@pytest.mark.parametrize(("values", "drawn"), [([0, 0.5, 1], "▁▅█"), ([], ""), ([0, 0], "▁▁")])
def test_a_line_of_blocks_draws_values(values: list[float], drawn: str) -> None:
    assert spark(values, max(values, default=0)) == drawn


@pytest.mark.parametrize(("share", "drawn"), [(0, ""), (0.5, "█" * 10), (1, "█" * 20), (0.03, "▋")])
def test_a_bar_draws_a_share(share: float, drawn: str) -> None:
    assert bar(share) == drawn


def test_today_counts_as_a_day_that_is_not_over(rotten: Workspace) -> None:
    done = rotten.call("report", "--until", date.max.isoformat(), "--format", "json")
    assert json.loads(done.stdout)["until"] < date.max.isoformat()
