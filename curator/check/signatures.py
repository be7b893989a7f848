"""Signatures: what single hosts, and those who stand before many hosts, show instead of the thing."""

from enum import StrEnum
from typing import Final, NamedTuple

from curator.model import Outcome


class Where(StrEnum):
    """Where a signature looks."""

    FINAL = "final address"
    HEADER = "header"
    """Lines `name: value`, names in lower case, and before them one for the status: `:status: 200`."""
    TITLE = "title"
    TEXT = "text"
    """What is shown outside the article's body (`ARTICLES`): an article may speak of anything."""
    ELEMENT = "element"
    """The id or a class of an element; `pattern` is the name itself and no expression."""
    SOURCE = "source"
    """The page as it was sent, with tags and scripts: for marks that no text can have by accident."""


class Signature(NamedTuple):
    """One row: on these hosts (without `www.`, with all below them; `*` is every host) this means that.

    `pattern` is Python's, searched for without regard to case, `.` any character. `mark` is a word, in this case,
    without which the pattern cannot be there: to look for a word takes a hundredth of the time that a pattern takes.
    In texts, elements and sources a pattern that is no more than a word is one itself.
    """

    name: str
    hosts: str
    where: Where
    pattern: str
    outcome: Outcome
    reason: str
    mark: str = ""


_WEIXIN, _ZHIHU = "mp.weixin.qq.com", "zhihu.com"
_USERS = "reported by users of crawlers; not verified live"
_SHOWN = "as shown in browsers; not verified live"
_DOCUMENTED = "documented by its maker"
ALIVE, GONE, BLOCKED = Outcome.ALIVE, Outcome.GONE, Outcome.BLOCKED
FINAL, HEADER, TITLE, TEXT, ELEMENT, SOURCE = Where

SIGNATURES: Final = (
    Signature("weixin article", _WEIXIN, ELEMENT, "js_content", ALIVE, "the article's body; not verified live"),
    Signature("weixin article", _WEIXIN, ELEMENT, "rich_media_title", ALIVE, "the article's title; not verified live"),
    Signature("weixin article", _WEIXIN, ELEMENT, "js_name", ALIVE, "the account's name; not verified live"),
    Signature("weixin captcha", _WEIXIN, FINAL, "wappoc_appmsgcaptcha", BLOCKED, _USERS),
    Signature("weixin captcha", _WEIXIN, ELEMENT, "js_verify", BLOCKED, _USERS),
    Signature("weixin captcha", _WEIXIN, TEXT,
              "环境异常.{0,1000}(?:完成验证|去验证)|(?:完成验证|去验证).{0,1000}环境异常", BLOCKED, _USERS, "环境异常"),
    Signature("weixin haste", _WEIXIN, TEXT, "访问过于频繁", BLOCKED, _USERS),
    Signature("weixin deleted", _WEIXIN, TEXT, "该内容已被发布者删除", GONE, _SHOWN),
    Signature("weixin removed", _WEIXIN, TEXT, "此内容因违规无法查看", GONE, _SHOWN),
    Signature("weixin banned", _WEIXIN, TEXT, "该公众号已被封禁", GONE, _SHOWN),
    Signature("weixin closed", _WEIXIN, TEXT, "此[帐账]号已注销", GONE, _SHOWN, "号已注销"),
    Signature("zhihu article", _ZHIHU, ELEMENT, "QuestionHeader-title", ALIVE, "a question; not verified live"),
    Signature("zhihu article", _ZHIHU, ELEMENT, "Post-Title", ALIVE, "an article's title; not verified live"),
    Signature("zhihu captcha", _ZHIHU, FINAL, r"/account/unhuman", BLOCKED, _USERS),
    Signature("zhihu captcha", _ZHIHU, TEXT, "您当前请求存在异常", BLOCKED, _USERS),
    Signature("zhihu lost", _ZHIHU, TEXT, "你似乎来到了没有知识存在的荒原", GONE, _SHOWN),
    Signature("weibo visitor", "weibo.com weibo.cn", FINAL, r"//passport\.weibo\.c(?:n|om)/visitor", BLOCKED, _USERS),
    Signature("weibo visitor", "weibo.com weibo.cn", TITLE, "^Sina Visitor System$", BLOCKED, _USERS),
    Signature("bilibili lost", "bilibili.com", TITLE, r"^视频去哪了呢[?？!！]?(?:_|$)", GONE, _SHOWN),
    Signature("baidu captcha", "baidu.com", TITLE, "^百度安全验证$", BLOCKED, _USERS),
    Signature("baidu captcha", "baidu.com", FINAL, r"//wappass\.baidu\.com/static/captcha", BLOCKED, _USERS),
    Signature("baidu disk lost", "pan.baidu.com", TITLE, "^百度网盘-链接不存在$", GONE, _SHOWN),
    Signature("sogou captcha", "sogou.com", FINAL, "/antispider", BLOCKED, _USERS),
    Signature("douban captcha", "douban.com", FINAL, r"//sec\.douban\.com/", BLOCKED, _USERS),
    Signature("google captcha", "google.com", FINAL, r"google\.[a-z.]+/sorry/", BLOCKED, _SHOWN),
    Signature("linkedin wall", "linkedin.com", FINAL, "/authwall", BLOCKED, _SHOWN),
    Signature("youtube lost", "youtube.com youtu.be", SOURCE, r'"playabilityStatus":\{"status":"ERROR"', GONE,
              "what the player of a removed video is told; in the beginning of the page only; not verified live",
              '"playabilityStatus":{"status":"ERROR"'),
    Signature("youtube wall", "youtube.com youtu.be", SOURCE, r'"playabilityStatus":\{"status":"LOGIN_REQUIRED"',
              BLOCKED, "private videos, and what YouTube takes for robots; not verified live",
              '"playabilityStatus":{"status":"LOGIN_REQUIRED"'),
    Signature("single-page app", "*", SOURCE, r"<script[^>]{0,300}>[^<]{0,3000}pathSegmentsToKeep", BLOCKED,
              "the 404 page of rafgraph/spa-github-pages: its program leads browsers on to the thing",
              "pathSegmentsToKeep"),
    Signature("cloudflare challenge", "*", HEADER, "^cf-mitigated: challenge", BLOCKED, _DOCUMENTED,
              "cf-mitigated"),
    Signature("cloudflare challenge", "*", SOURCE, r"<script[^>]{0,300}>[^<]{0,500}\b_cf_chl_opt\b", BLOCKED,
              "options of the challenge; other pages behind Cloudflare have none; not verified live", "_cf_chl_opt"),
    Signature("aws challenge", "*", HEADER, "^x-amzn-waf-action: ", BLOCKED, _DOCUMENTED,
              "x-amzn-waf-action"),
    Signature("datadome challenge", "*", SOURCE, r"<(?:script|iframe)[^>]{0,500}\bcaptcha-delivery\.com/", BLOCKED,
              "where DataDome's captcha comes from; not verified live", "captcha-delivery.com"),
    Signature("perimeterx challenge", "*", SOURCE, r"""<div[^>]{0,200}\bid=["']?px-captcha\b""", BLOCKED,
              "where the captcha of PerimeterX (HUMAN) is put; not verified live", "px-captcha"),
    Signature("imperva challenge", "*", SOURCE, r"<iframe[^>]{0,500}/_Incapsula_Resource\?", BLOCKED,
              "the frame in which Imperva asks; its script stands in other pages, too; not verified live",
              "_Incapsula_Resource"),
    Signature("akamai refusal", "*", TITLE, "^Access Denied$", BLOCKED, "what Akamai's edges show; " + _SHOWN),
    Signature("jiasule challenge", "*", HEADER, r"\A:status: 521$.*^set-cookie: __jsl", BLOCKED,
              "Knownsec's firewall answers 521 and a program that sets a second cookie; " + _USERS, "__jsl"),
    Signature("jiasule challenge", "*", SOURCE, r"<script[^>]{0,300}>[^<]{0,3000}__jsl_clearance", BLOCKED,
              "the program itself; not verified live", "__jsl_clearance"),
    Signature("anubis challenge", "*", SOURCE, r"<(?:script|link)[^>]{0,500}/\.within\.website/x/cmd/anubis/", BLOCKED,
              "the files of Anubis, a proof of work before source forges; not verified live",
              ".within.website/x/cmd/anubis"),
    Signature("ddos-guard challenge", "*", TITLE, "^DDoS-Guard$", BLOCKED, _SHOWN),
    Signature("domain shop", "*", FINAL,
              r"^https?://(?:www\.)?(?:hugedomains\.com/domain_profile|sedo\.com/search/details|dan\.com/buy-domain|"
              r"afternic\.com/forsale|godaddy\.com/(?:forsale|domainsearch))", GONE,
              "the domain is offered for sale; not verified live"),
)
"""Tried in the order of the table, but that signs of life are looked for first once another row has spoken."""

ARTICLES: Final = {
    # tag, id or class of an element -> why what it shows is an author's text and no word of the host
    "article": "the element of HTML for it",
    "pre": "quotes code",
    "code": "quotes code",
    "blockquote": "quotes others",
    "js_content": "WeChat",
    "rich_media_content": "WeChat",
    "RichText": "Zhihu",
    "Post-RichTextContainer": "Zhihu",
    "content_views": "CSDN",
    "article_content": "CSDN",
    "cnblogs_post_body": "cnblogs",
    "markdown-body": "GitHub, juejin",
    "post-content": "themes of blogs",
    "entry-content": "themes of WordPress",
}
"""Elements whose text proves nothing."""
