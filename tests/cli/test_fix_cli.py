"""The command fix: what it shows, writes and ends with."""

import json
import subprocess

import pytest
from fixdesk import die, move
from workbench import Workspace, post

OLD, NEW, DEAD = "http://old.org/a", "https://new.org/b", "http://dead.org/x"


@pytest.fixture
def moved(desk: Workspace) -> Workspace:
    """Have a post, in a folder with a space, whose link moved."""
    desk.write("seeds/文 章/a b.md", post("甲", (OLD, "A")))
    desk.imported()
    move(desk, OLD, NEW)
    return desk


def text(desk: Workspace) -> str:
    return (desk.root / "seeds/文 章/a b.md").read_text(encoding="utf-8")


def test_it_shows_a_diff_and_changes_nothing(moved: Workspace) -> None:
    before = text(moved)
    done = moved.call("fix")
    assert done.returncode == 0
    assert f"\n-{OLD}\n+{NEW}\n" in done.stdout
    assert done.stderr.startswith("would change 1 addresses in 1 posts: 1 moved\napply it in ")
    assert text(moved) == before


@pytest.mark.parametrize("program", [["git", "apply"], ["patch", "-p1", "-i"]])
def test_its_patch_applies_in_the_workspace(moved: Workspace, program: list[str]) -> None:
    before = text(moved)
    assert moved.call("fix", "--patch", "fix.diff").stdout == ""
    subprocess.run([*program, "fix.diff"], cwd=moved.root, check=True, capture_output=True)
    assert text(moved) == before.replace(OLD, NEW)


def test_what_it_shows_in_a_pipe_applies_too(moved: Workspace) -> None:
    before = text(moved)
    subprocess.run(["patch", "-p1"], input=moved.run("fix").stdout, cwd=moved.root, check=True, text=True,
                   capture_output=True)
    assert text(moved) == before.replace(OLD, NEW)


def test_it_applies_and_takes_back(moved: Workspace) -> None:
    before = text(moved)
    assert moved.call("fix", "--apply").stdout == "  changed  seeds/文 章/a b.md  (1)\n"
    assert text(moved) == before.replace(OLD, NEW)
    assert moved.call("fix", "--revert").stdout == "taken back  seeds/文 章/a b.md  (1)\n"
    assert text(moved) == before
    assert moved.call("fix", "--revert").returncode == 6


def test_programs_get_a_line_for_each_post(moved: Workspace) -> None:
    (row,) = moved.json("fix")
    assert (row["document"], row["refused"], row["problems"]) == ("seeds/文 章/a b.md", None, [])
    (change,) = row["changes"]
    assert {name: change[name] for name in ("line", "was", "now", "verdict")} == {
        "line": 8, "was": OLD, "now": NEW, "verdict": "moved"}
    assert text(moved).encode()[change["offset"]:].startswith(OLD.encode())
    assert moved.json("fix", "--apply") == [row]
    assert moved.json("fix", "--revert") == [{"document": row["document"], "changes": 1, "refused": None}]


def test_what_was_not_repaired_is_told_with_its_reason_and_an_exit_code(moved: Workspace) -> None:
    moved.write("seeds/文 章/a b.md", text(moved) + "\n")
    done = moved.call("fix", "--apply")
    assert done.returncode == 5
    assert "a b.md: the file is another one since its import" in done.stderr


def test_bytes_that_no_diff_can_hold_are_told_and_applied(desk: Workspace) -> None:
    path = desk.write("seeds/a.md", f"{OLD}\n中文\n".encode("utf-16"))
    desk.imported()
    move(desk, OLD, NEW)
    done = desk.call("fix")
    assert (done.stdout, "curator fix --apply" in done.stderr) == ("", True)
    desk.call("fix", "--apply")
    assert path.read_bytes().decode("utf-16") == f"{NEW}\n中文\n"


def test_dead_links_without_copies_lead_to_the_archives(desk: Workspace) -> None:
    desk.write("seeds/a.md", post("t", (DEAD, "A")))
    desk.imported()
    die(desk, DEAD)
    done = desk.call("fix", "--dead")
    assert (done.returncode, "curator archive" in done.stderr) == (0, True)


def test_a_hostile_address_drives_no_terminal(moved: Workspace) -> None:
    move(moved, OLD, "https://new.org/\x1b[31m\u202e")
    for words in (["fix"], ["fix", "--json"], ["fix", "--apply"], ["show", OLD]):
        said = moved.call(*words)
        assert not {"\x1b", "\u202e"} & set(said.stdout + said.stderr)
    assert "https://new.org/%1B[31m%E2%80%AE\n" in text(moved)


@pytest.mark.parametrize("words", [
    ["--apply", "--patch", "x"], ["--revert", "--apply"], ["--revert", "--moved"], ["--revert", "--host", "a.org"],
])  # fmt: skip
def test_words_that_contradict_each_other_are_refused(moved: Workspace, words: list[str]) -> None:
    assert moved.call("fix", *words).returncode == 2


def test_the_link_keeps_where_it_was_repaired(moved: Workspace) -> None:
    moved.call("fix", "--apply")
    moved.imported()
    assert f"  repaired  {OLD} → {NEW}, in seeds/文 章/a b.md:8 " in moved.call("show", NEW).stdout
    assert json.loads(moved.call("show", OLD, "--json").stdout)["repairs"][0]["new_url"] == NEW
