"""curator check, links and show, as their users meet them."""

import json
from collections.abc import Iterator

import pytest
from checkdesk import give, settings
from web.pages import article
from web.script import page, redirect
from web.server import Web, serving
from web.site import Door, Site, paths
from workbench import Workspace

A, B = "http://a.org", "http://b.org"
EVIL = "\x1b]0;owned\x07 \u202e"


@pytest.fixture
def web() -> Iterator[Web]:
    """Have a small web stand."""
    pages = {"/here": page(article("A page")), "/evil": page(article(f"Evil {EVIL}"))}
    with serving(paths(A, pages), paths(B, {"/moved": redirect(301, f"{A}/here")})) as made:
        yield made


@pytest.fixture
def blog(desk: Workspace, web: Web) -> Workspace:
    """Give a workspace with five links to it."""
    give(desk, f"{A}/here", f"{A}/lost", f"{A}/evil", f"{B}/moved?utm_source=x", "http://localhost/x")
    desk.write("curator.toml", settings(web))
    return desk


def test_each_link_is_one_object_on_one_line(blog: Workspace) -> None:
    lines = {line["url"]: line for line in blog.json("check")}
    assert len(lines) == 5
    moved = lines[f"{B}/moved?utm_source=x"]
    assert set(moved) == {"url", "outcome", "verdict", "status", "final_url", "moved_to", "evidence", "elapsed"}
    assert [moved[name] for name in ("outcome", "verdict", "status", "final_url", "moved_to")] == [
        "moved", "moved", 200, f"{A}/here", f"{A}/here",
    ]
    lost = lines[f"{A}/lost"]
    assert (lost["outcome"], lost["verdict"], lost["status"]) == ("gone", "suspect", 404)
    assert lost["evidence"][0] == {"rule": "status", "found": "404"}
    assert lines["http://localhost/x"]["outcome"] == "unusable"


def test_a_run_is_summed_up_by_host_and_verdict(blog: Workspace) -> None:
    done = blog.call("check")
    assert done.returncode == 0, done.stderr
    rows = [line.split("\t") for line in done.stdout.splitlines()]
    assert rows[0] == ["a.org", "3", "2", "", "1", ""]
    assert rows[-2] == ["all", "5", "2", "1", "1", "1"]
    assert rows[-1][0].startswith("5 links looked at: 2 alive, 1 moved, 1 suspect, 1 unusable (")
    assert blog.call("check").stdout.startswith("0 links looked at (")


def test_a_dry_run_says_what_would_be_asked(blog: Workspace, web: Web) -> None:
    done = blog.call("check", "--dry-run")
    assert done.stdout.splitlines()[0] == "a.org\t3"
    assert "would ask for 5 links on 3 hosts, in 0 s or more" in done.stdout
    assert blog.json("check", "--dry-run", "--host", "b.org") == [{"host": "b.org", "links": 1, "interval": 0.0}]
    assert not web.visits


def test_links_are_listed_by_verdict_and_host(blog: Workspace) -> None:
    assert {one["verdict"] for one in blog.json("links")} == {"unchecked"}
    blog.call("check")
    found, = blog.json("links", "--verdict", "suspect", "--verdict", "dead")
    assert (found["url"], found["failures"], found["document"]) == (f"{A}/lost", 1, "seeds/a.md")
    assert [one["moved_to"] for one in blog.json("links", "--host", "b.org")] == [f"{A}/here"]
    assert f"moved\t{found['since']}\t{B}/moved?utm_source=x\t{A}/here" in blog.call("links").stdout


def test_a_link_is_shown_with_all_that_looking_at_it_saw(blog: Workspace) -> None:
    assert "verdict  unchecked" in blog.call("show", f"{A}/lost").stdout
    blog.call("check")
    blog.call("check", f"{A}/lost")
    shown, = blog.json("show", f"{A}/lost")
    assert (shown["standing"]["verdict"], [look["status"] for look in shown["history"]]) == ("suspect", [404, 404])
    assert shown["history"][0]["evidence"] == [{"rule": "status", "found": "404"}]
    said = blog.call("show", f"{A}/lost").stdout
    assert "verdict  suspect since" in said
    assert "1 of 3 failures" in said
    assert said.count("status: 404") == 2


@pytest.mark.parametrize("words", [("check",), ("check", "--json"), ("links",), ("show", f"{A}/evil")], ids=" ".join)
def test_nothing_that_a_page_says_drives_the_terminal(blog: Workspace, words: tuple[str, ...]) -> None:
    blog.call("check", f"{A}/evil")
    said = blog.call(*words).stdout
    assert not {"\x1b", "\x07", "\u202e"} & set(said)


def test_the_network_being_down_has_an_exit_code_of_its_own(desk: Workspace) -> None:
    silent = [Site(f"http://silent{number}.org", door=Door.REFUSED) for number in range(9)]
    give(desk, *(f"{one.origin}/x" for one in silent))
    with serving(*silent) as web:
        desk.write("curator.toml", settings(web))
        done = desk.call("check")
    assert (done.returncode, done.stdout) == (7, "")
    assert done.stderr.startswith("curator: no host answers, so the network here must be down")


def test_what_is_said_in_a_call_stands_above_the_settings(blog: Workspace, web: Web) -> None:
    blog.write("curator.toml", "[check]\nsiblings = false\n")
    given = [word for pair in web.resolve.items() for word in ("--resolve", "=".join(pair))]
    lines = blog.json("check", "--interval", "0", "--timeout", "5", "--concurrency", "1", *given)
    assert {line["outcome"] for line in lines} == {"alive", "moved", "gone", "unusable"}


def test_private_addresses_are_asked_where_that_is_allowed(desk: Workspace, web: Web) -> None:
    place = web.resolve["a.org:80"]
    give(desk, f"http://{place}/here")
    desk.write("curator.toml", f"[net]\nports = [{place.rpartition(':')[2]}]\n[check]\nsiblings = false\n")
    assert [line["outcome"] for line in desk.json("check")] == ["unusable"]
    assert [line["outcome"] for line in desk.json("check", "--all", "--allow-private")] == ["alive"]


REFUSALS = {
    ("check", "--interval", "nan"): (2, "--interval: nan is too large"),
    ("check", "--timeout", "inf"): (2, "--timeout: inf is too large"),
    ("check", "--time", "soon"): (2, "'soon' is no time; write 90s, 30m, 2h or 1d"),
    ("check", "--all", "--due"): (2, "--all takes every link"),
    ("check", "--all", "http://a.org/here"): (2, "--all takes every link"),
    ("check", "http://c.org/"): (6, "no link of the catalogue is known as 'http://c.org/'"),
    ("check", "--host", "c.org"): (6, "no link is on a host named 'c.org'"),
    ("check", "--resolve", "a.org"): (3, "--resolve: \"host:port\" = \"address:port\" is wanted"),
    ("check", "--database", "none.sqlite3"): (6, "there is no catalogue yet"),
    ("links", "--verdict", "alife"): (2, "no verdict is named 'alife'; there are unchecked, alive"),
    ("links", "--host", "c.org"): (6, "no link is on a host named 'c.org'"),
}


@pytest.mark.parametrize("words", REFUSALS, ids=" ".join)
def test_what_cannot_be_done_is_refused_in_one_line(blog: Workspace, words: tuple[str, ...]) -> None:
    code, said = REFUSALS[words]
    done = blog.call(*words)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (code, "", 1), done.stderr
    assert said in done.stderr


def test_lines_come_while_the_run_goes_on(blog: Workspace) -> None:
    process = blog.start("check", "--json", "--interval", "3600", "--host", "a.org")
    assert process.stdout
    first = json.loads(process.stdout.readline())
    assert first["outcome"]
    process.terminate()
    process.communicate()
