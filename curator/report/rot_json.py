"""The report on rot as one JSON object: the fields of the values in `curator.report.rot`, with rates added."""

import json
from dataclasses import fields
from typing import Any, TextIO

from curator.report.rates import Estimate, Tally
from curator.report.repeats_json import data
from curator.report.rot import Rot
from curator.report.trend import Moment
from curator.text.terminal import json_for_terminal


class Json:
    """One object; each link that is news is on one line of `items`."""

    def write(self, report: Rot, out: TextIO) -> None:
        """Write the object, item by item."""
        rest = {one.name: _data(getattr(report, one.name)) for one in fields(report) if one.name != "items"}
        head = ",\n".join(f"{_text(name)}: {_text(value)}" for name, value in rest.items())
        out.write(f'{{{head},\n"items": [')
        comma = ""
        for item in report.every():
            out.write(f"{comma}\n{_text(data(item))}")
            comma = ","
        out.write("\n]}\n")


def _data(value: Any) -> Any:
    """Make objects of values; a tally has its rate with it, an estimate its intervals."""
    if isinstance(value, Moment):
        return {"at": value.at} | _data(value.tally)
    if isinstance(value, Tally):
        return {
            "name": value.name, "links": value.links, "seen": value.seen, "unchecked": value.unchecked,
            "verdicts": dict(sorted(value.verdicts.items())), "rate": value.rate, "interval": data(value.interval),
        }  # fmt: skip
    if isinstance(value, Estimate):
        return data(value._replace(tally=_data(value.tally))) | {"dead": data(value.dead), "lost": data(value.lost)}
    if isinstance(value, tuple) and not hasattr(value, "_asdict"):
        return [_data(one) for one in value]
    if hasattr(value, "shown"):
        return {"shown": _data(value.shown), "more": value.more}
    return data(value)


def _text(value: object) -> str:
    return json_for_terminal(json.dumps(value, ensure_ascii=False))
