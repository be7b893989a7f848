import random
import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.export.keys import propose, safe, unique

KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.:+/-]*")
DAY = date(2018, 3, 4)


@pytest.mark.parametrize(("identity", "key"), [
    ("weixin:9nNNhhDWSYW0123456789a", "weixin-9nNNhhDWSYW"),
    ("weixin:-Hx--8NiVPM0123456789a", "weixin-Hx-8NiVPM01"),
    ("zhihu:p/139240761", "zhihu-p-139240761"),
    ("csdn:78290448", "csdn-78290448"),
    ("arxiv:1706.03762", "arxiv-1706.03762"),
    ("arxiv:hep-th/9901001", "arxiv-hep-th-9901001"),
    ("github:abhi2610/ohem", "gh-abhi2610-ohem"),
    ("doi:10.1002/(sici)1097-4571", "doi-10.1002-sici-1097-4571"),
])
def test_a_native_id_is_the_key(identity: str, key: str) -> None:
    assert propose(identity, identity.partition(":")[0], "any title", "host", DAY) == key


@pytest.mark.parametrize(("title", "words"), [
    ("多任务学习-Multitask Learning概述", "duorenwuxuexi-multitask-learning-2018-"),
    ("FaceNet: A Unified Embedding for Face Recognition", "facenet-a-unified-embedding-for-2018-"),
    ("女 Élan ＡＢ", "nv-elan-ab-2018-"),
    (None, "example-org-2018-"),
    ("……！", "example-org-2018-"),
])
def test_else_words_year_and_hash_are(title: str | None, words: str) -> None:
    key = propose("url:example.org/a", "url", title, "example.org", DAY)
    assert re.fullmatch(re.escape(words) + "[0-9a-f]{6}", key)


def test_an_id_that_nobody_can_read_gives_way_to_the_title() -> None:
    key = propose("wikipedia:zh.wikipedia.org/%E7%9F%A9%E9%98%B5", "wikipedia", "矩阵", "zh.wikipedia.org")
    assert key.startswith("juzhen-")


def test_without_a_day_there_is_no_year() -> None:
    assert propose("url:x", "url", "深度", "h") == "shendu-" + propose("url:x", "url", "深度", "h")[-6:]


@given(st.sampled_from(["url", "doi", "paper", "weixin"]), st.text(), st.text(), st.text())
def test_every_proposal_is_safe(rule: str, native: str, title: str, host: str) -> None:
    key = propose(f"{rule}:{native}", rule, title, host)
    assert KEY.fullmatch(key)
    assert safe(key) == key


@pytest.mark.parametrize("key", ["vaswani2017", "DBLP:conf/nips/VaswaniSPUJGKP17", "a_b-c.d+e", "2017a"])
def test_an_imported_key_is_kept(key: str) -> None:
    assert safe(key) == key


@pytest.mark.parametrize(("key", "made"), [
    ("müller, 2020", "muller-2020"), ("a{b}%c", "a-b-c"), ("}\n@book{x", "book-x"),
    ("论文", "key"), ("", "key"), ("-a", "a"),
])
def test_an_imported_key_that_breaks_a_file_is_made_safe(key: str, made: str) -> None:
    assert safe(key) == made


def test_rivals_for_a_key_get_their_hash_behind() -> None:
    keys = unique([("weixin:a", "weixin-X"), ("weixin:b", "WEIXIN-x"), ("weixin:c", "weixin-Y")], {"weixin-z"})
    assert keys["weixin:c"] == "weixin-Y"
    assert keys["weixin:a"].startswith("weixin-X-")
    assert keys["weixin:b"].startswith("WEIXIN-x-")


def test_a_taken_key_is_not_given_again() -> None:
    first = unique([("i", "Key")], set())["i"]
    second = unique([("j", "kEY")], {first.lower()})["j"]
    third = unique([("j", "kEY")], {first.lower(), second.lower()})["j"]
    assert first == "Key"
    assert len({first.lower(), second.lower(), third.lower()}) == 3


@given(st.dictionaries(st.text(max_size=3), st.sampled_from(["a", "A", "b", "a-ca978112"[:8], "c"])), st.randoms())
def test_keys_do_not_depend_on_the_order(wanted: dict[str, str], shuffler: random.Random) -> None:
    pairs = list(wanted.items())
    shuffler.shuffle(pairs)
    keys = unique(pairs, {"c"})
    assert keys == unique(wanted.items(), {"c"})
    assert len({key.lower() for key in keys.values()} - {"c"}) == len(wanted)
