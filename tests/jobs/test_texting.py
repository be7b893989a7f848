"""Texts of fetched pages are read out of the archive, once, whatever the pages are."""

import sys

import pytest
from checkdesk import give, settings
from crawldesk import ALL, archive, change, crawl
from web.pages import article
from web.script import file, page
from web.server import serving
from web.site import On, Site, paths
from workbench import Workspace

from curator.crawl.fulltext import full_text
from curator.jobs.crawling import CrawlRequest
from curator.jobs.texting import TextSummary, read_texts

A = "http://a.org"
SENTENCE = "节讨论多任务学习中参数共享的方法，比较了几种网络结构，并说明了原因。"
WORDS = "".join(f"<p>第{number}{SENTENCE}</p>" for number in range(20))
TEXT = article("多任务学习综述", WORDS)
GBK = file("text/html", TEXT.replace("charset='utf-8'", "").encode("gb18030"))


def texts(desk: Workspace) -> TextSummary:
    return read_texts(CrawlRequest(desk.url, archive(desk)))


def test_each_text_is_read_once_and_again_when_the_page_has_changed(desk: Workspace) -> None:
    give(desk, f"{A}/p", f"{A}/q", f"{A}/picture")
    picture = file("image/png", b"\x89PNG\r\n" + b"0" * 90)
    first = On("/p", page(TEXT), times=1)
    with serving(Site(A, (first, On("/p", page(article("Now", "<p>Another one.</p>"))), On("/q", GBK),
                          On("/picture", picture)))) as web:
        crawl(desk, web)
        assert (texts(desk).read, texts(desk).read) == (2, 0)
        rows = desk.rows("SELECT text, digest, sketch FROM page_text")
        crawl(desk, web, choice=ALL)
        assert texts(desk).read == 1
    assert "第7节讨论多任务学习" in rows[0][0]
    assert rows[0] == rows[1]
    assert desk.rows("SELECT text LIKE '%Another one.' FROM page_text ORDER BY link_id") == [(1,), (0,)]


def test_what_has_no_text_is_noted_and_not_tried_again(desk: Workspace) -> None:
    broken = file("application/pdf", b"%PDF-1.4 nothing that follows is one")
    give(desk, f"{A}/p", f"{A}/q")
    with serving(paths(A, {"/p": page("<script>alert(1)</script>" * 9), "/q": broken})) as web:
        crawl(desk, web)
    change(desk, "UPDATE page_fetch SET shows = 1")
    assert dict(texts(desk).without) == {"nothing": 1, "broken": 1}
    assert texts(desk) == TextSummary()
    assert desk.rows("SELECT fault, text FROM page_text ORDER BY link_id") == [("nothing", ""), ("broken", "")]


def test_a_page_that_the_archive_does_not_have_is_tried_again(desk: Workspace) -> None:
    give(desk, f"{A}/p")
    with serving(paths(A, {"/p": page(TEXT)})) as web:
        crawl(desk, web)
    archive(desk).rename(desk.root / "away")
    assert texts(desk).missing == 1
    (desk.root / "away").rename(archive(desk))
    assert texts(desk).read == 1


def test_what_was_stored_stays_when_it_is_ended_and_the_rest_follows(desk: Workspace) -> None:
    pages = {f"/{number}": page(article(f"Part {number}", f"<p>{number}</p>{WORDS}")) for number in range(12)}
    give(desk, *(f"{A}{path}" for path in pages))
    with serving(paths(A, pages)) as web:
        crawl(desk, web)
    asked = iter([False] * 3)
    read_texts(CrawlRequest(desk.url, archive(desk)), stop=lambda: next(asked, True))
    assert desk.rows("SELECT count(*) FROM page_text") == [(3,)]
    assert texts(desk).read == 9


@pytest.mark.parametrize("body", [b"<p>" * 2_000, b"\xff\xfe\x00<" * 99, b"<!DOCTYPE x [<!ENTITY a '&a;&a;'>]>&a;"])
def test_a_hostile_page_in_a_charset_that_is_none_has_a_text_or_none(body: bytes) -> None:
    assert isinstance(full_text("text/html", "text/html; charset=punycode", body, A), str)


def test_a_crawl_reads_texts_and_goes_on_without_the_extra(desk: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    give(desk, f"{A}/p")
    with serving(paths(A, {"/p": page(TEXT)})) as web:
        desk.write("curator.toml", settings(web))
        with monkeypatch.context() as without:
            without.setitem(sys.modules, "trafilatura", None)
            crawled, alone = desk.call("crawl"), desk.call("crawl", "--texts-only")
        read = desk.json("crawl", "--texts-only")
    assert (crawled.returncode, alone.returncode) == (0, 3)
    assert "1 pages kept" in crawled.stdout
    assert "pip install 'curator[crawl]'" in crawled.stderr
    assert read == [{"texts": 1, "without": {}, "missing": 0}]


def test_a_crawl_may_leave_the_texts_for_another_time(desk: Workspace) -> None:
    give(desk, f"{A}/p")
    with serving(paths(A, {"/p": page(TEXT)})) as web:
        desk.write("curator.toml", settings(web))
        crawled, read = desk.call("crawl", "--no-texts"), desk.json("crawl", "--texts-only")
    assert ("1 pages kept" in crawled.stdout, "texts read" in crawled.stdout) == (True, False)
    assert read == [{"texts": 1, "without": {}, "missing": 0}]


def test_nothing_is_chosen_for_texts_alone(desk: Workspace) -> None:
    assert desk.call("crawl", "--texts-only", "--no-texts").returncode == 2
    assert desk.call("crawl", "--texts-only", "--new").returncode == 2
    assert desk.call("crawl", "--texts-only", f"{A}/p").returncode == 2


def test_what_was_posted_again_under_another_name_is_proposed_and_a_wall_before_many_pages_is_not(
    desk: Workspace,
) -> None:
    wall = page(article("Please sign in", "<p>Sign in to go on reading this.</p>" + WORDS.replace("学习", "登录")))
    pages = {f"/blog/{number}/": wall for number in range(9)} | {
        "/blog/p/1": page(TEXT), "/blog/p/2": page(article("转载", f"<p>转载自公众号。</p>{WORDS}<p>欢迎关注。</p>")),
    }
    give(desk, *(f"{A}{path}" for path in pages))
    with serving(paths(A, pages)) as web:
        crawl(desk, web)
    change(desk, "UPDATE page_fetch SET shows = 1")
    texts(desk)
    (row,) = desk.json("dedupe", "links")
    assert {row["a"]["url"], row["b"]["url"]} == {f"{A}/blog/p/1", f"{A}/blog/p/2"}
    assert (row["state"], row["reasons"][0][:4]) == ("open", "same")


def test_pages_that_say_one_address_of_their_site_are_one_work_and_one_of_another_site_waits(desk: Workspace) -> None:
    short = ["https://mp.weixin.qq.com/s/" + letter * 22 for letter in "ab"]
    long = "https://mp.weixin.qq.com/s?__biz=MzI1&amp;mid=1&amp;idx=1&amp;sn=0123456789abcdef0123456789abcdef"
    head = f"<meta property='og:url' content='{long}'><link rel=canonical href='{long}'>"
    named = page(article("浆果", WORDS, head=head))
    thief = page(article("Mine", "<p>Mine.</p>", head=f"<link rel=canonical href='{short[0]}'>"))
    give(desk, *short, f"{A}/blog/thief/1")
    platform = paths("https://mp.weixin.qq.com", {f"/s/{letter * 22}": named for letter in "ab"})
    with serving(platform, paths(A, {"/blog/thief/1": thief})) as web:
        crawl(desk, web)
    rows = {row["reasons"][0]: row["state"] for row in desk.json("dedupe", "links")}
    assert rows == {"the page says that this is its address": "automatic",
                    "the page says that this is its address, on another site": "open"}
