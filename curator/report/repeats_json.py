"""The report as one JSON object. Its fields are those of the values in `curator.report.repeats`."""

import json
from dataclasses import fields, is_dataclass
from typing import Any, TextIO

from curator.report.repeats import Repeats
from curator.text.terminal import json_for_terminal


class Json:
    """One object; a list of which the beginning is shown is `{"shown": [...], "more": 0}`. A family is on one line."""

    def write(self, report: Repeats, out: TextIO) -> None:
        """Write the object, family by family."""
        rest = {one.name: data(getattr(report, one.name)) for one in fields(report) if "families" not in one.name}
        head = ",\n".join(f"{_text(name)}: {_text(value)}" for name, value in rest.items())
        out.write(f'{{{head},\n"families": {{"more": {report.more_families}, "shown": [')
        comma = ""
        for family in report.families:
            out.write(f"{comma}\n{_text(data(family))}")
            comma = ","
        out.write("\n]}}\n")


def data(value: Any) -> Any:
    """Make objects of values, lists of tuples; what is neither stays."""
    if is_dataclass(value):
        return {one.name: data(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, tuple):
        named = getattr(value, "_asdict", None)
        return {name: data(one) for name, one in named().items()} if named else [data(one) for one in value]
    return value


def _text(value: object) -> str:
    return json_for_terminal(json.dumps(value, ensure_ascii=False))
