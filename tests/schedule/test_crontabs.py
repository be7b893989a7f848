"""An entry in a crontab: what cron makes of it is what was ordered, and everything else stays byte for byte."""

import re
import shlex

import pytest
from hypothesis import given
from hypothesis import strategies as st
from orders import ODD, order

from curator.errors import CuratorError, UsageError
from curator.schedule.cron import entry, period_of, with_entry, without_entry

HERE = order().workspace

LINES = st.lists(st.binary(max_size=30).map(lambda line: line.replace(b"\n", b"")), max_size=6)
CRONTABS = st.builds(lambda lines, end: b"\n".join(lines) + end, LINES, st.sampled_from([b"", b"\n", b"\r\n", b"\n\n"]))
"""What people have in their crontabs, and what only a broken disk would put there."""

ODD_CRONTAB = (
    b"MAILTO=me@example.org\n# m h\n\n*/5 * * * * echo 100\\% \xff\t \r\n@reboot x\n#END curator /home/me/reading"
)


def run_by_cron(text: str) -> list[str]:
    """Read an entry as crontab(5) says; give the words that the shell then has."""
    begin, line, end = text.removesuffix("\n").split("\n")
    assert (begin[0], end[0]) == ("#", "#")
    fields, command = re.fullmatch(r"((?:\S+ ){5})(.+)", line).groups()  # type: ignore[union-attr]
    assert re.fullmatch(r"[0-5]?[0-9] \* \* \* \* ", fields)
    assert not re.search(r"(?<!\\)%", command)  # would end the command
    *words, output, place = shlex.split(command.replace("\\%", "%"))
    assert (output, place) == (">", "/dev/null")
    return words


@pytest.mark.parametrize("workspace", ODD)
def test_the_words_arrive_as_they_were_ordered_with_those_that_look_at_the_time(workspace: str) -> None:
    made = order(workspace, "week", "Sun 04:30", ("--budget", "2000"))
    assert run_by_cron(entry(made)) == [*made.command, "--every", "week", "--at", "Sun 04:30"]


def test_cron_calls_every_hour_at_the_minute_of_the_period() -> None:
    assert entry(order(at="03:17")).split("\n")[1].startswith("17 * * * * ")


@given(CRONTABS)
def test_installing_keeps_every_other_byte_and_twice_is_as_once(crontab: bytes) -> None:
    once = with_entry(crontab, order())
    assert once.startswith(crontab)
    assert once[len(crontab):].removeprefix(b"\n") == entry(order()).encode()
    assert with_entry(once, order()) == once
    assert without_entry(once, HERE).removesuffix(b"\n") == crontab.removesuffix(b"\n")


@pytest.mark.parametrize("after", [b"", b"1 2 * * * x\n", b"# END curator /home/me/reading list\n"])
def test_another_period_takes_the_place_of_the_old_one(after: bytes) -> None:
    before = with_entry(ODD_CRONTAB, order(every="6h")) + after
    changed = with_entry(before, order(every="week", at="Sun 04:30"))
    assert changed == ODD_CRONTAB + b"\n" + entry(order(every="week", at="Sun 04:30")).encode() + after
    assert period_of(changed, HERE) == ("week", "Sun 04:30")


def test_entries_of_several_workspaces_do_not_know_each_other() -> None:
    crontab = b""
    for workspace in ODD:
        crontab = with_entry(crontab, order(workspace, words=("--time", workspace)))
    assert all(period_of(crontab, workspace) == ("day", "03:00") for workspace in ODD)
    for workspace in ODD:
        crontab = without_entry(crontab, workspace)
    assert crontab == b""


@pytest.mark.parametrize("broken", [
    b"# BEGIN curator /home/me/reading\n0 * * * * x\n",
    b"0 * * * * x\n# END curator /home/me/reading\n",
    b"# END curator /home/me/reading\n# BEGIN curator /home/me/reading\n",
    2 * entry(order()).encode(),
])
def test_an_entry_that_somebody_broke_is_told_and_left_alone(broken: bytes) -> None:
    with pytest.raises(CuratorError, match="mend it with: crontab -e"):
        with_entry(broken, order())
    with pytest.raises(CuratorError, match="mend it with: crontab -e"):
        without_entry(broken, HERE)


@pytest.mark.parametrize("workspace", ["/home/a\\b", "/home/a\nb", "/home/a\rb", "/home/\udcff"])
def test_a_folder_that_cron_has_no_words_for_is_refused(workspace: str) -> None:
    with pytest.raises(UsageError, match="cron"):
        entry(order(workspace))


def test_a_command_that_is_too_long_for_cron_is_refused() -> None:
    with pytest.raises(CuratorError, match="no command as long"):
        entry(order("/home/" + "x" * 1000))
