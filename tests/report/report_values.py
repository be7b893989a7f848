"""A report with something of everything, and what strangers would like it to do."""

from collections.abc import Iterator
from dataclasses import replace
from io import StringIO
from typing import Any

from curator.report.bounded import Some
from curator.report.registry import FORMATS
from curator.report.repeats import (
    Claim,
    Conflict,
    Differences,
    Family,
    Member,
    Place,
    Reference,
    Repeats,
    Row,
    Saving,
    Titled,
    Totals,
    Undecided,
    Work,
)

HOSTILE = (
    "<script>document.title = 'taken'</script>",
    "</script></style></title><img src=x onerror=\"document.title='taken'\">",
    "\" onmouseover=\"document.title='taken'\" x=\"",
    "'><a href='javascript:alert(1)'>click</a>",
    "</bdi></td></tr></table></details><h1>mine</h1>",
    "](http://evil.example/) ![x](http://evil.example/x.png)",
    "| cell | more |",
    "{{ 7 * 7 }} {% raw %} ${1}",
    "&lt;b&gt; &amp; <!-- ",
    "# 标题 *强调* `code` ~~gone~~",
    "javascript:alert(1)",
)
"""Titles that mean something to a page or to Markdown; each must come out as it is."""

UNSEEN = "red \x1b[31m bell \x07 turned \u202egnp.exe zero\u200bwidth null\x00 half \ud800"
"""What drives terminals, turns text, or cannot be written."""


def reference(title: str | None = "文章一", address: str | None = "https://example.org/1") -> Reference:
    return Reference(f"url:{address}", title, address)


def member(**changed: Any) -> Member:
    found = Differences(
        Some((reference(),), 3), Some((reference("多出一篇", "https://example.org/2"),)),
        Some((reference("缺了一篇", "https://example.org/3"),)), Some((Row("旧的一行", "新的一行"),), 2),
    )
    place = Place("seeds/b.md", "第二篇", 7, ("人脸识别", "人脸年龄识别"))
    return replace(Member(place, "edited", same_document=False, differences=found, elsewhere=Some(())), **changed)


def family(number: int = 1, *members: Member, **changed: Any) -> Family:
    place = Place("seeds/a.md", "第一篇", 3, ("人脸识别", "人脸属性"))
    shown = Some(members or (member(),), 40)
    return replace(Family(number, place, 15, "most complete", shown, Saving(41, 60)), **changed)


def report(*families: Family, **changed: Any) -> Repeats:
    """Make a report of families; the other parts have one of each kind."""
    place = Place("seeds/c.md", "第三篇", 9, ("杂谈",))
    titles = (Titled("猫的睡眠", Some((place,))), Titled("火车时刻表", Some((place,), 8)))
    whole = Repeats(
        (), Totals(1_042, 21, Saving(1_041, 2_060)), iter(families or (family(),)), 20,
        Some((Undecided(place, Some((Claim(place, "same"), Claim(place, "contained")))),)),
        Some((Work(reference("转载"), reference("原文", "https://example.org/9"), 0.875, ("one title",), "open"),), 5),
        Some((Conflict(reference(None), titles),)),
    )
    return replace(whole, **changed)


def written(name: str, whole: Repeats) -> str:
    out = StringIO()
    FORMATS[name].load().write(whole, out)
    return out.getvalue()


def hostile(words: tuple[str, ...] = HOSTILE) -> Iterator[Family]:
    """Give a family for each, in which everything that strangers write is that."""
    for number, said in enumerate(words, 1):
        place = Place(said, said, 3, (said,))
        link = Reference(said, said, said)
        found = Differences(Some((link,)), Some((link,)), Some((link,)), Some((Row(said, said),)))
        copy = member(place=place, differences=found, elsewhere=Some((place,)))
        yield family(number, copy, canonical=place)


def hostile_report(words: tuple[str, ...] = HOSTILE) -> Repeats:
    """Make a report in which strangers wrote everything."""
    places = [Place(said, said, 3, (said,)) for said in words]
    links = [Reference(said, said, said) for said in words]
    return report(
        *hostile(words), topics=words,
        undecided=Some(tuple(Undecided(one, Some((Claim(one, "same"),))) for one in places)),
        works=Some(tuple(Work(one, one, 0.5, words, "open") for one in links)),
        conflicts=Some(tuple(Conflict(one, (Titled(one.name, Some(tuple(places))),)) for one in links)),
    )
