"""Where commands write what they are asked for: `-` is standard output, and an ending tells a format or is refused."""

from typing import Any

import pytest
import typer.main
from rotdesk import dead, give, store
from workbench import Workspace

from curator.cli.app import program

ONE = "https://example.org/1"

STREAMED = (
    ("export", "jsonl", "-o"), ("dedupe report", "-o"), ("report", "--format", "csv", "--dry-run", "-o"),
    ("fix", "--patch"),
)  # fmt: skip
"""What can stand in a pipe: the words of a command, up to the name of a file."""

ON_DISK = (("dataset", "-o"), ("backup", "-o"), ("run", "--check", "--report"), ("export", "site", "-o"))
"""What makes no sense there."""


def commands(group: Any, above: str = "") -> dict[str, set[str]]:
    """Give the options of all commands."""
    found: dict[str, set[str]] = {}
    for name, one in group.commands.items():
        found[above + name] = {word for param in one.params for word in param.opts}
        if hasattr(one, "commands"):
            found |= commands(one, f"{above}{name} ")
    return found


@pytest.fixture
def rotten(desk: Workspace) -> Workspace:
    give(desk, ONE)
    store(desk, dead(ONE, 40))
    return desk


def words(command: tuple[str, ...]) -> list[str]:
    return [*command[0].split(), *command[1:]]


def test_every_command_that_writes_to_a_place_has_its_case() -> None:
    writing = {name for name, options in commands(typer.main.get_command(program())).items() if "-o" in options}
    assert writing == {one[0] for one in (*STREAMED, *ON_DISK)} - {"fix", "run"}


@pytest.mark.parametrize("command", STREAMED)
def test_a_dash_is_standard_output(rotten: Workspace, command: tuple[str, ...]) -> None:
    done, plain = rotten.call(*words(command), "-"), rotten.call(*words(command)[:-1])
    assert (done.returncode, done.stdout) == (plain.returncode, plain.stdout), done.stderr
    assert not (rotten.root / "-").exists()


@pytest.mark.parametrize("command", ON_DISK)
def test_what_is_no_text_is_refused_on_standard_output(rotten: Workspace, command: tuple[str, ...]) -> None:
    done = rotten.call(*words(command), "-")
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert not (rotten.root / "-").exists()


@pytest.mark.parametrize("command", [*STREAMED, *ON_DISK])
def test_an_empty_name_is_no_place(rotten: Workspace, command: tuple[str, ...]) -> None:
    before = sorted(rotten.root.iterdir())
    done = rotten.call(*words(command), "")
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert sorted(rotten.root.iterdir()) == before


@pytest.mark.parametrize("command", STREAMED)
def test_nothing_is_written_over_the_catalogue(rotten: Workspace, command: tuple[str, ...]) -> None:
    before = rotten.contents()
    done = rotten.call(*words(command), str(rotten.file))
    assert (done.returncode > 0, done.stderr.count("\n")) == (True, 1)
    assert rotten.contents() == before


def test_beside_a_report_on_standard_output_files_are_told_of_on_the_other_stream(rotten: Workspace) -> None:
    done = rotten.call("report", "-o", "-", "-o", "rot.html")
    assert done.stdout.startswith("# Link rot, ")
    assert done.stderr == "rot.html: 1 newly dead.\n"


@pytest.mark.parametrize("command", [("dedupe report", "-o"), ("report", "-o"), ("run", "--check", "--report")])
def test_a_report_is_not_written_under_an_ending_that_no_format_has(
    rotten: Workspace, command: tuple[str, ...]
) -> None:
    done = rotten.call(*words(command), "rot.pdf")
    assert (done.returncode, "no format of reports has names like 'rot.pdf'; there are .md" in done.stderr) == (2, True)
    assert not (rotten.root / "rot.pdf").exists()
    assert rotten.rows("SELECT count(*) FROM report") == [(0,)]


def test_a_format_that_is_said_may_have_any_ending(rotten: Workspace) -> None:
    assert rotten.call("dedupe", "report", "--format", "html", "-o", "page.xhtml").returncode == 0
    assert (rotten.root / "page.xhtml").read_text().startswith("<!doctype html>")
