import ast
from collections.abc import Iterator
from pathlib import Path

import curator
from curator.read.reasons import REASONS

ROOT = Path(curator.__file__).parent


def codes_in(room: str) -> Iterator[tuple[str, str]]:
    """Find the constant reasons in calls of Skipped, Rejected and the collector's skip."""
    for path in sorted((ROOT / room).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                name = getattr(node.func, "id", getattr(node.func, "attr", ""))
                place = {"Skipped": 0, "skip": 0, "Rejected": 1}.get(name)
                if place is not None and len(node.args) > place and isinstance(node.args[place], ast.Constant):
                    yield path.name, str(ast.literal_eval(node.args[place]))


def test_every_reason_given_is_explained() -> None:
    assert [(name, code) for room in ("read", "sources") for name, code in codes_in(room) if code not in REASONS] == []
