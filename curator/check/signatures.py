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
    BEGINNING = "beginning"
    """The same, but its first 16,384 characters only: for what is sent instead of any page, and is soon told."""


class Signature(NamedTuple):
    """One row: on these hosts (without `www.`, with all below them; `*` is every host) this means that.

    `pattern` is Python's, searched for without regard to case, `.` any character. `mark` is a word, in this case,
    without which the pattern cannot be there: to look for a word takes a hundredth of the time that a pattern takes.
    In texts, elements, sources and beginnings a pattern that is no more than a word is one itself.
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
_NOTED = "noted in programs that read articles or shares; not verified live"
_DOCUMENTED = "documented by its maker"
_SHOP, _SOLD = r"^https?://(?:www\.)?", "the domain is offered for sale; not verified live"
_DISCUZ = r'<div id="messagetext" class="alert_[a-z]{4,5}"[^>]{0,99}>\s{0,99}<p>[^<]{0,40}'
ALIVE, GONE, BLOCKED = Outcome.ALIVE, Outcome.GONE, Outcome.BLOCKED
FINAL, HEADER, TITLE, TEXT, ELEMENT, SOURCE, BEGINNING = Where

SIGNATURES: Final = (
    Signature("weixin article", _WEIXIN, ELEMENT, "js_content", ALIVE, "the article's body; not verified live"),
    Signature("weixin article", _WEIXIN, ELEMENT, "rich_media_title", ALIVE, "the article's title; not verified live"),
    Signature("weixin article", _WEIXIN, ELEMENT, "js_name", ALIVE, "the account's name; not verified live"),
    Signature("weixin post", _WEIXIN, ELEMENT, "share_content_page", ALIVE, "pictures, and few words; " + _NOTED),
    Signature("weixin post", _WEIXIN, ELEMENT, "js_image_desc", ALIVE, "the words beside pictures; " + _NOTED),
    Signature("weixin post", _WEIXIN, ELEMENT, "js_common_share_desc", ALIVE, "the words beside a video; " + _NOTED),
    Signature("weixin post", _WEIXIN, ELEMENT, "js_text_desc", ALIVE, "a post of words only; " + _NOTED),
    Signature("weixin post", _WEIXIN, ELEMENT, "js_text_title", ALIVE, "its title; " + _NOTED),
    Signature("weixin post", _WEIXIN, ELEMENT, "js_fullscreen_layout_padding", ALIVE, "one picture; " + _NOTED),
    Signature("weixin post", _WEIXIN, ELEMENT, "album__list", ALIVE, "titles of an account's articles; " + _NOTED),
    Signature("weixin captcha", _WEIXIN, FINAL, "wappoc_appmsgcaptcha", BLOCKED, _USERS),
    Signature("weixin captcha", _WEIXIN, ELEMENT, "js_verify", BLOCKED, _USERS),
    Signature("weixin captcha", _WEIXIN, TEXT,
              "环境异常.{0,1000}(?:完成验证|去验证)|(?:完成验证|去验证).{0,1000}环境异常", BLOCKED, _USERS, "环境异常"),
    Signature("weixin captcha", _WEIXIN, SOURCE, r"[:/]secitptpage/verify", BLOCKED,
              "the captcha's program and style, where words come later; " + _USERS, "secitptpage/verify"),
    Signature("weixin haste", _WEIXIN, TEXT, "访问过于频繁", BLOCKED, _USERS),
    Signature("weixin deleted", _WEIXIN, TEXT, "该内容已被发布者删除", GONE, _SHOWN),
    Signature("weixin removed", _WEIXIN, TEXT, "此内容因违规(?:无法查看|已删除)", GONE, _SHOWN, "此内容因"),
    Signature("weixin removed", _WEIXIN, TEXT, "此内容被(?:投诉且经审核涉嫌侵权|多人投诉).{0,9}无法(?:进行)?查看", GONE,
              _NOTED, "此内容被"),
    Signature("weixin unsent", _WEIXIN, TEXT, "此内容发送失败无法查看", GONE, _NOTED),
    Signature("weixin banned", _WEIXIN, TEXT, "该公众号已被封禁", GONE, _SHOWN),
    Signature("weixin banned", _WEIXIN, TEXT, "此[帐账]号已被屏蔽[,，] ?内容无法查看", GONE, _NOTED, "号已被屏蔽"),
    Signature("weixin closed", _WEIXIN, TEXT, "此[帐账]号已(?:自主)?注销", GONE, _SHOWN, "注销"),
    Signature("weixin expired", _WEIXIN, TEXT, "^链接已过期", GONE, "made by a search, for some hours; " + _NOTED,
              "链接已过期"),
    Signature("weixin migrated", _WEIXIN, TEXT, "该公众号已迁移|此[帐账]号(?:处于|已申请)[帐账]号迁移", BLOCKED,
              "the article is behind a button, at a new address, or will be; " + _NOTED, "迁移"),
    Signature("weixin refusal", _WEIXIN, TEXT,
              "^(?:参数错误|系统出错|根据作者隐私设置，无法查看|请在微信客户端打开)", BLOCKED,
              "an address that it does not take from everybody, a fault, what only some may read; " + _NOTED),
    Signature("zhihu article", _ZHIHU, ELEMENT, "QuestionHeader-title", ALIVE, "a question; not verified live"),
    Signature("zhihu article", _ZHIHU, ELEMENT, "Post-Title", ALIVE, "an article's title; not verified live"),
    Signature("zhihu list", _ZHIHU, ELEMENT, "ContentItem", ALIVE,
              "titles of questions and articles, which may be anything; not verified live"),
    Signature("zhihu captcha", _ZHIHU, FINAL, r"/account/unhuman", BLOCKED, _USERS),
    Signature("zhihu captcha", _ZHIHU, TEXT, "您当前请求存在异常", BLOCKED, _USERS),
    Signature("zhihu captcha", _ZHIHU, TEXT, "系统监测到您的网络环境存在异常", BLOCKED, _USERS),
    Signature("zhihu captcha", _ZHIHU, ELEMENT, "zh-zse-ck", BLOCKED,
              "what a program signs before there is a page; " + _USERS),
    Signature("zhihu lost", _ZHIHU, TEXT, "你似乎来到了没有知识存在的荒原", GONE, _SHOWN),
    Signature("weibo visitor", "weibo.com weibo.cn", FINAL, r"//passport\.weibo\.c(?:n|om)/visitor", BLOCKED, _USERS),
    Signature("weibo visitor", "weibo.com weibo.cn", TITLE, "^Sina Visitor System$", BLOCKED, _USERS),
    Signature("bilibili lost", "bilibili.com", TITLE, r"^视频去哪了呢[?？!！]?(?:_|$)", GONE, _SHOWN),
    Signature("baidu captcha", "baidu.com", TITLE, "^百度安全验证$", BLOCKED, _USERS),
    Signature("baidu captcha", "baidu.com", FINAL, r"//wappass\.baidu\.com/static/captcha", BLOCKED, _USERS),
    Signature("baidu disk lost", "pan.baidu.com", TITLE, "^百度网盘-链接不存在$", GONE, _SHOWN),
    Signature("baidu disk lost", "pan.baidu.com", TEXT, "啊哦，你来晚了，分享的文件已经被(?:删除|取消)了", GONE, _NOTED,
              "分享的文件已经被"),
    Signature("baidu disk lost", "pan.baidu.com", TEXT, "啊哦，来晚了，该分享文件已过期", GONE, _NOTED),
    Signature("baidu disk lost", "pan.baidu.com", TEXT, "此链接分享内容可能因为涉及侵权", GONE, _NOTED),
    Signature("sogou captcha", "sogou.com", FINAL, "/antispider", BLOCKED, _USERS),
    Signature("douban captcha", "douban.com", FINAL, r"//sec\.douban\.com/", BLOCKED, _USERS),
    Signature("google captcha", "google.com", FINAL, r"google\.[a-z.]+/sorry/", BLOCKED, _SHOWN),
    Signature("linkedin wall", "linkedin.com", FINAL, "/authwall", BLOCKED, _SHOWN),
    Signature("youtube video", "youtube.com youtu.be", SOURCE, r'"playabilityStatus":\{"status":"OK"', ALIVE,
              "what the player of a video is told, whatever its title says; not verified live",
              '"playabilityStatus":{"status":"OK"'),
    Signature("youtube lost", "youtube.com youtu.be", SOURCE, r'"playabilityStatus":\{"status":"ERROR"', GONE,
              "what the player of a removed video is told; in the beginning of the page only; not verified live",
              '"playabilityStatus":{"status":"ERROR"'),
    Signature("youtube wall", "youtube.com youtu.be", SOURCE, r'"playabilityStatus":\{"status":"LOGIN_REQUIRED"',
              BLOCKED, "private videos, and what YouTube takes for robots; not verified live",
              '"playabilityStatus":{"status":"LOGIN_REQUIRED"'),
    Signature("single-page app", "*", BEGINNING, r"<script[^>]{0,300}>[^<]{0,3000}pathSegmentsToKeep", BLOCKED,
              "the 404 page of rafgraph/spa-github-pages: its program leads browsers on to the thing",
              "pathSegmentsToKeep"),
    Signature("cloudflare challenge", "*", HEADER, "^cf-mitigated: challenge", BLOCKED, _DOCUMENTED,
              "cf-mitigated"),
    Signature("cloudflare challenge", "*", BEGINNING, r"<script[^>]{0,300}>[^<]{0,500}\b_cf_chl_opt\b", BLOCKED,
              "options of the challenge; other pages behind Cloudflare have none; not verified live", "_cf_chl_opt"),
    Signature("aws challenge", "*", HEADER, "^x-amzn-waf-action: ", BLOCKED, _DOCUMENTED,
              "x-amzn-waf-action"),
    Signature("datadome challenge", "*", BEGINNING, r"<(?:script|iframe)[^>]{0,500}\bcaptcha-delivery\.com/", BLOCKED,
              "where DataDome's captcha comes from; not verified live", "captcha-delivery.com"),
    Signature("perimeterx challenge", "*", BEGINNING, r"""<div[^>]{0,200}\bid=["']?px-captcha\b""", BLOCKED,
              "where the captcha of PerimeterX (HUMAN) is put; not verified live", "px-captcha"),
    Signature("imperva challenge", "*", BEGINNING, r"<iframe[^>]{0,500}/_Incapsula_Resource\?", BLOCKED,
              "the frame in which Imperva asks; its script stands in other pages, too; not verified live",
              "_Incapsula_Resource"),
    Signature("akamai refusal", "*", TITLE, "^Access Denied$", BLOCKED, "what Akamai's edges show; " + _SHOWN,
              "Access Denied"),
    Signature("jiasule challenge", "*", HEADER, r"\A:status: 521$.*^set-cookie: __jsl", BLOCKED,
              "Knownsec's firewall answers 521 and a program that sets a second cookie; " + _USERS, "__jsl"),
    Signature("jiasule challenge", "*", BEGINNING, r"<script[^>]{0,300}>[^<]{0,3000}__jsl_clearance", BLOCKED,
              "the program itself; not verified live", "__jsl_clearance"),
    Signature("anubis challenge", "*", BEGINNING, r"<(?:script|link)[^>]{0,500}/\.within\.website/x/cmd/anubis/",
              BLOCKED, "the files of Anubis, a proof of work before source forges; not verified live",
              ".within.website/x/cmd/anubis"),
    Signature("ddos-guard challenge", "*", TITLE, "^DDoS-Guard$", BLOCKED, _SHOWN, "DDoS-Guard"),
    Signature("aliyun challenge", "*", BEGINNING, r'<meta[^>]{0,50}\bname="aliyun_waf_[a-z0-9]{2}"', BLOCKED,
              "what the program of Alibaba's firewall reads; " + _USERS, "aliyun_waf_"),
    Signature("aliyun challenge", "*", BEGINNING, r"<script[^>]{0,300}>\s{0,99}var arg1 ?= ?'[0-9A-F]{40}'", BLOCKED,
              "its older program, which sets acw_sc__v2 and asks again; " + _USERS, "var arg1"),
    Signature("edgeone challenge", "*", BEGINNING, r"<script[^>]{0,300}>[^<]{0,9000}\bEO_Bot_Ssid\b", BLOCKED,
              "the program of Tencent's EdgeOne sets this cookie and asks again; " + _USERS, "EO_Bot_Ssid"),
    Signature("safeline challenge", "*", HEADER, "^set-cookie: safeline_bot_challenge=", BLOCKED,
              "what the program of SafeLine has to answer; " + _USERS, "safeline_bot_challenge"),
    Signature("akamai challenge", "*", BEGINNING, r"<(?:script|link|iframe)[^>]{0,300}/_sec/cp_challenge/", BLOCKED,
              "the program of Akamai's challenge; " + _USERS, "/_sec/cp_challenge/"),
    Signature("sucuri challenge", "*", TITLE, r"^You are being redirected\.\.\.$", BLOCKED,
              "its program sets a cookie and asks again; " + _USERS, "You are being redirected"),
    Signature("imperva refusal", "*", TITLE, r"^Pardon Our Interruption(?:\.\.\.)?$", BLOCKED,
              "what Imperva shows to what it takes for robots; " + _SHOWN, "Pardon Our Interruption"),
    Signature("unfiled site", "*", FINAL, r"//dnspod\.qcloud\.com/static/webblock", BLOCKED,
              "Tencent's cloud leads there who asks for a name that is not filed with the authorities; " + _USERS,
              "//dnspod.qcloud.com"),
    Signature("discuz lost", "*", BEGINNING, _DISCUZ + "不存在", GONE,
              "forums say so with 200; the words are the program's own; not verified live", 'id="messagetext"'),
    Signature("discuz door", "*", BEGINNING, _DISCUZ + "(?:先登录|用户组|权限)", BLOCKED,
              "only members may read it; not verified live", 'id="messagetext"'),
    Signature("domain shop", "*", FINAL, _SHOP + r"hugedomains\.com/domain_profile", GONE, _SOLD, "hugedomains.com/"),
    Signature("domain shop", "*", FINAL, _SHOP + r"sedo\.com/search/details", GONE, _SOLD, "sedo.com/"),
    Signature("domain shop", "*", FINAL, _SHOP + r"dan\.com/buy-domain", GONE, _SOLD, "dan.com/"),
    Signature("domain shop", "*", FINAL, _SHOP + r"afternic\.com/forsale", GONE, _SOLD, "afternic.com/"),
    Signature("domain shop", "*", FINAL, _SHOP + r"godaddy\.com/(?:forsale|domainsearch)", GONE, _SOLD, "godaddy.com/"),
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
