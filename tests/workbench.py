"""What tests of the catalogue, the jobs and the program work with: a workspace of their own, and the real program."""

import contextlib
import json
import os
import sqlite3
import subprocess
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from typer.testing import CliRunner

from curator.catalogue.bulk import COLUMNS, SEARCH_COLUMNS
from curator.cli.app import program
from curator.jobs.importing import Request, import_documents
from curator.jobs.starting import init
from curator.jobs.storing import Summary
from curator.model import Link
from curator.sources.interface import Options
from curator.urls.identity import identify

TIMES = {"imported_at", "gone_at", "as_of", "started_at", "finished_at"}
"""Columns that differ between two imports of the same files."""

PATIENCE = 60
"""Seconds after which a program under test counts as hanging."""

CALM = {"LC_ALL": "C.UTF-8", "COLUMNS": "200", "NO_COLOR": "1"}
"""What of the environment decides how the program's output looks."""

FOREIGN = {"PYTHONPATH", "CURATOR_WORKSPACE", "CURATOR_DATABASE", "FORCE_COLOR"}
"""What of the environment could lead the program astray."""


def environment(**more: str) -> dict[str, str]:
    """Give the environment that the program is started in."""
    return {name: value for name, value in os.environ.items() if name not in FOREIGN} | CALM | more


def post(title: str, *items: tuple[str, str]) -> str:
    """Write a post: front matter, one heading, and for each item its address with its title below."""
    lines = "".join(f"{url}\n\n{name}\n\n" for url, name in items)
    return f"---\ntitle: {title}\ncategory: AI\n---\n\n# {title.rpartition('——')[2]}\n\n{lines}"


def posts(folder: Path, count: int, links: int) -> None:
    """Write posts that share some of their links, as a blog's do."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        items = ((f"https://blog{at % 7}.example.org/p/{(number * links // 2 + at)}", f"文章 {at} on topic {number}")
                 for at in range(links))
        name = f"2020-{number % 12 + 1}-{number % 28 + 1}-post{number:04}.md"
        (folder / name).write_text(post(f"深度学习（{number}）——主题{number % 9}", *items), encoding="utf-8")


def link(url: str) -> Link:
    """Give the link that an address stands for."""
    return identify(url)


@dataclass(frozen=True, slots=True)
class Workspace:
    """A workspace in a folder of the test's own."""

    root: Path

    @property
    def file(self) -> Path:
        """The catalogue."""
        return self.root / "db" / "curator.sqlite3"

    @property
    def url(self) -> str:
        """The catalogue's address."""
        return f"sqlite:///{self.file}"

    def write(self, name: str, text: str | bytes) -> Path:
        """Write a file below the workspace."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path

    def request(self, *paths: str, **more: Any) -> Request:
        """Ask for an import of files or folders of the workspace."""
        places = tuple(path if path == "-" else str(self.root / path) for path in paths or ("seeds",))
        return replace(Request(self.url, places, Options(root=self.root), jobs=1), **more)

    def imported(self, *paths: str, **more: Any) -> Summary:
        """Import files or folders of the workspace in this very process."""
        return import_documents(self.request(*paths, **more))

    def rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """Ask the catalogue behind the program's back."""
        with contextlib.closing(sqlite3.connect(self.file)) as connection:
            return connection.execute(query, values).fetchall()

    def contents(self) -> dict[str, list[tuple[Any, ...]]]:
        """Give everything the catalogue holds, its search index included, but for times and runs."""
        with contextlib.closing(sqlite3.connect(self.file)) as connection:
            return {table: _rows(connection, table) for table in COLUMNS if table != "run"} | {
                index: _words(connection, index) for index in SEARCH_COLUMNS
            }

    def command(self, *words: str) -> list[str]:
        """Give the command line of the program."""
        return [sys.executable, "-m", "curator", *words]

    def run(self, *words: str, given: str | bytes = b"", **variables: str) -> subprocess.CompletedProcess[str]:
        """Run the real program in the workspace to its end."""
        data = given.encode() if isinstance(given, str) else given
        done = subprocess.run(
            self.command(*words), input=data, capture_output=True, cwd=self.root, env=environment(**variables),
            timeout=PATIENCE, check=False,
        )
        return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())

    def call(self, *words: str, given: str | bytes = b"", **variables: str) -> subprocess.CompletedProcess[str]:
        """Call the program in this very process: what `run` gives, in a tenth of the time. There is no terminal."""
        alone = dict.fromkeys(FOREIGN) | CALM | variables
        with contextlib.chdir(self.root):
            done = CliRunner().invoke(program(words), words, input=given, env=alone)
        if done.exception and not isinstance(done.exception, SystemExit):
            raise done.exception
        return subprocess.CompletedProcess(words, done.exit_code, done.stdout, done.stderr)

    def start(self, *words: str) -> subprocess.Popen[str]:
        """Start the real program in the workspace, in a process group of its own."""
        return subprocess.Popen(
            self.command(*words), cwd=self.root, env=environment(), text=True, start_new_session=True,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )

    def json(self, *words: str) -> list[Any]:
        """Run the program and give the JSON values that it prints."""
        done = self.call(*words, "--json")
        assert done.returncode == 0, done.stderr
        return [json.loads(line) for line in done.stdout.splitlines()]


def workspace(root: Path) -> Workspace:
    """Make a workspace."""
    init(root)
    return Workspace(root)


def _rows(connection: sqlite3.Connection, table: str) -> list[tuple[Any, ...]]:
    columns = ", ".join(name for name in COLUMNS[table] if name not in TIMES | {"run_id"})
    return sorted(connection.execute(f"SELECT {columns} FROM {table}"), key=str)  # noqa: S608 - our own names


def _words(connection: sqlite3.Connection, index: str) -> list[tuple[Any, ...]]:
    connection.execute(f"CREATE VIRTUAL TABLE temp.words_{index} USING fts5vocab(main, {index}, instance)")
    return sorted(connection.execute(f"SELECT term, doc, col, offset FROM words_{index}"))  # noqa: S608 - as above
