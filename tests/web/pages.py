"""Pages as platforms write them, made up, with the marks that tell one sort from another."""

from html import escape

SENTENCES = (
    "我们在三个公开数据集上比较了五种方法，结果见下表。", "The model is trained for ninety epochs on eight cards.",
    "召回阶段先用双塔模型取出候选，再交给排序模型打分。", "Each experiment was repeated with five random seeds.",
    "代码与数据已经开源，欢迎提出问题和建议。", "Ablations show that the second stage matters most.",
)


def prose(paragraphs: int = 12) -> str:
    """Write the text of an article."""
    return "".join(f"<p>{SENTENCES[at % 6]} {SENTENCES[(at * 5 + 1) % 6]} ({at})</p>\n" for at in range(paragraphs))


def article(title: str, body: str = "", head: str = "") -> str:
    """Write an ordinary page: a title, a heading that says the same, and text."""
    name = escape(title)
    return (f"<!DOCTYPE html>\n<html><head><meta charset='utf-8'><title>{name}</title>{head}</head>\n"
            f"<body><nav><a href='/'>Home</a></nav><main><h1>{name}</h1>\n{body or prose()}</main></body></html>")


def notice(title: str, heading: str, text: str = "") -> str:
    """Write a short page that says one thing."""
    return f"<html><head><title>{title}</title></head><body><h1>{heading}</h1><p>{text}</p></body></html>"


def weixin(title: str, body: str = "") -> str:
    """Write an article of mp.weixin.qq.com."""
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><meta property="og:title" content="{escape(title)}">
<title></title><script>var msg_title = '{escape(title)}';</script></head>
<body id="activity-detail" class="zh_CN"><div id="js_article" class="rich_media"><div class="rich_media_inner">
<h1 class="rich_media_title" id="activity-name">{escape(title)}</h1>
<div id="meta_content"><a href="javascript:void(0);" id="js_name">一个公众号</a><em id="publish_time"></em></div>
<div class="rich_media_content" id="js_content" style="visibility: hidden;">{body or prose()}</div>
</div></div></body></html>
"""


def weixin_notice(text: str, more: str = "") -> str:
    """Write what mp.weixin.qq.com shows in place of an article."""
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title></title>
<link rel="stylesheet" href="//res.wx.qq.com/open/libs/weui/2.4.1/weui.min.css"></head><body>
<div class="weui-msg"><div class="weui-msg__icon-area"><i class="weui-icon-warn weui-icon_msg-primary"></i></div>
<div class="weui-msg__text-area"><h2 class="weui-msg__title">{text}</h2><p class="weui-msg__desc">{more}</p></div></div>
</body></html>"""


def weixin_captcha(text: str = "当前环境异常，完成验证后即可继续访问。") -> str:
    """Write the page on which mp.weixin.qq.com wants to know whether one is human."""
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title></title></head><body>
<div class="weui-msg"><h2 class="weui-msg__title">环境异常</h2><p class="weui-msg__desc">{text}</p>
<p><a class="weui-btn weui-btn_primary" id="js_verify" href="javascript:;">去验证</a></p></div></body></html>"""


def app(title: str = "Workbench") -> str:
    """Write the page of an application that a script draws."""
    return (f"<!doctype html><html lang='en'><head><title>{title}</title><script type='module' src='/assets/i.js'>"
            "</script></head><body><noscript>Enable JavaScript.</noscript><div id='root'></div></body></html>")


def challenge() -> str:
    """Write the page that Cloudflare shows while it looks at a browser."""
    return """<!DOCTYPE html><html lang="en-US"><head><title>Just a moment...</title>
<meta name="robots" content="noindex,nofollow"></head><body><div class="main-wrapper"><noscript>Enable JavaScript and
cookies to continue</noscript></div><script>window._cf_chl_opt={cvId:'3'};var a=document.createElement('script');
a.src='/cdn-cgi/challenge-platform/h/b/orchestrate/chl_page/v1';</script></body></html>"""


def sign_in(name: str = "Sign in") -> str:
    """Write a page that asks who one is."""
    return (f"<html><head><title>{name}</title></head><body><h1>{name}</h1><form action='/session' method='post'>"
            "<input name='user'><input type='password' name='password'><button>Go</button></form></body></html>")


def parked(domain: str) -> str:
    """Write what a registrar or a trader shows for a name that nobody uses."""
    return (f"<html><head><title>{domain} is for sale</title></head><body><h1>{domain}</h1><p>This domain is for sale."
            f" <a href='https://www.sedo.com/search/details/?domain={domain}'>Buy this domain</a></p>"
            "<p>Related searches: insurance, loans, hosting</p></body></html>")
