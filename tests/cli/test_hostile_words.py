"""Strangers' words never drive a terminal: not through a reader, and not from the catalogue itself."""

import json
import os
import pty
import re
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest
from workbench import PATIENCE, Workspace, environment, workspace

EVIL = "\x1b]0;owned\x07\x1b[2J\x1b[31m\x9b5n\x90q\x9c\u202egpj.exe\u2066\u200b\x08\x7f\x85\u2028"
UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")
COLOURS = re.compile(r"\x1b\[[0-9;]*m")
"""What rich itself may write: SGR, which sets colours and nothing else."""

X = "https://example.org/x"

POST = f"""---
title: 学习（一）——坏{EVIL}水果
category: A{EVIL}I
---

# 坏{EVIL}水果

官网{EVIL}：

{X}

Good{EVIL}berries

这篇{EVIL}说明很好。

https://example.org/{EVIL}y

[bad{EVIL}](https://example.org/z{EVIL})

《Paper{EVIL}》
"""

SMUGGLED = json.dumps([{"id": f"k{EVIL}", "title": f"Good {EVIL} json", "URL": f"https://example.org/j{EVIL}",
                        "author": [{"family": f"A{EVIL}"}], "type": "webpage", "note": EVIL}])

FILES: dict[str, str | bytes] = {
    f"a{EVIL}\n.md": POST,
    "b.json": SMUGGLED,
    "c.html": f"<title>T{EVIL}</title><p><a href='{X}/c{EVIL}'>Good &#27;]0;x&#7; &#155;2J {EVIL}</a>",
    "d.csv": f"url,title\n{X}/d,Good{EVIL}\n",
    "e.bib": f"@misc{{k, title={{Good{EVIL}}}, url={{{X}/e}}, note={{{EVIL}}}}}",
    "f.md": f"---\ntitle: [{EVIL}\n---\n\n{X}/f\n\nGood\n",
    f"junk{EVIL}.md": b"\x89PNG\r\n\x1a\n",
}

LOOKING = {
    "topics": ("topics",),
    "stats": ("stats",),
    "link": ("show", X),
    "document": ("show", "b.json"),
    "topic": ("show", "坏"),
    "search": ("search", "good"),
    "no topic": ("show", f"none{EVIL}"),
    "nothing found": ("search", f"zzz{EVIL}"),
}

READING = {
    "read": ("read", "seeds"),
    "dry run": ("import", "--dry-run", "--database", "none.sqlite3"),
    "import": ("import",),
    "run": ("run",),
    "stdin": ("read", "-", "--name", f"x{EVIL}"),
}

EXPORTING = {
    "markdown": ("export", "markdown"),
    "bibtex": ("export", "bibtex"),
    "biblatex": ("export", "biblatex"),
    "no document": ("export", "markdown", "--document", f"x{EVIL}.md"),
    "no format": ("export", f"x{EVIL}"),
}

TEXTS = {
    "document": ("key",), "topic": ("name", "series"), "link": ("canonical", "host"),
    "revision": ("title", "category", "series"), "section": ("heading", "text"),
    "mention": ("url", "title", "note", "label"), "skipped": ("detail",),
}


def spoil(desk: Workspace) -> None:
    """Put the worst into every text of the catalogue, as if the readers had let it pass."""
    with closing(sqlite3.connect(desk.file)) as connection:
        for table, columns in TEXTS.items():
            for column in columns:
                connection.execute(f"UPDATE {table} SET {column} = {column} || ?", (EVIL,))  # noqa: S608 - our names
        connection.execute("UPDATE section SET path = ? WHERE level > 0", (json.dumps([EVIL, "x"]),))
        connection.commit()


def filled(root: Path) -> Workspace:
    desk = workspace(root)
    for name, content in FILES.items():
        desk.write(f"seeds/{name}", content)
    desk.imported()
    return desk


@pytest.fixture(scope="module")
def evil(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """Give what the readers make of the worst, for looking only."""
    return filled(tmp_path_factory.mktemp("evil"))


@pytest.fixture(scope="module")
def spoilt(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """Give a catalogue that holds the worst, for looking only."""
    desk = filled(tmp_path_factory.mktemp("spoilt"))
    spoil(desk)
    return desk


def assert_harmless(text: str) -> None:
    found = UNSAFE.search(text)
    assert found is None, repr(text[max(found.start() - 60, 0) : found.end() + 20])


def assert_all_harmless(done: subprocess.CompletedProcess[str]) -> None:
    assert done.stdout + done.stderr
    assert_harmless(done.stdout)
    assert_harmless(done.stderr)
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("words", READING.values(), ids=READING)
def test_reading_prints_nothing_that_drives_a_terminal(tmp_path: Path, words: tuple[str, ...]) -> None:
    desk = filled(tmp_path)
    desk.write(f"seeds/a{EVIL}\n.md", POST.replace(X, f"{X}/changed").replace("berries", "jam"))
    for more in ((), ("--json",)):
        assert_all_harmless(desk.call(*words, *more, given=POST))


@pytest.mark.parametrize("words", LOOKING.values(), ids=LOOKING)
def test_looking_prints_nothing_that_drives_a_terminal(spoilt: Workspace, words: tuple[str, ...]) -> None:
    assert_all_harmless(spoilt.call(*words))


@pytest.mark.parametrize("words", LOOKING.values(), ids=LOOKING)
def test_json_of_the_worst_is_whole_and_harmless(spoilt: Workspace, words: tuple[str, ...]) -> None:
    done = spoilt.call(*words, "--json")
    for line in done.stdout.splitlines():
        json.loads(line)
    assert_harmless(done.stdout)


@pytest.mark.parametrize("words", EXPORTING.values(), ids=EXPORTING)
def test_lists_hold_nothing_that_drives_a_terminal(evil: Workspace, words: tuple[str, ...]) -> None:
    assert_all_harmless(evil.call(*words))


def test_json_gives_the_words_as_they_are_stored(spoilt: Workspace) -> None:
    stored = {row[0] for row in spoilt.rows("SELECT title FROM mention WHERE title LIKE 'Good%'")}
    titles = {hit["title"] for line in spoilt.call("search", "good", "--json").stdout.splitlines()
              for hit in [json.loads(line)]}
    assert titles == stored
    assert EVIL in next(iter(titles))


def on_terminal(desk: Workspace, *words: str) -> str:
    """Give what the real program writes to a terminal."""
    ours, theirs = pty.openpty()
    variables = {name: value for name, value in environment(TERM="xterm-256color").items() if name != "NO_COLOR"}
    process = subprocess.Popen(desk.command(*words), cwd=desk.root, env=variables, stdin=subprocess.DEVNULL,
                               stdout=theirs, stderr=theirs)
    os.close(theirs)
    said = b"".join(iter(lambda: _heard(ours), b""))
    os.close(ours)
    process.wait(timeout=PATIENCE)
    return said.decode()


def _heard(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65_536)
    except OSError:  # Linux's way to say that the other side is closed
        return b""


@pytest.mark.parametrize("name", ["topics", "link", "document", "topic", "search", "no topic"])
def test_a_terminal_gets_no_escapes_but_our_colours(spoilt: Workspace, name: str) -> None:
    said = on_terminal(spoilt, *LOOKING[name])
    assert said.strip()
    assert_harmless(COLOURS.sub("", said).replace("\r\n", "\n"))


def test_reading_on_a_terminal_shows_no_escapes_of_strangers(evil: Workspace) -> None:
    said = on_terminal(evil, "read", "seeds")
    assert "Good" in said
    assert_harmless(COLOURS.sub("", said).replace("\r\n", "\n"))


def test_words_that_were_searched_are_marked_on_a_terminal(evil: Workspace) -> None:
    assert re.search(r"\x1b\[[0-9;]+mGood\x1b\[0m", on_terminal(evil, "search", "good"))


def test_the_bar_of_an_import_on_a_terminal_gives_the_cursor_back(tmp_path: Path) -> None:
    said = on_terminal(filled(tmp_path), "import", "--format", "markdown")
    assert said.count("\x1b[?25l") == said.count("\x1b[?25h")
    assert "unchanged" in said
