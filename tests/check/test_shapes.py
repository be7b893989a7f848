"""Soft-404: pages that were sent with success and say or show that there is nothing, and those that only seem to."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from looks import PROSE, URL, article, notice, response

from curator.check.examine import observe
from curator.check.shape import PARKED, SHAPES
from curator.check.wording import HINTS, WORDINGS, asks_to_sign_in, says_in_words, says_missing
from curator.model import Outcome
from curator.text.clean import clean

MISSING = (
    "404", "Error 404", "HTTP 404", "HTTP Status 404", "404 Not Found", "404 - Page not found", "Oops! Page not found",
    "Sorry, page not found", "This page could not be found", "The requested URL was not found",
    "This page doesn’t exist", "Page not found · GitLab", "The page you are looking for does not exist",
    "This article is no longer available", "We can't find that page", "This post has been removed",
    "页面不存在", "抱歉，您访问的页面不存在", "404_页面不存在", "文章不存在或已被删除", "该文章已被作者删除",
    "找不到该页面", "无法找到网页", "找不到網頁", "头条 - 页面未找到", "商品已下架", "已下架", "网页走丢了", "404错误",
    "ページが見つかりません", "お探しのページは見つかりませんでした", "페이지를 찾을 수 없습니다",
    "Seite nicht gefunden", "Diese Seite existiert nicht mehr", "Page introuvable", "Cette page n'existe plus",
    "Página no encontrada", "Página não encontrada", "Pagina non trovata", "Страница не найдена",
    "Pagina niet gevonden", "Nie znaleziono strony", "Sayfa bulunamadı", "Không tìm thấy trang",
    "Sidan hittades inte", "The page you were looking for doesn't exist (404)", "很抱歉，您要访问的页面不存在",
    "对不起，您请求的页面不存在、或已被删除、或暂时不可用", "您要查看的页面不存在或已删除",
    "抱歉，指定的主题不存在或已被删除或正在被审核",
    "文章已被作者删除-CSDN博客", "找不到您要的頁面", "お探しのページは存在しないか、削除された可能性があります",
    "お探しのページは、移動または削除された可能性があります。",
)

TALKING = (
    "How to build a 404 page", "Page Not Found: a history of dead links", "Fixing 404 errors in nginx", "Boeing 404",
    "Why pages are not found by Google", "为什么这款游戏被下架了", "不存在的完美模型：过拟合漫谈",
    "如何看待 404 页面？", "文章不存在抄袭", "找不到工作怎么办",
    "What is missing in deep learning", "Lost and not found again", "", "  ",
)


@pytest.mark.parametrize("text", MISSING)
def test_a_wording_is_known(text: str) -> None:
    assert says_missing(text)
    assert any(word in text.replace("’", "'").casefold() for word in HINTS)


@pytest.mark.parametrize("text", TALKING)
def test_a_title_that_talks_about_it_says_nothing(text: str) -> None:
    assert not says_missing(text)


def test_every_wording_has_a_sample() -> None:
    unknown = [row for row in WORDINGS if not any(re.search(row.pattern, text.lower()) for text in MISSING)]
    assert unknown == []


@pytest.mark.parametrize("text", [
    "Log in", "Sign in to GitHub · GitHub", "知乎 - 登录", "请登录后查看", "ログイン", "로그인", "Anmelden",
    "Connexion", "Iniciar sesión", "Вход"])
def test_a_request_to_sign_in_is_known(text: str) -> None:
    assert asks_to_sign_in(text)


def test_an_article_about_signing_in_is_none() -> None:
    assert not any(map(asks_to_sign_in, ("Login flows compared", "How to sign in with SSH", "登录的原理")))


GONE = {
    "not found": (
        notice("404 - Page not found", "Page not found"), notice("页面不存在", "页面不存在", "返回首页"),
        notice("Example", "x").replace("<title>Example</title>", "").replace("x</h1>", "Page not found</h1>"),
        "<html><head><title>404 Not Found</title></head><body><center>404 Not Found</center><hr>nginx</body></html>",
        notice("404", "404", "Page not found"), "<title>404</title><h1>404</h1>",
        notice("出错啦", "您要查看的页面不存在或已删除"),
        notice("Oops!", "Oops! That page can’t be found.", "Maybe try a search?"),
        notice("提示信息 - 论坛", "抱歉，指定的主题不存在或已被删除或正在被审核"),
        "<title>提示信息 - 论坛</title><div>抱歉，指定的主题不存在或已被删除或正在被审核</div>",
        notice("页面不存在-某某网", "404 - 页面不存在"),
        notice("HTTP Status 404 – Not Found", "HTTP Status 404 – Not Found", "Type Status Report"),
        notice("Page not found", "Page not found") + "<a href='/x'>Something that was read by others</a>" * 90,
    ),
    "parked": tuple(f"<html><head>{tag}</head><body></body></html>" for tag in (
        "<script src='//d1.sedoparking.com/x.js'></script>", "<script src='http://x.parkingcrew.net/x.js'></script>",
        "<iframe src='https://x.bodis.com/y'></iframe>", "<script src='https://x.parklogic.com/y'></script>",
        "<script src='https://img1.wsimg.com/parking-lander/x.js'></script>",
        '<script>window.onload=function(){window.location.href="/lander"}</script>',
        "<script>window.park='eyJ1dWlkIjoi'</script>",
    )),
    "for sale": (notice("site.example.org is for sale", "Buy it"),
                 notice("site.example.org 域名出售", "联系"), notice("域名出售", "该域名正在出售", "联系"),
                 notice("该域名正在出售", "您正在访问的域名可以转让！"),
                 notice("Premium domain for sale", "This domain is for sale!")),
    "led to nothing": ("<meta http-equiv='refresh' content='0; url=/404.html'>",
                       '<META HTTP-EQUIV="Refresh" CONTENT="0;URL=\'http://site.example.org/\'">'),
    "empty": ("", "<html><head></head><body></body></html>", " \n<!-- x -->\n",
              "<html><head><title>Site</title></head><body>&nbsp;</body></html>"),
}

BLOCKED = {
    "sign-in": (notice("Sign in", "Sign in") + "<input name='p' type='password'>",
                notice("Sign in", "Sign in") + "<INPUT TYPE=PASSWORD>"),
    "led to a door": ("<meta http-equiv=refresh content='1;url=/login?next=x'>",),
}

LIVING = (
    article("404 Not Found - HTTP | Handbook").replace("<h1>404 Not Found - HTTP | Handbook", "<h1>404 Not Found"),
    article("Page Not Found: a history of dead links", "Short."),
    article("How to build a 404 page"),
    article("Error pages", "<h1>404 Not Found</h1>" + PROSE),
    article("Ranking", "<!-- <title>404</title><h1>Page not found</h1> -->" + PROSE),
    "<title>提示信息</title><div>指定的主题不存在时，先看看回收站。</div>",
    "<title>Sorry</title><p>I was not found.</p>",
    notice("404", "404", "A song of two minutes"),
    notice("Not Found", "The second album"), notice("Error", "A short story", "Page not found, he read."),
    notice("Page not found - how to mend it", "Page not found - how to mend it", "A rule was missing. I added it."),
    notice("页面不存在 - 解决办法", "页面不存在 - 解决办法", "路由没有配置，改好后重启服务即可。"),
    notice("链接失效？一文教你解决", "链接失效？一文教你解决", "路由没有配置，改好后重启服务即可。"),
    notice("找不到文件 - 知乎", "找不到文件",
           "打开网站时出现这个提示，原因是路由没有配置，改好配置文件后重启服务即可。" * 4),
    notice("Page not found | Notes", "Page not found", "I moved my blog, and a rewrite rule was missing. " * 9),
    "<meta property='article:published_time' content='2019'>" + notice("Page not found", "Page not found", "A poem."),
    "<meta property='og:type' content='music.song'>" + notice("Not Found - song | Example", "Not Found", "3:20"),
    '<script>{"@type": "MusicRecording"}</script>' + notice("Not Found | Example", "Not Found", "3:20"),
    notice("File not found", "File not found", "Posted on 2015-03-01. fopen() says so when the path is wrong."),
    notice("页面不存在", "页面不存在", "发表于2016年3月1日。重启就好。"),
    notice("Page not found", "Page not found", "March 3, 2014: a rewrite rule was missing."),
    notice("Page not found", "Page not found", "3 Mar. 2014: a rewrite rule was missing."),
    "<script>window.park = Object.assign({}, window.park)</script><div id=root></div>",
    "<canvas></canvas><script>function fly() { window.location.href=\"/lander\" }</script>",
    "<noscript><meta http-equiv='refresh' content='0; url=/404.html'></noscript><div id=root></div><script src=/a.js>",
    "<!--[if lt IE 9]><meta http-equiv='refresh' content='0;url=/'><![endif]--><canvas></canvas>",
    "<head><link rel='stylesheet' href='/drawing.css'></head><body><div class=a></div></body>",
    "<body background='/map.gif'></body>", "<body><div style='background: url(/map.png)'></div></body>",
    "<applet code='Sort.class'></applet>",
    notice("site.example.org is for sale: what I learnt", "Names", "I sold it."),
    notice("域名出售平台大全", "该域名好卖吗"),
    "<html><head><title>Workbench</title><script src=/a.js></script></head><body><div id=root></div></body></html>",
    "<html><head></head><body><div id=app></div><script src=/a.js></script></body></html>",
    "<body><img src='/figure.png'></body>", "<frameset><frame src='/menu.html'></frameset>", "<body>42</body>",
    "<meta http-equiv='refresh' content='0; url=/b'>", "<meta http-equiv='refresh' content='600'>" + PROSE,
    article("A house is for sale"), article("site.example.org is for sale: what I learnt", PROSE * 2),
    article("Parking", "&lt;script src='//d1.sedoparking.com/x.js'&gt;" + PROSE),
    article("Comments", PROSE + "<form><input type=password></form>"), article("Log in", PROSE * 2),
)


@pytest.mark.parametrize(("rule", "page"), [(rule, page) for rule, pages in GONE.items() for page in pages])
def test_a_page_that_says_or_shows_nothing_is_gone(rule: str, page: str) -> None:
    observation = observe(response(page, headers=(("content-length", str(len(page.encode()))),)))
    assert (observation.outcome, observation.evidence[0].rule) == (Outcome.GONE, rule)


@pytest.mark.parametrize("headers", [(), (("content-encoding", "gzip"), ("content-length", "20"))])
def test_nothing_that_may_be_the_rest_of_something_is_not_empty(headers: tuple[tuple[str, str], ...]) -> None:
    assert observe(response("", headers=headers)).outcome is Outcome.ALIVE


@pytest.mark.parametrize(("rule", "page"), [(rule, page) for rule, pages in BLOCKED.items() for page in pages])
def test_a_page_that_asks_who_one_is_is_blocked(rule: str, page: str) -> None:
    observation = observe(response(page))
    assert (observation.outcome, observation.evidence[0].rule) == (Outcome.BLOCKED, rule)


@pytest.mark.parametrize("page", LIVING)
def test_a_page_that_only_seems_to_say_so_is_alive(page: str) -> None:
    assert observe(response(page)).outcome is Outcome.ALIVE


@pytest.mark.parametrize("page", [page for pages in GONE.values() for page in pages])
def test_no_shape_counts_for_data(page: str) -> None:
    for kind in ("application/json", "text/plain", "application/pdf", "application/octet-stream"):
        assert observe(response(page, kind=kind)).outcome is Outcome.ALIVE


def test_every_shape_has_its_cases() -> None:
    assert {row.name for row in SHAPES} == GONE.keys() | BLOCKED.keys()
    assert len(GONE["parked"]) == len(PARKED)


def test_who_asks_for_a_page_about_404_gets_it() -> None:
    page = notice("404 Not Found", "404 Not Found")
    assert observe(response(page, "http://site.example.org/status/404")).outcome is Outcome.ALIVE
    assert observe(response(page, URL)).outcome is Outcome.GONE


def test_who_links_to_a_sign_in_page_gets_it() -> None:
    page = BLOCKED["sign-in"][0]
    assert observe(response(page, "http://site.example.org/login")).outcome is Outcome.ALIVE


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16", "utf-8-sig"])
@pytest.mark.parametrize("label", ["", "; charset=gb2312", "; charset=utf-8", "; charset=punycode", "; charset=x"])
def test_words_are_found_in_any_encoding(encoding: str, label: str) -> None:
    page = notice("页面不存在", "您访问的页面不存在", "返回首页，或者看看别的文章").encode(encoding)
    assert observe(response(page, kind="text/html" + label)).title == "页面不存在"
    assert observe(response(page, kind="text/html" + label)).outcome is Outcome.GONE


@given(st.lists(st.sampled_from((
    "<title>", "</title>", "404 Not Found", "<h1>", "<script", ">", "'", "<meta http-equiv=refresh ", "content='0;url=",
    "window.park=", "_cf_chl_opt", "password", "页面不存在", "<!--", "-->", "&#0;", "&amp;", "\x1b[2J", "\u202e",
    "id=js_content", "环境异常"))).map("".join), st.binary(max_size=50))
def test_nothing_that_is_sent_raises_or_drives_a_terminal(text: str, junk: bytes) -> None:
    for url in (URL, "https://mp.weixin.qq.com/s/x"):
        observation = observe(response(text.encode() + junk, url))
        words = [observation.title or "", *(found for _, found in observation.evidence)]
        assert words == [clean(word) for word in words]


@pytest.mark.parametrize("piece", [
    "<title ", "<title>", "<script", "<script>_cf_chl_opt", "<script>", "<meta http-equiv=refresh ", "<div><p>", "&",
    "<!--", "<iframe id=", "<a b=c ", "环境异常", "404 ", "not found ", "<div id=px-captcha ", "页面", "error ", "\0",
    "<script src=//d1.sedoparking.com/",
])
def test_a_page_of_nothing_but_one_piece_is_read_to_the_end(piece: str) -> None:
    for url in (URL, "https://mp.weixin.qq.com/s/x"):
        for head in ("", "<title>404</title>"):
            page = (head + piece * (262_144 // len(piece.encode()))).encode()
            assert observe(response(page, url)).size == len(page)


def test_words_are_looked_for_in_the_beginning_only() -> None:
    assert not says_in_words("x" * 2_000 + "page not found")
