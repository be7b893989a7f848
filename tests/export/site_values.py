"""A site of entries with something of everything, and what strangers would like it to do."""

import json
from collections.abc import Iterable
from contextlib import closing
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

from export_entries import entry

from curator.export.site.files import files
from curator.export.site.interface import Site
from curator.jobs.builtfolder import write_below
from curator.jobs.shelf import FileShelf
from curator.model import Details, Entry, Health, Place

BASE = "https://links.example.org/of/"

HOSTILE = (
    "<script>document.title = 'taken'</script>",
    "</script></style></title><img src=http://127.0.0.1:9/x onerror=\"document.title='taken'\">",
    "\" autofocus onfocus=\"document.title='taken'\" x=\"",
    "</bdi></a></li></ul></main><h1>mine</h1>",
    "__proto__",
    "{{ 7 * 7 }} {% raw %} ${1} `${document.title = 'taken'}`",
    "*/ ]); document.title = 'taken'; (",
    "&lt;b&gt; &amp; <!-- ]]> -->",
    "turned \u202egnp.exe half \ud800 line\u2028break",
)
"""Titles that mean something to a page, a script or a feed."""


def place(document: str = "posts/a.md", line: int = 1, *path: str, **more: Any) -> Place:
    return Place(document, more.get("title", f"Post {document}"), more.get("day", date(2024, 5, 6)), line, path,
                 more.get("topic", "深度学习"))


def made(number: int, title: str, **more: Any) -> Entry:
    values = {"key": f"key-{number}", "identity": f"url:example.org/{number}", "added": date(2024, 1, 1 + number % 28),
              "places": (place(line=number + 1),)}
    return entry(title, more.pop("url", f"https://example.org/{number}"), **(values | more))


COPY = "https://web.archive.org/web/2020/https://example.org/1"
DEAD = Health("dead", date(2024, 2, 3), date(2024, 5, 6), None, COPY)
MOVED = Health("moved", date(2024, 2, 4), date(2024, 5, 6), "https://new.example.org/2")

SPECIAL = (
    made(1, "人脸识别综述", health=DEAD, marked=True, notes=("很好的文章", "see also")),
    made(2, "Deep Learning for Face Recognition", health=MOVED, starred=True, reading="to-read"),
    made(3, "从 C++ 到 .NET", details=Details(authors=("李明",), tags=("编程", "a/b"), issued="2023-04"),
         also=("https://m.example.org/3",)),
    made(4, "Faces of the deep", places=(place("posts/b.md", 3, "人脸", topic=""), place("posts/a.md", 9, topic="CV"))),
    made(5, "Nothing to click", url="javascript:document.title='taken'",
         health=MOVED._replace(moved_to="javascript:document.title='taken'")),
    made(6, "A paper", url=None),
    *(made(10 + at, title, notes=(title,), details=Details(tags=(title,))) for at, title in enumerate(HOSTILE)),
)
"""Entries that differ from others in something that pages show."""

MANY = tuple(
    made(100 + at, f"第{at}篇 article {at}", places=(place("posts/long.md", at, f"部分 {at // 40}", topic="很长"),))
    for at in range(230)
)
"""A topic that no page holds."""


def site(folder: Path, entries: Iterable[Entry] = (*SPECIAL, *MANY), base: str = BASE, **more: Any) -> Path:
    """Build a site in a folder; give that."""
    folder.mkdir(parents=True)
    held = list(entries)
    with closing(FileShelf(folder)) as shelf:
        for file in files(Site("链接 & links", base, **more), lambda: held, shelf):
            write_below(folder, file)
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    """Give all files of a folder with their bytes."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


class Read(HTMLParser):
    """What of a page can be told from its text: elements with their attributes, in order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def values(self, name: str) -> list[str]:
        """Give all values of an attribute."""
        return [facts[name] for _, facts in self.elements if name in facts]


def pages(folder: Path) -> dict[str, Read]:
    """Read all pages of a site."""
    return {path.relative_to(folder).as_posix(): Read(path.read_text("utf-8")) for path in folder.rglob("*.html")}


def within(page: str, address: str) -> tuple[str, str]:
    """Give the file of a site, and the place in it, to which an address on a page leads."""
    parts = urlsplit(urljoin(f"http://here/{page}", address))
    return unquote(parts.path[1:]) or "index.html", unquote(parts.fragment)


def rows(script: Path) -> list[list[Any]]:
    """Read the rows that a script of data hands over."""
    text = script.read_text("utf-8")
    return list(json.loads(text[text.index("["):text.rindex("]") + 1]))
