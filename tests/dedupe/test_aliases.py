"""Which link is shown for a work, and what a person's word does to it."""

from itertools import permutations

from work_links import described, found

from curator.dedupe.aliases import Alias, aliases
from curator.dedupe.work_features import Described
from curator.model import Decision

TITLE = "一文读懂如何在显微镜下辨认三十种浆果"
PAPER = "A Unified Embedding for the Recognition of Berries"
A, B, C = (described(f"https://zhuanlan.zhihu.com/p/{number}", TITLE, mentions=number) for number in (1, 2, 3))
D = described("https://zhuanlan.zhihu.com/p/4", "Something else entirely, and long enough to be telling")


def said(says: str, a: Described, b: Described, id: int = 1, why: str = "") -> Decision:  # noqa: A002
    """Let a person say something of two links."""
    one = Decision.of("links", (a.identity, b.identity), says, why, "2026-01-01T00:00:00Z")
    return Decision(one.subject, one.a, one.b, one.says, one.why, one.at, id=id)


def settled(links: tuple[Described, ...], *decisions: Decision) -> list[Alias]:
    """Give the aliases among links."""
    works, proposals = found(*links)
    by_identity = {link.identity: link for link in links}
    return aliases(by_identity, proposals, works.apart, {one.pair: one for one in decisions})


def shown(links: tuple[Described, ...], *decisions: Decision) -> dict[str, str]:
    """Give what is shown for what."""
    return {one.link: one.into for one in settled(links, *decisions)}


def test_the_link_that_most_places_give_is_shown_for_all_and_is_no_alias_itself() -> None:
    assert shown((A, B, C)) == {A.identity: C.identity, B.identity: C.identity}


def test_a_work_is_shown_under_its_identifier_then_its_own_host_then_a_platform_then_its_title() -> None:
    doi = described("https://doi.org/10.1000/182", PAPER, arxiv="1503.03832")
    arxiv, paper = described("https://arxiv.org/abs/1503.03832", PAPER), described("", PAPER, mentions=9)
    assert set(shown((paper, arxiv, doi)).values()) == {doi.identity}
    assert set(shown((paper, arxiv)).values()) == {arxiv.identity}
    own = described("https://ann.example.org/notes/berries.html", TITLE)
    assert shown((A, own), said("same", A, own)) == {A.identity: own.identity}


def test_nothing_depends_on_the_order_of_links_proposals_and_decisions() -> None:
    words = [said("same", A, D, 1), said("different", B, D, 2), said("later", B, C, 3)]
    assert len({tuple(sorted(shown(links, *order).items()))
                for links in permutations((A, B, C, D)) for order in permutations(words)}) == 1


def test_nobody_joins_what_a_person_told_apart_over_a_third_link_either() -> None:
    into = shown((A, B, C), said("different", A, B))
    assert len(into) == 1
    assert set(into) < {A.identity, B.identity, C.identity}
    assert into.get(A.identity, A.identity) != into.get(B.identity, B.identity)


def test_what_a_person_said_is_one_joins_what_nothing_else_would() -> None:
    (alias,) = settled((A, D), said("same", A, D, 5, "the translation"))
    assert (alias.score, alias.why, alias.decision) == (1.0, "decided: the translation", 5)


def test_of_a_persons_words_that_cannot_all_hold_the_last_ones_do() -> None:
    words = said("different", A, C, 1), said("same", A, D, 2), said("same", C, D, 3)
    assert shown((A, C, D), *words) == {D.identity: C.identity}


def test_a_pair_put_off_stays_two_works() -> None:
    assert shown((A, B), said("later", A, B)) == {}


def test_links_that_speak_against_each_other_are_not_joined_over_a_paper_without_address() -> None:
    one, other = (described(f"https://arxiv.org/abs/1503.0383{n}", PAPER) for n in (1, 2))
    paper = described("", PAPER)
    into = shown((one, other, paper))
    assert len(into) == 1
    assert paper.identity in into


def test_a_person_may_join_what_speaks_against_each_other() -> None:
    one, other = (described(f"https://arxiv.org/abs/1503.0383{n}", PAPER) for n in (1, 2))
    assert shown((one, other), said("same", one, other)) == {other.identity: one.identity}


def test_a_decision_on_a_link_that_no_document_gives_any_more_changes_nothing() -> None:
    assert shown((A,), said("same", A, D)) == {}
