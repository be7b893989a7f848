"""A report on rot says the same in every format, and what strangers wrote stays text in all of them."""

import csv
import json
from io import StringIO
from typing import Any
from xml.etree import ElementTree as ET

import feedparser
import pytest
from report_values import HOSTILE, UNSEEN
from rot_values import Items, hostile_rot, item, rot, written
from sarif_pydantic import Sarif
from sarif_pydantic.sarif import SarifBaseModel
from test_report_formats import TAGS, Page

from curator.report.bounded import BOUNDS
from curator.report.news import NEWS, News
from curator.report.registry import ROT_FORMATS, format_of
from curator.report.rot import Rot
from curator.text.plain import plain

PYROMARK = pytest.importorskip("pyromark")
PAGE = TAGS | set("br caption figure figcaption svg title line text polygon polyline script".split())

SAID = (
    "Link rot, 2026-11-22", "1 newly dead, 2 newly suspect, 1 moved, 1 insecure, 1 blocked, 1 recovered", "文章一",
    "since 2026-10-01", "seeds/a.md:8", "seeds/b.md:12", "and 3 more", "404", "2026-09-07", "2026-08-18", "2026-10-17",
    "https://example.org/new", "the same work", "https://web.example/2020/", "2020-05-04", "30 are unchecked",
    "深度学习", "其他", "2019", "21.0 %", "(14.2–30.0 %)", "and 7 more", "simple random sample of 50 links",
    "5.5 years", "A death is seen at a check",
)
"""What stands in the report that tests write."""


def page(name: str, whole: Rot) -> Page:
    """Give what a browser makes of a format that ends up in one."""
    text = written(name, whole)
    return Page(PYROMARK.html(text, options=PYROMARK.Options.ENABLE_TABLES) if name == "md" else text)


@pytest.mark.parametrize("name", ["md", "html"])
def test_a_page_tells_everything_there_is_in_a_report_on_rot(name: str) -> None:
    text = " ".join(page(name, rot()).text.split())
    assert [said for said in SAID if said.lower() not in text.lower()] == []


@pytest.mark.parametrize("name", ["md", "html"])
@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_words_stay_text_in_a_report_on_rot(name: str, words: str) -> None:
    found = page(name, hostile_rot((words,)))
    assert found.tags <= PAGE
    assert not {one for one in found.attributes if one.startswith("on")}
    assert not [one for one in found.links if not (one["href"] or "").startswith("#")]
    assert " ".join(found.text.split()).count(" ".join(words.split())) >= 10


@pytest.mark.parametrize("name", ROT_FORMATS)
def test_nothing_in_a_report_on_rot_drives_a_terminal(name: str) -> None:
    text = written(name, hostile_rot((UNSEEN,))).removeprefix("\ufeff").replace("\r\n", "\n")
    assert all(one.isprintable() or one == "\n" for one in text)
    text.encode()
    assert plain(UNSEEN).split(" ")[0] in text


@pytest.mark.parametrize("name", ROT_FORMATS)
def test_where_nothing_is_new_a_report_on_rot_says_so(name: str) -> None:
    nothing = rot(items=Items(()), counts={})
    text = written(name, nothing)
    assert "Nothing is new." in text or name in {"json", "csv", "junit", "sarif"}
    assert "https://example.org/1" not in text


def test_json_has_every_item_and_the_rates_with_their_intervals() -> None:
    said = json.loads(written("json", rot()))
    assert [one["news"] for one in said["items"]] == ["dead", "suspect", "suspect", *list(News)[2:]]
    assert said["items"][0]["places"] == {"shown": [
        {"document": "seeds/a.md", "title": "第一篇", "line": 8, "path": []},
        {"document": "seeds/b.md", "title": None, "line": 12, "path": []}], "more": 3}
    assert said["topics"]["shown"][0]["rate"] == 0.21
    assert said["all"]["interval"]["low"] == pytest.approx(0.1417, abs=0.0001)
    assert said["estimate"]["lost"]["high"] == pytest.approx(0.396, abs=0.001)
    assert said["trend"][-1]["verdicts"] == {"alive": 8, "dead": 1, "suspect": 1}


def rows(whole: Rot) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(written("csv", whole).removeprefix("\ufeff"))))


def test_a_table_has_a_row_for_each_link() -> None:
    first, *others = rows(rot())
    assert (first["news"], first["title"], first["status"], len(others)) == ("dead", "文章一", "404", len(News))
    assert (first["places"], first["more_places"]) == ("seeds/a.md:8; seeds/b.md:12", "3")
    assert written("csv", rot()).startswith("\ufeff")


def test_no_cell_of_a_table_is_a_formula() -> None:
    hostile = ("=HYPERLINK(\"http://evil.example/\",\"x\")", "+1", "-1+1", "@SUM(1)", "\t=1", "\r=1", "＝1")
    cells = [cell for row in rows(hostile_rot(hostile)) for cell in row.values()]
    assert not [cell for cell in cells if cell[:1] in tuple("=+-@\t\r＝")]
    assert any(cell == "'@SUM(1)" for cell in cells)


SUITE = ["properties", "testcase", "system-out", "system-err"]
"""What a suite of Ant's JUnit task has, in this order (JUnit.xsd of Windy Road); cases have one child at most."""

REQUIRED = {
    "testsuites": set(), "properties": set(), "system-out": set(), "system-err": set(),
    "testsuite": {"id", "package", "name", "timestamp", "hostname", "tests", "failures", "errors", "time"},
    "testcase": {"name", "classname", "time"}, "failure": {"type", "message"},
}  # fmt: skip


@pytest.mark.parametrize("whole", [rot(), hostile_rot(), hostile_rot((UNSEEN,))])
def test_test_cases_are_as_ant_writes_them(whole: Rot) -> None:
    root = ET.fromstring(written("junit", whole))  # noqa: S314 - our own
    assert all(set(one.attrib) == REQUIRED[one.tag] for one in root.iter())
    for number, suite in enumerate(root):
        names = [one.tag for one in suite]
        assert names == sorted(names, key=SUITE.index)
        assert {"properties", "system-out", "system-err"} <= set(names)
        assert suite.attrib["id"] == str(number)
        assert len(suite.findall("testcase")) == int(suite.attrib["tests"])
        assert len(suite.findall("testcase/failure")) == int(suite.attrib["failures"])


def test_only_dead_links_are_failed_test_cases() -> None:
    root = ET.fromstring(written("junit", rot()))  # noqa: S314 - our own
    assert [suite.attrib["failures"] for suite in root] == ["1", *["0"] * (len(News) - 1)]
    assert "seeds/b.md:12" in (root[0].findtext("testcase/failure") or "")
    assert "文章一" in (root[1].findtext("system-out") or "")


def unknown(one: Any) -> list[str]:
    """Name the fields that SARIF does not know, below a value."""
    if isinstance(one, SarifBaseModel):
        below = [name for name in type(one).model_fields for name in unknown(getattr(one, name))]
        return [*(one.model_extra or {}), *below]
    return [name for part in one for name in unknown(part)] if isinstance(one, list) else []


@pytest.mark.parametrize("whole", [rot(), hostile_rot()])
def test_results_are_sarif(whole: Rot) -> None:
    found = Sarif.model_validate_json(written("sarif", whole))
    results = found.runs[0].results or []
    assert unknown(found.runs[0].tool) == unknown(results) == []
    assert len(results) == whole.total
    rules = found.runs[0].tool.driver.rules or []
    assert all(rules[one["ruleIndex"]].id == one["ruleId"] for one in raw(whole))


def raw(whole: Rot) -> list[dict[str, Any]]:
    results: list[dict[str, Any]] = json.loads(written("sarif", whole))["runs"][0]["results"]
    return results


def test_a_result_stands_at_the_line_that_cites_the_link() -> None:
    first = raw(rot())[0]
    assert (first["ruleId"], first["level"]) == ("dead", "error")
    assert first["locations"] == [{"physicalLocation": {
        "artifactLocation": {"uri": "seeds/a.md", "uriBaseId": "SRCROOT"}, "region": {"startLine": 8}}}]
    assert first["relatedLocations"][0]["physicalLocation"]["region"] == {"startLine": 12}


@pytest.mark.parametrize("news", [News.RECOVERED, News.UNUSABLE])
def test_what_is_off_the_list_of_the_broken_is_no_failure_in_sarif(news: News) -> None:
    found = raw(rot(item(news)))[0]
    assert (found["kind"], "level" in found) == ("informational", False)


def test_no_message_of_sarif_holds_a_link() -> None:
    found = raw(hostile_rot(("[click](http://evil.example/)",)))
    assert all(r"\[click\](http" in one["message"]["text"] for one in found)


def test_paths_are_addresses_in_sarif() -> None:
    place = item().places.shown[0]
    for path, uri in (("a b#1.md", "a%20b%231.md"), ("/x/人.md", "file:///x/%E4%BA%BA.md")):
        found = raw(rot(item(places=item().places._replace(shown=(place._replace(document=path),)))))[0]
        assert found["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == uri


@pytest.mark.parametrize("whole", [rot(), hostile_rot(), hostile_rot((UNSEEN,))])
def test_a_feed_is_read_by_readers_of_feeds(whole: Rot) -> None:
    found = feedparser.parse(written("atom", whole))
    assert (found.bozo, found.version, len(found.entries)) == (False, "atom10", whole.total)
    assert all(one.id.startswith("urn:uuid:") and one.updated and one.title for one in found.entries)
    assert found.feed.author == "curator"


def test_an_entry_of_a_feed_leads_to_the_link_and_tells_where_it_is_cited() -> None:
    entry = feedparser.parse(written("atom", rot())).entries[0]
    assert (entry.title, entry.link) == ("Newly dead: 文章一", "https://example.org/1")
    assert "seeds/a.md:8" in entry.summary
    assert entry.id == feedparser.parse(written("atom", rot(item()))).entries[0].id


def test_annotations_name_file_and_line() -> None:
    lines = written("github", rot()).splitlines()
    assert lines[1].startswith("::error file=seeds/a.md,line=8,title=Newly dead link::Newly dead: 文章一 — ")
    assert lines[2].startswith("::error file=seeds/b.md,line=12,")
    assert {line.split(" ")[0] for line in lines} == {"::error", "::warning", "::notice"}


def test_no_word_ends_an_annotation_or_begins_a_command() -> None:
    hostile = ("a,line=9::b", "100%\n::set-output name=x::y", "\r\n::error::z", "c: d")
    lines = written("github", hostile_rot(hostile)).splitlines()
    assert len(lines) == 1 + len(hostile) * len(News)
    assert all(line.startswith(("::error ", "::warning ", "::notice ")) for line in lines)
    assert any("file=a%2Cline=9%3A%3Ab,line=3," in line for line in lines)
    assert any("100%25 ::set-output" in line for line in lines)


def test_pages_show_the_beginning_and_programs_get_all() -> None:
    many = [item() for _ in range(BOUNDS["news"].most + 5)]
    assert "and 5 more" in written("html", rot(*many))
    assert f"and {BOUNDS['news'].most + 5 - BOUNDS['lines of news'].most:,} more" in written("md", rot(*many))
    assert len(rows(rot(*many))) == len(many)


def test_a_moved_address_that_is_none_of_the_web_is_no_link() -> None:
    found = page("html", hostile_rot(("javascript:alert(1)",)))
    assert not [one for one in found.links if "javascript" in (one["href"] or "")]


def test_pictures_have_words_for_who_cannot_see_them() -> None:
    text = written("html", rot())
    assert text.count('role="img"') == text.count("<title id=") == 2
    assert "<image" not in text


def test_every_kind_of_news_is_told_with_its_meaning() -> None:
    text = page("html", rot()).text
    assert [row.name for row in NEWS.values() if row.name not in text or row.about.capitalize() not in text] == []


@pytest.mark.parametrize(("file", "name"), [
    ("a.html", "html"), ("a.json", "json"), ("a.csv", "csv"), ("junit.xml", "junit"), ("A.SARIF", "sarif"),
    ("feed.atom", "atom"), ("a.md", "md"), ("step_summary", "md"),
])
def test_the_ending_of_a_file_tells_the_format_of_a_report_on_rot(file: str, name: str) -> None:
    assert format_of(file, ROT_FORMATS) == name
