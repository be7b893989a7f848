"""Pages like those of platforms: taken down, guarded, or alive though they talk about all of that."""

from curator.model import Outcome

from . import pages
from .case import Case, Row, single
from .script import Script, page, redirect
from .site import paths

ALIVE, GONE, BLOCKED = Outcome.ALIVE, Outcome.GONE, Outcome.BLOCKED

WEIXIN = "https://mp.weixin.qq.com/s/AbCdEf-0123_456789xyzw"
CAPTCHA = "https://mp.weixin.qq.com/mp/wappoc_appmsgcaptcha?poc_token=HPk&target_url=https%3A%2F%2Fmp.weixin.qq.com%2Fs"

TAKEN_DOWN = (
    Row("weixin deleted", page(pages.weixin_notice("该内容已被发布者删除")), GONE, "its author took the article down"),
    Row("weixin removed", page(pages.weixin_notice("此内容因违规无法查看",
        "由用户投诉并经平台审核，涉嫌违反相关法律法规和政策")),
        GONE, "the platform took the article down"),
    Row("weixin account banned", page(pages.weixin_notice("该公众号已被封禁")), GONE,
        "nothing of the account can be seen"),
    Row("weixin removed for an owner", page(pages.weixin_notice("此内容被投诉且经审核涉嫌侵权，无法查看。")), GONE,
        "the platform took the article down"),
    Row("weixin account screened", page(pages.weixin_notice("此帐号已被屏蔽, 内容无法查看")), GONE,
        "nothing of the account can be seen"),
    Row("weixin account left", page(pages.weixin_notice("此帐号已自主注销，内容无法查看")), GONE,
        "the account is no more"),
    Row("weixin search result expired", page(pages.weixin_notice("链接已过期")), GONE,
        "this address never works again"),
    Row("weixin account cancelled", page(pages.weixin_notice("此帐号已注销", "内容无法查看")), GONE,
        "the account is no more"),
)

GUARDED = (
    Row("weixin captcha in place", page(pages.weixin_captcha()), BLOCKED, "a captcha says nothing about the article"),
    Row("weixin captcha by words", page(pages.weixin_notice("环境异常", "当前环境异常，<a>去验证</a>")), BLOCKED,
        "both phrases together, without the mark of the button"),
    Row("weixin captcha by program", page(pages.app("").replace("/assets/i.js", "/secitptpage/verify.js")), BLOCKED,
        "its words come later, by a program"),
    Row("weixin account moved", page(pages.weixin_notice("该公众号已迁移", "若需访问，请点击下方按钮。")), BLOCKED,
        "the article is there, behind a button"),
    Row("weixin too often", page(pages.weixin_notice("访问过于频繁，请稍后再试")), BLOCKED, "a limit of the platform"),
)

_DELETED_QUOTE = "<p>提示：该内容已被发布者删除。还有此内容因违规无法查看、该公众号已被封禁。</p>" + pages.prose()
_GUARD_QUOTE = "<p>当前环境异常，完成验证后即可继续访问，去验证。访问过于频繁。</p>" + pages.prose()
_COMMENT = "<!-- 该内容已被发布者删除 id=\"js_verify\" 此帐号已注销 --><script>var tip='环境异常，去验证'</script>"

ALIVE_WEIXIN = (
    Row("weixin article", page(pages.weixin("深度学习推荐系统综述")), ALIVE, "its marks are there"),
    Row("weixin article on captchas", page(pages.weixin("为什么总是环境异常", _GUARD_QUOTE)), ALIVE,
        "phrases in the body are what the article is about"),
    Row("weixin article on deletion", page(pages.weixin("公众号文章是怎么没的", _DELETED_QUOTE)), ALIVE,
        "phrases in the body are what the article is about"),
    Row("weixin article named like a notice", page(pages.weixin("该内容已被发布者删除")), ALIVE,
        "its title is the phrase, and its marks are there"),
    Row("weixin article with comments", page(pages.weixin("推荐系统", _COMMENT + pages.prose())), ALIVE,
        "nobody sees comments and scripts"),
    Row("weixin pictures", page("<div class='share_content_page'><p>此内容因违规无法查看</p></div>"), ALIVE,
        "a post of pictures has no body of an article, and its words may be anything"),
    Row("weixin album", page("<ul class='album__list'><li><span>此帐号已注销，怎么办？</span></ul>"), ALIVE,
        "a list of titles, which may be anything"),
    Row("weixin article, short", page(pages.weixin("通知", "<p>明天见。</p>")), ALIVE,
        "few words, but its marks are there"),
)


def _chinese() -> list[Case]:
    """Give what other Chinese platforms do."""
    return [single(row, url) for url, row in (
        ("https://zhuanlan.zhihu.com/p/139240761", Row(
            "zhihu refuses a program", page('{"error":{"code":40362,"message":"您当前请求存在异常"}}', 403,
                {"Content-Type": "application/json"}), BLOCKED, "a limit of the platform")),
        ("https://zhuanlan.zhihu.com/p/139240762", Row(
            "zhihu article", page(pages.article("如何看待 404 页面？ - 知乎")), ALIVE,
                "a title with 404 in it is a title")),
        ("https://www.zhihu.com/question/11/answer/22", Row(
            "zhihu deleted", page(pages.notice("404 - 知乎", "404", "你似乎来到了没有知识存在的荒原"), 404), GONE,
                "404, and so says the page")),
        ("https://blog.csdn.net/somebody/article/details/104", Row(
            "csdn article about errors", page(pages.article("Nginx 配置 404 页面_somebody的博客-CSDN博客")), ALIVE,
            "an article about error pages")),
        ("https://blog.csdn.net/somebody/article/details/105", Row(
            "csdn deleted", page(pages.notice("404", "您访问的页面不存在"), 404), GONE, "404, and so says the page")),
        ("https://www.jianshu.com/p/0123456789ab", Row(
            "jianshu deleted", page(pages.notice("您要找的页面不存在", "您要找的页面不存在"), 404), GONE,
                "404, and so says the page")),
        ("https://www.jianshu.com/p/0123456789ac", Row(
            "jianshu article", page(pages.article("文章被锁定了怎么办 - 简书")), ALIVE,
                "an article about locked articles")),
        ("https://zhuanlan.zhihu.com/p/139240763", Row(
            "zhihu wants a signature", page("<head><meta id='zh-zse-ck' content='004_x'></head><script src='/a.js'>"),
                BLOCKED, "a program has to sign before there is a page")),
        ("https://pan.baidu.com/s/1abcdefg", Row(
            "baidu disk taken back", page(pages.notice("百度网盘", "啊哦，你来晚了，分享的文件已经被取消了")),
                GONE, "its owner took it back")),
        ("https://www.bilibili.com/video/BV1xx411c7mD", Row(
            "bilibili refuses a program", page(pages.notice("出错啦", "错误号: 412"), 412), BLOCKED,
            "412 is what it answers to programs that ask too often")),
    )]


def _elsewhere() -> list[Case]:
    """Give platforms that lead away from what was asked: to a captcha, to a sign-in."""
    return [
        _leads("weixin captcha by address", WEIXIN, CAPTCHA, page(pages.weixin_captcha()),
            "the address names the captcha"),
        _leads("weixin captcha without words", WEIXIN, CAPTCHA, page(pages.app("")), "the address alone is enough"),
        _leads("zhihu wants a human", "https://www.zhihu.com/question/11",
            "https://www.zhihu.com/account/unhuman?type=Q",
               page(pages.notice("安全验证 - 知乎", "系统监测到您的网络环境存在异常")), "a captcha"),
        _leads("zhihu wants an account", "https://www.zhihu.com/question/12",
            "https://www.zhihu.com/signin?next=%2Fquestion",
               page(pages.sign_in("知乎 - 登录")), "behind a sign-in"),
        _leads("weibo visitors", "https://weibo.com/1642/AbC",
            "https://passport.weibo.com/visitor/visitor?entry=miniblog",
               page(pages.notice("Sina Visitor System", "")), "weibo sends who has no cookie there first"),
        _leads("github private", "https://github.com/owner/repo/settings",
            "https://github.com/login?return_to=%2Fowner",
               page(pages.sign_in("Sign in to GitHub · GitHub")), "behind a sign-in"),
    ]


def _leads(name: str, url: str, goal: str, there: Script, why: str) -> Case:
    """Give a case whose address leads, for the moment, to one where nothing of the thing is seen."""
    here, away = "/".join(url.split("/")[:3]), "/".join(goal.split("/")[:3])
    answers = {url.removeprefix(here): redirect(302, goal)}, {goal.removeprefix(away): there}
    sites = (paths(here, answers[0] | answers[1]),) if here == away else (paths(here, answers[0]), paths(away,
        answers[1]))
    return Case(name, url, sites, BLOCKED, why)


CHALLENGES = (
    Row("cloudflare challenge 403", page(pages.challenge(), 403, {"cf-mitigated": "challenge", "Server": "cloudflare"}),
        BLOCKED, "it looks at the browser, not at the thing"),
    Row("cloudflare challenge 503", page(pages.challenge(), 503, {"Server": "cloudflare"}), BLOCKED,
        "the older form of the challenge; 503 without one would be a fault"),
    Row("cloudflare challenge 200", page(pages.challenge(), 200, {"Server": "cloudflare"}), BLOCKED,
        "whatever the status, nothing of the thing is there"),
    Row("aws challenge 202", page("", 202, {"x-amzn-waf-action": "challenge"}), BLOCKED, "the header says so"),
    Row("incapsula challenge 200", page(
        "<html><head><META NAME='robots' CONTENT='noindex,nofollow'></head><body style='margin:0'>"
        "<iframe id='main-iframe' src='/_Incapsula_Resource?SWUDNSAI=31&xinfo=1' frameborder=0>"
        "Request unsuccessful. Incapsula incident ID: 1</iframe></body></html>"), BLOCKED, "its frame is all there is"),
    Row("datadome challenge", page("<html><head><title>example</title></head><body><script>var dd={'rt':'c'}</script>"
        "<script src='https://ct.captcha-delivery.com/c.js'></script></body></html>", 403, {"x-datadome": "protected"}),
        BLOCKED, "403 and its mark"),
    Row("akamai refusal", page(pages.notice("Access Denied", "Access Denied", "Reference #18.1"), 403,
        {"Server": "AkamaiGHost"}), BLOCKED, "403"),
    Row("jsl challenge 521", page("<script>document.cookie=('_')+('_')+('jsl')+('_clearance_s=1')</script>", 521,
        {"Server": "nginx", "Set-Cookie": "__jsluid_s=0a; path=/; HttpOnly"}), BLOCKED,
        "Jiasule's guard of many Chinese sites: its 521 sets a cookie by script"),
    Row("aliyun challenge", page('<head><meta name="aliyun_waf_aa" content="x"></head><body></body>'), BLOCKED,
        "Alibaba's firewall, with 200"),
    Row("aliyun challenge, older", page(f"<html><script>var arg1='{'9F' * 20}';</script></html>"), BLOCKED,
        "its program sets a cookie and asks again"),
    Row("safeline challenge", page("<script>go()</script>", 200, {"Set-Cookie": "safeline_bot_challenge=A; Path=/"}),
        BLOCKED, "what has to be answered is in a cookie"),
    Row("article about challenges", page(pages.article("Just a moment: how Cloudflare's challenge works",
        "<p>The page says <code>Just a moment...</code> and loads <code>/cdn-cgi/challenge-platform/</code>, "
        "with <code>window._cf_chl_opt</code>.</p>" + pages.prose())), ALIVE, "an article about it"),
    Row("sign-in page in place", page(pages.sign_in("Log in")), BLOCKED,
        "title, heading and a field for a password, nothing else"),
    Row("article with a sign-in box", page(pages.article("Ranking models", pages.prose() + pages.sign_in())), ALIVE,
        "many pages have such a box beside the text"),
)


def cases() -> list[Case]:
    """Give all of them."""
    told = [row._replace(evidence="weixin") for row in (*TAKEN_DOWN, *GUARDED)]
    weixin = [single(row, WEIXIN) for row in (*told, *ALIVE_WEIXIN)]
    return [*weixin, *_chinese(), *_elsewhere(), *map(single, CHALLENGES)]
