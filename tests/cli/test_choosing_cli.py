"""What options choose, as the jobs are given it."""

from dataclasses import astuple

from curator.cli.choosing import chosen, selected
from curator.jobs.selecting import Choice
from curator.model import Selection


def test_every_option_that_selects_has_its_own_place_in_the_selection() -> None:
    said = selected(["topic"], ["category"], ["document"], ["host"], ["tag"], "words", verdict=["dead"], since="2020",
                    until="2021", added_since="2022", starred=True, reading=["read"])
    assert said == Selection(("topic",), ("category",), ("document",), "words", ("tag",), ("host",), ("dead",), "2020",
                             "2021", "2022", starred=True, reading=("read",))
    assert all(astuple(said))


def test_options_that_are_not_said_select_nothing_and_choose_nothing() -> None:
    assert selected(None, None, None, None, None, "") == Selection()
    assert chosen(None, "", None, None) == Choice()


def test_every_option_that_chooses_has_its_own_place_in_the_choice() -> None:
    said = chosen(["link"], "host", ["topic"], ["document"], everything=True, due=True)
    assert said == Choice(("link",), "host", ("topic",), ("document",), everything=True, due=True)
    assert all(said)
