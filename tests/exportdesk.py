"""What tests of the options of exports work with: links that differ in everything one can ask for, and any format."""

import io
import sqlite3
from contextlib import closing
from typing import Any

from workbench import Workspace, post

from curator.export.registry import FORMATS
from curator.jobs.choosing import request_of
from curator.jobs.curating import say
from curator.jobs.exporting import export_list
from curator.model import Word
from curator.settings.export import ListSettings

A, B, C = "https://a.example/berries", "https://b.example/leeks", "https://www.c.example/jam"
COPY = "https://archive.example/2020/berries"
TITLES = ("Berries", "Leeks", "Jam")
REMARK = "这篇讲果酱。"


STANDING = """INSERT INTO standing
    (link_id, verdict, since, checked_at, last_alive, outcome, failures, needed, successes, due_at)
    SELECT id, ?, '2020-05-06T00:00:00Z', '2020-06-07T00:00:00Z', '2020-04-05T00:00:00Z', 'gone', 3, 3, 0, ''
    FROM link WHERE host = ?"""

SNAPSHOT = """INSERT INTO snapshot (id, link_id, archive, address, taken_at, outcome, looked_up_at)
    SELECT ?, id, 'an archive', ?, ?, ?, '' FROM link WHERE host = 'a.example'"""

CAPTCHA = "https://archive.example/2020/captcha"
"""A copy that is nearer to the post, and shows nothing."""

COPIES = ((1, COPY, "2020-03-01T00:00:00Z", "alive"), (2, CAPTCHA, "2020-03-07T00:00:00Z", "blocked"),
          (3, "https://archive.example/2024/berries", "2024-03-01T00:00:00Z", "alive"))  # fmt: skip


def stock(desk: Workspace) -> Workspace:
    """Let posts and a bibliography give three links, of which one is dead, and archived."""
    desk.write("seeds/2020-03-07-a.md", post("学习（一）——水果", (A, f"Berries\n\n{REMARK}")))
    desk.write("seeds/2021-05-01-b.md", post("蔬菜", (B, "Leeks")).replace("category: AI", "category: WEB"))
    fields = "author={Zhao, Li}, date={1999-02}, keywords={gan}"
    desk.write("seeds/c.bib", f"@online{{jam, title={{Jam}}, url={{{C}}}, {fields}}}")
    desk.imported()
    say(desk.url, [Word("star", "", value=True)], [A])
    say(desk.url, [Word("reading", "", "to-read")], [B])
    with closing(sqlite3.connect(desk.file)) as connection, connection:
        connection.executemany(STANDING, (("dead", "a.example"), ("alive", "b.example")))
        connection.executemany(SNAPSHOT, COPIES)
        connection.execute("UPDATE link SET imported_at = '2019-01-01T00:00:00Z' WHERE host <> 'c.example'")
    return desk


def listed(desk: Workspace, format_name: str, **asked: Any) -> str:
    """Give what a list says, as text, whatever its format packs it in."""
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="\n")
    export_list(request_of(desk.url, ListSettings(format_name, **asked)), out)
    out.flush()
    data = out.buffer
    if FORMATS[format_name].suffix != ".parquet":
        return data.getvalue().decode()
    from pyarrow.parquet import read_table

    return str(read_table(data).to_pylist())


def held(text: str) -> tuple[str, ...]:
    """Give the titles that a list holds, in its order."""
    return tuple(sorted((title for title in TITLES if title in text), key=text.index))
