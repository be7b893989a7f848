"""What a site is made of, file by file."""

import json
import re
from collections import Counter
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import feedparser
import pytest
from bibtexparser.splitter import Splitter
from site_values import BASE, COPY, HOSTILE, MANY, SPECIAL, contents, made, pages, place, rows, site, within

from curator.export.site.citing import CITED, shards_for
from curator.export.site.item import shard_of
from curator.export.site.lists import PAGE
from curator.text.plain import plain


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return site(tmp_path_factory.mktemp("site") / "built")


def test_every_link_within_the_site_leads_to_a_page_and_a_place_that_are_there(built: Path) -> None:
    found, there = pages(built), set(contents(built))
    for name, page in found.items():
        for href in [*page.values("href"), *page.values("src")]:
            if not re.match(r"https?:|data:", href) and name != "404.html":
                file, anchor = within(name, href)
                assert file in there, (name, href)
                assert not anchor or anchor in found[file].values("id"), (name, href)


def test_the_same_entries_give_the_same_bytes(built: Path, tmp_path: Path) -> None:
    assert contents(site(tmp_path / "again")) == contents(built)


def test_no_page_holds_a_script_a_handler_or_a_style_but_the_one_loader(built: Path) -> None:
    for page in pages(built).values():
        assert [facts for tag, facts in page.elements if tag in {"script", "style", "iframe", "img", "object"}] == [{}]
        names = {name for _, facts in page.elements for name in facts}
        assert {name for name in names if name.startswith("on") or name == "style"} == set()


def test_addresses_that_are_none_of_the_web_are_never_links(built: Path) -> None:
    leading = [href for page in pages(built).values() for href in page.values("href")]
    assert [href for href in leading if href.casefold().startswith("javascript:")] == []
    text = (built / "topics" / "深度学习.html").read_text("utf-8")
    assert "now at <bdi>javascript:document.title=&#39;taken&#39;</bdi>" in text
    targets = [row[1] for row in rows(built / "search" / "0.js")]
    assert [target for target in targets if target and not target.startswith("http")] == []


def test_the_first_page_with_all_that_it_loads_has_less_than_100_kb(tmp_path: Path) -> None:
    entries = [made(at, f"{'很长的标题' * 12} {at}", places=(place(f"p/{at}.md", topic=f"{'主题' * 10} {at}"),))
               for at in range(150)]
    built = site(tmp_path / "site", entries)
    loaded = ("index.html", "style.css", "site.js")
    assert sum((built / name).stat().st_size for name in loaded) <= 100_000


def test_a_long_list_goes_on_on_further_pages_and_loses_nothing(built: Path) -> None:
    parts = [pages(built)[name] for name in ("topics/很长.html", "topics/很长~2.html", "topics/很长~3.html")]
    items = [[one for one in part.values("id") if one.startswith("ref-")] for part in parts]
    assert [len(part) for part in items] == [PAGE, PAGE, 30]
    assert [one for part in items for one in part] == [f"ref-{entry.key}" for entry in MANY]
    assert not (built / "topics" / "很长~4.html").exists()


def test_an_item_tells_where_it_is_cited_how_it_stands_and_what_its_curator_made_of_it(built: Path) -> None:
    text = re.sub(r"<[^>]*>", "", (built / "topics" / "深度学习.html").read_text("utf-8"))
    for said in ("dead since 2024-02-03", "archived copy", "now at https://new.example.org/2", "很好的文章", "To read",
                 "李明 · 2023-04", "also at https://m.example.org/3", "Post posts/a.md, 2024-05-06, line 2"):
        assert said in text


def test_items_of_no_topic_stand_with_their_document_under_its_headings(built: Path) -> None:
    text = (built / "documents" / "posts-b.md.html").read_text("utf-8")
    assert re.findall(r"<h2><bdi>(.*)</bdi></h2>", text) == ["人脸"]
    assert 'id="ref-key-4"' in text


def test_tags_and_shelves_have_lists_of_their_own(built: Path) -> None:
    assert {"tags/编程.html", "tags/a-b.html", "shelves/starred.html", "shelves/to-read.html", "health/dead.html",
            "health/moved.html"} <= set(contents(built))


def test_a_host_loses_a_share_of_the_links_that_were_looked_at(built: Path) -> None:
    _, hosts = (built / "health.html").read_text("utf-8").split("<h2>By host</h2>")
    assert re.findall(r"<td[^>]*>([^<]*)</td>|<bdi>([^<]*)</bdi>", hosts.partition("</table>")[0]) == [
        ("", "example.org"), ("3", ""), ("1", ""), ("33.3 %", ""),
    ]


def test_where_nothing_is_to_be_said_of_health_no_page_says_anything(tmp_path: Path) -> None:
    made_so = contents(site(tmp_path / "site", health=False))
    assert [name for name in made_so if name.startswith("health")] == []
    told = [name for name, text in made_so.items() if b"dead" in text or COPY.encode() in text]
    assert [name for name in told if not re.match(r"cite/|topics/.*(bib|json|ris)$", name)] == ["style.css"]


def test_without_an_address_there_are_no_feeds_and_no_map(tmp_path: Path) -> None:
    made_so = contents(site(tmp_path / "site", base=""))
    assert [name for name in made_so if name.endswith(".xml") or name in {"404.html", "robots.txt"}] == []
    assert [name for name, text in made_so.items() if name.endswith(".html") and b"feed.xml" in text] == []


def test_a_reader_of_feeds_gets_the_newest_links_first_with_every_title_as_it_is(built: Path) -> None:
    read = feedparser.parse((built / "feed.xml").read_bytes(), sanitize_html=False)
    assert (read.bozo, read.feed.title, len(read.entries)) == (False, "链接 & links", 50)
    days = [one.updated for one in read.entries]
    assert days == sorted(days, reverse=True)
    topic = feedparser.parse((built / "topics" / "深度学习.xml").read_bytes(), sanitize_html=False)
    assert {plain(title) for title in HOSTILE} <= {one.title for one in topic.entries}
    assert topic.feed.links[0].href == f"{BASE}topics/%E6%B7%B1%E5%BA%A6%E5%AD%A6%E4%B9%A0.xml"


def test_an_entry_of_a_feed_leads_to_the_cited_page_and_to_its_place_in_the_site(built: Path) -> None:
    read = feedparser.parse((built / "topics" / "CV.xml").read_bytes())
    [one] = read.entries
    assert one.link == "https://example.org/4"
    [via] = [link.href for link in one.links if link.rel == "via"]
    file, anchor = within("", via.removeprefix(BASE))
    assert anchor in pages(built)[file].values("id")


def test_what_a_feed_calls_an_entry_does_not_depend_on_its_title(tmp_path: Path) -> None:
    before = made(1, "before")
    after = before._replace(title="after", added=date(2025, 1, 1))
    built = [site(tmp_path / name, [entry]) for name, entry in (("before", before), ("after", after))]
    assert len({feedparser.parse((one / "feed.xml").read_bytes()).entries[0].id for one in built}) == 1


def test_the_map_names_every_page_by_its_whole_address(built: Path) -> None:
    root = ElementTree.fromstring((built / "sitemap.xml").read_bytes())  # noqa: S314 - our own
    named = [within("", str(where.text).removeprefix(BASE))[0] for where in root.iterfind("{*}url/{*}loc")]
    assert Counter(named) == Counter(set(pages(built)) - {"404.html"})


def test_robots_are_told_of_the_map_only_where_they_ask(built: Path, tmp_path: Path) -> None:
    assert not (built / "robots.txt").exists()
    root = site(tmp_path / "root", SPECIAL[:1], base="https://example.org/")
    assert (root / "robots.txt").read_text().endswith("Sitemap: https://example.org/sitemap.xml\n")


def test_a_topic_can_be_taken_as_a_whole_in_every_format(built: Path) -> None:
    keys = [entry.key for entry in MANY]
    assert [one["id"] for one in json.loads((built / "topics" / "很长.json").read_text("utf-8"))] == keys
    for name in ("很长.bib", "很长~bibtex.bib"):
        library = Splitter((built / "topics" / name).read_text("utf-8")).split()
        assert ([one.key for one in library.entries], library.failed_blocks) == (keys, [])
    assert re.findall(r"^ID  - (.*)$", (built / "topics" / "很长.ris").read_text("utf-8"), re.MULTILINE) == keys


def test_no_two_topics_share_a_file_whatever_they_are_called(tmp_path: Path) -> None:
    names = ["x", "x.bibtex", "x~bibtex", "x.json", "x.html", "x~2", "x-2", "x (2)"]
    entries = [made(at, name, places=(place(line=at, topic=name),)) for at, name in enumerate(names)]
    built = site(tmp_path / "site", entries)
    assert len(list((built / "topics").iterdir())) == len(names) * (len(CITED) + len(["page", "feed"]))


def test_citations_stay_in_their_file_when_others_come() -> None:
    before, after = shards_for(300), shards_for(390)
    assert [shard_of(entry, before) for entry in MANY] == [shard_of(entry, after) for entry in MANY]
    assert shards_for(0) == 1


def test_a_site_of_nothing_is_a_site(tmp_path: Path) -> None:
    assert "0 links" in (site(tmp_path / "site", []) / "index.html").read_text("utf-8")
