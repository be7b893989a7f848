"""The review screen on a real (pseudo) terminal: keys are typed into it, and what it draws is read."""

import os
import pty
import re
import select
import signal
import subprocess
import termios
import time
from collections.abc import Iterator
from typing import Any

import pytest
from workbench import PATIENCE, Workspace, environment

from curator.cli.review_table import NARROW

LIST = "".join(f"https://{name}.example.org/\n\n作品 {name} 的标题是这样\n\n" for name in "klmno")
SEQUENCE = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|[@-Z\\-_=>])")
CTRL_C = "\x03"


class Terminal:
    """The program on a terminal of its own."""

    def __init__(self, desk: Workspace, rows: int = 24, columns: int = 80, *, colour: bool = False) -> None:
        alone = environment(TERM="xterm-256color")
        del alone["COLUMNS"]  # it would stand above the terminal's own width
        if colour:
            del alone["NO_COLOR"]
        self.ours, self._theirs = pty.openpty()
        self.resize(rows, columns)
        self.modes = termios.tcgetattr(self._theirs)
        self.output = b""
        self._seen = 0
        self.process = subprocess.Popen(
            desk.command("review"), cwd=desk.root, stdin=self._theirs, stdout=self._theirs, stderr=self._theirs,
            env=alone, start_new_session=True,
        )

    def resize(self, rows: int, columns: int) -> None:
        termios.tcsetwinsize(self._theirs, (rows, columns))

    def until(self, pattern: str) -> None:
        """Read until something is drawn that was not before."""
        end = time.monotonic() + PATIENCE
        while not re.search(pattern, drawn := SEQUENCE.sub("", self.output[self._seen:].decode(errors="replace"))):
            assert time.monotonic() < end, drawn
            self._read()
        self._seen = len(self.output)

    def type(self, keys: str) -> None:
        os.write(self.ours, keys.encode())

    def ended(self) -> int:
        """Read to the end of the program; give its exit code. The terminal must be as it was before."""
        end = time.monotonic() + PATIENCE
        while self.process.poll() is None:
            assert time.monotonic() < end
            self._read()
        self._read()
        return self.process.returncode

    def sane(self) -> bool:
        shown = self.output.rfind(b"\x1b[?1049l") > self.output.rfind(b"\x1b[?1049h")
        return shown and termios.tcgetattr(self._theirs) == self.modes

    def _read(self) -> None:
        if select.select([self.ours], [], [], 0.1)[0]:
            self.output += os.read(self.ours, 65_536)

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        os.close(self.ours)
        os.close(self._theirs)


@pytest.fixture
def screen(desk: Workspace) -> Iterator[Any]:
    """Give what starts the program on terminals, with one question to ask."""
    desk.write("seeds/a.md", f"# [bold]猫[/bold] :cat:\n\n{LIST}")
    desk.write("seeds/b.md", f"# [bold]猫[/bold] :cat:\n\n{LIST.replace('//o.', '//p.').replace('作品 o', '作品 p')}")
    desk.imported()
    started: list[Terminal] = []

    def start(**options: Any) -> Terminal:
        started.append(Terminal(desk, **options))
        started[-1].until("1 open")
        return started[-1]

    yield start
    for one in started:
        one.close()


def said(desk: Workspace) -> list[str]:
    return [row[0] for row in desk.rows("SELECT says FROM decision ORDER BY id")]


def test_answers_are_given_taken_back_and_given_again(desk: Workspace, screen: Any) -> None:
    terminal = screen()
    for key, shown in (("a", "stored: same"), ("u", "1 open"), ("r", "stored: different")):
        terminal.type(key)
        terminal.until(shown)
    terminal.type("q")
    assert (terminal.ended(), terminal.sane(), said(desk)) == (0, True, ["same", "undone", "different"])
    assert desk.json("review") == []


def test_an_answer_outlives_the_program_that_is_killed_right_after_it(desk: Workspace, screen: Any) -> None:
    terminal = screen()
    terminal.type("a")
    terminal.until("stored: same")
    terminal.process.send_signal(signal.SIGKILL)
    assert (terminal.ended(), said(desk)) == (-signal.SIGKILL, ["same"])


def test_ctrl_c_ends_it_and_leaves_the_terminal_as_it_was(desk: Workspace, screen: Any) -> None:
    terminal = screen()
    terminal.type("l")
    terminal.until("stored: later")
    terminal.type(CTRL_C)
    assert (terminal.ended(), terminal.sane(), said(desk)) == (130, True, ["later"])
    assert "interrupted; what was stored stays" in terminal.output.decode()


def test_a_catalogue_that_goes_away_is_told_of_and_the_screen_stays(desk: Workspace, screen: Any) -> None:
    terminal = screen()
    for file in desk.file.parent.glob("*.sqlite3*"):
        file.unlink()
    terminal.type("n")
    terminal.until("not compared")
    terminal.type("q")
    assert (terminal.ended(), terminal.sane()) == (0, True)


def test_a_reason_is_typed_and_stored_with_the_answer(desk: Workspace, screen: Any) -> None:
    terminal = screen()
    terminal.type("w")
    terminal.until("Escape leaves")
    terminal.type("两回事 q\r")
    terminal.until("why: 两回事 q")
    terminal.type("rq")
    assert (terminal.ended(), desk.rows("SELECT says, why FROM decision")) == (0, [("different", "两回事 q")])


@pytest.mark.parametrize(("rows", "columns"), [(24, 80), (50, 200), (20, 40), (5, 20)])
def test_it_works_at_every_size(desk: Workspace, screen: Any, rows: int, columns: int) -> None:
    terminal = screen(rows=rows, columns=columns)
    terminal.type("a?")
    terminal.until("both are one" if columns > 20 else "both")
    terminal.type("xq")
    assert (terminal.ended(), said(desk)) == (0, ["same"])


def test_another_width_draws_it_anew_with_one_side_below_the_other(screen: Any) -> None:
    terminal = screen(columns=200)
    terminal.resize(24, NARROW - 1)
    os.kill(terminal.process.pid, signal.SIGWINCH)
    terminal.until(r"seeds/a\.md:1\s*\[bold\]")


def drawn_by(terminal: Terminal) -> str:
    """Give all that is drawn till the program is told to end."""
    terminal.type("q")
    assert terminal.ended() == 0
    return terminal.output.decode()


def test_differences_are_marked_by_signs_and_titles_are_shown_as_they_are(screen: Any) -> None:
    drawn = SEQUENCE.sub("", drawn_by(screen()))
    assert re.search(r"- *作品 o 的标题是这样", drawn)
    assert re.search(r"\+ *作品 p 的标题是这样", drawn)
    assert "[bold]猫[/bold] :cat:" in drawn


def test_no_color_is_heeded(screen: Any) -> None:
    coloured = re.compile(r"\x1b\[(?:[0-9;]*;)?(?:3[1-6]|9[1-6])(?:;[0-9;]*)?m")
    assert coloured.search(drawn_by(screen(colour=True)))
    assert not coloured.search(drawn_by(screen()))
