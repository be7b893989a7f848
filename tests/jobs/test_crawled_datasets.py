"""From pages on the web to a dataset: what was fetched, archived and read is what its rows lead to."""

from checkdesk import give
from crawldesk import archive, crawl
from datasetdesk import make, rows
from web.pages import article
from web.script import page
from web.server import serving
from web.site import On, Site, paths
from workbench import Workspace

from curator.jobs.crawling import CrawlRequest
from curator.jobs.texting import read_texts
from curator.model import Position
from curator.warc.reader import read

A, B = "http://a.org", "http://b.org"
SENTENCE = "节讨论多任务学习中参数共享的方法，比较了几种网络结构，并说明了原因。"
WORDS = "".join(f"<p>第{number}{SENTENCE}</p>" for number in range(20))
PAGE = article("多任务学习综述", WORDS)
RULES = page("User-agent: *\nDisallow: /closed\n")


def test_what_a_crawl_fetched_is_what_the_rows_of_a_dataset_lead_to(desk: Workspace) -> None:
    give(desk, f"{A}/p", f"{A}/noai", f"{A}/closed", f"{B}/copy")
    with serving(paths(A, {"/p": page(PAGE), "/noai": page(PAGE + " ", headers={"X-Robots-Tag": "noai"}),
                           "/robots.txt": RULES}), Site(B, (On("/copy", page(PAGE)),))) as web:
        crawl(desk, web)
    read_texts(CrawlRequest(desk.url, archive(desk)))
    found = rows(make(desk, texts=True)[0])
    own, copy, noai, closed = (found[url] for url in (f"{A}/p", f"{B}/copy", f"{A}/noai", f"{A}/closed"))
    for row in (own, copy, noai):
        place = Position(row["warc_file"], row["warc_offset"], row["warc_length"])
        assert read(archive(desk), place, 99_999).body.decode().startswith(PAGE)
    assert "第7节讨论多任务学习" in own["text"] == copy["text"]
    assert (own["content_digest"], own["verdict"], own["status"]) == (copy["content_digest"], "alive", 200)
    assert (noai["text"], noai["opt_outs"]) == (None, [{"source": "X-Robots-Tag", "said": "noai"}])
    assert (closed["robots_allowed"], closed["status"], closed["warc_file"]) == (False, None, None)
    assert len({row["group"] for row in (own, copy, noai)}) == 1
