"""A list that several processes write is the list that one would write, of one state of the catalogue."""

import io
import os
import signal
from collections.abc import Callable
from typing import TextIO

import pytest
from exportdesk import listed, stock
from workbench import Workspace, post

from curator.catalogue.keys import ALL_KEYS, Span, key_spans
from curator.catalogue.watching import watched
from curator.errors import CuratorError, UsageError
from curator.export.registry import FORMATS
from curator.jobs.choosing import opened, request_of
from curator.jobs.parts import Changed, in_parts
from curator.settings.export import ListSettings

APART = [name for name, row in FORMATS.items() if row.apart]
HALVES = (Span("", "k"), Span("k", ""))


def say(span: Span, out: TextIO, begun: Callable[[], None]) -> str:
    begun()
    out.write(f"{span.first}–{span.end};")
    return span.first


@pytest.mark.parametrize("name", APART)
def test_a_list_in_parts_is_the_list_as_a_whole(desk: Workspace, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    stock(desk)
    monkeypatch.setattr("curator.jobs.exporting.processes", lambda: 1)
    whole = listed(desk, name)
    monkeypatch.setattr("curator.jobs.exporting.processes", lambda: 3)
    monkeypatch.setattr("curator.jobs.exporting.WORTH_SHARING", 1)
    assert listed(desk, name) == whole
    assert whole.count("Berries") == listed(desk, name, host=("a.example",)).count("Berries") > 0


def test_keys_are_shared_out_evenly_and_in_their_order(desk: Workspace) -> None:
    stock(desk)
    with opened(request_of(desk.url, ListSettings("bibtex")), keyed=True) as connection:
        assert key_spans(connection, 8, 2) == [ALL_KEYS]
        spans = key_spans(connection, 8, 1)
    assert [span.first for span in spans] == ["", *(span.end for span in spans[:-1])]
    assert [span.first[:3] for span in spans] == ["", "jam", "lee"]


def test_what_processes_write_and_tell_comes_in_the_order_of_the_parts(desk: Workspace) -> None:
    stock(desk)
    out = io.StringIO()
    assert in_parts(say, HALVES, out, desk.file) == ["", "k"]
    assert out.getvalue() == "–k;k–;"


def test_nothing_is_written_where_parts_would_tell_of_two_states(desk: Workspace) -> None:
    stock(desk)
    out = io.StringIO()

    def interrupted(span: Span, to: TextIO, begun: Callable[[], None]) -> str:
        if to is out:
            desk.write("seeds/new.md", post("肉", ("https://d.example/beef", "Beef")))
            desk.imported()
        return say(span, to, begun)

    with pytest.raises(Changed):
        in_parts(interrupted, HALVES, out, desk.file)
    assert out.getvalue() == ""


def test_a_catalogue_is_unchanged_until_somebody_stores_something(desk: Workspace) -> None:
    listed(stock(desk), "jsonl")
    with watched(desk.file) as unchanged:
        listed(desk, "jsonl")
        before = unchanged()
        desk.write("seeds/new.md", post("肉", ("https://d.example/beef", "Beef")))
        desk.imported()
        assert (before, unchanged()) == (True, False)


def refused(span: Span, out: TextIO, begun: Callable[[], None]) -> str:
    if span.first:
        raise UsageError("not this one")
    return say(span, out, begun)


def refused_late(span: Span, out: TextIO, begun: Callable[[], None]) -> str:
    say(span, out, begun)
    if span.first:
        raise UsageError("not this one")
    return ""


def killed(span: Span, out: TextIO, begun: Callable[[], None]) -> str:
    if span.first:
        os.kill(os.getpid(), signal.SIGKILL)
    return say(span, out, begun)


@pytest.mark.parametrize(("write", "message"), [
    (refused, "not this one"), (refused_late, "not this one"), (killed, "was ended from outside"),
])
def test_what_becomes_of_one_process_is_told_by_all(
    desk: Workspace, write: Callable[[Span, TextIO, Callable[[], None]], str], message: str
) -> None:
    stock(desk)
    with pytest.raises(CuratorError, match=message):
        in_parts(write, HALVES, io.StringIO(), desk.file)
