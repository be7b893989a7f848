"""Whose turn it is; time is an argument here, and nobody is asked."""

from collections.abc import Iterator

from web.probing import Waiting

from curator.net.chain import Chain
from curator.net.interface import Target
from curator.net.pace import Host, Pace
from curator.net.place import place
from curator.net.policy import HostPolicy, NetPolicy
from curator.net.touchy import TOUCHY, rules_for

BIG = "http://big.example"
START = 100.0


def paced(urls: list[str], rules: HostPolicy | None = None, **more: float) -> Pace:
    pace = Pace(NetPolicy(rules or HostPolicy(), **more))  # type: ignore[arg-type]  # patience and breaker
    pace.begin(Waiting(urls), START)
    return pace


def begun(pace: Pace, now: float) -> list[str]:
    """Begin what may begin at a moment; each request ends at once, if its host has no other at the same time."""
    names = []
    while turn := pace.turn(now):
        pace.begun(turn[0], now)
        pace.ended(turn[0], now)
        names.append(turn[0].name)
    return names


def moments(pace: Pace) -> Iterator[tuple[float, list[str]]]:
    """Go from moment to moment until nothing waits."""
    now: float | None = START
    while now is not None:
        yield now, begun(pace, now)
        now = None if pace.is_empty() else pace.wakes()


def test_a_host_is_asked_again_after_its_interval_and_no_sooner() -> None:
    pace = paced([f"{BIG}/{at}" for at in range(3)])
    assert begun(pace, START) == ["big.example"]
    assert begun(pace, START + 0.999) == []
    assert begun(pace, START + 1.0) == ["big.example"]


def test_a_host_that_was_asked_late_has_its_whole_interval_again() -> None:
    pace = paced([f"{BIG}/{at}" for at in range(3)])
    begun(pace, START)
    assert begun(pace, START + 5.5) == ["big.example"]
    assert begun(pace, START + 6.4) == []


def test_a_host_has_no_more_connections_than_it_may() -> None:
    pace = paced([f"{BIG}/{at}" for at in range(9)], HostPolicy(interval=0.0, connections=2))
    pace.begun(one(pace), START)
    big = one(pace)
    pace.begun(big, START)
    assert pace.turn(START) is None
    pace.ended(big, START)
    assert one(pace) is big


def test_a_run_takes_what_its_biggest_host_takes_and_no_more() -> None:
    small = [f"http://host{at % 40}.example/{at}" for at in range(460)]
    pace = paced(small + [f"{BIG}/{at}" for at in range(540)])
    last = {name: now for now, names in moments(pace) for name in names}
    assert last["big.example"] - START == 539.0
    assert max(now for name, now in last.items() if name != "big.example") - START == 11.0


def test_a_host_without_an_interval_lets_others_have_their_turn() -> None:
    pace = paced([*(f"{BIG}/{at}" for at in range(99)), "http://one.example/", "http://two.example/"],
                 HostPolicy(interval=0.0, connections=100))
    assert {"one.example", "two.example"} <= set(begun(pace, START)[:6])


def test_links_that_are_not_asked_for_do_not_wait_for_a_turn() -> None:
    pace = paced([f"{BIG}/{at}" for at in range(9)])
    for _ in range(9):
        pace.ended(one(pace), START)
    assert pace.is_empty()


def test_hosts_that_are_done_are_forgotten() -> None:
    pace = paced([f"http://host{at}.example/" for at in range(1000)])
    assert len(begun(pace, START)) == 1000
    begun(pace, START + 1.0)
    assert pace.hosts == 0


def test_what_robots_or_retry_after_ask_for_lengthens_the_pause() -> None:
    pace = paced([f"{BIG}/{at}" for at in range(9)])
    pace.delay("big.example", 7.0)
    big = one(pace)
    pace.begun(big, START)
    pace.ended(big, START)
    assert pace.wakes() == START + 7.0
    pace.answered(big, 503, 30.0, START)
    assert begun(pace, START + 7.0) == []
    assert pace.wakes() == START + 30.0


def test_a_host_that_asks_for_more_than_patience_is_left_with_its_word() -> None:
    pace = paced([f"{BIG}/{at}" for at in range(9)], patience=60.0)
    pace.answered(one(pace), 429, 61.0, START)
    assert pace.left["big.example"] == ("asks to come back in 61 s", 61.0)
    assert begun(pace, START + 1000.0) == []


def test_a_host_is_left_after_refusals_in_a_row_and_an_answer_in_between_forgives_them() -> None:
    pace = paced([f"{BIG}/{at}" for at in range(9)], breaker=3)
    big = one(pace)
    for status in (403, 429, 200, 403, 403):
        pace.answered(big, status, None, START)
    assert "big.example" not in pace.left
    pace.answered(big, 429, None, START)
    assert pace.left["big.example"] == ("3 refusals in a row", 0.0)


def test_a_host_that_asks_for_a_pause_while_its_next_turn_is_near_gets_it() -> None:
    pace = paced([f"{BIG}/{at}" for at in range(9)], HostPolicy(interval=0.0))
    big = one(pace)
    pace.begun(big, START)
    pace.answered(big, 429, 5.0, START)
    assert pace.turn(START) is None
    assert pace.wakes() == START + 5.0


def test_a_redirect_waits_for_the_pace_of_the_host_it_leads_to() -> None:
    pace = paced([f"{BIG}/{at}" for at in range(3)])
    begun(pace, START)
    where = place(f"{BIG}/new")
    assert where
    pace.again("big.example", Chain(Target(7, BIG), where, HostPolicy(), ""), START + 0.5)
    assert begun(pace, START + 0.9) == []
    turn = pace.turn(START + 1.0)
    assert turn
    assert isinstance(turn[1], Chain)


def test_touchy_hosts_are_slower_until_settings_say_otherwise() -> None:
    mine = HostPolicy(interval=0.0)
    assert rules_for(NetPolicy(), "mp.weixin.qq.com").interval == TOUCHY["mp.weixin.qq.com"].interval
    assert rules_for(NetPolicy(HostPolicy(interval=60.0)), "zhuanlan.zhihu.com").interval == 60.0
    assert rules_for(NetPolicy(hosts={"qq.com": mine}), "mp.weixin.qq.com") is mine


def one(pace: Pace) -> Host:
    """Give the host whose turn it is."""
    turn = pace.turn(START)
    assert turn
    return turn[0]


def test_nobody_waits_for_a_host_that_was_left_and_nobody_else_is_forgotten_for_it() -> None:
    pace = paced([f"{BIG}/1", f"{BIG}/2", "http://other.example/1"], HostPolicy(interval=0.0))
    host, _ = pace.turn(START) or (None, None)
    assert host
    pace.begun(host, START)
    pace.ended(host, START)
    pace.answered(host, 429, 7_200.0, START)
    assert begun(pace, START) == ["other.example"]
    assert (list(pace.left), pace.is_empty(), pace.wakes()) == (["big.example"], True, None)
