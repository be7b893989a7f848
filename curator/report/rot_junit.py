"""The links that are news as test cases, in the XML of Ant's JUnit task, which CI servers draw."""

from collections.abc import Iterator
from typing import TextIO

from curator.report.news import NEWS, Level, NewsRow
from curator.report.rot import Item, Rot
from curator.report.rot_words import dated, evidence, message
from curator.report.words import where
from curator.text.xml import DECLARATION, begin, element, end, line


class Junit:
    """A suite for each kind of news, a case for each link of it. What is an error has failed, all else has passed."""

    def write(self, report: Rot, out: TextIO) -> None:
        """Write the suites, case by case."""
        out.write(f"{DECLARATION}{begin('testsuites')}\n")
        for number, row in enumerate(NEWS.values()):
            for piece in _suite(report, row, str(number)):
                out.write(piece)
        out.write(end("testsuites"))


def _suite(report: Rot, row: NewsRow, number: str) -> Iterator[str]:
    links, fails = report.counts.get(row.news, 0), row.level is Level.ERROR
    yield begin("testsuite", {
        "id": number, "package": "curator", "name": row.name, "timestamp": report.until.removesuffix("Z"), "time": "0",
        "hostname": "localhost", "tests": str(links), "failures": str(links if fails else 0), "errors": "0",
    })  # fmt: skip
    yield element("properties")
    for item in report.items.of(row.news):
        yield _case(item, fails=fails)
    yield begin("system-out")
    if not fails:  # a case that has passed has no place for what is said of it
        for item in report.items.of(row.news):
            yield line(message(item))
    yield f"{end('system-out')}{element('system-err')}{end('testsuite')}"


def _case(item: Item, *, fails: bool) -> str:
    place = item.places.shown[0].document if item.places.shown else item.host
    begun = begin("testcase", {"classname": place, "name": item.link.name, "time": "0"})
    if not fails:
        return f"{begun}{end('testcase')}"
    places = ", ".join(map(where, item.places.shown))
    said = {"type": item.news.value, "message": f"{dated(item)}; {evidence(item)}"}
    return f"{begun}{element('failure', f'{message(item)} — {places}', said)}{end('testcase')}"
