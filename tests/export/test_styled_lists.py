"""References as styles want them: held against the examples of standards, against pandoc, and against strangers."""

import json
import re
import subprocess
from datetime import date
from functools import cache
from io import StringIO

import pypandoc
import pytest
from export_entries import HOSTILE, UNCLEAN, entry, paper, written

from curator.errors import UsageError
from curator.export.styled import Styled
from curator.export.styles.names import NAMED, STYLABLE
from curator.export.styles.style import Style
from curator.jobs.styling import styled
from curator.model import Details, Entry, Health
from curator.text.plain import plain

LOADED = cache(styled)


def lines(form: str, style: str, *entries: Entry, locale: str = "") -> list[str]:
    out = StringIO()
    LOADED(form, style, locale).write(entries, out, "List")
    return out.getvalue().splitlines()[2::2]


def line(style: str, item: Entry, locale: str = "", form: str = "text") -> str:
    (found,) = lines(form, style, item, locale=locale)
    return found


def work(title: str, url: str | None = None, seen: date = date(2024, 5, 6), **said: str | tuple[str, ...]) -> Entry:
    """Make an entry of which a bibliography says more, under the address of its page."""
    return entry(title, url, urldate=seen, details=Details(**said), key=f"k-{abs(hash(title))}")  # type: ignore[arg-type]


NEWS = work("出版业信息化迈入快车道", "http://www.creader.com/news/20011219/200112190019.html", date(2002, 4, 15),
            kind="webpage", authors=("萧, 钰",), issued="2001-12-19")  # fmt: skip
FOSSILS = work("蓝田生物群: 一个认识多细胞生物起源和早期演化的新窗口", kind="article-journal", issued="2012",
               authors=("袁, 训来", "陈, 哲", "肖, 书海", "万, 斌"), container="科学通报", volume="55", number="34",
               pages="3219")  # fmt: skip
ISOTOPES = work("Carbon isotope evidence for the stepwise oxidation of the Proterozoic environment", issued="1992",
                kind="article-journal", authors=("Des Marais, D. J.", "Strauss, H.", "Summons, R. E.", "Hayes, J. M."),
                container="Nature", volume="359", pages="605-609")  # fmt: skip
UNIMARC = work("UNIMARC and metadata: Dublin core", "http://archive.ifla.org/IV/ifla64/138-161e.htm",
               date(2013, 3, 27), kind="webpage", authors=("Hopkinson, A.",), issued="2009-04-22")  # fmt: skip
BOOKS = work("Emotions in storybooks: A comparison of storybooks that represent ethnic and racial groups in the "
             "United States", kind="article-journal", authors=("Grady, J. S.", "Her, M.", "Moreno, G.", "Perez, C.",
             "Yelinek, J."), issued="2019", container="Psychology of Popular Media Culture", volume="8", number="3",
             pages="207-217", doi="10.1037/ppm0000185")  # fmt: skip
FIELDS = work("Induction of electric field in human bodies moving near MRI: An efficient BEM computational procedure",
              kind="article-journal", authors=("Chiampi, M.", "Zilberti, L."), issued="2011-10",
              container="IEEE Trans. Biomed. Eng.", volume="58", pages="2787-2793",
              doi="10.1109/TBME.2011.2158315")  # fmt: skip


@pytest.mark.parametrize(("style", "item", "wanted"), [
    # GB/T 7714-2015, examples of 4.6 and 4.4; a space after the number, as its lists of references have
    ("gb-t-7714-2015", NEWS, "[1] 萧钰. 出版业信息化迈入快车道[EB/OL]. (2001-12-19)[2002-04-15]. "
     "http://www.creader.com/news/20011219/200112190019.html."),
    ("gb-t-7714-2015", UNIMARC, "[1] HOPKINSON A. UNIMARC and metadata: Dublin core[EB/OL]. (2009-04-22)[2013-03-27]. "
     "http://archive.ifla.org/IV/ifla64/138-161e.htm."),
    ("gb-t-7714-2015", FOSSILS, "[1] 袁训来, 陈哲, 肖书海, 等. "
     "蓝田生物群: 一个认识多细胞生物起源和早期演化的新窗口[J]. 科学通报, 2012, 55(34): 3219."),
    ("gb-t-7714-2015", ISOTOPES, "[1] DES MARAIS D J, STRAUSS H, SUMMONS R E, et al. Carbon isotope evidence for the "
     "stepwise oxidation of the Proterozoic environment[J]. Nature, 1992, 359: 605-609."),
    # Publication Manual of the APA, 7th edition, 10.1
    ("apa", BOOKS, "Grady, J. S., Her, M., Moreno, G., Perez, C., & Yelinek, J. (2019). Emotions in storybooks: A "
     "comparison of storybooks that represent ethnic and racial groups in the United States. Psychology of Popular "
     "Media Culture, 8(3), 207–217. https://doi.org/10.1037/ppm0000185"),
    # IEEE Reference Guide, periodicals with a DOI
    ("ieee", FIELDS, "[1] M. Chiampi and L. Zilberti, “Induction of electric field in human bodies moving near MRI: An "
     "efficient BEM computational procedure,” IEEE Trans. Biomed. Eng., vol. 58, pp. 2787–2793, Oct. 2011, doi: "
     "10.1109/TBME.2011.2158315."),
    ("ieee", NEWS, "[1] 萧钰, “出版业信息化迈入快车道.” Accessed: Apr. 15, 2002. [Online]. Available: "
     "http://www.creader.com/news/20011219/200112190019.html"),
])
def test_the_examples_of_the_standards_come_out_to_the_letter(style: str, item: Entry, wanted: str) -> None:
    assert line(style, item) == wanted


def test_a_page_of_which_nothing_is_known_is_title_address_and_day_in_every_style() -> None:
    page = entry("深度学习之目标检测", "https://example.org/p/1")
    assert line("gb-t-7714-2015", page) == "[1] 深度学习之目标检测[EB/OL]. [2024-05-06]. https://example.org/p/1."
    assert line("apa", page) == "深度学习之目标检测. (n.d.). Retrieved May 6, 2024, from https://example.org/p/1"
    assert line("chicago", page) == "“深度学习之目标检测.” n.d. Accessed May 6, 2024. https://example.org/p/1."
    assert line("mla", page) == "深度学习之目标检测. https://example.org/p/1. Accessed 6 May 2024."


@pytest.mark.parametrize(("title", "reference"), [
    ("为什么要学？", "为什么要学？ (n.d.). Retrieved May 6, 2024, from https://example.org/a"),
    ("Why?", "Why? (n.d.). Retrieved May 6, 2024, from https://example.org/a"),
    ("By A. Inc.", "By A. Inc. (n.d.). Retrieved May 6, 2024, from https://example.org/a"),
])
def test_no_full_stop_follows_another_sign(title: str, reference: str) -> None:
    assert line("apa", entry(title)) == reference


def test_a_locale_is_the_language_of_what_the_style_adds() -> None:
    page = entry("Deep learning", "https://example.org/p/1")
    assert line("apa", page, "de") == "Deep learning. (o. J.). Abgerufen 6. Mai 2024, von https://example.org/p/1"
    assert "et al" in line("gb-t-7714-2015", FOSSILS, "en-US")


JUDGED = [
    *(NEWS, UNIMARC, ISOTOPES, BOOKS, FIELDS),
    work("Attention Is All You Need", "https://arxiv.org/abs/1706.03762", kind="article", issued="2017-06-12",
         authors=("Vaswani, Ashish", "Shazeer, Noam"), arxiv="1706.03762"),
    work("Deep residual learning", kind="paper-conference", authors=("He, Kaiming", "Zhang, X. Y.", "Ren, Shao-Qing"),
         issued="2016", container="Proceedings of CVPR", pages="770-778"),
    work("统计学习方法", kind="book", authors=("机器之心",), issued="2012", publisher="清华大学出版社"),
    work("Learning Deep Architectures", kind="thesis", authors=("Krizhevsky, Alex",), issued="2009",
         publisher="University of Toronto"),
    work("Learning internal representations", kind="chapter", authors=("Rumelhart, David",), issued="1986",
         pages="31-38", editors=("McClelland, James",), container="Parallel distributed processing",
         publisher="MIT Press"),
    work("keras", "https://github.com/keras-team/keras", kind="software"),
    work("Why GPUs? A short story", "https://openai.com/blog/x", kind="post-weblog", issued="2018-05-16",
         authors=("OpenAI",), container="OpenAI Blog"),
    work("What is it?", "https://example.org/what", kind="webpage"),
    entry("[OpenFace: 官网]", "http://example.org/openface/", key="k-face"),
]  # fmt: skip


@pytest.mark.parametrize("style", ["gb-t-7714-2015", "apa", "ieee", "mla", "harvard", "nature", "vancouver"])
def test_references_are_to_the_letter_those_of_pandoc(style: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    # In one language and by one name: pandoc has one locale for a list, and puts full stops behind Chinese names.
    items = [item for item in JUDGED if item is not NEWS]
    locale = "zh-CN" if style.startswith("gb") else "en-US"
    csl = tmp_path_factory.mktemp("style") / "style.csl"
    csl.write_bytes(vars(vars(LOADED("text", style, locale))["_style"])["_source"])
    done = subprocess.run(
        [pypandoc.get_pandoc_path(), "-f", "csljson", "-t", "plain", "--wrap=none", "--citeproc", "--csl", str(csl)],
        input=written("csl-json", *items), text=True, capture_output=True, check=True,
    )
    theirs = {unnumbered(" ".join(one.split())) for one in done.stdout.split("\n\n")}
    assert {unnumbered(one) for one in lines("text", style, *items, locale=locale)} == theirs


def unnumbered(reference: str) -> str:
    return re.sub(r"^(\[\d+\]|\d+\.) ", "", reference)


@pytest.mark.parametrize("row", NAMED, ids=lambda row: row.name)
def test_every_named_style_makes_something_of_every_kind_of_entry(row: object) -> None:
    made = styled("text", getattr(row, "name", ""), "")
    made.write([*JUDGED, FOSSILS, paper()], StringIO(), "")
    assert made.fallen == 0


@pytest.mark.parametrize("style", ["gb-t-7714-2015", "apa"])
@pytest.mark.parametrize("form", STYLABLE)
def test_no_stranger_writes_markup_into_a_styled_list(form: str, style: str) -> None:
    texts = [*HOSTILE, *UNCLEAN, "\U000f0000i\U000f0001", "{" * 50, "x" * 10_000]
    items = [work(text, "https://example.org/a", authors=(text,), container=text, kind="webpage") for text in texts]
    out = StringIO()
    made = LOADED(form, style, "")
    made.write(items, out, "List")
    assert not re.search("[\x1b\u202e\U000f0000-\U000f00ff]", out.getvalue())
    assert form == "text" or not re.search(r"(?<!\\)<(?:script|b|img)\b", out.getvalue())
    assert form != "markdown" or not re.search(r"\{[{%]", out.getvalue())
    assert made.fallen == 0


@pytest.mark.parametrize("text", ["<script>alert('x')</script>", "a & b <i>c</i>", "100% $5 {x} \\ ~", "<http://x.y>"])
def test_a_title_reads_the_same_in_a_reference(text: str) -> None:
    assert line("gb-t-7714-2015", entry(text)) == f"[1] {plain(text)}[EB/OL]. [2024-05-06]. https://example.org/a."


def test_what_a_style_sets_apart_is_emphasised_and_addresses_lead_somewhere() -> None:
    assert line("apa", BOOKS, form="markdown").endswith(
        "*Psychology of Popular Media Culture*, *8*(3), 207–217. <https://doi.org/10.1037/ppm0000185>")
    out = StringIO()
    LOADED("html", "apa", "").write([BOOKS], out, "List")
    assert (
        "<i>Psychology of Popular Media Culture</i>, <i>8</i>(3), 207–217. "
        '<a href="https://doi.org/10.1037/ppm0000185">https://doi.org/10.1037/ppm0000185</a>'
    ) in out.getvalue()


def test_numbers_follow_the_list_and_no_reference_depends_on_those_before_it() -> None:
    twice = lines("text", "ieee", FIELDS, NEWS, FIELDS)
    assert [one[:4] for one in twice] == ["[1] ", "[2] ", "[3] "]
    assert twice[0][4:] == twice[2][4:]


def test_a_sorting_style_sorts_chinese_names_by_how_they_are_read() -> None:
    names = ("Zhang, A.", "李, 航", "Müller, B.", "安, 娜", "")
    made = LOADED("text", "gb-t-7714-2015-author-date", "zh-CN")
    works = [work(f"t{n}", authors=(name,) if name else (), issued="2020") for n, name in enumerate(names)]
    assert [one.details.authors for one in sorted(works, key=made.sort_key) if one.details] == [
        ("安, 娜",), ("李, 航",), ("Müller, B.",), (), ("Zhang, A.",),  # 佚名 stands for nobody: yi ming
    ]
    assert not LOADED("text", "gb-t-7714-2015", "").is_sorted


def test_a_dead_link_is_marked_behind_its_reference() -> None:
    dead = NEWS._replace(health=Health("dead", date(2026, 11, 2), archive="https://archive.example/x"), marked=True)
    mark = "dead since 2026-11-02; archived copy: https://archive.example/x"
    assert line("ieee", dead).endswith(f"[{mark}]")
    assert line("ieee", dead, form="markdown").endswith(
        "*(dead since 2026-11-02; [archived copy](https://archive.example/x))*")


def csl(body: str, head: str = "", macros: str = "") -> bytes:
    name = "http://purl.org/net/xbiblio/csl"
    layout = f"<bibliography><layout{head}>{body}</layout></bibliography>"
    return f'<style xmlns="{name}" version="1.0" class="in-text">{macros}{layout}</style>'.encode()


def own(source: bytes) -> Styled:
    return Styled("text", Style(source, "mine.csl"))


def test_an_entry_of_which_a_style_makes_nothing_stands_plainly_and_is_counted() -> None:
    made, out = own(csl('<text variable="publisher"/>')), StringIO()
    made.write([NEWS, entry("B"), work("C", publisher="P")], out, "List")
    assert out.getvalue().splitlines()[2::2] == [
        "出版业信息化迈入快车道. http://www.creader.com/news/20011219/200112190019.html",
        "B. https://example.org/a",
        "P",
    ]
    assert made.fallen == 2


DOUBLING = "".join(
    f'<macro name="m{n}"><text macro="m{n + 1}"/><text macro="m{n + 1}"/></macro>' for n in range(40)
) + '<macro name="m40"><text variable="title"/></macro>'


@pytest.mark.parametrize(("source", "reason"), [
    (b"", "is no style"),
    (b"<html/>", "is no style: it begins with 'html'"),
    (b"not xml", "is no style"),
    (b'<!DOCTYPE s [<!ENTITY a SYSTEM "file:///etc/hostname">]>' + csl("&a;"), "declares a document type"),
    (csl("").replace(b"bibliography", b"citation"), "makes no bibliography"),
    (csl(f'<text value="{"x" * 2_000}"/>'), "an attribute of more than 1,000 characters"),
    (csl('<text macro="m"/>', macros='<macro name="m"><text macro="m"/></macro>'), "mine.csl: "),
    (csl('<text macro="m0"/>', macros=DOUBLING), "more than 10,000 texts"),
])
def test_a_file_that_is_no_style_or_comes_to_no_end_is_refused(source: bytes, reason: str) -> None:
    with pytest.raises(UsageError, match=re.escape(reason)):
        own(source).write([NEWS], StringIO(), "")


def test_a_style_with_a_layout_for_each_language_writes_each_entry_by_its_own() -> None:
    both = csl('<text value="中"/>').replace(b"<layout>", b'<layout locale="en"><text value="E"/></layout><layout>')
    out = StringIO()
    own(both).write([NEWS, UNIMARC], out, "")
    assert out.getvalue().splitlines()[2::2] == ["中", "E"]


def test_the_csl_items_of_an_export_are_what_references_are_made_of() -> None:
    (item,) = json.loads(written("csl-json", FIELDS))
    assert item["DOI"] in line("ieee", FIELDS)
