"""Which column or JSON field means what: names that programs and people give them."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from curator.model import Details
from curator.read.items import Item
from curator.read.kinds import kind_of
from curator.text import dates

Cell = str | tuple[str, ...]
"""What stands in a field: a text, which may be a list with separators, or a list as JSON has it."""

COLUMNS: Final = {
    # Meaning: names, best first. The order of meanings counts: a name serves the first that wants it. Pinboard calls a
    # title "description" and a note "extended": the note is chosen first and leaves "description" to the title.
    "url": ("url", "link", "href", "address", "uri", "web address", "网址", "链接", "地址"),
    "note": ("note", "notes", "extended", "comment", "comments", "remark", "description", "excerpt", "summary",
             "selection", "abstract note", "备注", "说明", "描述", "简介"),
    "title": ("title", "name", "标题", "名称", "题目", "description", "text"),
    "keywords": ("keywords", "manual tags", "关键词"),
    "tags": ("tags", "tag", "labels", "标签"),
    "topics": ("topics",),
    "section": ("section", "folder", "category", "topic", "group", "path", "分类", "目录", "栏目", "主题"),
    "label": ("label", "role", "标注"),
    "authors": ("authors", "author", "creator", "byline", "作者"),
    "editors": ("editors", "editor"),
    "issued": ("issued", "date", "published", "publication year", "year", "pubdate", "日期", "发表日期", "年份"),
    "accessed": ("accessed", "urldate", "access date", "added", "date added", "time_added", "timestamp", "created",
                 "created_at", "createdat", "time", "saved", "收藏时间"),
    "key": ("key", "ref", "citekey", "citation key", "citation_key"),
    "id": ("id",),
    "kind": ("kind", "type", "item type", "类型"),
    "container": ("container", "container-title", "publication title", "site", "journal", "website", "来源", "网站"),
    "publisher": ("publisher", "出版社"),
    "doi": ("doi",),
    "arxiv": ("arxiv", "eprint"),
    "arxiv_class": ("arxiv_class", "eprintclass", "primaryclass"),
    "language": ("language", "lang", "语言"),
    "volume": ("volume",),
    "number": ("number", "issue"),
    "pages": ("pages",),
}

LISTS: Final = frozenset({"authors", "editors", "note", "section", "tags", "topics"})
"""Meanings that may have several values."""

_PATH = re.compile(r"\s[>›»]\s")
_NAMES = re.compile("[;；]")
_LIST = re.compile(r"[,;|，；]")
"""What separates keywords: commas, semicolons, and the pipes of Pocket."""
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


def item(line: int, row: Mapping[str, Cell]) -> Item:
    """Make an item of a row whose columns are named by their meaning.

    Of several topics the first has the item where its path says, the others have it, too. A number in a column `id` is
    a database's and no citation key.
    """
    said = {meaning: _text(row.get(meaning, "")) for meaning in COLUMNS}
    topic, *further = _split(_NAMES, row.get("topics", "")) or ("",)
    path = _split(_PATH, row.get("section", ""))
    details = Details(
        key=said["key"] or ("" if said["id"].isdigit() else said["id"]), kind=kind_of(said["kind"]),
        authors=_split(_NAMES, row.get("authors", "")), editors=_split(_NAMES, row.get("editors", "")),
        issued=_day(said["issued"]), container=said["container"], publisher=said["publisher"], doi=said["doi"],
        arxiv=said["arxiv"], arxiv_class=said["arxiv_class"], language=said["language"],
        accessed=_day(said["accessed"]), volume=said["volume"], number=said["number"], pages=said["pages"],
        tags=_split(_LIST, row.get("keywords", "")) + _tags(row.get("tags", "")),
    )
    return Item(line, said["url"], said["title"], said["note"], said["label"], (topic, *path) if topic else path,
                details, tuple(further))


def _text(cell: Cell) -> str:
    return cell.strip() if isinstance(cell, str) else "; ".join(cell)


def _split(separator: re.Pattern[str], cell: Cell) -> tuple[str, ...]:
    return tuple(filter(None, map(str.strip, separator.split(cell) if isinstance(cell, str) else cell)))


def _tags(cell: Cell) -> tuple[str, ...]:
    """Tags are separated as keywords are; where nothing does, by spaces, as bookmark services write them.

    Instapaper writes them as JSON: `["ml","to read"]`.
    """
    if isinstance(cell, str) and cell.startswith("[") and cell.endswith("]"):
        return _split(_LIST, cell[1:-1].replace('"', ""))
    return _split(_LIST if not isinstance(cell, str) or _LIST.search(cell) else _SPACED, cell)


def _day(content: str) -> str:
    """Read a date or, where there are more digits than a date has, a time stamp."""
    return dates.from_stamp(content) if content.isdigit() and len(content) > len("20240307") else dates.iso(content)
