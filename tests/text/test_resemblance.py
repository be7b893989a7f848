"""What tells that two texts are one article, and how such texts are found among many."""

import random
from collections.abc import Sequence
from itertools import combinations

from curator.text.near import Groups, join_near_duplicates
from curator.text.sketch import SAME, SKETCH, described, resemblance

SENTENCES = [
    f"第{number}节讨论多任务学习中参数共享的方法，作者比较了 {number} 种网络结构在 D{number} 上的结果，并给出了原因。"
    for number in range(40)
]


def test_texts_that_differ_in_marks_and_spaces_have_one_digest() -> None:
    assert described("Deep Learning，深度 学习！").digest == described("deep learning 深度学习").digest


def test_a_repost_with_another_head_and_foot_resembles_the_article() -> None:
    original, repost = SENTENCES, ["转载自机器学习公众号，作者授权。", *SENTENCES, "欢迎关注我们，点击阅读原文。"]
    one, other = described("".join(original)), described("".join(repost))

    assert one.digest != other.digest
    assert resemblance(one.sketch, other.sketch) >= SAME


def test_articles_on_one_subject_do_not_resemble_one_another() -> None:
    words, chance = "学习 网络 数据 方法 结果 参数 模型 任务 图像 语言".split(), random.Random(7)  # noqa: S311 - the same each time
    texts = ["".join(chance.choices(words, k=400)) for _ in range(2)]

    assert resemblance(*(described(text).sketch for text in texts)) < 0.3


def test_a_text_of_few_words_is_like_no_other() -> None:
    one = described("404 页面不存在")

    assert one.sketch == ()
    assert resemblance(one.sketch, one.sketch) == 0.0


def _near(sketches: Sequence[tuple[int, ...]]) -> list[list[int]]:
    groups = Groups()
    join_near_duplicates(groups, lambda: enumerate(sketches))
    return groups.all()


def _some(chance: random.Random, most: int) -> tuple[int, ...]:
    """Give a sketch that is new, or one that is more or less like the one of a few texts."""
    own = chance.sample(range(1 << 32), SKETCH)
    common = random.Random(chance.randrange(9)).sample(range(1 << 32), SKETCH)  # noqa: S311 - as above
    shared = chance.randrange(most)
    return tuple(sorted(common[:shared] + own[shared:]))


def test_what_is_found_among_many_texts_is_what_comparing_all_pairs_finds() -> None:
    chance = random.Random(3)  # noqa: S311 - the same each time
    sketches = [_some(chance, SKETCH + 1) for _ in range(300)] + [()] * 3
    alike = (pair for pair in combinations(range(len(sketches)), 2)
             if resemblance(*(sketches[at] for at in pair)) >= SAME)
    expected = Groups(alike).all()

    assert len(expected) > 3
    assert _near(sketches) == expected


def test_equal_texts_are_one_group_however_many_and_what_a_site_puts_on_all_its_pages_joins_none() -> None:
    chance = random.Random(4)  # noqa: S311 - as above
    frame = chance.sample(range(1 << 20), 40)
    pages = [tuple(sorted(frame + chance.sample(range(1 << 20, 1 << 32), 24))) for _ in range(500)]
    one = described("".join(SENTENCES)).sketch

    assert _near([*pages, *[one] * 500]) == [[*range(500, 1_000)]]
