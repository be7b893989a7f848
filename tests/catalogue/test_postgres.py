"""The same code keeps its catalogue on a PostgreSQL server: tried on one of the test's own, where it is installed."""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path

import pytest
from checkdesk import request
from crawldesk import crawl, records
from fixdesk import stand
from rotdesk import Look, at, dead, give, looks, store, told
from web.pages import article
from web.script import page
from web.server import serving
from web.site import paths
from workbench import Workspace, post, posts

from curator.catalogue.alone import checking_alone
from curator.catalogue.bulk import Bulk
from curator.catalogue.looking import LinkFound
from curator.errors import CatalogueBusy
from curator.jobs.applying import apply_fixes, revert_fixes
from curator.jobs.checking import check_links
from curator.jobs.choosing import ExportRequest
from curator.jobs.comparing import bring_up_to_date
from curator.jobs.deduping import find_repeats
from curator.jobs.doctoring import DoctorRequest, examine, mend
from curator.jobs.exporting import export_list
from curator.jobs.fixing import FixRequest
from curator.jobs.importing import import_documents
from curator.jobs.looking import count_all, find_words, list_links, list_topics, show
from curator.jobs.plan import Change
from curator.jobs.recording import Checked
from curator.jobs.selecting import Choice
from curator.jobs.works import settle
from curator.model import Outcome, Selection, Verdict
from curator.settings import load

psycopg = pytest.importorskip("psycopg", reason="the driver is an extra: curator[postgres]")

PROGRAMS = sorted(Path("/usr/lib/postgresql").glob("*/bin")) or [Path(shutil.which("initdb") or "/none").parent]
"""Where Debian keeps PostgreSQL's programs, else where the PATH finds them."""

OWNER = "postgres" if os.geteuid() == 0 else None
"""PostgreSQL refuses to run as root."""

pytestmark = [
    pytest.mark.skipif(not (PROGRAMS[-1] / "initdb").exists(), reason="PostgreSQL is not installed"),
    pytest.mark.xdist_group("postgres"),
]


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """Start a server that only this machine can reach, and end it by its process."""
    with tempfile.TemporaryDirectory(prefix="curator-pg") as folder, socket.socket() as reserved:
        reserved.bind(("127.0.0.1", 0))
        port = reserved.getsockname()[1]
        reserved.close()
        if OWNER:
            shutil.chown(folder, OWNER)
        data = f"{folder}/data"
        make = [str(PROGRAMS[-1] / "initdb"), "-D", data, "-U", "curator", "-A", "trust", "-E", "UTF8", "--locale=C"]
        subprocess.run(make, check=True, capture_output=True, user=OWNER, cwd=folder)
        options = ["-p", str(port), "-k", folder, "-c", "listen_addresses=127.0.0.1", "-c", "fsync=off"]
        with subprocess.Popen(
            [str(PROGRAMS[-1] / "postgres"), "-D", data, *options],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, user=OWNER, cwd=folder,
        ) as process:  # fmt: skip
            try:
                wait_for(port)
                yield f"postgresql://curator@127.0.0.1:{port}/postgres"
            finally:
                process.send_signal(signal.SIGINT)  # PostgreSQL's fast end: it waits for no client


def wait_for(port: int) -> None:
    """Wait until the server answers, which takes about a second; while it starts it refuses whoever comes in."""
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        with suppress(psycopg.OperationalError):
            psycopg.connect(host="127.0.0.1", port=port, user="curator", dbname="postgres").close()
            return
        time.sleep(0.05)
    pytest.fail("PostgreSQL did not start")


def test_a_server_keeps_what_a_file_keeps(server: str, desk: Workspace) -> None:
    posts(desk.root / "seeds", 12, 9)
    desk.imported()
    summary = import_documents(desk.request(database_url=server))
    assert (summary.count(Change.ADDED), summary.references) == (12, 12 * 9)
    assert count_all(server) == count_all(desk.url)
    assert list_topics(server) == list_topics(desk.url)
    again = import_documents(desk.request(database_url=server))
    assert (again.unchanged, again.changes) == (12, [])
    exported = [desk.root / "file.bib", desk.root / "server.bib"]
    for url, file in zip((desk.url, server), exported, strict=True):
        export_list(ExportRequest(url, "biblatex", Selection()), file)
    assert exported[0].read_text() == exported[1].read_text()
    found, expected = (find_words(url, "文章", 500) for url in (server, desk.url))
    assert {hit.url for hit in found} <= {hit.url for hit in expected} | {None}
    one, other = (show(url, "https://blog1.example.org/p/1") for url in (server, desk.url))
    assert isinstance(one, LinkFound)
    assert isinstance(other, LinkFound)
    assert replace(one, imported_at="") == replace(other, imported_at="")


def test_a_changed_post_becomes_a_revision_on_a_server_too(server: str, desk: Workspace) -> None:
    path = desk.write("seeds/changed.md", "# 题\n\nhttp://a.example/1\n\n旧题目\n")
    import_documents(desk.request(database_url=server))
    path.write_text("# 题\n\nhttp://a.example/1\n\n新题目\n")
    summary = import_documents(desk.request(database_url=server))
    assert [change for _, change in summary.changes] == [Change.CHANGED]
    (difference,) = summary.differences.values()
    assert [(old.title, new.title) for old, new in difference.retitled] == [("旧题目", "新题目")]


def test_links_that_are_one_work_are_settled_on_a_server_too(server: str, desk: Workspace) -> None:
    paper = "A Unified Embedding for the Recognition of Berries"
    desk.write("seeds/works.md", f"# 浆果\n\n《{paper}》\n\n# 其他\n\nhttps://arxiv.org/abs/1503.03832\n\n{paper}\n")
    import_documents(desk.request(database_url=server))
    settled = settle(server)
    assert [one.into for one in settled.aliases] == ["arxiv:1503.03832"]
    assert settle(server).aliases == settled.aliases


def test_repeats_are_kept_on_a_server_as_in_a_file(server: str, desk: Workspace) -> None:
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute("CREATE DATABASE repeats")  # other tests' documents would repeat these
    urls = (desk.url, f"{server.removesuffix('postgres')}repeats")
    for links in ((9, 12), (8, 10)):
        (desk.root / "seeds/2020-1-1-post0000.md").unlink(missing_ok=True)
        posts(desk.root / "seeds", 12, links[0])
        posts(desk.root / "seeds/more", 12, links[1])
        for url in urls:
            import_documents(desk.request(database_url=url))
            bring_up_to_date(url)
    assert families(urls[0]) == families(urls[1]) != []


def families(url: str) -> list[list[tuple[str, int, str]]]:
    """Give for each family the document, the line and what it is of all sections."""
    found = find_repeats(url)
    told = []
    for family in found.families:
        rows = [(family.centre, family.reason.value)] + [(one.id, one.relation.kind.value) for one in family.members]
        told.append([(found.sections[number].document, found.sections[number].line, what) for number, what in rows])
    return told


def test_pages_are_fetched_and_kept_on_a_server_too(server: str, desk: Workspace) -> None:
    desk.write("seeds/kept.md", post("t", ("http://kept.org/here", "A"), ("http://kept.org/no", "B")))
    import_documents(desk.request(database_url=server))
    robots = page("User-agent: *\nDisallow: /no\n", headers={"Content-Type": "text/plain"})
    here = page(article("A page", "<a href='/more'>more</a>"), headers={"ETag": '"1"'})
    with serving(paths("http://kept.org", {"/robots.txt": robots, "/here": here, "/more": here})) as web:
        choice = Choice(host="kept.org")
        first = crawl(desk, web, database_url=server, choice=choice, depth=1)
        again = crawl(desk, web, database_url=server, choice=choice)
        assert crawl(desk, web, database_url=server, choice=choice._replace(due=True)).wanted == 0
    assert (first.kept, first.unchanged, first.followed, first.forbidden) == (2, 1, 2, {"kept.org": 1})
    assert (again.kept, again.unchanged) == (0, 1)
    assert [one.type for one in records(desk)].count("revisit") == 2


def test_links_are_looked_at_and_judged_on_a_server_too(server: str, desk: Workspace) -> None:
    desk.write("seeds/looked.md", post("t", ("http://looked.org/here", "A"), ("http://looked.org/lost", "B")))
    import_documents(desk.request(database_url=server))
    told: list[Checked] = []
    with serving(paths("http://looked.org", {"/here": page(article("A page"))})) as web:
        asked = request(desk, web)._replace(database_url=server, choice=Choice(host="looked.org"))
        check_links(asked, told.append)
        with checking_alone(server), pytest.raises(CatalogueBusy, match="another curator is checking"):
            check_links(asked)
        assert check_links(asked._replace(choice=Choice(host="looked.org", due=True))).wanted == 0
    assert {one.url: one.standing.verdict for one in told} == {
        "http://looked.org/here": Verdict.ALIVE, "http://looked.org/lost": Verdict.SUSPECT,
    }
    found = show(server, "http://looked.org/lost")
    assert isinstance(found, LinkFound)
    assert [look.status for look in found.history] == [404]
    listed = list_links(server, Selection(hosts=("looked.org",), verdicts=("suspect",)))
    assert [one.url for one in listed] == ["http://looked.org/lost"]


def test_a_repaired_link_is_known_again_on_a_server_too(server: str, desk: Workspace) -> None:
    old, new = "http://old.example.org/a", "https://new.example.org/b"
    path = desk.write("seeds/fixed.md", f"{old}\n\nTitle\n")
    imported = desk.request("seeds/fixed.md", database_url=server)
    import_documents(imported)
    stand(server, old, Verdict.MOVED, new)
    list(apply_fixes(FixRequest(server, desk.root, choice=Choice(host="example.org", documents=("fixed.md",)))))
    import_documents(imported)
    found = show(server, new)
    assert isinstance(found, LinkFound)
    assert (found.identity, found.canonical, len(found.mentions)) == ("url:old.example.org/a", new, 2)
    assert [one.refused for one in revert_fixes(server, desk.root)] == [""]
    assert path.read_text() == f"{old}\n\nTitle\n"


def test_another_writer_of_a_server_is_waited_for_no_longer_than_is_said(server: str) -> None:
    with closing(Bulk(server)) as one, closing(Bulk(server)) as other, one.transaction():
        other.wait(0.1)
        with pytest.raises(CatalogueBusy, match="another curator is writing to it"), other.transaction():
            pass


def test_a_report_on_rot_says_the_same_on_a_server(server: str, desk: Workspace) -> None:
    one, two, three = (f"https://rotten.example/{number}" for number in (1, 2, 3))
    give(desk, one, two, three, name="seeds/2020-06-01-rot.md", topic="蘑菇")
    import_documents(desk.request(database_url=server))
    seen = [*dead(one, 40), *looks(two, [20, 41], Outcome.ALIVE, Outcome.FAILING), Look(three, 30, Outcome.MOVED, one)]
    for url in ("", server):
        store(desk, seen, url=url, sampled=True)
    asked = {"since": at(1), "until": at(60)}
    file, both = told(desk, **asked), told(desk, database_url=server, **asked)
    assert [item for item in both["items"] if item["host"] == "rotten.example"] == file["items"]
    assert [item["news"] for item in file["items"]] == ["dead", "suspect", "moved"]
    mushrooms = [topic for topic in both["topics"]["shown"] if "蘑菇" in topic["name"]]
    assert mushrooms == file["topics"]["shown"]
    assert both["estimate"]["tally"] == file["estimate"]["tally"]
    assert [item for item in told(desk, database_url=server)["items"] if item["host"] == "rotten.example"] == []


def test_a_doctor_looks_at_a_server_too(server: str, desk: Workspace) -> None:
    desk.write("seeds/ill.md", post("t", ("https://example.org/ill", "Ill")) + "- <https://example.org/untitled>\n")
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute("CREATE DATABASE ill")
    url = f"{server.removesuffix('postgres')}ill"
    import_documents(desk.request(database_url=url))
    request = DoctorRequest(load(desk.root, url), thorough=True)
    with closing(Bulk(url)) as bulk, bulk.transaction():
        bulk.execute("INSERT INTO content_token (token, content_id) VALUES (7, 999)")
    ill = {ailment.name for ailment, findings in examine(request) if list(findings)}
    assert ill == {"comparisons", "missing-title"}
    assert [one.ailment.name for one in mend(request).mended] == ["comparisons"]
    assert [ailment.name for ailment, findings in examine(request) if list(findings)] == ["missing-title"]
