"""curator enrich, as its users meet it."""

from collections.abc import Iterator

import pytest
from checkdesk import settings
from enrichdesk import give
from web.scholarly import Scholarly, Work
from web.server import Web, serving
from workbench import Workspace

LINK = "https://doi.org/10.1000/engine.1"
OTHER = "https://doi.org/10.1000/other"
WORKS = Scholarly((Work("Sketch of the Engine \x1b]0;owned\x07", "10.1000/engine.1"), Work("Faces", "10.1000/other")))


@pytest.fixture(scope="module")
def web() -> Iterator[Web]:
    with serving(*WORKS.sites()) as made:
        yield made


@pytest.fixture
def blog(desk: Workspace, web: Web) -> Workspace:
    """Give a workspace with two works, one of which has another one's title."""
    give(desk, (LINK, "Sketch of the Engine"), (OTHER, "Convolutional networks"))
    desk.write("curator.toml", f'{settings(web)}\n[enrich]\nmailto = "me@example.org"\n')
    return desk


def test_what_services_say_is_one_object_on_one_line(blog: Workspace) -> None:
    lines = {(line["url"], line["service"]): line for line in blog.json("enrich", "--service", "crossref")}
    assert {name: line["state"] for (name, _), line in lines.items()} == {LINK: "found", OTHER: "conflict"}
    one = lines[LINK, "crossref"]
    assert set(one) == {"url", "service", "identifier", "state", "titles", "facts"}
    assert {"field": "site", "value": "Notes on Engines", "source": "crossref container-title"} in one["facts"]
    assert one["identifier"] == "doi:10.1000/engine.1"
    assert lines[OTHER, "crossref"]["titles"] == ["Convolutional networks"]


def test_a_run_is_summed_up_and_drives_no_terminal(blog: Workspace, web: Web) -> None:
    done = blog.call("enrich", "--service", "crossref")
    assert f"{LINK}\tcrossref\tfound\tSketch of the Engine" in done.stdout
    assert "2 links asked about: 1 conflict, 1 found (" in done.stdout
    assert not {"\x1b", "\x07"} & set(done.stdout)
    assert "mailto=me%40example.org" in web.visits[-1].request.target
    assert blog.call("enrich", "--service", "crossref").stdout.startswith("0 links asked about (")


def test_a_dry_run_says_what_would_be_asked(blog: Workspace, web: Web) -> None:
    before = len(web.visits)
    said = blog.call("enrich", "--dry-run").stdout
    asked = "crossref about 2, semanticscholar about 2, openalex about 2"
    assert said == f"would ask about 2 links: {asked}, in 1 s or more\n"
    assert blog.json("enrich", "--dry-run", "--service", "crossref")[0]["identifiers"] == {"crossref": 2}
    assert len(web.visits) == before


@pytest.mark.parametrize(("words", "why"), [
    (("--service", "nobody"), "--service: 'nobody' is none of crossref, arxiv, semanticscholar, openalex"),
    (("--all", LINK), "--all takes every link: it goes with no LINK"),
])  # fmt: skip
def test_words_that_do_not_fit_are_refused(blog: Workspace, words: tuple[str, ...], why: str) -> None:
    done = blog.call("enrich", *words)
    assert (done.returncode, why in done.stderr) == (2, True)


@pytest.mark.parametrize(("line", "why"), [
    ('services = ["nobody"]', "no service is named 'nobody'"), ('mailto = "me"', "'me' is no address of mail"),
    ('urls = { nobody = "https://a.org" }', "no service is named 'nobody'"),
    ('urls = { arxiv = "file:///etc" }', "'file:///etc' is no address of the web"), ("again = -1", "less than nothing"),
])  # fmt: skip
def test_settings_that_cannot_be_used_are_told_with_their_place(desk: Workspace, line: str, why: str) -> None:
    desk.write("curator.toml", f"[enrich]\n{line}\n")
    done = desk.call("enrich")
    assert (done.returncode, "[enrich]" in done.stderr, why in done.stderr) == (3, True, True)


def test_services_stand_where_settings_say(blog: Workspace, web: Web) -> None:
    place = 'urls = { crossref = "https://api.openalex.org/x/" }'
    blog.write("curator.toml", f"{settings(web)}\n[enrich]\n{place}\n")
    blog.call("enrich", "--service", "crossref", LINK)
    assert web.requests("https://api.openalex.org")[-1].startswith("GET /x/works/10.1000%2Fengine.1")


def test_a_key_that_cannot_be_one_is_refused(blog: Workspace) -> None:
    done = blog.call("enrich", OPENALEX_API_KEY="a b")
    assert (done.returncode, done.stderr) == (3, "curator: OPENALEX_API_KEY holds no key: one is a word of ASCII\n")
