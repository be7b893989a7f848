"""The workflow is one by GitHub's published schema, may do little, and strangers' words never get into a command."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from orders import order

from curator.errors import UsageError
from curator.schedule.github import workflow

PLACES = (".", "db/curator.sqlite3")
HOSTILE = "# 3 links `$(touch pwned)` @everyone ${{ github.token }}\n\n[x](https://medium.com/@me) '; touch pwned #\n"


def parsed(**more: Any) -> dict[str, Any]:
    # `on` is true in YAML 1.1
    made: dict[str, Any] = yaml.safe_load(workflow(order(**more), *PLACES).replace("\non:", "\n'on':"))
    return made


def steps(made: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = made["jobs"]["links"]["steps"]
    return found


@pytest.mark.parametrize(("places", "more"), [
    (PLACES, {}),
    (("my blog", "my blog/db/阅读: #1.sqlite3"), {"every": "week", "words": ("--budget", "2000")}),
    ((".", ""), {"every": "6h"}),
])
def test_the_published_schema_holds(tmp_path: Path, places: tuple[str, str], more: dict[str, Any]) -> None:
    file = tmp_path / "curator.yml"
    file.write_text(workflow(order(**more), *places), encoding="utf-8")
    words = (sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-workflows", str(file))
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_it_may_read_the_repository_and_write_issues_and_waits_for_the_run_before() -> None:
    made = parsed()
    assert made["permissions"] == {"contents": "read", "issues": "write"}
    assert made["concurrency"] == {"group": "curator", "cancel-in-progress": False}
    assert steps(made)[0]["with"] == {"persist-credentials": False}


def test_no_command_holds_an_expression() -> None:
    scripts = [step["run"] for step in steps(parsed()) if "run" in step]
    assert len(scripts) == 3
    assert not any("${{" in script for script in scripts)


def test_a_run_is_limited_and_begins_at_the_times_of_the_period() -> None:
    made = parsed(every="6h", at="04:30", words=("--budget", "2000"))
    run, = (step["run"] for step in steps(made) if step.get("name") == "Import, check, report")
    assert run.startswith("curator run --check --budget 2000 --time 5h --every 6h --at 04:30 --report ")
    assert made["on"]["schedule"] == [{"cron": "30 4,10,16,22 * * *"}]


def test_where_a_run_is_wanted_once_a_week_the_cache_is_asked_for_each_day() -> None:
    made = parsed(every="week", at="Sun 04:30")
    assert made["on"]["schedule"] == [{"cron": "30 4 * * *"}]
    assert any("--every week --at 'Sun 04:30'" in step.get("run", "") for step in steps(made))


def test_a_catalogue_on_a_server_needs_no_cache() -> None:
    text = workflow(order(), ".", "")
    assert "actions/cache" not in text
    assert [step.get("name", step.get("uses")) for step in steps(yaml.safe_load(text))] == [
        "actions/checkout@v4", "actions/setup-python@v5", "Install curator", "Import, check, report",
        "Open or update the issue",
    ]


@pytest.mark.parametrize("folder", ["${{ github.token }}", "a\nb"])
def test_a_folder_that_speaks_to_github_is_refused(folder: str) -> None:
    with pytest.raises(UsageError, match="means something else to GitHub"):
        workflow(order(), folder, f"{folder}/db/curator.sqlite3")


GH = """#!/bin/sh
{ for word in "$@"; do printf '%s\\n' "$word"; done; echo; } >> calls
case "$1 $2" in "issue list") cat open;; esac
"""


@pytest.mark.skipif(not (shutil.which("jq") and shutil.which("bash")), reason="GitHub's machines have both, this not")
@pytest.mark.parametrize(("news", "number", "calls"), [
    (3, "", ["label create", "issue list", "issue create"]),
    (3, "17", ["label create", "issue list", "issue comment"]),
    (0, "17", []),
])
def test_news_open_one_issue_or_go_into_the_one_that_is_open(
    tmp_path: Path, news: int, number: str, calls: list[str]
) -> None:
    done = told(tmp_path, news, number)
    made = (tmp_path / "calls").read_text(encoding="utf-8").split("\n\n")[:-1]
    assert [" ".join(call.split("\n")[:2]) for call in made] == calls, done.stderr
    assert not (tmp_path / "pwned").exists()
    if news:
        assert "body.md" in made[-1]
        body = (tmp_path / "body.md").read_text(encoding="utf-8")
        assert body == HOSTILE.replace("@everyone", "@\u200beveryone")


def told(folder: Path, news: int, number: str) -> subprocess.CompletedProcess[str]:
    """Run the last step as GitHub's machines do, with what a run left behind and a `gh` that notes how it is called."""
    step = steps(parsed())[-1]
    for name, text in {"report.md": HOSTILE, "run.json": json.dumps({"report": {"news": news}}), "open": number,
                       "calls": "", "gh": GH}.items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "gh").chmod(0o755)
    (folder / "python").symlink_to(sys.executable)
    words = ("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"])
    own = {"PATH": f"{folder}:{os.environ['PATH']}", "SHORTEN": step["env"]["SHORTEN"],
           "GITHUB_STEP_SUMMARY": str(folder / "summary"), "LC_ALL": "C.UTF-8"}
    return subprocess.run(words, cwd=folder, env=own, capture_output=True, text=True, check=True)
