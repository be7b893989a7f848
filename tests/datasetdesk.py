"""What tests of datasets work with: a catalogue with pages, texts and opt-outs of every sort, as a crawl leaves it."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path
from typing import Any

from workbench import Workspace, post

from curator.catalogue.bulk import Bulk
from curator.catalogue.facts import put_facts
from curator.catalogue.fetches import Fetched, RobotsRow, add_fetches, put_robots, put_warc
from curator.catalogue.observations import begin_checks
from curator.catalogue.texts import PageText, put_texts
from curator.crawl.facts import Fact, Field
from curator.crawl.signals import Signal
from curator.dataset.made import About, Made
from curator.jobs.curating import say
from curator.jobs.datasets import DatasetRequest, write_dataset
from curator.jobs.importing import import_documents
from curator.model import Position, Word
from curator.text.sketch import described

DAY = "2026-03-04T05:06:07Z"
WARC = "curator-20260304-00000.warc.gz"

ARTICLE = "\n\n".join(f"第{n}段：人脸识别的方法之{n * n}，数据集 {n} 有 {n * 37} 张图。" for n in range(30))
OTHER = "\n\n".join(f"Paragraph {n} tells of jam number {n * 13}, of sugar, and of patience." for n in range(40))

BERRIES, REPOST = "https://a.example/berries", "https://b.example/re-post"
NOAI, CLOSED, UNKNOWN = "https://c.example/noai", "https://d.example/closed/1", "https://e.example/never"
PAPER, CODE = "https://arxiv.org/abs/1706.03762", "https://github.com/abhi2610/ohem"
HOSTILE = "https://f.example/evil?a=b|c&q=<script>"
EVIL = '<script>alert(1)</script> | "=HYPERLINK("x") `](javascript:1) \\input{x} --- {{ site }} ${jndi}'

TEXTS = {BERRIES: ARTICLE, REPOST: f"转载：\n{ARTICLE}\n\n转自别处", NOAI: OTHER, CLOSED: OTHER + " Closed.",
         HOSTILE: "a\x85b\u2028c\r\n" + EVIL}  # fmt: skip


def stock(desk: Workspace, url: str = "") -> Workspace:
    """Let posts give some links, and a crawl have fetched most of them, in the desk's catalogue or another one."""
    url = url or desk.url
    more = [(f"https://n.example/{n}", f"篇 {n}") for n in range(60)]
    desk.write("seeds/2020-03-07-a.md", post(
        "学习（一）——水果", (BERRIES, "Berries\n\n这篇讲果酱。"), (PAPER, "Attention"), (CODE, "OHEM"),
        (HOSTILE, "Evil"), *more))
    desk.write("seeds/2021-05-01-b.md", post(
        "蔬菜", (REPOST, "Berries, again"), (NOAI, "No AI"), (CLOSED, "Closed"), (UNKNOWN, "Never"), (BERRIES, "莓果")))
    import_documents(desk.request(database_url=url))
    say(url, [Word("title", "", "My berries"), Word("tag", "gan", "GAN"), Word("note", "1", EVIL)], [BERRIES])
    say(url, [Word("title", "", EVIL)], [HOSTILE])
    with closing(Bulk(url)) as bulk, bulk.transaction():
        _crawl(bulk)
    return desk


def numbers(bulk: Bulk) -> dict[str, int]:
    """Give the number of each link by its address."""
    return {url: number for number, url in bulk.execute("SELECT link_id, url FROM mention")}


def _crawl(bulk: Bulk) -> None:
    run, link = begin_checks(bulk, DAY, 5), numbers(bulk)
    put_warc(bulk, WARC, 10_000)
    fetches = [
        (_fetched(link[url], url, at, NOT.get(url, ())), True) for at, url in enumerate((*TEXTS, PAPER))]
    add_fetches(bulk, run, 1, fetches)
    put_texts(bulk, (_text(link[url], at, text) for at, (url, text) in enumerate(TEXTS.items(), 1)))
    put_facts(bulk, {link[BERRIES]: FACTS, link[NOAI]: FACTS[:3], link[HOSTILE]: HOSTILE_FACTS})
    put_facts(bulk, {link[PAPER]: [Fact(Field.AUTHOR, "Vaswani, Ashish", "arxiv author")]}, "arxiv")
    put_robots(bulk, [*(RobotsRow(origin, BEFORE, 404, "", "") for origin in OPEN),
                      RobotsRow("https://d.example", "2026-04-01T00:00:00Z", 200, CLOSING, ""),
                      RobotsRow("https://e.example", DAY, 404, "", TDM)])


NOT = {NOAI: (Signal("meta robots", "noai"),), REPOST: (Signal("meta robots", "noimageai", text=False),)}
BEFORE = "2026-03-04T00:00:00Z"
OPEN = [f"https://{name}" for name in ("a.example", "b.example", "c.example", "f.example", "arxiv.org")]
CLOSING = "User-agent: *\nDisallow: /closed/\n"
TDM = json.dumps([{"location": "/*", "tdm-reservation": 1}])
FACTS = [
    Fact(Field.TITLE, "All about berries", "og:title"), Fact(Field.LANGUAGE, "zh-CN", "html lang"),
    Fact(Field.DESCRIPTION, "莓果", "og:description"), Fact(Field.AUTHOR, "李雷", "citation_author"),
    Fact(Field.AUTHOR, "韩梅梅", "citation_author"), Fact(Field.PUBLISHED, "2019-05", "json-ld datePublished"),
]  # fmt: skip
HOSTILE_FACTS = [Fact(Field.LANGUAGE, "x-<b>|evil", "html lang"), Fact(Field.SITE, EVIL, "og:site_name"),
                 Fact(Field.LICENCE, EVIL, "meta licence")]


def _fetched(link_id: int, url: str, at: int, signals: tuple[Signal, ...]) -> Fetched:
    place = Position(WARC, at * 100, 90)
    return Fetched(link_id, DAY, f"{url}#{at}", 200, "text/html", 900, f"sha1:{at}", position=place, signals=signals)


def _text(link_id: int, fetch_id: int, text: str) -> PageText:
    found = described(text)
    return PageText(link_id, fetch_id, found.digest, found.sketch, found.text, "")


def make(
    desk: Workspace, name: str = "set", about: About | None = None, url: str = "", **asked: Any
) -> tuple[Path, Made]:
    """Write a dataset; give its folder, and what it turned out to be."""
    folder = desk.root / name
    return folder, write_dataset(DatasetRequest(url or desk.url, about or About("links", "链接"), **asked), folder)


def rows(folder: Path) -> dict[str, dict[str, Any]]:
    """Give the rows of a dataset by their addresses, as JSON Lines have them."""
    lines = (line for file in sorted(folder.glob("jsonl/*.jsonl")) for line in file.read_text("utf-8").splitlines())
    return {row["url"]: row for row in map(json.loads, lines)}
