"""A report says the same in every format, and what strangers wrote stays text in all of them."""

import json
from html.parser import HTMLParser
from typing import Any

import pyromark
import pytest
from report_values import HOSTILE, UNSEEN, family, hostile_report, report, written

from curator.report.bounded import Some
from curator.report.registry import DEFAULT, FORMATS, format_of
from curator.report.repeats import Repeats, Saving, Totals
from curator.text.plain import plain

TAGS = set(
    "html head meta link title style body header main nav section details summary "
    "h1 h2 h3 h4 p div span strong em a bdi ul li dl dt dd table thead tbody tr th td".split()
)
"""All that a report is made of."""

SAID = (
    "1,042 sections in 21 families", "spared 1,041 sections and 2,060 references", "and 20 more",
    "人脸属性", "most complete", "seeds/a.md:3", "人脸年龄识别", "seeds/b.md:7", "and 40 more",
    "多出一篇", "缺了一篇", "旧的一行", "新的一行", "and 3 more", "杂谈",
    "转载", "原文", "0.88", "waits for a decision", "猫的睡眠", "火车时刻表",
)
"""What stands in the report that tests write."""


class Page(HTMLParser):
    """What a page is made of: its tags, attributes, addresses and text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.links: list[dict[str, str | None]] = []
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes.update(name for name, _ in attrs)
        if tag == "a":
            self.links.append(dict(attrs))

    def handle_data(self, data: str) -> None:
        self.text += data


def page(name: str, whole: Any) -> Page:
    """Give what a browser makes of a format that ends up in one."""
    text = written(name, whole)
    return Page(pyromark.html(text, options=pyromark.Options.ENABLE_TABLES) if name == "md" else text)


@pytest.mark.parametrize("name", ["md", "html"])
def test_a_page_tells_everything_there_is_in_a_report(name: str) -> None:
    text = page(name, report()).text
    assert [said for said in SAID if said not in text] == []


def test_json_is_one_object_with_all_of_it() -> None:
    said = json.loads(written("json", report()))
    assert said["totals"] == {"sections": 1042, "families": 21, "saving": {"sections": 1041, "references": 2060}}
    one, = said["families"]["shown"]
    assert (one["canonical"]["line"], one["members"]["more"], said["families"]["more"]) == (3, 40, 20)
    assert one["members"]["shown"][0]["differences"]["text"]["shown"] == [{"canonical": "旧的一行", "copy": "新的一行"}]


@pytest.mark.parametrize("name", FORMATS)
def test_where_nothing_repeats_a_report_says_so(name: str) -> None:
    nothing = Repeats((), Totals(0, 0, Saving()), (), 0, Some(()), Some(()), Some(()))
    text = written(name, nothing)
    assert "No section repeats another." in text or json.loads(text)["families"] == {"more": 0, "shown": []}


@pytest.mark.parametrize("name", ["md", "html"])
@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_words_stay_text(name: str, words: str) -> None:
    found = page(name, hostile_report((words,)))
    assert found.tags <= TAGS
    assert not {one for one in found.attributes if one.startswith("on")}
    assert not [one for one in found.links if not (one["href"] or "").startswith(("https://example.org/", "#"))]
    assert " ".join(found.text.split()).count(" ".join(words.split())) >= 10


@pytest.mark.parametrize("name", FORMATS)
def test_nothing_in_a_report_drives_a_terminal(name: str) -> None:
    text = written(name, hostile_report((UNSEEN,)))
    assert all(one.isprintable() or one == "\n" for one in text)
    text.encode()
    assert plain(UNSEEN).split(" ")[0] in text


def test_links_of_a_page_lead_to_the_web_and_tell_it_nothing() -> None:
    links = [one for one in page("html", report()).links if not str(one["href"]).startswith("#")]
    assert {one["href"] for one in links} == {f"https://example.org/{at}" for at in (1, 2, 3, 9)}
    assert {one["rel"] for one in links} == {"noopener noreferrer"}


def test_a_page_names_nothing_that_a_browser_would_fetch() -> None:
    found = page("html", report())
    assert not found.attributes & {"src", "srcset", "action", "poster", "data", "ping"}
    assert "default-src 'none'" in written("html", report())
    assert "url(" not in written("html", report())


def test_a_page_has_landmarks_and_headings_in_order() -> None:
    found = page("html", report())
    assert {"header", "nav", "main", "section", "h1", "h2", "h3", "h4", "details", "summary", "th"} <= found.tags


def test_families_are_written_as_they_come() -> None:
    taken: list[int] = []
    lengths: list[int] = []

    class Out:
        def write(self, piece: str) -> None:
            lengths.append(len(piece))

    def families() -> Any:
        for number in range(1, 500):
            taken.append(len(lengths))
            yield family(number)

    for name in FORMATS:
        taken.clear()
        lengths.clear()
        FORMATS[name].load().write(report(families=families()), Out())  # type: ignore[arg-type]
        assert len(set(taken)) == 499
        assert max(lengths) < 10_000


@pytest.mark.parametrize(("file", "name"), [("a.html", "html"), ("A.HTM", "html"), ("a.json", "json"), ("a.md", "md"),
                                            ("report", DEFAULT), ("a.b/report", DEFAULT)])
def test_the_ending_of_a_file_tells_the_format(file: str, name: str) -> None:
    assert format_of(file) == name
