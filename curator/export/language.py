"""The language of a title by its script: it decides on hyphenation, quotes and the form of names in a bibliography."""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Language:
    """One language: its name for babel and biblatex (`langid`), its tag (BCP 47), and how its script shows."""

    langid: str
    tag: str
    script: re.Pattern[str] | None
    reason: str


def _script(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


KANA = "ぁ-ゖァ-ヺ"

LANGUAGES = (
    Language("japanese", "ja", _script(f"[{KANA}][^{KANA}]*[{KANA}]"), "two kana: Chinese titles play with one の"),
    Language("korean", "ko", _script("[가-힣]"), "Hangul serves Korean only"),
    Language("chinese", "zh", _script("[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff]"), "Han without kana"),
    Language("russian", "ru", _script("[А-яЁё]{2}"), "two Cyrillic letters in a row: one is a sign"),
    Language("greek", "el", _script("[α-ωά-ώΑ-Ω]{3}"), "three Greek letters in a row: fewer are mathematics"),
    Language("hebrew", "he", _script("[א-ת]{2}"), "the script serves Hebrew nearly alone"),
    Language("arabic", "ar", _script("[ء-ي]{2}"), "the most frequent language of the script"),
    Language("thai", "th", _script("[ก-๎]{2}"), "the script serves Thai only"),
    Language("english", "en", _script("[A-Za-z]"), "the most frequent of the script; last, as all mix it in"),
    Language("german", "de", None, "by name only: its script does not tell"),
    Language("french", "fr", None, "by name only"),
    Language("spanish", "es", None, "by name only"),
    Language("italian", "it", None, "by name only"),
    Language("portuguese", "pt", None, "by name only"),
    Language("dutch", "nl", None, "by name only"),
)
"""In the order in which scripts are tried."""

_BY_NAME = {name: language for language in LANGUAGES for name in (language.langid, language.tag)}


def of(text: str, said: str = "") -> Language | None:
    """Tell a title's language: the one that is said (a tag such as `zh-CN`, or a name), else the one its script shows.

    None where neither tells (a title of digits and signs).
    """
    named = _BY_NAME.get(said.lower()) or _BY_NAME.get(said.lower().replace("_", "-").split("-", 1)[0])
    if named:
        return named
    return next((language for language in LANGUAGES if language.script and language.script.search(text)), None)
