"""Topics: what a title lists, found again in the headings."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.model import Section, Topic, TopicPart
from curator.read.numerals import number
from curator.read.topics import Assignment, assign, topic_key

SEEDS = Path(__file__).parents[2] / "seeds"


def sections(*headings: str) -> list[Section]:
    """Make sections out of heading lines, with the root before them."""
    lines = [(heading.split(" ", 1)) for heading in headings]
    return [Section(0, 0, "")] + [Section(n, len(marks), text) for n, (marks, text) in enumerate(lines, 1)]


def names(assignment: Assignment) -> list[str | None]:
    """Give each section's topic by its name, the root first."""
    return [section.topic.name if section.topic else None for section in assignment.sections]


def test_a_title_gives_series_part_and_topics_with_their_parts() -> None:
    got = assign("示例系列（二十五）——甲乙, 丙/丁（2）", None, sections("# 甲乙", "# 丙/丁"))
    assert (got.series, got.part) == ("示例系列", 25)
    assert got.topics == (TopicPart(Topic("示例系列", "甲乙")), TopicPart(Topic("示例系列", "丙/丁"), 2))


@pytest.mark.parametrize("title", [
    "系列(二)——甲, 乙", "系列（二）—甲，乙", "系列（二）--甲、乙", " 系列（2） —— 甲,乙 ", "系列（二）——甲，乙",
])
def test_separators_and_brackets_of_either_width_read_the_same(title: str) -> None:
    got = assign(title, None, sections("# 甲", "# 乙"))
    assert (got.series, got.part, [part.topic.name for part in got.topics]) == ("系列", 2, ["甲", "乙"])


def test_the_seed_posts_share_the_second_part_of_one_topic() -> None:
    parts = set()
    for path in SEEDS.glob("*.txt"):
        title = next(line for line in path.read_text("utf-8").splitlines() if line.startswith("title:"))
        parts |= set(assign(title.removeprefix("title:").strip(), None, sections("# 其一")).topics)
    assert {part for part in parts if part.topic.name != "其一"} == {
        TopicPart(Topic("深度学习", "多任务学习")),
        TopicPart(Topic("深度学习", "人脸检测/识别"), 2),
        TopicPart(Topic("深度学习", "深度推荐系统"), 2),
    }


@pytest.mark.parametrize(("heading", "topic"), [
    ("人脸检测", "人脸检测"),
    ("人脸检测+", "人脸检测"),
    ("人脸检测（续）", "人脸检测"),
    ("人脸检测（3）", "人脸检测"),
    ("人脸检测应用", "人脸检测"),       # the topic is its prefix
    ("浅谈人脸检测", "人脸检测"),       # it contains the topic
    ("C++", "C++"),
    ("C++（续）", "C++"),
    ("CNN入门", "CNN入门"),             # C is no part of CNN
    ("**c++**", "C++"),
])
def test_a_heading_finds_the_topic_it_equals_begins_with_or_contains(heading: str, topic: str) -> None:
    assert names(assign("系列（一）——人脸检测, C, C++", None, sections(f"# {heading}")))[1] == topic


def test_the_equal_topic_wins_over_a_prefix_and_the_longer_prefix_over_the_shorter() -> None:
    got = assign("S（一）——GAN, GAN参考, GAN参考资源", None, sections("# GAN参考资源", "# GAN参考书"))
    assert names(got)[1:] == ["GAN参考资源", "GAN参考"]


def test_deeper_sections_inherit_from_their_topmost_heading() -> None:
    got = assign("S（一）——甲甲, 乙乙", None, sections("## 甲甲", "### 概述", "#### 其一", "## 乙乙", "### 参考"))
    assert names(got) == ["甲甲", "甲甲", "甲甲", "甲甲", "乙乙", "乙乙"]


def test_topics_under_a_heading_that_repeats_the_series_are_found_deeper() -> None:
    got = assign("CPU（二）——Cache, RISC-V", None, sections("# CPU", "## Cache", "### L1", "## RISC-V", "## 杂谈"))
    assert names(got) == ["Cache", "CPU", "Cache", "Cache", "RISC-V", "CPU"]


def test_a_single_topic_takes_all_but_what_is_parked_for_another_post() -> None:
    got = assign("S（一）——甲甲", None, sections("# 前言", "# 某某", "# 丙丙+"))
    assert names(got) == ["甲甲", "甲甲", "甲甲", "丙丙"]


def test_headings_name_the_topics_when_the_title_lists_none() -> None:
    got = assign("学习心得（三）", "linux", sections("# tmux", "# 概述", "# tmux（续）"))
    assert got.topics == (TopicPart(Topic("学习心得", "tmux")), TopicPart(Topic("学习心得", "概述")))


def test_a_list_without_series_counts_when_the_headings_repeat_it() -> None:
    got = assign("甲甲（二）, 乙乙", None, sections("# 甲甲", "# 乙乙"))
    assert (got.series, got.topics) == (None, (TopicPart(Topic("", "甲甲"), 2), TopicPart(Topic("", "乙乙"))))


def test_a_generic_heading_without_series_is_qualified_by_the_title_or_names_nothing() -> None:
    assert assign("某某文章", None, sections("# 参考")).topics == (TopicPart(Topic("某某文章", "参考")),)
    assert assign(None, None, sections("# 参考")).topics == ()


def test_without_headings_the_category_is_the_topic() -> None:
    got = assign("一篇文章", "linux ", sections())
    assert (got.topics, names(got)) == ((TopicPart(Topic("", "linux")),), ["linux"])


def test_without_anything_there_is_no_topic() -> None:
    assert assign(None, None, sections()) == Assignment(None, None, (), (Section(0, 0, ""),))


def test_parts_of_one_topic_chain_by_their_key() -> None:
    spellings = ("人脸检测/识别", "人脸检测/识别（2）", " 人脸检测/识别(三)", "人脸检测／识别")
    assert len({topic_key(Topic("深度学习", name)) for name in spellings}) == 1
    assert topic_key(Topic("A", "概述")) != topic_key(Topic("B", "概述"))


@pytest.mark.parametrize(("text", "value"), [
    ("三", 3), ("十", 10), ("二十五", 25), ("一百零八", 108), ("三千", 3000), ("二〇二一", 2021),
    ("廿一", 21), ("２", 2), ("12", 12),
    ("续", None), ("上", None), ("2015.9", None), ("", None), ("十三十", None),
    ("二三十", None), ("9999999999", None), ("²", None),
])
def test_chinese_and_arabic_numerals_are_read(text: str, value: int | None) -> None:
    assert number(text) == value


HEADINGS = st.lists(st.tuples(st.integers(1, 6), st.text(max_size=12)), max_size=9)


@given(st.text(max_size=40), st.text(max_size=9), HEADINGS)
def test_no_title_or_heading_breaks_the_assignment(title: str, category: str, heads: list[tuple[int, str]]) -> None:
    before = [Section(0, 0, "")] + [Section(n, level, text) for n, (level, text) in enumerate(heads, 1)]
    got = assign(title, category, before)
    assert [(s.line, s.level, s.heading) for s in got.sections] == [(s.line, s.level, s.heading) for s in before]
    assert {s.topic for s in got.sections if s.topic} <= {part.topic for part in got.topics}


def test_a_hundred_thousand_headings_are_placed() -> None:
    many = [Section(n, 1, f"标题{n}") for n in range(100_000)]
    assert len(assign("S（一）", None, many).topics) == 100_000


@pytest.mark.parametrize("title", [
    "甲, " * 10**6, "（" * 10**6, "（一）" * 10**6, "—" * 10**6, "S（一）——" + "甲、" * 10**6,
])
def test_a_title_of_megabytes_is_worked_off(title: str) -> None:
    assert len(assign(title, None, sections("# 乙", "# 丙")).topics) <= 53
