"""Signatures: each has a page that shows it, and a living page that only looks so."""

import pytest
from looks import PROSE, article, notice, response

from curator.check.examine import Examination, observe
from curator.check.page import Page
from curator.check.recognise import Signatures
from curator.check.signatures import SIGNATURES, Signature, Where
from curator.model import Fault, Outcome, Response

ALIVE, GONE, BLOCKED = Outcome.ALIVE, Outcome.GONE, Outcome.BLOCKED
WEIXIN = "https://mp.weixin.qq.com/s/AbCdEf-0123_456789xyzw"
ZHIHU = "https://zhuanlan.zhihu.com/p/139240761"
DISK = "https://pan.baidu.com/s/1abc"
TUBE = "https://www.youtube.com/watch?v=abcdefghijk"


def tip(*words: str) -> str:
    return f"<html><head><title></title></head><body><div class='weui-msg'><h2>{'</h2><p>'.join(words)}</p></div>"


def weixin(body: str, title: str = "推荐系统综述") -> str:
    return (f"<html><head><meta property='og:title' content='{title}'></head><body><h1 class='rich_media_title'>{title}"
            f"</h1><a id='js_name'>某号</a><div class='rich_media_content' id='js_content'>{body}</div></body></html>")


def to(url: str, final: str, body: str = "") -> Response:
    return response(body, url, final=final, hops=(302,))


def script(text: str, tag: str = "script") -> str:
    return f"<html><head><title>x</title><{tag}>{text}</script></head><body></body></html>"


def discuz(words: str) -> str:
    return (f"<title>提示信息 - 论坛 - Powered by Discuz!</title><div id='hd'><h2>论坛</h2></div>"
            f'<div id="messagetext" class="alert_error">\n<p>{words}</p></div>')


SHOWN = {
    # the signature's name, and how it is shown -> the response
    "weixin captcha, by address": to(WEIXIN, "https://mp.weixin.qq.com/mp/wappoc_appmsgcaptcha?poc_token=H"),
    "weixin captcha, by button": response("<body><a id='js_verify'>去验证</a>", WEIXIN),
    "weixin captcha, by words": response(tip("环境异常", "当前环境异常，完成验证后即可继续访问。"), WEIXIN),
    "weixin captcha, without words": response(script("var PAGE_MID='mmbizwap:secitptpage/verify.html'"), WEIXIN),
    "weixin haste": response(tip("访问过于频繁，请稍后再试"), WEIXIN),
    "weixin deleted": response(tip("该内容已被发布者删除"), WEIXIN),
    "weixin removed": response(tip("此内容因违规无法查看", "由用户投诉并经平台审核"), WEIXIN),
    "weixin removed, as it was said once": response(tip("此内容因违规已删除", "接相关投诉"), WEIXIN),
    "weixin removed, for an owner": response(tip("此内容被投诉且经审核涉嫌侵权，无法查看。"), WEIXIN),
    "weixin removed, for many": response(tip("此内容被多人投诉，相关的内容无法进行查看。"), WEIXIN),
    "weixin unsent": response(tip("此内容发送失败无法查看"), WEIXIN),
    "weixin banned, in other words": response(tip("此帐号已被屏蔽, 内容无法查看"), WEIXIN),
    "weixin expired": response(tip("链接已过期"), WEIXIN),
    "weixin migrated": response(tip("该公众号已迁移", "原帐号已回收。若需访问原文章链接，请点击下方按钮。"), WEIXIN),
    "weixin migrated, under way": response(tip("此帐号处于帐号迁移流程中"), WEIXIN),
    "weixin refusal": response(tip("参数错误"), WEIXIN),
    "weixin refusal, of whoever is no friend": response(tip("根据作者隐私设置，无法查看该内容"), WEIXIN),
    "weixin banned": response(tip("该公众号已被封禁"), WEIXIN),
    "weixin closed": response(tip("此帐号已注销，内容无法查看"), WEIXIN),
    "weixin closed, by its owner": response(tip("此账号已自主注销，内容无法查看"), WEIXIN),
    "weixin closed, spelt otherwise": response(tip("此账号已注销"), WEIXIN),
    "zhihu captcha, by address": to(ZHIHU, "https://www.zhihu.com/account/unhuman?type=S"),
    "zhihu captcha, by words": response(notice("安全验证", "您当前请求存在异常"), ZHIHU),
    "zhihu captcha, in other words": response(notice("安全验证", "系统监测到您的网络环境存在异常"), ZHIHU),
    "zhihu captcha, by its token": response("<meta id='zh-zse-ck' content='004_x'><script src=/v4/a.js>", ZHIHU),
    "zhihu lost": response(notice("知乎", "404", "你似乎来到了没有知识存在的荒原"), ZHIHU),
    "weibo visitor, by address": to("https://weibo.com/1/A", "https://passport.weibo.com/visitor/visitor?entry=m"),
    "weibo visitor, by title": response(notice("Sina Visitor System", ""), "https://weibo.com/1/A"),
    "bilibili lost": response(notice("视频去哪了呢？_哔哩哔哩", "啊叻？"), "https://www.bilibili.com/video/BV1"),
    "baidu captcha, by title": response(notice("百度安全验证", ""), "https://baijiahao.baidu.com/s?id=1"),
    "baidu captcha, by address": to("https://tieba.baidu.com/p/1", "https://wappass.baidu.com/static/captcha/x.html"),
    "baidu disk lost": response(notice("百度网盘-链接不存在", "啊哦"), "https://pan.baidu.com/s/1abc"),
    "baidu disk lost, taken back": response(tip("啊哦，你来晚了，分享的文件已经被取消了，下次要早点哟。"), DISK),
    "baidu disk lost, after its time": response(tip("啊哦，来晚了，该分享文件已过期"), DISK),
    "baidu disk lost, taken down": response(tip("此链接分享内容可能因为涉及侵权等信息，无法访问！"), DISK),
    "sogou captcha": to("https://weixin.sogou.com/link?url=x", "https://weixin.sogou.com/antispider/?from=x"),
    "douban captcha": to("https://book.douban.com/subject/1/", "https://sec.douban.com/b?r=x"),
    "google captcha": to("https://scholar.google.com/citations?user=x", "https://www.google.com/sorry/index?q=x"),
    "linkedin wall": to("https://www.linkedin.com/in/x", "https://www.linkedin.com/authwall?trk=x"),
    "youtube lost": response(script('var p={"playabilityStatus":{"status":"ERROR","reason":"x"'), TUBE),
    "youtube wall": response(script('var p={"playabilityStatus":{"status":"LOGIN_REQUIRED"'), TUBE),
    "single-page app": response(script("var pathSegmentsToKeep = 1; l.replace('/?/' + l.pathname)"), status=404),
    "cloudflare challenge, by header": response("", status=503, headers=(("cf-mitigated", "challenge"),)),
    "cloudflare challenge, by options": response(script("window._cf_chl_opt={cvId:'3'}"), status=503),
    "aws challenge": response("", status=202, headers=(("x-amzn-waf-action", "challenge"),)),
    "datadome challenge": response("<script src='https://ct.captcha-delivery.com/c.js'></script>", status=503),
    "perimeterx challenge": response("<body><div id='px-captcha'></div>"),
    "imperva challenge": response("<iframe id='main-iframe' src='/_Incapsula_Resource?SWUDNSAI=31'></iframe>"),
    "akamai refusal": response(notice("Access Denied", "Access Denied", "Reference #18.1")),
    "jiasule challenge, by cookie": response("x", status=521, headers=(("set-cookie", "__jsluid_s=0"),)),
    "jiasule challenge, by program": response(script("document.cookie='__jsl_clearance=1'"), status=521),
    "anubis challenge": response("<script src='/.within.website/x/cmd/anubis/static/js/main.mjs'></script>"),
    "ddos-guard challenge": response(notice("DDoS-Guard", "Checking your browser"), status=503),
    "aliyun challenge, by what it reads": response("<meta name=\"aliyun_waf_aa\" content='x'>"),
    "aliyun challenge, by program": response(f"<html><script>var arg1='{'0A' * 20}';f('acw_sc__v2')</script>"),
    "edgeone challenge": response(script("document.cookie='EO_Bot_Ssid=1';location.reload()")),
    "safeline challenge": response(script("x"), headers=(("set-cookie", "safeline_bot_challenge=AB; Path=/"),)),
    "akamai challenge": response("<script src='/_sec/cp_challenge/sec-4-4.js'></script>"),
    "sucuri challenge": response("<title>You are being redirected...</title><script>f('x')</script>"),
    "imperva refusal": response(notice("Pardon Our Interruption", "Pardon Our Interruption...")),
    "unfiled site": to("http://a.example/x", "https://dnspod.qcloud.com/static/webblock.html?d=a.example", "备案"),
    "discuz lost": response(discuz("抱歉，指定的主题不存在或已被删除或正在被审核")),
    "discuz door": response(discuz("抱歉，您所在的用户组(游客)无法进行此操作")),
    "domain shop": to("http://old.example/a", "https://www.hugedomains.com/domain_profile.cfm?d=old.example"),
    "domain shop, Sedo": to("http://old.example/a", "https://sedo.com/search/details/?domain=old.example"),
    "domain shop, Dan": to("http://old.example/a", "https://dan.com/buy-domain/old.example"),
    "domain shop, Afternic": to("http://old.example/a", "https://www.afternic.com/forsale/old.example"),
    "domain shop, GoDaddy": to("http://old.example/a", "https://www.godaddy.com/DomainSearch/find?domain=old.example"),
}

LIVING = {
    "an article about captchas": response(weixin("环境异常，完成验证后即可继续访问。访问过于频繁。" + PROSE), WEIXIN),
    "an article about deletion": response(weixin("该内容已被发布者删除，该公众号已被封禁。" + PROSE), WEIXIN),
    "an article named like a notice": response(weixin("明天见。", "该内容已被发布者删除"), WEIXIN),
    "an article whose button is in its program": response(weixin("<script>show('js_verify')</script>"), WEIXIN),
    "a short article": response(weixin("明天见。"), WEIXIN),
    "phrases that nobody sees": response(
        "<body><script>var t='该内容已被发布者删除'</script><p style='display: none'>此帐号已注销</p>x", WEIXIN),
    "phrases in a quotation": response(f"<body><blockquote>该内容已被发布者删除</blockquote>{PROSE}", WEIXIN),
    "phrases on another host": response(notice("微信", "该内容已被发布者删除") + PROSE),
    "an article about a challenge": response(article("Just a moment", "<code>window._cf_chl_opt</code>" + PROSE)),
    "what quotes tags": response(article("Captchas", "&lt;script src='//captcha-delivery.com/' id='px-captcha'&gt;")),
    "an article about notices": response(weixin("链接已过期，此账号已自主注销，该公众号已迁移。" + PROSE), WEIXIN),
    "a few words beside pictures": response("<p id='js_image_desc'>此内容因违规无法查看，是什么意思？</p>", WEIXIN),
    "words only": response("<p id='js_text_title'>该内容已被发布者删除</p>", WEIXIN),
    "a video of a few words": response("<div id='js_common_share_desc'>此帐号已注销</div>", WEIXIN),
    "a video named after a page": response(
        "<title>404 Not Found - YouTube</title>" + script('p={"playabilityStatus":{"status":"OK"'), TUBE),
    "a link to a shop": response(article("Nice"), "https://www.hugedomains.com/domain_profile.cfm?d=nice.example"),
    "a thread about lost threads": response(article("x", "&lt;div id=\"messagetext\"&gt;&lt;p&gt;不存在" + PROSE)),
    "an article about firewalls": response(article("acw_sc__v2", "<code>var arg1='0A'; EO_Bot_Ssid</code>" + PROSE)),
    "a form with a captcha of its own": response(article("Write to me", "<div class='cf-turnstile'></div>")),
    "a page behind a firewall": response(article("x"), headers=(("set-cookie", "__jsluid_s=0"),)),
    "a page with Imperva's script": response("<script src='/_Incapsula_Resource?SWJIYLWA=7'></script>" + article("x")),
    "a page behind Cloudflare": response(script("window.__CF$cv$params={r:'8'}") + PROSE),
}


@pytest.mark.parametrize("name", SHOWN)
def test_a_signature_is_recognised(name: str) -> None:
    signature = name.partition(",")[0]
    observation = observe(SHOWN[name])
    assert observation.outcome is next(row.outcome for row in SIGNATURES if row.name == signature)
    assert observation.evidence[-1].rule == "signature"
    assert observation.evidence[-1].found.startswith(signature)


@pytest.mark.parametrize("name", LIVING)
def test_a_living_page_that_only_looks_so_is_alive(name: str) -> None:
    assert observe(LIVING[name]).outcome is ALIVE


def test_every_row_has_a_case_that_it_alone_would_recognise() -> None:
    pages = [Page(one) for one in SHOWN.values()]
    known = {row for row in SIGNATURES for page in pages if Signatures([row]).find(page, alive=True)}
    assert set(SIGNATURES) - known == {row for row in SIGNATURES if row.outcome is ALIVE}


@pytest.mark.parametrize("mark", ["id='js_content'", "class='a rich_media_title b'", 'id="js_name"'])
def test_each_sign_of_life_counts_for_more_than_a_notice(mark: str) -> None:
    assert observe(response(f"<body><p>该内容已被发布者删除</p><div {mark}>x</div>", WEIXIN)).outcome is ALIVE


def test_a_sign_of_life_counts_for_more_than_the_shape_of_its_page() -> None:
    assert observe(response("<div id='js_content'>该内容已被发布者删除</div>", WEIXIN)).outcome is ALIVE


def test_a_sign_of_life_cannot_be_a_word_in_a_program() -> None:
    page = "<body><p>该内容已被发布者删除</p><script>byId('js_content')</script>"
    assert observe(response(page, WEIXIN)).outcome is GONE


@pytest.mark.parametrize("row", [row for row in SIGNATURES if row.name == "weixin post"], ids=lambda row: row.pattern)
def test_posts_that_are_no_articles_live_by_elements_of_their_own(row: Signature) -> None:
    assert observe(response(f"<p class='{row.pattern}'>该内容已被发布者删除</p>", WEIXIN)).outcome is ALIVE


def test_what_is_sent_instead_of_a_page_is_looked_for_in_its_beginning() -> None:
    challenge = "<script src='/_sec/cp_challenge/sec-4-4.js'></script>"
    assert observe(response(" " * 16_000 + challenge)).outcome is BLOCKED
    assert observe(response(article("x", "x" * 20_000) + challenge)).outcome is ALIVE


def test_a_notice_that_breaks_off_proves_nothing() -> None:
    assert observe(response(tip("该内容已被发布者删除"), WEIXIN, fault=Fault.RESET)).outcome is ALIVE


def test_what_refuses_says_nothing_of_what_is_there() -> None:
    assert observe(response(tip("该内容已被发布者删除"), WEIXIN, status=403)).outcome is BLOCKED


@pytest.mark.parametrize("notice_", [
    "此内容因<b>违规</b>无法查看", "".join(f"&#{ord(sign)};" for sign in "此内容因违规无法查看"),
    "此内容因违规\n  无法查看", "此内容因违规<br>无法查看", "此内容因&nbsp;违规无法\u200b查看",
    "此内容因违规<wbr>无法查看",
])
def test_a_phrase_is_known_however_it_is_marked_up(notice_: str) -> None:
    assert observe(response(tip(notice_, "<p>" + "由用户投诉并经平台审核。" * 40), WEIXIN)).outcome is GONE


@pytest.mark.parametrize("words", [("去验证", "环境异常"), ("环境异常", "为了您的安全，" * 60 + "完成验证")])
def test_both_phrases_of_a_captcha_count_in_any_order(words: tuple[str, ...]) -> None:
    assert observe(response(tip(*words), WEIXIN)).outcome is BLOCKED


@pytest.mark.parametrize(("mark", "words"), [
    ("QuestionHeader-title", "如何评价「你似乎来到了没有知识存在的荒原」？"),
    ("Post-Title", "知乎提示「您当前请求存在异常」"),
    ("ContentItem", "为什么是「你似乎来到了没有知识存在的荒原」？"),
])
def test_what_is_named_after_a_notice_of_zhihu_is_alive(mark: str, words: str) -> None:
    assert observe(response(f"<title>{words}</title><h1 class='{mark}'>{words}</h1>{PROSE}", ZHIHU)).outcome is ALIVE


def test_a_video_named_after_a_notice_is_alive() -> None:
    page = article("视频去哪了呢？三分钟教你找回来_哔哩哔哩_bilibili")
    assert observe(response(page, "https://www.bilibili.com/video/BV1")).outcome is ALIVE


def test_a_page_of_no_stated_kind_is_read_as_browsers_read_it() -> None:
    assert observe(response("<div><h2>该内容已被发布者删除</h2></div>", WEIXIN, kind="")).outcome is GONE


def test_a_user_adds_rows_of_his_own() -> None:
    row = Signature("closed wiki", "example.org", Where.TITLE, "^Wiki closed", GONE, "seen")
    policy = Examination(Signatures((row,)))
    assert observe(response(notice("Wiki closed for good", "Bye")), policy).outcome is GONE
    assert observe(response(notice("Wiki closed", "Bye"), "http://example.com/a"), policy).outcome is ALIVE
