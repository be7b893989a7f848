"""The review on a terminal: one question after the other, answered by single keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.table import Table
from rich.text import Text
from textual.app import App
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Footer, Input, Static

from curator.cli.review_table import side_by_side, summary
from curator.errors import CuratorError
from curator.jobs.clock import timestamp
from curator.jobs.deciding import follow, store
from curator.jobs.reviewing import comparison
from curator.model import Decision, Says
from curator.text.clean import clean
from curator.text.terminal import for_terminal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.events import Key, Resize

    from curator.dedupe.aligned import Row
    from curator.jobs.reviewing import Question

KEYS = (
    ("a", "answer('same')", "same", "both are one: lists show the left one, and where the other stands"),
    ("r", "answer('different')", "different", "they are two: one is never folded into the other"),
    ("l", "answer('later')", "later", "not now: it is asked last"),
    ("question_mark", "help", "help", "this list"),
    ("u", "undo", "undo", "take back the answer on the screen, or else the last one"),
    ("n,right", "move(1)", "next", "the next question, without an answer"),
    ("p,left", "move(-1)", "previous", "the question before"),
    ("w", "reason", "why", "note a reason; it is stored with the answer"),
    ("q", "quit", "quit", "end; everything is stored already"),
)
"""Keys, what they do, and the words for it: short in the last line, long in the help."""

SIGNS = "= both have it   - only the left   + only the right   ~ changed"


def show(url: str, questions: Sequence[Question]) -> None:
    """Ask the questions until the user ends. Raises KeyboardInterrupt after Ctrl-C."""
    screen = Review(url, questions)
    try:
        screen.run(mouse=False)  # so that the terminal can still mark and copy text
    finally:
        follow(url, screen.stored)
    if screen.interrupted:
        raise KeyboardInterrupt


class Review(App[None]):
    """Questions one by one. Whatever is answered is stored before the next key is looked at."""

    CSS = """
    #summary { text-style: bold; }
    #status { text-style: reverse; height: 1; }
    """
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(keys, action, word, key_display="?" if keys == "question_mark" else None)
          for keys, action, word, _ in KEYS),
        Binding("ctrl+c", "interrupt", show=False, priority=True),
    ]

    def __init__(self, url: str, questions: Sequence[Question]) -> None:
        super().__init__(ansi_color=True)
        self.stored: list[Decision] = []
        self.interrupted = False
        self._url = url
        self._questions = questions
        self._at = 0
        self._rows: Sequence[Row] = ()
        self._answers: dict[int, Decision] = {}
        self._order: list[int] = []
        self._why: dict[int, str] = {}

    def compose(self) -> ComposeResult:
        """Lay out the screen."""
        yield Static(id="summary", markup=False)
        with VerticalScroll():
            yield Static(id="sides", markup=False)
        yield Static(id="status", markup=False)
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Show the first question."""
        self.query_one(VerticalScroll).focus()
        self._go(0)

    def on_resize(self, event: Resize) -> None:
        """Draw anew for another width."""
        self._draw(event.size.width)

    def action_answer(self, says: str) -> None:
        """Store an answer, and go on to what is open."""
        if self._store(says):
            self._order.append(self._at)
            self._go(self._next_open())

    def action_undo(self) -> None:
        """Take an answer back, the last one if the question has none."""
        if self._at not in self._answers and self._order:
            self._go(self._order[-1])
        if self._at in self._answers and self._store(Says.UNDONE):
            self._order = [at for at in self._order if at != self._at]
            del self._answers[self._at]
            self._draw_status()

    def action_move(self, steps: int) -> None:
        """Go to another question."""
        self._go(min(max(self._at + steps, 0), len(self._questions) - 1))

    def action_reason(self) -> None:
        """Ask for a reason; one that comes after the answer is stored with the answer again."""
        self.push_screen(Reason(self._why.get(self._at, "")), self._reasoned)

    def action_help(self) -> None:
        """Show all keys."""
        self.push_screen(Help())

    def action_interrupt(self) -> None:
        """End as Ctrl-C ends any command."""
        self.interrupted = True
        self.exit()

    def _reasoned(self, why: str | None) -> None:
        if why is None:
            return
        self._why[self._at] = clean(why)
        if self._at in self._answers:
            self._store(self._answers[self._at].says)
        self._draw_status()

    def _store(self, says: str) -> bool:
        question = self._questions[self._at]
        contents = {one.name: one.content for one in (question.a, question.b) if one.content}
        pair = (question.a.name, question.b.name)
        why = "" if says == Says.UNDONE else self._why.get(self._at, "")
        said = Decision.of(question.subject, pair, says, why, timestamp(), contents)
        try:
            self._answers[self._at], = store(self._url, [said])
        except CuratorError as error:
            self._tell("not stored", error)
            return False
        self.stored.append(said)
        return True

    def _tell(self, what: str, error: CuratorError) -> None:
        self.notify(for_terminal(str(error)), title=what, severity="error", markup=False)

    def _next_open(self) -> int:
        """Give the next question without an answer, or stay."""
        later = (*range(self._at + 1, len(self._questions)), *range(self._at))
        return next((at for at in later if at not in self._answers), self._at)

    def _go(self, at: int) -> None:
        self._at = at
        try:
            self._rows = comparison(self._url, self._questions[at])
        except CuratorError as error:  # the catalogue was moved away while it was on the screen
            self._rows = ()
            self._tell("not compared", error)
        self.query_one(VerticalScroll).scroll_home(animate=False)
        self._draw(self.size.width)

    def _draw(self, width: int) -> None:
        question = self._questions[self._at]
        self.query_one("#summary", Static).update(summary(question, self._rows, self._at, len(self._questions)))
        # Two columns of the width are the scroll bar's.
        self.query_one("#sides", Static).update(side_by_side(question, self._rows, width - 2))
        self._draw_status()

    def _draw_status(self) -> None:
        answer = self._answers.get(self._at)
        state = f"stored: {answer.says}" if answer else "put off" if self._questions[self._at].later else "open"
        left = len(self._questions) - len(self._answers)
        why = self._why.get(self._at)
        parts = [state, *([f"why: {why}"] if why else []), f"{left} open" if left else "nothing open, q ends"]
        self.query_one("#status", Static).update(Text(for_terminal(" · ".join(parts)), no_wrap=True))


class Reason(ModalScreen[str | None]):
    """Asks for a reason; gives None when it is left with Escape."""

    CSS = "Reason { align: center middle; } Reason Input { width: 90%; }"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", "leave")]

    def __init__(self, why: str) -> None:
        super().__init__()
        self._before = why

    def compose(self) -> ComposeResult:
        """Lay out the question."""
        yield Input(self._before, placeholder="why? Enter keeps it, Escape leaves")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Give the reason."""
        self.dismiss(event.value)


class Help(ModalScreen[None]):
    """The keys and the signs; any key leaves."""

    CSS = "Help { align: center middle; } Help Static { width: 90%; height: auto; border: round; padding: 0 1; }"

    def compose(self) -> ComposeResult:
        """Lay out the list."""
        table = Table.grid(padding=(0, 1))
        for keys, _, _, words in KEYS:
            table.add_row(Text("?" if keys == "question_mark" else keys.replace(",", " ")), Text(words))
        table.add_row(Text("↑ ↓"), Text("scroll, as page up and page down do"))
        table.add_row("", Text(SIGNS))
        yield Static(table)

    def on_key(self, event: Key) -> None:
        """Leave."""
        event.stop()
        self.dismiss()
