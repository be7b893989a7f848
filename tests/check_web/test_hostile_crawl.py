"""A crawl over the hostile web: whatever servers and pages do, what came is kept, and nothing breaks."""

from crawldesk import ALL, crawl, fetched, records
from web.cases import chosen
from web.script import page
from web.server import serving
from web.site import On, Site
from workbench import Workspace, post

from curator.crawl.policy import CrawlPolicy
from curator.urls.identity import identify

BESIDE = [case for case in chosen()[0] if case.timeout >= 10]
"""Cases that do not live on their own limit of time: here all have the same."""

NOTHING = (On("/robots.txt", page("", 404)), On("/.well-known/tdmrep.json", page("", 404)))

TRAPS = {
    "script": b"<title><script>alert(1)</script>\x1b[2J\x00</title><meta name=author content='\x1b]0;x\x07=A(1)'>",
    "attribute": b"<title>A</title><meta name=description content='" + b"x" * 10_000_000 + b"'>",
    "entities": b"<!DOCTYPE x [<!ENTITY a 'aaaa'>]><title>" + b"&a;&amp;&#x41;" * 20_000 + b"</title>",
    "deep": b"<title>Deep</title>" + b"<div>" * 100_000,
    "tags": b"<title>Tags</title>" + b"<a href=x>" * 100_000,
    "gbk": "<title>多任务学习综述</title><p>我们比较了五种方法</p>".encode("gbk"),
    "liar": "<meta charset=utf-16><title>多任务学习</title><p>我们比较了五种方法</p>".encode(),
    "json": b'<title>J</title><script type="application/ld+json">' + b"[" * 50_000 + b"</script>",
    "half": b"<title>Half</title><meta name='au",
}


def test_a_crawl_over_the_hostile_web_breaks_nothing(desk: Workspace) -> None:
    sites = {site.place: site._replace(answers=(*NOTHING, *site.answers)) for case in BESIDE for site in case.sites}
    with serving(*sites.values()) as web:
        urls = {identify(web.filled(case.url)).identity: web.filled(case.url) for case in BESIDE}
        desk.write("seeds/a.md", post("t", *((url, f"Title {at}") for at, url in enumerate(urls.values()))))
        desk.imported()
        crawl(desk, web, choice=ALL, net=web.policy(0.8, patience=0.1), policy=CrawlPolicy(size=200_000))
        assert web.trespasses == 0
    pages = fetched(desk, "url, status, size")
    assert len(pages) > len(BESIDE) / 3
    assert max(size for *_, size in pages) <= 200_000
    kept = [one for one in records(desk) if one.type in {"response", "revisit"}]
    assert {url for url, *_ in pages} <= {one.url for one in kept}
    assert desk.rows("PRAGMA foreign_key_check") == []


def test_pages_that_are_traps_are_kept_and_say_what_can_be_read(desk: Workspace) -> None:
    answers = tuple(On(f"/{name}", page(body, headers={"Content-Type": "text/html"})) for name, body in TRAPS.items())
    desk.write("seeds/a.md", post("t", *((f"http://a.org/{name}", name) for name in TRAPS)))
    desk.imported()
    with serving(Site("http://a.org", answers)) as web:
        assert crawl(desk, web).checked == len(TRAPS)
    rows = desk.rows("SELECT identity, value FROM fact JOIN link ON id = link_id WHERE field = 'title'")
    titles = {identity.rpartition("/")[2]: value for identity, value in rows}
    assert titles.keys() == TRAPS.keys()
    assert (titles["gbk"], titles["liar"], titles["half"]) == ("多任务学习综述", "多任务学习", "Half")
    assert all(value.isprintable() and len(value) < 10_001 for value in titles.values())
    assert len(records(desk)) == 1 + 3 * len(TRAPS)
