"""What runs things on this machine: systemd's user manager, and cron. They are spoken to through their own programs."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

from curator.errors import CuratorError
from curator.jobs.files import replace_file
from curator.schedule import cron, systemd

if TYPE_CHECKING:
    from curator.schedule.order import Order

PATIENCE = 60
"""Seconds after which a program that answers at once counts as hanging."""


class Installed(NamedTuple):
    """A schedule that is there: the words of its period, and whether the scheduler knows of it."""

    every: str
    at: str
    active: bool = True


class Scheduler(Protocol):
    """One of those that are there. Workspaces are absolute paths. Raises CuratorError for what the system refuses."""

    name: str

    def missing(self) -> str:
        """Say why it cannot be used here; an empty text when it can."""
        ...

    def installed(self, workspace: str) -> Installed | None:
        """Give the schedule of a workspace."""
        ...

    def preview(self, order: Order) -> str:
        """Give what installing would write."""
        ...

    def install(self, order: Order) -> bool:
        """Install a schedule in the place of an older one; tell whether anything had to be changed."""
        ...

    def remove(self, workspace: str) -> bool:
        """Leave no trace of a workspace's schedule; tell whether there was one."""
        ...


class Systemd:
    """A timer and a service among the user's own units."""

    name = "systemd"

    def missing(self) -> str:
        """Ask the user's manager for its version: the program may be there without it."""
        try:
            asked = _called("systemctl", "--user", "show", "--property=Version")
        except FileNotFoundError:
            return "there is no systemd on this machine"
        return f"systemd does not answer this user: {_said(asked)}" if asked.returncode else ""

    def installed(self, workspace: str) -> Installed | None:
        """Read the timer, and ask whether it runs."""
        file = self._folder / f"{systemd.unit_name(workspace)}.timer"
        found = systemd.period_of(_read(file))
        if found is None:
            return None
        return Installed(*found, _called("systemctl", "--user", "is-active", file.name).returncode == 0)

    def preview(self, order: Order) -> str:
        """Give both files, each below its path."""
        return "\n".join(f"# {self._folder / name}\n{text}" for name, text in systemd.units(order).items())

    def install(self, order: Order) -> bool:
        """Write the files that are not there as they should be, and start the timer anew."""
        texts = systemd.units(order)
        *_, timer = texts
        written = {self._folder / name: text for name, text in texts.items()}
        now = self.installed(order.workspace)
        if now and now.active and all(_read(path) == text for path, text in written.items()):
            return False
        for path, text in written.items():
            with replace_file(path) as file:
                file.write(text)
        for words in (("daemon-reload",), ("enable", timer), ("restart", timer)):
            _told("systemctl", "--user", *words)
        return True

    def remove(self, workspace: str) -> bool:
        """Stop the timer, forget when it last ran, and take the files away."""
        name = systemd.unit_name(workspace)
        files = [path for kind in ("timer", "service") if (path := self._folder / f"{name}.{kind}").exists()]
        if not files:
            return False
        _told("systemctl", "--user", "disable", "--now", f"{name}.timer")
        _called("systemctl", "--user", "clean", "--what=state", f"{name}.timer")  # fails where it never ran
        for path in files:
            _remove(path)
        _told("systemctl", "--user", "daemon-reload")
        return True

    @property
    def _folder(self) -> Path:
        """Give the place of the user's units (systemd.unit(5))."""
        return Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "systemd" / "user"


class Cron:
    """An entry in the user's crontab."""

    name = "cron"

    def missing(self) -> str:
        """Look whether there is the program that edits crontabs."""
        try:
            self._crontab()
        except FileNotFoundError:
            return "there is no cron on this machine"
        except CuratorError as error:
            return str(error)
        return ""

    def installed(self, workspace: str) -> Installed | None:
        """Read the entry."""
        found = cron.period_of(self._crontab(), workspace)
        return Installed(*found) if found else None

    def preview(self, order: Order) -> str:
        """Give the entry."""
        return cron.entry(order)

    def install(self, order: Order) -> bool:
        """Put the entry in; everything else stays byte for byte."""
        before = self._crontab()
        return self._replace(before, cron.with_entry(before, order))

    def remove(self, workspace: str) -> bool:
        """Take the entry out; of a crontab that held nothing else nothing is left."""
        before = self._crontab()
        return self._replace(before, cron.without_entry(before, workspace))

    def _crontab(self) -> bytes:
        """Give the crontab; none is an empty one. Any other refusal must not be taken for that: it would be lost."""
        asked = _called("crontab", "-l")
        if asked.returncode and b"no crontab for" not in asked.stderr:
            raise CuratorError(f"the crontab cannot be read: {_said(asked)}")
        return b"" if asked.returncode else asked.stdout

    def _replace(self, before: bytes, after: bytes) -> bool:
        if before == after:
            return False
        if after:
            _told("crontab", "-", given=after)
        else:
            _told("crontab", "-r")
        return True


SCHEDULERS: tuple[Scheduler, ...] = (Systemd(), Cron())
"""Those that can be installed to, the better one first: it knows what it missed, and when it will run next."""


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as error:
        raise CuratorError(f"{path} cannot be read: {error}") from error


def _remove(path: Path) -> None:
    try:
        path.unlink()
    except OSError as error:
        raise CuratorError(f"{path} cannot be removed: {error.strerror}") from error


def _told(*words: str, given: bytes = b"") -> None:
    done = _called(*words, given=given)
    if done.returncode:
        raise CuratorError(f"{' '.join(words)} was refused: {_said(done)}")


def _called(*words: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Run a program of the system, without a shell, its words in English. Raises FileNotFoundError where it is not."""
    try:
        return subprocess.run(  # noqa: S603 - our own words, and paths that are no options
            words, input=given, capture_output=True, timeout=PATIENCE, check=False, env={**os.environ, "LC_ALL": "C"}
        )
    except subprocess.TimeoutExpired as error:
        raise CuratorError(f"{words[0]} does not answer") from error


def _said(done: subprocess.CompletedProcess[bytes]) -> str:
    return done.stderr.decode(errors="replace").strip().partition("\n")[0] or f"exit code {done.returncode}"
