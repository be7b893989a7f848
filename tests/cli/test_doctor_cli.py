"""The doctor as its users meet it: lists that end, lines for programs, annotations, exit codes, strangers' words."""

import json
import re
import sqlite3
from contextlib import closing

import pytest
from workbench import Workspace, post

from curator.doctor.ailments import AILMENTS
from curator.errors import AILING

X = "https://example.org/x"
EVIL = "\x1b[2J\x9b5n\u202egpj.exe"
UNSAFE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


@pytest.fixture
def ill(desk: Workspace) -> Workspace:
    """Give a catalogue with links that have no title, and one that has a backup."""
    desk.write("seeds/a.md", post("学习（一）——水果", (X, "Berries")) + "".join(f"- <{X}/{at}>\n" for at in range(13)))
    desk.imported()
    desk.call("backup")
    return desk


def spoil(desk: Workspace, statement: str, *values: object) -> None:
    with closing(sqlite3.connect(desk.file)) as connection, connection:
        connection.execute(statement, values)


def test_the_first_of_each_kind_are_shown_and_the_rest_is_counted(ill: Workspace) -> None:
    done = ill.call("doctor")
    lines = done.stdout.splitlines()
    assert lines[0] == "warning missing-title: links that no place gives a title (13)"
    assert lines[1] == f"  seeds/a.md:12  no title  {X}/0"
    assert lines[11:] == ["  and 3 more", f"  → {AILMENTS['missing-title'].remedy}",
                          "0 errors, 13 warnings, 0 notes; --thorough looks for more"]
    assert (done.returncode, done.stderr) == (0, "")


def test_programs_get_every_finding_on_a_line(ill: Workspace) -> None:
    told = ill.json("doctor", "--only", "missing-title")
    assert len(told) == 13
    assert told[0] == {
        "name": "missing-title", "level": "warning", "said": "no title", "document": "seeds/a.md", "line": 12,
        "link": f"{X}/0", "remedy": AILMENTS["missing-title"].remedy, "fixable": False,
    }  # fmt: skip


def test_github_shows_findings_beside_the_lines_of_posts(ill: Workspace) -> None:
    lines = ill.call("doctor", "--github").stdout.splitlines()
    assert lines[0] == ("::warning file=seeds/a.md,line=12,title=curator doctor%3A missing-title::"
                        f"no title {X}/0")
    assert len(lines) == 13


def test_an_error_has_an_exit_code_of_its_own_until_it_is_mended(ill: Workspace) -> None:
    spoil(ill, "INSERT INTO search_mention(search_mention) VALUES ('delete-all')")
    assert ill.call("doctor").returncode == AILING
    looked = ill.call("doctor", "--fix", "--dry-run", "--only", "search")
    assert (looked.returncode, "search: would be mended: builds the index anew" in looked.stdout) == (AILING, True)
    done = ill.call("doctor", "--fix")
    assert "search: 1 texts" not in done.stdout
    assert re.search(r"^search: \d+ texts are in the index$", done.stdout, re.MULTILINE)
    assert re.search(r"^curator restore \S+\.sqlite3 takes back what follows$", done.stderr, re.MULTILINE)
    assert done.returncode == 0


def test_strangers_words_drive_neither_terminal_nor_github(desk: Workspace) -> None:
    key = f"seeds/a{EVIL},\n%::error::x.md"
    desk.write("seeds/a.ris", f"TY  - ELEC\nTI  - www.example.org/y\nUR  - {X}\nER  - \n")
    desk.imported()
    spoil(desk, "UPDATE document SET key = ?", key)
    spoil(desk, "UPDATE mention SET title = ?", f"https://example.org/{EVIL}\n::error::owned")
    for form in ((), ("--github",), ("--json",)):
        done = desk.call("doctor", "--only", "address-title", *form)
        assert not UNSAFE.search(done.stdout), form
        assert not any(line.startswith("::error") for line in done.stdout.splitlines())
    assert json.loads(done.stdout)["document"] == key


def test_what_is_looked_for_is_listed_without_a_catalogue(desk: Workspace) -> None:
    assert [row["name"] for row in desk.json("doctor", "--list")] == [*AILMENTS]
    assert desk.call("doctor", "--list").stdout.splitlines()[0].startswith("integrity\terror\t")


def test_words_that_do_not_fit_together_are_refused(ill: Workspace) -> None:
    for words in (("--dry-run",), ("--json", "--github"), ("--only", "nonsense")):
        assert ill.call("doctor", *words).returncode == 2
