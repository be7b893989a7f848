"""Make the README's pictures: real commands on a real terminal, a report and a site, photographed by headless Chromium.

    python docs/pictures.py          needs a catalogue of the seeds (`make demo`) and chromium
"""

import os
import pty
import struct
import subprocess
import sys
import tempfile
from fcntl import ioctl
from pathlib import Path
from termios import TIOCSWINSZ

import made_up
from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

HERE = Path(__file__).parent
COLUMNS = 100

PICTURES = {
    # file: what is typed
    "terminal.png": (
        "curator topics",
        "curator search 人脸关键点 --limit 3",
        "curator show zhihu-p-28202204",
        "curator export biblatex --search OHEM",
    ),
}

THEME = TerminalTheme(
    (24, 26, 31),
    (220, 223, 228),
    [(24, 26, 31), (224, 108, 117), (152, 195, 121), (229, 192, 123), (97, 175, 239), (198, 120, 221), (86, 182, 194),
     (220, 223, 228)],
)  # fmt: skip

STYLE = """<style>
@page { margin: 0 }
@font-face { font-family: Rules; src: local("DejaVu Sans Mono"); unicode-range: U+2500-257F; size-adjust: 83% }
body { margin: 18px; background: #181a1f }
pre { font: 15px/1.45 Rules, "Noto Sans Mono CJK SC", monospace !important; margin: 0 }
</style>"""


def typed(command: str) -> str:
    """Run a command on a pseudo-terminal; give what it printed, colours included."""
    child, terminal = pty.fork()
    if child == 0:
        os.execvp("sh", ["sh", "-c", command])  # noqa: S606, S607 - a shell, as a user has one
    ioctl(terminal, TIOCSWINSZ, struct.pack("HHHH", 60, COLUMNS, 0, 0))
    printed = b""
    try:
        while piece := os.read(terminal, 65_536):
            printed += piece
    except OSError:
        pass  # how Linux says that the other end is closed
    os.waitpid(child, 0)
    return printed.decode().replace("\r\n", "\n")


def photograph(commands: tuple[str, ...], picture: Path) -> None:
    """Show some commands and what they print as a picture."""
    screen = Console(record=True, width=COLUMNS, file=Path(os.devnull).open("w"))  # noqa: SIM115 - ends with us
    for command in commands:
        screen.print(Text.assemble(("$ ", "bold green"), (command, "bold")))
        screen.print(Text.from_ansi(typed(command)))
    lines = screen.export_text(clear=False).count("\n")
    page = screen.export_html(theme=THEME, inline_styles=True).replace("</head>", STYLE + "</head>")
    height = 36 + 22 * lines
    with tempfile.NamedTemporaryFile("w", suffix=".html", encoding="utf-8") as file:
        file.write(page)
        file.flush()
        _show(Path(file.name), picture, 920, height)


def photograph_report(picture: Path) -> None:
    """Show the page of a report on the seeds, as a desk shows its beginning."""
    with tempfile.TemporaryDirectory() as folder:
        made = made_up.workspace(Path(folder) / "desk")
        page = made / "report.html"
        words = ["curator", "report", "--since", made_up.SINCE, "--until", made_up.UNTIL, "-o", str(page)]
        subprocess.run(words, cwd=made, check=False, capture_output=True)  # noqa: S603 - it ends with 8: links are dead
        _show(page, picture, 1_000, 1_045)


def photograph_site(picture: Path) -> None:
    """Show the first page of a site of the seeds' links."""
    with tempfile.TemporaryDirectory() as folder:
        made = made_up.workspace(Path(folder) / "desk")
        words = ["curator", "export", "site", "-o", "public", "--title", "人脸识别与多任务学习"]
        subprocess.run(words, cwd=made, check=True, capture_output=True)  # noqa: S603 - as above
        _show(made / "public" / "index.html", picture, 1_000, 880)


def _show(page: Path, picture: Path, width: int, height: int) -> None:
    subprocess.run(  # noqa: S603 - our own page
        ["chromium", "--headless", "--no-sandbox", "--hide-scrollbars", f"--window-size={width},{height}",  # noqa: S607
         "--virtual-time-budget=3000", f"--screenshot={picture}", page.as_uri()],
        check=True, capture_output=True,
    )  # fmt: skip


def main() -> None:
    """Make all pictures."""
    os.environ["PATH"] = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    os.environ |= {"TERM": "xterm-256color", "COLUMNS": str(COLUMNS)}
    (HERE / "pictures").mkdir(exist_ok=True)
    for name, commands in PICTURES.items():
        photograph(commands, HERE / "pictures" / name)
    photograph_report(HERE / "pictures" / "report.png")
    photograph_site(HERE / "pictures" / "site.png")


if __name__ == "__main__":
    main()
