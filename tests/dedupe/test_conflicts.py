"""Titles of one link that have nothing to do with one another, and those that only look so."""

import pytest

from curator.dedupe.conflicts import EXCUSES, TITLES, unrelated

ARXIV = "arxiv:1803.08396"

CONFLICTS = [
    ("Densely Connected Pyramid Dehazing Network",
     "Density-aware Single Image De-raining using a Multi-stream Dense Network"),
    ("FastPose: Towards Real-time Pose Estimation and Tracking via Scale-normalized Multi-task Networks",
     "Occlusion Robust Face Recognition Based on Mask Learning with PairwiseDifferential Siamese Network"),
    ("Video Action Recognition的近期进展", "目标检测中的Consistent Optimization"),
    ("猫的睡眠研究", "火车时刻表大全"),
]
"""Titles that real links have, and two made up; one word in common, `network`, does not make them one."""

NONE = [
    # why, a title, another one, the link's identity
    ("length", "设计模式", "一个设计模式的教学站", "url:example.org/1"),
    ("kind", "官网", "Semantic Style Transfer", ARXIV),
    ("kind", "……", "Semantic Style Transfer", ARXIV),
    ("sentence", "GStreamer多媒体开发", "这里说到队列可以设置缓存的大小，其实没有这个效果。", "url:example.org/1"),
    ("code", "A Neural Algorithm of Artistic Style", "End to End Models of Pictures", "github:dmlc/mxnet"),
    ("name", "Neural Doodle", "Turning Two-Bit Pictures into Fine Artworks", "url:example.org/neural-doodle"),
    ("script", "Lambda calculus", "一个讲述编程语言的专栏", "zhihu:p/34679052"),
    ("words", "让算法解放算法工程师---NAS综述", "让算法解放算法工程师----NAS综述", "zhihu:p/44576620"),
    ("words", "Learning Local-Global Contextual Adaptation for Multi-Person Pose Estimation",
     "Learning Local-Global Contextual Adaptation for Fully End-to-End Bottom-Up Human Pose Estimation", ARXIV),
    ("words", "EmotionNet Challenge", "EmotioNet: automatic annotation of facial expressions", "url:example.org/1"),
    ("words", "ELM算法相关", "Extreme learning machine(ELM)到底怎么样？", "zhihu:question/28810567"),
]
"""Titles that look unrelated and are not: a case and more for each row of the table."""


@pytest.mark.parametrize("titles", CONFLICTS, ids=range(len(CONFLICTS)))
def test_titles_without_anything_in_common_are_a_conflict(titles: tuple[str, str]) -> None:
    first, second = sorted(titles)
    assert unrelated(dict.fromkeys(titles, 1), ARXIV) == ((first,), (second,))


@pytest.mark.parametrize(("why", "one", "other", "identity"), NONE, ids=range(len(NONE)))
def test_titles_that_have_an_excuse_are_none(why: str, one: str, other: str, identity: str) -> None:
    assert unrelated({one: 1, other: 1}, identity) == (), why


def test_every_excuse_has_its_case() -> None:
    assert len({why for why, *_ in NONE}) == len(EXCUSES)


def test_one_title_is_no_conflict() -> None:
    assert unrelated({"猫的睡眠研究": 3}, ARXIV) == ()


def test_titles_that_a_third_one_joins_stand_together_the_most_used_first() -> None:
    titles = {"OpenFace": 1, "人脸识别工具": 2, "OpenFace人脸识别工具集": 1, "火车时刻表大全": 5}
    assert unrelated(titles, "url:example.org/1") == (
        ("火车时刻表大全",), ("人脸识别工具", "OpenFace", "OpenFace人脸识别工具集"),
    )


def test_a_single_letter_of_the_address_names_nothing() -> None:
    assert unrelated({"C 3": 1, "Trains of Europe": 1}, "url:example.org/c/3") != ()


def test_of_very_many_titles_the_most_used_are_compared() -> None:
    titles = {f"{at:x} " * 40: 1 for at in range(1_000_000, 1_001_000)}
    assert len(unrelated(titles, ARXIV)) <= TITLES


def test_what_is_known_of_no_title_does_not_bring_two_others_together() -> None:
    titles = {"猫的睡眠研究": 2, "官网": 2, "火车时刻表大全": 1, "Lambda calculus": 1}
    assert unrelated(titles, ARXIV) == (("猫的睡眠研究",), ("火车时刻表大全",))


def test_a_name_brings_together_whatever_is_said_of_the_thing() -> None:
    titles = {"Neural Doodle": 1, "Neural Doodle: drawing by numbers": 1, "Semantic Style Transfer": 1}
    assert unrelated(titles, "url:example.org/neural-doodle") == ()
