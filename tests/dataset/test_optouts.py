"""What an owner forbids, put together out of a page's own words and its host's, at two times."""

import pytest

from curator.crawl.signals import Signal
from curator.dataset.optouts import Host, LastLook, Word, word_of_owner

URL = "https://example.org/a/1"
EARLY, LATE = "2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z"
CLOSED = "User-agent: *\nDisallow: /a/\n"
YES, NO = True, False
NOAI, OLD = Signal("meta robots", "noai"), Signal("robots.txt", "Disallow for *")
NOW = (Signal("robots.txt", "Disallow for curator"), OLD)
RESERVED = Signal("tdmrep.json", "tdm-reservation: 1")
TDM = '[{"location": "/", "tdm-reservation": 1}]'


@pytest.mark.parametrize(("host", "look", "word"), [
    (None, None, Word(None, ())),
    (None, LastLook(EARLY, NO, (NOAI,)), Word(None, (NOAI,))),
    (None, LastLook(EARLY, YES, (OLD,)), Word(NO, (OLD,))),
    (Host(LATE, 200, CLOSED, ""), None, Word(NO, NOW)),
    (Host(LATE, 200, CLOSED, ""), LastLook(EARLY, NO, (NOAI,)), Word(NO, (NOAI, *NOW))),
    (Host(LATE, 404, "", ""), LastLook(EARLY, YES, (OLD,)), Word(YES, ())),
    (Host(EARLY, 200, "", ""), LastLook(LATE, YES, (OLD,)), Word(NO, (OLD,))),
    (Host(LATE, 503, "", ""), LastLook(EARLY, YES, (OLD,)), Word(NO, (OLD,))),
    (Host(LATE, None, "", TDM), None, Word(None, ())),
    (Host(LATE, 404, "", TDM), None, Word(YES, (RESERVED,))),
    (Host(LATE, 404, "", TDM), LastLook(EARLY, NO, ()), Word(YES, ())),
])
def test_the_later_robots_txt_holds_and_a_page_has_the_last_word_on_mining(
    host: Host | None, look: LastLook | None, word: Word
) -> None:
    assert word_of_owner(URL, host, look, "curator") == word


def test_what_is_forbidden_to_others_by_name_is_not_forbidden_here() -> None:
    host = Host(LATE, 200, "User-agent: gptbot\nDisallow: /\n", "")
    assert word_of_owner(URL, host, None, "curator") == Word(YES, ())
