"""curator archive and show, as their users meet them."""

from collections.abc import Iterator

import pytest
from archivedesk import archive, cite
from checkdesk import settings
from web.archive import WAYBACK, Kept
from web.pages import article, weixin, weixin_captcha
from web.server import Web, serving
from web.site import Door, Site
from workbench import Workspace

A = "http://a.org/page"
WEIXIN = "https://mp.weixin.qq.com/s/9nNNhhDWSYWrjQu9cfFVHg"
EVIL = "http://a.org/%1b]0;owned%07"
FOUND = Kept("20190420101112", A)
CAPTCHA = Kept("20190502000000", WEIXIN, weixin_captcha())
ARTICLE = Kept("20160101000000", WEIXIN, weixin("文章"))


@pytest.fixture
def web() -> Iterator[Web]:
    """Have a small archive stand."""
    with serving(*archive(FOUND, CAPTCHA, ARTICLE, Kept("20190101000000", EVIL, article("\x1b[31m"))).sites()) as made:
        yield made


@pytest.fixture
def blog(desk: Workspace, web: Web) -> Workspace:
    """Give a workspace with four lost links."""
    cite(desk, "2019-05-01", A, WEIXIN, "http://a.org/never", EVIL)
    pace = "".join(f'[net.hosts."{host}"]\ninterval = 0\n' for host in ("archive.org", "web.archive.org"))
    desk.write("curator.toml", settings(web).replace("[check]", f"{pace}[check]"))
    return desk


def test_what_came_of_each_question_is_one_object_on_one_line(blog: Workspace) -> None:
    lines = {line["url"]: line for line in blog.json("archive")}
    assert set(lines[A]) == {"url", "cited", "state", "snapshot", "taken_at", "archive", "why", "refused"}
    assert [lines[A][name] for name in ("cited", "state", "snapshot", "taken_at", "archive")] == [
        "2019-05-01", "found", FOUND.address, "2019-04-20T10:11:12Z", "wayback",
    ]
    refused, = lines[WEIXIN]["refused"]
    assert (lines[WEIXIN]["snapshot"], refused["address"], refused["offered"]) == (
        ARTICLE.address, CAPTCHA.address, False,
    )
    assert (lines["http://a.org/never"]["state"], lines["http://a.org/never"]["snapshot"]) == ("none", None)


def test_a_run_is_summed_up(blog: Workspace) -> None:
    done = blog.call("archive")
    assert f"{A}\t2019-05-01\tfound\t{FOUND.address}" in done.stdout.splitlines()
    assert "4 asked for: 3 found, 1 none, 1 snapshots that show something else (" in done.stdout
    assert blog.call("archive").stdout.startswith("0 asked for (")


def test_a_dry_run_says_what_would_be_asked(blog: Workspace, web: Web) -> None:
    said = blog.call("archive", "--dry-run").stdout
    assert said == "would look up 4 links around 4 days of citation, in 0 s or more\n"
    assert blog.json("archive", "--dry-run", "--budget", "3")[0]["links"] == 3
    assert blog.call("archive", "--dry-run", "--save").stdout == "would ask to save 0 links, in 0 s or more\n"
    assert not web.visits


def test_links_are_chosen_by_name_host_topic_document_and_verdict(blog: Workspace) -> None:
    def links(*words: str) -> int:
        return int(blog.json("archive", "--dry-run", *words)[0]["links"])

    assert (links(A), links("--host", "a.org"), links("--document", "2019-05-01-post.md")) == (1, 3, 4)
    assert (links("--verdict", "suspect"), links("--verdict", "suspect", "--verdict", "dead")) == (0, 4)
    assert links("--topic", "t") == 4


def test_a_link_is_shown_with_what_archives_keep_of_it(blog: Workspace) -> None:
    blog.call("archive")
    said = blog.call("show", WEIXIN).stdout
    assert f"2016-01-01T00:00:00Z\twayback\toffered\t\t{ARTICLE.address}" in said
    assert f"{CAPTCHA.taken[:4]}-05-02T00:00:00Z\twayback\tblocked" in said
    shown, = blog.json("show", WEIXIN)
    assert [(one["address"], one["offered"]) for one in shown["snapshots"]] == [
        (ARTICLE.address, True), (CAPTCHA.address, False),
    ]


@pytest.mark.parametrize("words", [("archive",), ("archive", "--json"), ("show", EVIL)], ids=" ".join)
def test_nothing_that_an_archive_says_drives_the_terminal(blog: Workspace, words: tuple[str, ...]) -> None:
    if words[0] == "show":
        blog.call("archive")
    assert not {"\x1b", "\x07"} & set(blog.call(*words).stdout)


def test_archives_that_are_silent_have_the_exit_code_of_a_network_that_is_down(desk: Workspace) -> None:
    cite(desk, "2019-05-01", *(f"http://a.org/{number}" for number in range(9)))
    with serving(*(Site(origin, door=Door.REFUSED) for origin in (WAYBACK, "https://archive.org"))) as web:
        pace = "".join(f'[net.hosts."{host}"]\ninterval = 0\n' for host in ("archive.org", "web.archive.org"))
        desk.write("curator.toml", settings(web).replace("[check]", f"{pace}[check]"))
        done = desk.call("archive")
    assert (done.returncode, done.stdout) == (7, "")
    assert done.stderr.startswith("curator: no archive answers, so the network here, or every archive, must be down")


REFUSALS = {
    ("archive", "--save", "--lookup"): (2, "--save takes links that are alive"),
    ("archive", "--save", "--verdict", "dead"): (2, "--save takes links that are alive"),
    ("archive", "--verdict", "alive"): (2, "--verdict: 'alive' is none of suspect, dead, all"),
    ("archive", "--time", "soon"): (2, "'soon' is no time"),
    ("archive", "http://c.org/"): (6, "no link of the catalogue is known as 'http://c.org/'"),
    ("archive", "--database", "none.sqlite3"): (6, "there is no catalogue yet"),
}


@pytest.mark.parametrize("words", REFUSALS, ids=" ".join)
def test_what_cannot_be_done_is_refused_in_one_line(blog: Workspace, words: tuple[str, ...]) -> None:
    code, said = REFUSALS[words]
    done = blog.call(*words)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (code, "", 1), done.stderr
    assert said in done.stderr
