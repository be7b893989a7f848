"""A file whose bytes were flipped: the doctor finds it, and every other command tells it without a traceback."""

import random
from pathlib import Path

import pytest
from workbench import Workspace, posts, workspace

PAGE = 4096

COMMANDS = (
    ("stats",), ("topics",), ("search", "文章"), ("show", "https://blog1.example.org/p/1"), ("export", "biblatex"),
    ("export", "markdown"), ("import",), ("links",), ("dedupe", "links"), ("check", "--dry-run"), ("backup",), ("run",),
    ("report", "--dry-run"), ("doctor", "--fix"),
)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[Workspace, bytes]:
    desk = workspace(tmp_path_factory.mktemp("damaged"))
    posts(desk.root / "seeds", 40, 12)
    desk.imported()
    return desk, desk.file.read_bytes()


def damaged(whole: tuple[Workspace, bytes], seed: int) -> Workspace:
    """Put noise over some pages, but not over the first, which says what the file is."""
    desk, data = whole
    chance = random.Random(seed)  # noqa: S311 - no secret
    spoilt = bytearray(data)
    for page in chance.sample(range(1, len(data) // PAGE), 12):
        spoilt[page * PAGE:(page + 1) * PAGE] = chance.randbytes(PAGE)
    for left in desk.file.parent.glob("curator.sqlite3-*"):
        left.unlink()
    desk.file.write_bytes(spoilt)
    return desk


@pytest.mark.parametrize("seed", range(3))
def test_damage_is_told_by_every_command_without_a_traceback(whole: tuple[Workspace, bytes], seed: int) -> None:
    desk = damaged(whole, seed)
    assert desk.call("doctor").returncode in {4, 10}
    for words in COMMANDS:
        done = desk.call(*words)  # what is no refusal is raised here
        assert done.returncode in {0, 4, 6, 10}, (words, done)


def test_a_file_of_noise_is_no_database(whole: tuple[Workspace, bytes], tmp_path: Path) -> None:
    desk = workspace(tmp_path)
    desk.file.write_bytes(random.Random(1).randbytes(len(whole[1])))  # noqa: S311 - no secret
    done = desk.call("doctor")
    assert (done.returncode, "not a SQLite database" in done.stdout + done.stderr) == (10, True)
