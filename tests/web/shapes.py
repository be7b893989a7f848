"""Pages that answer 200 and are not there, and pages that only look so."""

from curator.model import Outcome

from .case import Case, Row, single
from .pages import app, article, notice, parked, prose
from .script import api, file, page

ALIVE, GONE, BLOCKED, FAILING = Outcome.ALIVE, Outcome.GONE, Outcome.BLOCKED, Outcome.FAILING

SAID = (
    ("English", "404 - Page not found", "Page not found"), ("English, polite", "Page Not Found | Example",
        "Oops! Page not found"),
    ("simplified Chinese", "页面不存在", "页面不存在"), ("Chinese, found nothing", "404 - 找不到页面",
        "抱歉，找不到页面"),
    ("traditional Chinese", "找不到網頁", "找不到網頁"), ("taken off the shelf", "文章已下架", "文章已下架"),
    ("Chinese, deleted", "文章不存在或已被删除", "文章不存在或已被删除"),
    ("Japanese", "ページが見つかりません", "ページが見つかりません"), ("Korean", "페이지를 찾을 수 없습니다",
        "페이지를 찾을 수 없습니다"),
    ("German", "Seite nicht gefunden", "Seite nicht gefunden"), ("French", "Page introuvable", "Page non trouvée"),
    ("Spanish", "Página no encontrada", "Página no encontrada"), ("Portuguese", "Página não encontrada",
        "Página não encontrada"),
    ("Russian", "Страница не найдена", "Страница не найдена"), ("Italian", "Pagina non trovata", "Pagina non trovata"),
)

TALKED_ABOUT = (
    ("how to build a 404 page", article("How to build a 404 page")),
    ("page not found, the book", article("Page Not Found: a history of dead links")),
    ("404 in a heading of the text", article("Error pages",
        "<h2>404 Not Found</h2>" + prose() + "<h2>Page not found</h2>")),
    ("not found in the text", article("Routers", "<p>Then it answers: page not found. 页面不存在。</p>" + prose())),
    ("not found in the title of a quoted article", article("Links",
        "<blockquote><h1>Page not found</h1></blockquote>" + prose())),
    ("not found in a comment", article("Ranking", "<!-- <h1>404 Not Found</h1> -->" + prose())),
    ("not found in a script", article("Ranking",
        "<script>var t='<title>404 Not Found</title><h1>Not Found</h1>'</script>" + prose())),
    ("title of an SVG", article("Charts", "<svg><title>404 Not Found</title></svg>" + prose())),
    ("404 in a number", article("Boeing 404 and other aeroplanes")),
    ("下架 in the title", article("为什么这款游戏被下架了")),
    ("不存在 in the title", article("不存在的完美模型：过拟合漫谈")),
    ("for sale in the text", article("A house is for sale",
        "<p>This domain is for sale, said the mail.</p>" + prose())),
    ("without a title", "<html><body>" + prose() + "</body></html>"),
    ("without a heading", f"<html><head><title>Ranking</title></head><body>{prose()}</body></html>"),
    ("text drawn by a script", app()),
    ("text drawn by a script, without a title", app("")),
    ("only an image", "<html><head><title>Figure 3</title></head><body><img src='/figure.png'></body></html>"),
    ("frames",
        "<html><head><title>Home</title></head><frameset><frame src='/menu.html'>"
        "<frame src='/main.html'></frameset></html>"),
    ("a song called Not Found", notice("Not Found - song | Example", "Not Found", "3:20").replace(
        "<head>", "<head><meta property='og:type' content='music.song'>")),
    ("a note with its date", notice("页面不存在", "页面不存在", "2016年3月1日：重启就好。")),
    ("a drawing in CSS", "<html><head><link rel='stylesheet' href='/a.css'></head><body><div></div></body></html>"),
    ("old browsers led elsewhere", app().replace(
        "</head>", "<!--[if IE]><meta http-equiv='refresh' content='0;url=/'><![endif]--></head>")),
    ("those without programs led elsewhere", app().replace(
        "</head>", "<noscript><meta http-equiv='refresh' content='0; url=/404.html'></noscript></head>")),
    ("a park of one's own", app().replace("<body>", "<body><script>window.park = {id: 12}</script>")),
    ("a single line", "<html><head><title>Answer</title></head><body>42</body></html>"),
)

FILES = (
    Row("JSON", file("application/json", b'{"id": 7, "name": "ranking"}'), ALIVE, "data is no page, but the thing"),
    Row("JSON that says error", api({"code": 404, "message": "not found"}), ALIVE,
        "rules of pages are not for data: an API may describe errors"),
    Row("plain text", file("text/plain", b"Page not found is what this text is about."), ALIVE,
        "text has no title to believe"),
    Row("PDF", file("application/pdf", b"%PDF-1.7\n" + b"0" * 9000), ALIVE, "a paper"),
    Row("image", file("image/png", b"\x89PNG\r\n\x1a\n" + b"\0" * 900), ALIVE, "a picture"),
    Row("download without a type", page(b"\0\1\2" * 400, headers={"Content-Type": ""}), ALIVE,
        "bytes of an unknown kind are bytes"),
    Row("zero bytes of a file", file("application/octet-stream", b""), ALIVE, "empty files exist: __init__.py is one"),
    Row("zero bytes of text", file("text/plain", b""), ALIVE, "empty files exist: __init__.py is one"),
    Row("feed", file("application/rss+xml", b"<rss><channel><title>Not Found</title></channel></rss>"), ALIVE,
        "no page"),
    Row("PDF that calls itself HTML", page(b"%PDF-1.7\n<title>404 Not Found</title><h1>Not Found</h1>"), ALIVE,
        "its first bytes say what it is"),
)

LOST = (
    Row("domain for sale", page(parked("domain-for-sale.example")), GONE,
        "nobody uses the name any more", evidence="for sale"),
    Row("lost thread of a forum", page("<title>提示信息 - 论坛 - Powered by Discuz!</title><h2>论坛</h2>"
        '<div id="messagetext" class="alert_error"><p>抱歉，指定的主题不存在或已被删除或正在被审核</p></div>'), GONE,
        "Discuz says so with 200", evidence="discuz"),
    Row("parked by a script",
        page("<html><head><title>parked.example</title><script>window.park='eyJ1dWlkIjoi'</script>"
        "<script src='/bDxLpVKgF.js'></script></head><body><div id='target' style='opacity: 0'></div></body></html>"),
            GONE,
        "a script of a trader in names, and nothing else", evidence="parked"),
)


def cases() -> list[Case]:
    """Give all of them; in other encodings, too."""
    said = [Row(f"not found in {name}", page(notice(title, heading)), GONE, "title and first heading both say so",
                evidence="not found")
            for name, title, heading in SAID]
    talked = [Row(name, page(text), ALIVE, "it talks about it, or says little; it is there") for name,
        text in TALKED_ABOUT]
    gone = notice("页面不存在", "页面不存在", "您访问的页面不存在")
    alive = article("深度学习推荐系统：从召回到排序")
    encoded = (
        _encoded("not found in gb2312 by header", gone, "gb2312", "text/html; charset=gb2312", GONE),
        _encoded("not found in gbk by meta", gone.replace("<head>", "<head><meta charset=gbk>"), "gbk", "text/html",
            GONE),
        _encoded("not found in utf-16", gone, "utf-16", "text/html", GONE),
        _encoded("not found in big5", notice("找不到網頁", "找不到網頁"), "big5", "text/html; charset=Big5", GONE),
        _encoded("article in gb2312 called utf-8", alive, "gb18030", "text/html; charset=utf-8", ALIVE),
        _encoded("article in utf-8 called gbk", alive, "utf-8", "text/html; charset=gbk", ALIVE),
        _encoded("article in an unknown charset", alive, "utf-8", "text/html; charset=klingon", ALIVE),
        _encoded("article in utf-16", alive, "utf-16", "text/html", ALIVE),
        _encoded("article with a codec of Python", alive, "utf-8", "text/html; charset=rot13", ALIVE),
    )
    return [single(row) for row in (*said, *talked, *FILES, *LOST, *encoded)]


def _encoded(name: str, text: str, encoding: str, kind: str, outcome: Outcome) -> Row:
    why = "the words are there in any encoding" if outcome is GONE else "letters that come out wrong say nothing"
    return Row(name, page(text.encode(encoding), headers={"Content-Type": kind}), outcome, why)
