"""The identity of a link: one for all spellings of one thing, never one for two things."""

import string

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from identity_cases import DIFFERENT, SAME

from curator.model import Link
from curator.urls.find import repaired
from curator.urls.identity import RULES_VERSION, identify, identify_paper, key_parts
from curator.urls.table import HOST_RULES
from curator.urls.tracking import TRACKING


@pytest.mark.parametrize(("identity", "spelling"), [(key, url) for key, urls in SAME.items() for url in urls])
def test_every_spelling_of_a_thing_has_its_identity(identity: str, spelling: str) -> None:
    assert identify(spelling).identity == identity


@pytest.mark.parametrize(("one", "other", "why"), DIFFERENT)
def test_two_things_are_never_one(one: str, other: str, why: str) -> None:
    assert identify(one).identity != identify(other).identity, why


@pytest.mark.parametrize("scheme", ["h1ttp", "htps", "hmttps", "ttp", "htttp", "httpss"])
def test_a_slip_in_the_scheme_changes_neither_identity_nor_canonical_address(scheme: str) -> None:
    written = f"{scheme}://arxiv.org/abs/1707.05414"
    assert identify(written) == identify("https://arxiv.org/abs/1707.05414") == identify(repaired(written))
    assert identify(f"{scheme}://example.org/a").canonical == repaired(f"{scheme}://example.org/a")


def test_every_host_rule_has_a_case() -> None:
    assert {rule.name for rule in HOST_RULES} <= {identity.partition(":")[0] for identity in SAME}


def test_a_link_says_which_rule_of_which_version_made_it() -> None:
    assert identify("http://github.com/Owner/Repo.git") == Link(
        "github:owner/repo", "github", RULES_VERSION, "https://github.com/Owner/Repo", "github.com")


@pytest.mark.parametrize(("written", "canonical", "host"), [
    ("http://www.Example.org:80/a b?utm_source=x&q=中#part", "http://www.example.org/a%20b?q=%E4%B8%AD", "example.org"),
    ("example.org/path", "http://example.org/path", "example.org"),
    ("https://例子.com/路", "https://xn--fsqu00a.com/%E8%B7%AF", "xn--fsqu00a.com"),
    ("https://example.org/#/route?x=1", "https://example.org/#/route?x=1", "example.org"),
    ("https://user:secret@example.org/", "https://example.org/", "example.org"),
    ("https://mp.weixin.qq.com/s?__biz=MzA=&mid=1&idx=2&sn=ab&chksm=cd#rd",
     "https://mp.weixin.qq.com/s?__biz=MzA=&mid=1&idx=2&sn=ab", "mp.weixin.qq.com"),
    ("https://pan.baidu.com/share/init?surl=AbC&pwd=x1y2", "https://pan.baidu.com/s/1AbC?pwd=x1y2", "pan.baidu.com"),
])
def test_the_canonical_address_can_be_requested(written: str, canonical: str, host: str) -> None:
    link = identify(written)
    assert (link.canonical, link.host, link.local) == (canonical, host, False)


@pytest.mark.parametrize("url", [
    "http://localhost:9999/x", "http://app.localhost/", "http://printer.local/", "http://db.internal/", "http://intranet/",
    "http://127.0.0.1/", "http://127.1/", "http://2130706433/", "http://0x7f000001/", "http://0177.0.0.1/",
    "http://0x7f.1/", "http://１２７.0.0.1/", "http://%31%32%37.0.0.1/", "http://127.0.0.1./", "http://user@127.0.0.1/",
    "http://10.1.2.3/", "http://172.16.0.1/", "http://192.168.1.1:8080/a", "http://169.254.169.254/meta", "http://0/",
    "http://100.64.0.1/", "http://224.0.0.1/", "http://255.255.255.255/", "http://192.0.2.1/",
    "http://[::1]/", "http://[::]/", "http://[fe80::1%25eth0]/", "http://[fc00::1]/", "http://[::ffff:10.0.0.1]/",
    "http://[::ffff:7f00:1]/", "http://[64:ff9b::7f00:1]/", "http://[2002:7f00:1::]/", "http://[2001:db8::1]/",
    "ftp://example.org/file", "mailto:a@example.org", "magnet:?xt=urn:btih:1", "javascript:alert(1)", "file:///etc/passwd",
    "http://", "http:///", "", "no address", "http://exa mple.org/", "http://256.1.1.1/", "http://1.2.3.4.5/",
    "http://[::1/", "http://a..b/", "http://example.org:99999/", "data:text/html,x", "http://" + "a" * 300 + ".org/",
])
def test_what_must_not_be_requested_is_local(url: str) -> None:
    assert identify(url).local


@pytest.mark.parametrize("url", [
    "http://8.8.8.8/", "http://[2606:4700::1111]/", "http://[64:ff9b::808:808]/", "http://localhost.example.org/",
    "http://local.org/", "example.org", "http://127.0.0.1.example.org/",
    "http://lost.invalid/", "http://lost.example/",
])
def test_what_is_public_is_not_local(url: str) -> None:
    assert not identify(url).local


def test_all_spellings_of_an_ip_address_are_one() -> None:
    spellings = ("127.0.0.1", "127.1", "2130706433", "0x7f.0.0.1", "0177.0.0.01")
    assert {identify(f"http://{host}/a").identity for host in spellings} == {"url:127.0.0.1/a"}


URLS = sorted(url for urls in SAME.values() for url in urls)
HOSTILE = st.one_of(
    st.text(st.characters(), max_size=40),
    st.builds("".join, st.lists(st.sampled_from([*"/?#&=%.:@[]\\ ~a1中", "%2F", "%e4", "http://", "https:", "www.",
                                                 "example.org", "::1", "zh.wikipedia.org/wiki/", "utm_a=", "\u200b"]))),
    st.builds(lambda url, at, extra: url[:at] + extra + url[at:],
              st.sampled_from(URLS), st.integers(0, 60), st.text(st.characters(), max_size=4)),
)


@given(HOSTILE)
@example("http://a/%2e%2E/b")
@example("https://doi.org/10.1/x")
@example("http://example.org\\a?b\\c")
def test_the_canonical_address_has_the_same_identity(text: str) -> None:
    link = identify(text)
    if link.canonical is None:
        assert (link.rule, link.local) == ("uri", True)
    else:
        assert link.canonical.isascii()
        assert identify(link.canonical) == link


@given(HOSTILE)
def test_no_text_breaks_identification_and_every_identity_begins_with_its_rule(text: str) -> None:
    link = identify(text)
    assert link.identity.startswith(link.rule + ":")
    assert link.identity.isascii()
    assert link.identity.isprintable()


GLOBAL = sorted(name.replace("*", "x") for row in TRACKING if not row.hosts and not row.values
                for name in row.names.split())


@given(st.sampled_from([url for url in URLS if url.startswith("http") and "#" not in url]), st.sampled_from(GLOBAL))
def test_scheme_and_tracking_make_no_difference(url: str, name: str) -> None:
    wanted = identify(url).identity
    asked = f"{url}{'&' if '?' in url else '?'}{name}=1"
    assert identify(asked).identity == wanted
    scheme = "http" if url.startswith("https:") else "https"
    assert identify(f"{scheme}:{url.split(':', 1)[1]}").identity == wanted


HOSTS = st.from_regex(r"[a-v]{1,8}\.[a-z]{1,8}\.(com|org|cn)", fullmatch=True)
PATHS = st.text(string.ascii_letters + string.digits + "-_/.~中", max_size=20)


@given(HOSTS, PATHS)
def test_www_case_of_host_port_and_fragment_make_no_difference(host: str, path: str) -> None:
    wanted = identify(f"http://{host}/{path}").identity
    for spelling in (f"https://www.{host}/{path}", f"HTTP://{host.upper()}:80/{path}", f"http://{host}./{path}#part"):
        assert identify(spelling).identity == wanted


def test_only_so_many_redirectors_are_unwrapped() -> None:
    url = "https://example.org/"
    for _ in range(30):
        url = f"https://link.zhihu.com/?target={url.replace('%', '%25').replace(':', '%3A')[:5000]}"
    assert identify(url).identity.startswith("url:link.zhihu.com?target=")


@pytest.mark.parametrize("url", [
    "http://example.org/" + "a" * 10**6, "http://" + "a." * 10**6, "http://example.org/?" + "a=1&" * 10**6,
    "http://example.org/" + "../" * 10**6, "http://" + "@" * 10**6, "http://example.org/" + "%" * 10**6,
    "https://github.com/a/b/" + "/" * 10**6 + "中", "https://medium.com/" + "-" * 10**6, "中" * 10**6,
    "https://mp.weixin.qq.com/s/" + "a" * 10**6, "h" * 10**6 + "://a.b/", "https://163.com/" + "A/" * 10**6,
    "https://doi.org/10.1234/" + "/%E4" * 10**6, "http://[" + ":" * 10**6, "http://" + "中" * 10**6 + ".org/",
])
@pytest.mark.parametrize("most", [60_000, None])
def test_an_address_of_megabytes_gets_a_short_identity(url: str, most: int | None) -> None:
    assert len(identify(url[:most]).identity) <= 1_000


@pytest.mark.parametrize(("one", "other"), [
    ("DeepFace: Closing the Gap", "deepface  closing the gap."),
    ("《人脸检测》", "人脸检测"),
    ("Ｗide – ResNet", "Wide-ResNet"),
])
def test_a_paper_is_its_title_whatever_the_punctuation(one: str, other: str) -> None:
    assert identify_paper(one).identity == identify_paper(other).identity


def test_papers_differ_by_letters_digits_and_the_signs_of_languages() -> None:
    titles = ("C", "C++", "C#", "Paper 1", "Paper 2", "…", "？", "a" * 2000, "a" * 2001)
    papers = [identify_paper(title) for title in titles]
    assert len({paper.identity for paper in papers}) == len(titles)
    assert papers[0] == Link("paper:c", "paper", RULES_VERSION, None, "")


@pytest.mark.parametrize(("url", "parts"), [
    ("https://mp.weixin.qq.com/s/9nNNhhDWSYWaaaaaaaaaaa", ("weixin", "9nNNhhDWSYWaaaaaaaaaaa")),
    ("https://zhuanlan.zhihu.com/p/139240761", ("zhihu", "p/139240761")),
    ("https://github.com/Some/Repo", ("gh", "some/repo")),
    ("https://example.org/", None),
])
def test_a_native_id_gives_the_parts_of_a_citation_key(url: str, parts: tuple[str, str] | None) -> None:
    assert key_parts(identify(url).identity) == parts
