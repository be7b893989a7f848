"""Units say what was ordered, whatever the folder is called; systemd itself reads them."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from orders import ODD, order

from curator.errors import UsageError
from curator.schedule.order import Order
from curator.schedule.systemd import period_of, unit_name, units

VERIFIED = pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="there is no systemd here")


def verified(folder: Path, made: Order) -> str:
    """Give what systemd says of the units; the program must be there, so it is this very one."""
    names = []
    for name, text in units(made._replace(program=(sys.executable, *made.program[1:]))).items():
        names.append(str(folder / name))
        (folder / name).write_text(text, encoding="utf-8")
    done = subprocess.run(["systemd-analyze", "--user", "verify", "--man=no", *names], capture_output=True, text=True,
                          check=False, env={"XDG_RUNTIME_DIR": str(folder), "HOME": str(folder), "LC_ALL": "C.UTF-8"})
    return done.stderr + str(done.returncode)


@VERIFIED
@pytest.mark.parametrize("workspace", ODD)
def test_systemd_finds_nothing_wrong_with_the_units_of_any_folder(tmp_path: Path, workspace: str) -> None:
    assert verified(tmp_path, order(workspace, words=("--budget", "2000", "--time", "30m"))) == "0"


@VERIFIED
def test_systemd_does_find_what_is_wrong(tmp_path: Path) -> None:
    made = order()
    broken = made._replace(words=("--time", "30m\nNice=much"))
    assert "Unbalanced quoting" in verified(tmp_path, broken)


def words_of(service: str) -> list[str]:
    """Read a command line as systemd.service(5) says: quotes, backslashes, %%; `:` keeps dollars."""
    line, = re.findall(r"^ExecStart=:(.*)$", service, re.MULTILINE)
    found = re.findall(r'"((?:[^"\\]|\\.)*)"|(\S+)', line)
    return [re.sub(r"\\(.)", r"\1", quoted or plain).replace("%%", "%") for quoted, plain in found]


@pytest.mark.parametrize("workspace", ODD)
def test_the_words_arrive_as_they_were_ordered(workspace: str) -> None:
    made = order(workspace, words=("--time", "30m"))
    service, _ = units(made).values()
    assert words_of(service) == list(made.command)


def test_what_was_missed_is_made_up_for_and_a_missing_network_is_tried_again() -> None:
    service, timer = units(order(every="week", at="Sun 04:30")).values()
    assert {"Persistent=true", "OnCalendar=Sun *-*-* 04:30:00", "RandomizedDelaySec=5min"} <= set(timer.splitlines())
    assert {"SuccessExitStatus=5 9 143", "RestartForceExitStatus=7"} <= set(service.splitlines())
    assert period_of(timer) == ("week", "Sun 04:30")


def test_each_folder_has_units_of_its_own() -> None:
    names = {unit_name(path) for path in (*ODD, "/other/reading", "/阅读", "/" + "x" * 3000)}
    assert len(names) == len(ODD) + 3
    assert all(re.fullmatch(r"curator-(?:[a-z0-9-]+-)?[0-9a-f]{8}", name) and len(name) < 64 for name in names)


@pytest.mark.parametrize("program", ["/opt/it's/python", '/opt/"x"/python', "/opt/a\\b/python", "/opt/a\nb/python"])
def test_a_program_that_systemd_has_no_words_for_is_refused(program: str) -> None:
    with pytest.raises(UsageError, match="systemd"):
        units(order()._replace(program=(program,)))


def test_a_folder_whose_name_would_begin_another_line_is_refused() -> None:
    with pytest.raises(UsageError, match="name the folder otherwise"):
        units(order("/home/me/x\nExecStart=/bin/false"))
