"""What the doctor decides: on identifiers, dates and names."""

import pytest

from curator.doctor.ailments import AILMENTS
from curator.doctor.dates import Dates, odd_dates, odd_posts
from curator.doctor.identifiers import is_arxiv, is_doi
from curator.doctor.names import similar
from curator.jobs.examining import EXAMINATIONS, ON_FILES
from curator.jobs.mending import MENDINGS

TODAY = "2026-11-22"


def test_every_ailment_has_an_examination_and_what_is_mended_has_words() -> None:
    assert list(AILMENTS) == list(EXAMINATIONS)
    assert {row.name for row in AILMENTS.values() if row.mended} == set(MENDINGS)
    assert set(AILMENTS) >= ON_FILES


@pytest.mark.parametrize("written", [
    "10.1000/182", "10.1109/CVPR.2016.90", "10.1016/S0140-6736(05)71146-6", "10.48550/arXiv.1706.03762", "10.1000.10/x",
    "10.1002/(SICI)1097-4679(199911)55:11<1>3.0.CO;2-A", "10.1234/中文",
])
def test_identifiers_of_works_are_known(written: str) -> None:
    assert is_doi(written)


@pytest.mark.parametrize("written", [
    "", "10.1000", "10.1000/", "11.1000/182", "doi", "https://example.org/10.1000/182", "10.1000/18 2", "10.1000/182.",
    "10.12/x", "10.1000/" + "x" * 400,
])
def test_what_is_no_doi_is_told(written: str) -> None:
    assert not is_doi(written)


@pytest.mark.parametrize(("written", "known"), [
    ("1706.03762", True), ("1706.03762v5", True), ("arXiv:1706.03762", True), ("hep-th/9901001", True),
    ("math.GT/0309136", True), ("1713.03762", False), ("1700.03762", False), ("1706.037", False), ("cs.CL", False),
    ("https://arxiv.org/abs/1706.03762", False), ("", False),
])
def test_numbers_of_arxiv_have_a_month_and_a_number(written: str, *, known: bool) -> None:
    assert is_arxiv(written) is known


@pytest.mark.parametrize(("issued", "accessed", "seen", "said"), [
    ("", "", TODAY, ""),
    ("2020", "2020-05-01", "2020-01-02", ""),  # as precise as the coarser one: it may be
    ("2017-06", "2018", TODAY, ""),
    ("1905", "", TODAY, ""),
    ("2020-02-30", "", TODAY, "no day of the calendar"),
    ("around 1990", "", TODAY, "no day of the calendar"),
    ("2020", "2020-13", TODAY, "read on 2020-13, which is no day"),
    ("2027", "", TODAY, "still to come"),
    ("2020", "2031-01-01", TODAY, "read on 2031-01-01, which is still to come"),
    ("2021", "2020-05-01", TODAY, "published on 2021, but read on 2020-05-01"),
    ("2022-03", "", "2022-02-27", "published on 2022-03, but in the catalogue since 2022-02-27"),
])
def test_dates_that_cannot_be_right_are_told(issued: str, accessed: str, seen: str, said: str) -> None:
    told = odd_dates(Dates(issued, accessed, seen, TODAY))
    assert said in told
    assert bool(said) == bool(told)


@pytest.mark.parametrize(("day", "count"), [("1989-12-31", 1), ("1990-01-01", 0), (TODAY, 0), ("2026-11-23", 1)])
def test_posts_are_of_the_time_of_the_web(day: str, count: int) -> None:
    assert len(list(odd_posts(day, TODAY))) == count


@pytest.mark.parametrize(("one", "other", "near"), [
    ("K-Means", "KMeans", True), ("深度 学习", "深度学习", True), ("Embedding", "Embeddings", True),
    ("Reinforcment Learning", "Reinforcement Learning", True), ("C", "C++", False), ("Java", "Java++", False),
    ("GAN", "CAN", False), ("YOLOv3", "YOLOv4", False), ("Algorithms 1", "Algorithms 2", False),
    ("人脸检测", "人脸识别", False), ("Embedding", "Clustering", False), ("——", "……", False),
])
def test_names_are_near_by_punctuation_or_one_letter_of_many(one: str, other: str, *, near: bool) -> None:
    assert bool(list(similar([one, other]))) is near


def test_near_names_are_given_once_and_by_their_places() -> None:
    assert list(similar(["Embedding", "Clustering", "Embeddings", "embedding"])) == [(0, 2), (0, 3)]


def test_of_many_names_alike_each_is_paired_with_the_first() -> None:
    names = [f"Deep Learning {chr(0xAC00 + at)}" for at in range(5_000)]  # syllables, none of which is a number
    assert list(similar(names)) == [(0, at) for at in range(1, 5_000)]
