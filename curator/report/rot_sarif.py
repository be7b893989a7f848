"""The links that are news as SARIF 2.1.0 (OASIS), which forges show beside the lines of a post."""

import json
import re
from typing import Any, Final, TextIO
from urllib.parse import quote

from curator import __version__
from curator.report.news import NEWS, News
from curator.report.repeats import Place
from curator.report.rot import Item, Rot
from curator.report.rot_words import message, period
from curator.text.plain import plain
from curator.text.terminal import json_for_terminal

SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

_LINK: Final = re.compile(r"[\\\[\]]")
"""What would make a link of `[text](address)` in a message."""

_RULES: Final = list(NEWS)

_OFF_THE_LIST: Final = {News.RECOVERED, News.UNUSABLE}


class Sarif:
    """One run; what is news are the rules, links the results."""

    def write(self, report: Rot, out: TextIO) -> None:
        """Write the object, result by result."""
        out.write(f'{{"$schema": {_text(SCHEMA)},\n"version": "2.1.0",\n"runs": [{{"tool": {_text(_tool())},\n')
        out.write(f'"automationDetails": {_text(_details(report))},\n')
        out.write('"originalUriBaseIds": {"SRCROOT": {"description": {"text": "The workspace."}}},\n"results": [')
        comma = ""
        for item in report.every():
            out.write(f"{comma}\n{_text(_result(item))}")
            comma = ","
        out.write("\n]}]}\n")


def _tool() -> dict[str, Any]:
    rules = [
        {"id": row.news.value, "name": row.name.title().replace(" ", ""), "shortDescription": {"text": row.name},
         "fullDescription": {"text": f"The link {row.about}."}, "defaultConfiguration": {"level": row.level.value}}
        for row in NEWS.values()
    ]  # fmt: skip
    return {"driver": {"name": "curator", "version": __version__, "rules": rules}}


def _details(report: Rot) -> dict[str, Any]:
    return {"id": f"link-rot/{report.until}", "description": {"text": f"Link rot {period(report)}."}}


def _result(item: Item) -> dict[str, Any]:
    # What is off the list of the broken is no failure, and then there may be no level.
    kind = {"kind": "informational"} if item.news in _OFF_THE_LIST else {"level": NEWS[item.news].level.value}
    places = [_location(place) for place in item.places.shown]
    told = {"verdict": item.verdict, "before": item.known, "since": item.since, "firstFailure": item.first_failure,
            "lastAlive": item.last_alive, "address": item.link.address}
    return {
        "ruleId": item.news.value, "ruleIndex": _RULES.index(item.news), **kind,
        "message": {"text": _LINK.sub(r"\\\g<0>", plain(message(item)))},
        "locations": places[:1],
        "relatedLocations": [{"id": number, **one} for number, one in enumerate(places[1:], 1)],
        "partialFingerprints": {"link/v1": item.link.identity},
        "properties": {name: value for name, value in told.items() if value},
    }  # fmt: skip


def _location(place: Place) -> dict[str, Any]:
    # A post from elsewhere has an absolute path: it stands below no root.
    path = quote(place.document, errors="replace")
    artifact = {"uri": f"file://{path}"} if path.startswith("/") else {"uri": path, "uriBaseId": "SRCROOT"}
    return {"physicalLocation": {"artifactLocation": artifact, "region": {"startLine": place.line}}}


def _text(value: object) -> str:
    return json_for_terminal(json.dumps(value, ensure_ascii=False))
