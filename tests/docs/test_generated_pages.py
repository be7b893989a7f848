"""Pages whose source is a table in the code."""

import runpy
from pathlib import Path

GENERATE = runpy.run_path(str(Path(__file__).parents[2] / "docs" / "generate.py"))


def test_no_generated_page_is_stale() -> None:
    assert GENERATE["stale"]() == [], "run python docs/generate.py"


def test_every_table_row_has_all_its_columns() -> None:
    for page in GENERATE["PAGES"].values():
        rows = [line.replace("\\|", "") for line in page().splitlines() if line.startswith("|")]
        assert all(line.endswith(" |") and line.count("|") >= 3 for line in rows)


def test_every_host_rule_stands_on_the_page_with_a_reason() -> None:
    from curator.urls.document import rules_table
    from curator.urls.table import HOST_RULES
    assert [row[0].strip("`") for row in rules_table()] == [rule.name for rule in HOST_RULES]
    assert all(row[-1] for row in rules_table())
