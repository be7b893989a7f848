"""Installing and removing, with programs that stand for cron's and systemd's own: they keep what they are told."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml
from workbench import Workspace, workspace

CRONTAB = """#!/bin/sh
case "$1" in
-l) [ -f "$HOME/crontab" ] || { echo "no crontab for me" >&2; exit 1; }; /bin/cat "$HOME/crontab";;
-r) /bin/rm "$HOME/crontab";;
-) /bin/cat > "$HOME/crontab";;
esac
"""

SYSTEMCTL = """#!/bin/sh
shift
echo "$*" >> "$HOME/calls"
case "$1" in
restart) [ -f "$HOME/.config/systemd/user/$2" ] || exit 5; echo "$2" > "$HOME/active";;
disable) /bin/rm -f "$HOME/active";;
is-active) [ -f "$HOME/active" ];;
esac
"""

NO_BUS = "#!/bin/sh\necho 'Failed to connect to bus: No medium found' >&2; exit 1\n"
NOT_ALLOWED = "#!/bin/sh\necho 'You (me) are not allowed to use this program (crontab)' >&2; exit 1\n"
ODD = b"MAILTO=me@example.org\n\n*/5 * * * * echo 100\\% \xff\t \r\n@reboot x\n"
"""What somebody has in his crontab already."""


@dataclass(frozen=True)
class Machine:
    """A machine that has the programs it was given, and no others; they keep what they are told in `home`."""

    home: Path
    desk: Workspace

    def has(self, name: str, text: str) -> None:
        """Put a program on the path."""
        (self.home / "bin").mkdir(parents=True, exist_ok=True)
        (self.home / "bin" / name).write_text(text, encoding="utf-8")
        (self.home / "bin" / name).chmod(0o755)

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Call `curator schedule` there."""
        own = {"PATH": str(self.home / "bin"), "HOME": str(self.home), "XDG_CONFIG_HOME": ""}
        return self.desk.call("schedule", *words, **own)

    def kept(self, name: str) -> str:
        """Give what the programs kept in a file."""
        file = self.home / name
        return file.read_text(encoding="utf-8") if file.exists() else ""

    @property
    def units(self) -> dict[str, str]:
        """Give the user's own units by their names."""
        return {path.suffix: path.read_text("utf-8") for path in (self.home / ".config/systemd/user").glob("curator-*")}


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    """Give a machine with a workspace and without any scheduler."""
    return Machine(tmp_path / "home", workspace(tmp_path / "my 100% $HOME 阅读"))


def test_systemd_is_told_once_and_forgets_everything(machine: Machine) -> None:
    machine.has("systemctl", SYSTEMCTL)
    words = ("install", "--every", "week", "--at", "Sun 04:30", "--time", "2h")
    done = machine.run(*words)
    assert (done.returncode, "enable-linger" in done.stdout) == (0, True)
    before = machine.units
    assert f"{sys.executable} -P -m curator run --workspace" in before[".service"]
    assert "OnCalendar=Sun *-*-* 04:30:00" in before[".timer"]
    told = machine.kept("calls")
    assert "nothing was changed" in machine.run(*words).stdout
    assert machine.units == before
    assert {call.split()[0] for call in machine.kept("calls").removeprefix(told).splitlines()} == {"show", "is-active"}
    assert machine.run("remove").stdout == "removed from systemd\n"
    assert (machine.units, machine.kept("active")) == ({}, "")
    assert "\nclean --what=state curator-" in machine.kept("calls")
    assert machine.run("remove").stdout == "nothing was installed\n"


def test_another_period_takes_the_old_ones_place_and_the_timer_is_started_anew(machine: Machine) -> None:
    machine.has("systemctl", SYSTEMCTL)
    machine.run("install")
    done = machine.run("install", "--every", "6h")
    assert "every 6h at 03:00" in done.stdout
    assert "OnCalendar=*-*-* 03,09,15,21:00:00" in machine.units[".timer"]
    assert machine.kept("calls").count("restart") == 2


def test_cron_keeps_every_byte_of_others_and_is_left_as_it_was(machine: Machine) -> None:
    machine.has("crontab", CRONTAB)
    (machine.home / "crontab").write_bytes(ODD)
    assert "installed with cron\n" in machine.run("install", "--budget", "2000").stdout
    crontab = (machine.home / "crontab").read_bytes()
    assert crontab.startswith(ODD + f"# BEGIN curator {machine.desk.root}\n0 * * * * ".encode())
    assert "nothing was changed" in machine.run("install", "--budget", "2000").stdout
    assert (machine.home / "crontab").read_bytes() == crontab
    assert machine.run("remove").stdout == "removed from cron\n"
    assert (machine.home / "crontab").read_bytes() == ODD


def test_of_a_crontab_of_our_own_nothing_is_left(machine: Machine) -> None:
    machine.has("crontab", CRONTAB)
    machine.run("install")
    assert machine.kept("crontab")
    assert machine.run("remove").returncode == 0
    assert not (machine.home / "crontab").exists()


def test_what_cron_was_told_does_run(machine: Machine) -> None:
    machine.has("crontab", CRONTAB)
    machine.run("install")
    command = machine.kept("crontab").splitlines()[1].split(" ", 5)[5].replace("\\%", "%")
    for _ in range(2):
        done = subprocess.run(["/bin/sh", "-c", command], capture_output=True, text=True, check=False, cwd="/",
                              env={"PATH": "/usr/bin:/bin", "HOME": str(machine.home)})
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_a_crontab_that_cannot_be_read_is_not_taken_for_an_empty_one(machine: Machine) -> None:
    machine.has("crontab", NOT_ALLOWED)
    done = machine.run("install", "--with", "cron")
    assert (done.returncode, "the crontab cannot be read: You (me) are not allowed" in done.stderr) == (1, True)


@pytest.mark.parametrize(("words", "said"), [
    ((), "there is no systemd on this machine, and there is no cron on this machine; let something else call"),
    (("--with", "systemd"), "there is no systemd on this machine"),
    (("--with", "cron"), "there is no cron on this machine"),
    (("--with", "launchd"), "no scheduler is named 'launchd'; there are systemd, cron, github"),
])
def test_without_a_scheduler_the_message_says_so(machine: Machine, words: tuple[str, ...], said: str) -> None:
    done = machine.run("install", *words)
    assert (done.returncode > 0, done.stdout) == (True, "")
    assert said in done.stderr
    assert json.loads(machine.run("show", "--json").stdout)["installed"] == []


def test_where_systemd_does_not_answer_cron_is_taken(machine: Machine) -> None:
    machine.has("systemctl", NO_BUS)
    machine.has("crontab", CRONTAB)
    done = machine.run("install")
    assert "installed with cron\n" in done.stdout
    assert "systemd does not answer this user: Failed to connect to bus" in machine.run("show").stderr


def test_two_schedulers_are_not_given_the_same_workspace(machine: Machine) -> None:
    machine.has("systemctl", SYSTEMCTL)
    machine.has("crontab", CRONTAB)
    machine.run("install", "--with", "cron")
    done = machine.run("install", "--with", "systemd")
    assert (done.returncode, "cron looks after this workspace already" in done.stderr) == (2, True)
    assert machine.units == {}


def test_what_is_installed_is_told_with_the_last_run_and_the_next(machine: Machine) -> None:
    machine.has("systemctl", SYSTEMCTL)
    machine.run("install", "--every", "hour", "--at", "00:15")
    shown = machine.run("show").stdout
    assert "systemd: every hour at 00:15, next " in shown
    assert ":15\nlast run: never\n" in shown
    machine.desk.write("seeds/a.md", "https://example.org/x\n\nBerries\n")
    machine.desk.call("run")
    shown = machine.run("show", "--json").stdout
    assert (json.loads(shown)["last"]["ended"], json.loads(shown)["installed"][0]["every"]) == ("done", "hour")
    (machine.home / "active").unlink()
    assert "but it is stopped" in machine.run("show").stdout


@pytest.mark.parametrize(("name", "begins"), [
    ("systemd", "# {home}/.config/systemd/user/curator-"), ("cron", "# BEGIN curator /"),
])
def test_a_dry_run_prints_what_would_be_written_and_writes_nothing(machine: Machine, name: str, begins: str) -> None:
    machine.has("systemctl", SYSTEMCTL)
    machine.has("crontab", CRONTAB)
    done = machine.run("install", "--with", name, "--dry-run")
    assert done.stdout.startswith(begins.format(home=machine.home))
    assert (machine.units, machine.kept("crontab")) == ({}, "")


def test_the_workflow_knows_where_in_its_repository_the_workspace_is(machine: Machine) -> None:
    (machine.desk.root.parent / ".git").mkdir()
    made = yaml.safe_load(machine.run("install", "--with", "github").stdout)
    assert made["defaults"]["run"]["working-directory"] == "my 100% $HOME 阅读"
    paths = [step["with"]["path"] for step in made["jobs"]["links"]["steps"] if "cache" in step.get("uses", "")]
    assert paths == 2 * ["my 100% $HOME 阅读/db/curator.sqlite3*"]


def test_a_catalogue_outside_of_the_repository_is_refused_to_github(machine: Machine) -> None:
    machine.desk.write("curator.toml", f'[catalogue]\ndatabase = "{machine.home}/far.sqlite3"\n')
    done = machine.run("install", "--with", "github")
    assert (done.returncode, "lies outside the repository" in done.stderr) == (2, True)
