"""No living page ever becomes gone, however badly it is served."""

from collections.abc import Callable
from random import Random

import pytest
from web import pages
from web.packing import brotlied, gzipped, zstandard
from web.probing import look, responses
from web.script import Close, Reset, Script, Send, head, page, raw
from web.server import serving
from web.siblings import SIBLINGS, Sibling
from web.site import On, Site, site

from curator.check.examine import observe
from curator.check.sibling import compare, sibling_url, wanted
from curator.model import Outcome

ORIGIN = "http://mp.weixin.qq.com"
HTML = {"Content-Type": "text/html; charset=utf-8"}

LIVING = {
    "article": pages.article("Page not found: how to build a 404 page", pages.prose(40)),
    "article on notices": pages.weixin("公众号文章是怎么没的",
        "<p>该内容已被发布者删除。此帐号已注销。</p>" + pages.prose()),
    "article on captchas": pages.weixin("为什么总是环境异常",
        "<p>环境异常，去验证。访问过于频繁。</p>" + pages.prose()),
    "article about lost pages": pages.article("页面不存在怎么办",
        "<h2>页面不存在</h2><h2>404 Not Found</h2>" + pages.prose(30)),
    "application": pages.app("Not a 404"),
}

SERVED: dict[str, Callable[[bytes, int], Script]] = {
    "cut off": lambda data, at: raw(head(200, HTML | {"Content-Length": str(len(data))}) + data[:at]),
    "reset": lambda data, at: (Send(head(200, HTML | {"Content-Length": "900000"}) + data[:at]), Reset()),
    "in chunks without an end": lambda data, at: raw(
        head(200, HTML | {"Transfer-Encoding": "chunked"}) + b"%x\r\n%b\r\n" % (at, data[:at])),
    "gzip cut off": lambda data, at: (
        Send(head(200, HTML | {"Content-Encoding": "gzip"}) + gzipped(data)[:at]), Close()),
}
"""Ways to serve only so much of a page."""

LABELS = ("gbk", "gb2312", "big5", "shift_jis", "utf-16", "utf-7", "iso-8859-1", "x-user-defined", "", "\"utf-8", "零")


@pytest.mark.parametrize("how", SERVED)
@pytest.mark.parametrize("name", LIVING)
def test_a_living_page_that_breaks_off_anywhere_is_never_gone(name: str, how: str) -> None:
    data = LIVING[name].encode()
    marks = (data.find(mark) for mark in (b"<title>", b"</title>", b"<h1", b"</h1>", b"js_content"))
    cuts = sorted({1, 9, 20, 50, *marks, *(len(data) * part // 10 for part in range(1, 11))} - {-1})
    sites = Site(ORIGIN, tuple(On(f"/s/{at}", SERVED[how](data, at)) for at in cuts))
    assert Outcome.GONE not in outcomes(sites, [f"{ORIGIN}/s/{at}" for at in cuts])


@pytest.mark.parametrize("name", LIVING)
def test_a_living_page_in_any_encoding_under_any_label_is_never_gone(name: str) -> None:
    text = LIVING[name]
    written = [text.encode(one, "replace") for one in ("utf-8", "gb18030", "big5", "utf-16", "utf-16-be", "utf-8-sig")]
    scripts = [page(data,
        headers={"Content-Type": f"text/html; charset={label}"}) for data in written for label in LABELS]
    scripts += [page(pack(text.encode()), headers={"Content-Encoding": label})
                for pack in (gzipped, brotlied, zstandard, bytes) for label in ("gzip", "br", "zstd", "deflate",
                    "none")]
    assert Outcome.GONE not in outcomes(many(scripts), [f"{ORIGIN}/s/{number}" for number in range(len(scripts))])


@pytest.mark.parametrize("status", [200, 202, 203, 206, 400, 401, 403, 405, 406, 412, 418, 429, 451, 500, 502, 503,
    999])
def test_a_living_page_behind_any_other_status_is_never_gone(status: int) -> None:
    scripts = [page(text, status) for text in LIVING.values()]
    assert Outcome.GONE not in outcomes(many(scripts), [f"{ORIGIN}/s/{number}" for number in range(len(scripts))])


@pytest.mark.parametrize("row", SIBLINGS, ids=lambda row: row.name)
def test_a_random_name_beside_a_page_tells_what_it_may(row: Sibling) -> None:
    with serving(row.site) as web:
        (response,) = responses(web.policy(), row.url)
        assert response
        observation = observe(response)
        place = wanted(response, observation, ())
        assert (place is not None) == row.asked
        if place is not None:
            (beside,) = look(web.policy(breaker=99), sibling_url(row.url, place, Random(1)))  # noqa: S311 - no secret
            assert beside
            observation = compare(observation, beside)
    assert observation.outcome is row.outcome, (row.why, observation)


def test_nothing_that_a_page_says_can_drive_a_terminal() -> None:
    evil = "\x1b]0;owned\x07\x1b[2J\u202e\x9b31m"
    served = site(ORIGIN, page(f"<title>Page not found {evil}</title><h1>{evil}</h1>", headers={
        "Server": f"nginx{evil}".encode().decode("latin-1"), "Content-Language": "\x1b[2J"}))
    redirected = site("http://b.example", (Send(b"HTTP/1.1 302 Found\r\nLocation: gopher://\x1b[2J\x07\r\n\r\n"),))
    with serving(served, redirected) as web:
        observations = look(web.policy(), f"{ORIGIN}/s/a", "http://b.example/c")
    assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(" ".join(map(str, observations)).replace("\\n", ""))
    assert all("\\x1b" not in str(observation) for observation in observations)


def many(scripts: list[Script]) -> Site:
    return Site(ORIGIN, tuple(On(f"/s/{number}", script) for number, script in enumerate(scripts)))


def outcomes(served: Site, urls: list[str]) -> set[Outcome | None]:
    with serving(served) as web:
        return {one.outcome if one else None for one in look(web.policy(breaker=999), *urls)}
