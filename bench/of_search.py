"""How long a question takes: in a process that runs anyway, and as a program from start to end."""

from collections.abc import Iterator
from statistics import median
from time import perf_counter

from desk import PYTHON, Desk
from measure import Row, take_turns

QUERIES = {
    # what is asked for, and why it may be slow
    "人": "one character",
    "学习": "a word",
    "深度学习": "a longer word: a phrase of four",
    "lear": "the beginning of Latin words",
    "学习 network": "two words, both must be there",
    "的": "the most common character: hits without end",
    "的中": "common characters that seldom meet: the index is read without finding much",
    "的 在": "two common characters anywhere: two long lists are merged",
    "魑魅魍魉": "no hit",
}

LEAST = 11
"""Times each question is asked; they take milliseconds."""


def search_rows(desk: Desk, target: float, runs: int) -> Iterator[Row]:
    """Measure the questions, in milliseconds, against a target for the slowest; the workspace has been imported."""
    took = {words: took for words in QUERIES for took in [_ask(desk, words, max(runs, LEAST))]}
    slowest = max(took, key=took.__getitem__)
    at = f"at {desk.links} links"
    yield Row(f"search {at}, median of questions", median(took.values()), "ms", target)
    yield Row(f"search {at}, slowest: {slowest}", took[slowest], "ms", target)
    process = take_turns({
        "search": lambda: desk.curator("search", "学习"),
        "start": desk.program(PYTHON, "-c", "pass"),
    }, runs)
    yield Row(f"curator search {at}, as a program", 1000 * process["search"].wall, "ms", None,
              process["search"].wall / process["start"].wall, "python -c pass")


def _ask(desk: Desk, words: str, times: int) -> float:
    """Give the median time of a question, in milliseconds, once its statements are compiled."""
    from curator.catalogue.engine import reading
    from curator.catalogue.opening import open_existing
    from curator.catalogue.search import search

    engine = open_existing(f"sqlite:///{desk.catalogue}")
    taken: list[float] = []
    with reading(engine) as connection:
        for _ in range(times + 1):
            began = perf_counter()
            search(connection, words)
            taken.append(1000 * (perf_counter() - began))
    engine.dispose()
    return median(taken[1:])
