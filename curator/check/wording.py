"""How pages say that something is not there, in several languages."""

import re
from typing import Final, NamedTuple

from curator.text.anyof import AnyOf
from curator.text.fold import fold
from curator.text.late import late


class Wording(NamedTuple):
    """One row: what a whole title or heading says, as Python's pattern over folded text."""

    language: str
    pattern: str


_THING = "(?:page|file|url|document|article|content|post|entry|site|resource|item|product|video|topic|thread|story)"
_WHICH = f"(?:the |this |that |your )?(?:requested |web ?)?{_THING}"
_SOUGHT = "(?: (?:that )?you(?:'re| are|'ve| have| were)? (?:looking for|requested|tried to (?:reach|access|view)))?"
_ZH_THING = (
    "(?:网页|網頁|頁面|页面|网址|文章|内容|內容|帖子|主题|资源|文件|商品|链接|视频|博文|博客|作品|宝贝|信息|您?你?访问的页面|"
    "您?你?要找的页面)"
)
_ZH_SOUGHT = "(?:所|要|想)?(?:访问|訪問|請求|请求|查看|寻找|尋找|找|打开|浏览|瀏覽)?"
_ZH_WHICH = f"(?:您|你|该|此|这个|這個|當前|当前|对应|指定的)?{_ZH_SOUGHT}(?:的|了)?{_ZH_THING}"
_ZH_GONE = (
    "(?:不存在|未找到|没有找到|沒有找到|找不到(?:了)?|无法找到|無法找到|丢失|走丢了|已?删除|已?刪除|下架|失效|消失(?:了)?|"
    "不见了)(?:、?或(?:者)?(?:已经|已)?(?:被)?删除)?(?:、?或(?:者)?(?:正在被审核|暂时不可用|已下架|已失效))?(?:了|啦)?"
)
_ERROR = "(?:error|http|status|code|erreur|fehler|錯誤|错误|エラー)"

WORDINGS: Final = (
    Wording("any", rf"(?:http )?{_ERROR}?[ :#\-]*404[ :\-!.]*(?:error|错误|錯誤|エラー)?"),
    Wording("English", rf"(?:http )?(?:error )?(?:404[ :\-!.]*)?(?:{_THING} )?not found(?: error)?(?:[ :\-]*404)?"),
    Wording("English", rf"{_WHICH}{_SOUGHT} (?:was|could|can|is|has|does|do)(?: ?not|n?'t)"
                       r"(?: be| been)? (?:found|exist|available|located|here|there)(?: anymore| any more)?"),
    Wording("English", rf"{_WHICH}{_SOUGHT} "
                       "(?:no longer exists|is no longer (?:available|here)|has been (?:removed|deleted)|is missing|"
                       "is gone)"),
    Wording("English", rf"(?:we )?(?:could|can|did)(?: ?not|n?'t) find (?:{_WHICH}|what){_SOUGHT}"),
    Wording("Chinese", f"{_ZH_WHICH}(?:已经|已經|已|可能)?(?:被)?(?:作者|发布者|管理员|用户)?{_ZH_GONE}"),
    Wording("Chinese", "(?:找不到|未找到|没有找到|沒有找到|无法找到|無法找到)(?:该|此|您|你|这个)?"
                       f"{_ZH_SOUGHT}(?:的)?{_ZH_THING}"),
    Wording("Chinese", "已下架"),
    Wording("Japanese", "(?:お探しの|指定された|ご指定の|アクセスした|リクエストされた)?"
                        "(?:ページ|url|ファイル|記事)(?:が|は)、?(?:見つかりません(?:でした)?|存在しません|ありません|削除されました|"
                        "(?:存在しないか、?|移動、?または|移動したか、?)(?:すでに)?削除された(?:可能性があります|ようです)?)"),
    Wording("Korean", "(?:요청하신 )?(?:페이지를|문서를) 찾을 수 없습니다|존재하지 않는 (?:페이지|문서)입니다"),
    Wording("German", r"(?:die |diese )?(?:angeforderte )?(?:seite|datei)(?: wurde| konnte)? ?nicht gefunden"
                      r"(?: werden)?|(?:die |diese )?seite existiert nicht(?: mehr)?"),
    Wording("French", r"(?:la |cette )?page (?:demandée )?(?:est )?(?:non trouvée|introuvable|n'existe (?:pas|plus))"),
    Wording("Spanish", r"(?:la )?página (?:solicitada )?(?:no (?:encontrada|existe|disponible)|no se ha encontrado)"),
    Wording("Portuguese", r"(?:a )?página (?:solicitada )?(?:não (?:encontrada|existe|foi encontrada))"),
    Wording("Italian", "(?:la )?pagina (?:richiesta )?(?:non (?:trovata|esiste|è stata trovata))"),
    Wording("Russian", "(?:запрашиваемая )?страница (?:не найдена|не существует|удалена)"),
    Wording("Dutch", "(?:de )?pagina (?:is )?niet gevonden"),
    Wording("Polish", "(?:nie znaleziono strony|strona nie (?:została znaleziona|istnieje))"),
    Wording("Turkish", "sayfa bulunamadı"),
    Wording("Vietnamese", "không tìm thấy trang"),
    Wording("Swedish", "sidan (?:hittades inte|finns inte|kunde inte hittas)"),
)
"""A title about such pages ("How to build a 404 page") says more than that, and matches no row."""

SIGN_IN: Final = (
    Wording("English", "(?:please )?(?:log|sign) ?in(?: (?:to|with|or) .{1,40})?|login|(?:member|user|account) login"),
    Wording("Chinese", "(?:请|請|用户|用戶|会员|账号|帐号|立即)?(?:先)?"
                       "(?:登录|登入|登陆|登錄)(?:后查看|查看|页面|/注册|注册)?"),
    Wording("Japanese", "ログイン(?:してください|画面|ページ)?"),
    Wording("Korean", "로그인"),
    Wording("German", "anmelden|anmeldung|einloggen"),
    Wording("French", "(?:se connecter|connexion|identifiez-vous)"),
    Wording("Spanish, Portuguese", "iniciar sesión|acceder|entrar"),
    Wording("Russian", "вход|войти"),
)
"""How pages ask who one is, as a whole title or a part of it."""

LONGEST: Final = 200
"""Characters of a title or heading that can say nothing but this."""

_SORRY = ("oops|ooops|whoops|sorry|hmm|error|"
          "抱歉|很抱歉|对不起|對不起|糟糕|哎呀|啊哦|提示(?:信息)?|出错(?:了|啦)|エラー|申し訳ございません")
_LEAD = rf"(?:(?:{_SORRY})[\s!,.:;…~]*){{0,3}}"
_NUMBER = r"(?:(?:error )?404[\s:\-–—,.!|_]*)?"
_SAID = late(
    f"{_LEAD}{_NUMBER}{_LEAD}(?:{'|'.join(row.pattern for row in WORDINGS)})"
    r"[\s!,.:…~!。]*(?:\(?404\)?|:\(|:-\()?", re.I)
_EXCUSE = late(rf"{_LEAD}{_NUMBER}{_LEAD}", re.I)
_IN_WORDS = late("|".join(row.pattern for row in WORDINGS[1:]), re.I)
_ASKS = late("|".join(row.pattern for row in SIGN_IN), re.I)
_SEAMS = late(r"\s+[\-–—|·•:»«/]+\s+|[|_•·»«]+|\s+[\-–—]+|[\-–—]+\s+|(?<=[぀-ヿ一-鿿])[\-–—]+|[!?。！？]+\s*")

HINTS: Final = (
    *"404 oops sorry hmm error 抱歉 对不起 對不起 糟糕 哎呀 啊哦 提示 出错 エラー 申し訳".split(),
    "not ", "n't ", "no longer", *"missing gone remove delete 不 找 删 刪 下架 丢 失 走 見つ 存在 ありま 削除".split(),
    *"찾을 않는 nicht introuvable".split(), "non ", "n'existe", "no ", "não", "не ",
    *"удалена niet nie bulunamad không inte".split(),
)
"""What every wording or excuse has somewhere, in small letters: a title without any of them says nothing of the kind,
and nearly none has one."""

_HINTS = AnyOf(HINTS)


def says_missing(text: str) -> bool:
    """Tell whether a title or heading says that something is not there, whole or in one of its parts."""
    text = text.replace("’", "'")
    if not _may_say_so(text):
        return False
    return _any_part(_SAID, text)


def says_only_missing(text: str) -> bool:
    """Tell whether all parts of a title or heading say that something is not there, or nothing but sorry.

    "Page not found - how to mend it" names an article; a title may add the site's name, a heading seldom does.
    """
    text = text.replace("’", "'")
    if not _may_say_so(text):
        return False
    parts = [fold(part) for part in _SEAMS.split(text) if part.strip()]
    return bool(_SAID.fullmatch(fold(text))) or all(_SAID.fullmatch(part) or _EXCUSE.fullmatch(part) for part in parts)


def says_missing_or_sorry(text: str) -> bool:
    """Tell whether a title says that, or has a part that says no more than that something went wrong."""
    text = text.replace("’", "'")
    return _may_say_so(text) and (_any_part(_SAID, text) or _any_part(_EXCUSE, text))


def asks_to_sign_in(text: str) -> bool:
    """Tell whether a title says that one has to sign in, whole or in one of its parts."""
    return len(text) <= LONGEST and _any_part(_ASKS, text)


def says_in_words(text: str) -> bool:
    """Tell whether a text says so anywhere and in words: a bare 404 may be the name of a song."""
    return bool(_IN_WORDS.search(text[:2_000].replace("’", "'").casefold()))


def _may_say_so(text: str) -> bool:
    return len(text) <= LONGEST and _HINTS.within(text.casefold().encode(errors="replace"))


def _any_part(pattern: re.Pattern[str], text: str) -> bool:
    return any(pattern.fullmatch(fold(part)) for part in (text, *_SEAMS.split(text)) if part.strip())
