"""Which column or JSON field means what: names that programs and people give them."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from curator.model import Details
from curator.read import dates
from curator.read.items import Item

COLUMNS: Final = {
    # Meaning: names, best first. The order of meanings counts: a name serves the first that wants it. Pinboard calls a
    # title "description" and a note "extended": the note is chosen first and leaves "description" to the title.
    "url": ("url", "link", "href", "address", "uri", "web address", "网址", "链接", "地址"),
    "note": ("note", "notes", "extended", "comment", "comments", "remark", "description", "excerpt", "summary",
             "备注", "说明", "描述", "简介"),
    "title": ("title", "name", "标题", "名称", "题目", "description", "text"),
    "tags": ("tags", "tag", "keywords", "labels", "标签", "关键词"),
    "section": ("section", "folder", "category", "topic", "group", "分类", "目录", "栏目", "主题"),
    "label": ("label", "role", "标注"),
    "authors": ("authors", "author", "creator", "byline", "作者"),
    "issued": ("issued", "date", "published", "year", "pubdate", "日期", "发表日期", "年份"),
    "accessed": ("accessed", "urldate", "added", "time_added", "created", "created_at", "time", "saved", "收藏时间"),
    "key": ("key", "id", "citekey", "citation key", "citation_key"),
    "kind": ("kind", "type", "类型"),
    "container": ("container", "container-title", "site", "journal", "website", "来源", "网站"),
    "publisher": ("publisher", "出版社"),
    "doi": ("doi",),
    "arxiv": ("arxiv", "eprint"),
    "language": ("language", "lang", "语言"),
}

GUARDED: Final = re.compile(r"'(?=[=+\-@\t\r])")
"""An apostrophe before a character that would start a formula: spreadsheet programs and exporters put it there."""

_PATH = re.compile(r"\s[>›»]\s")
_NAMES = re.compile("[;；]")
_LIST = re.compile(r"[,;，；]")
_SPACED = re.compile(r"\s+")


def meanings(names: Sequence[str]) -> dict[str, str]:
    """Tell which of these names serves for which meaning; letter case and surrounding spaces do not count."""
    free = {name.strip().lower(): name for name in reversed(names)}
    found: dict[str, str] = {}
    for meaning, synonyms in COLUMNS.items():
        known = next((synonym for synonym in synonyms if synonym in free), None)
        if known:
            found[meaning] = free.pop(known)
    return found


def item(line: int, row: Mapping[str, str]) -> Item:
    """Make an item of a row whose columns are named by their meaning."""
    said = dict.fromkeys(COLUMNS, "") | {meaning: _unguarded(content).strip() for meaning, content in row.items()}
    details = Details(
        key=said["key"], kind=said["kind"], authors=_split(_NAMES, said["authors"]), issued=_day(said["issued"]),
        container=said["container"], publisher=said["publisher"], doi=said["doi"], arxiv=said["arxiv"],
        language=said["language"], accessed=_day(said["accessed"]), tags=_tags(said["tags"]),
    )
    return Item(line, said["url"], said["title"], said["note"], said["label"], _split(_PATH, said["section"]), details)


def _unguarded(content: str) -> str:
    return content[1:] if GUARDED.match(content) else content


def _split(separator: re.Pattern[str], content: str) -> tuple[str, ...]:
    return tuple(filter(None, map(str.strip, separator.split(content))))


def _tags(content: str) -> tuple[str, ...]:
    """Tags are separated by commas; where there is none, by spaces, as bookmark services write them."""
    return _split(_LIST if _LIST.search(content) else _SPACED, content)


def _day(content: str) -> str:
    """Read a date or, where there are more digits than a date has, a time stamp."""
    return dates.from_stamp(content) if content.isdigit() and len(content) > len("20240307") else dates.iso(content)
