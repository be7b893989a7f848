"""The real program, as its users meet it."""

import json
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from typer.main import get_command
from typer.testing import CliRunner
from workbench import PATIENCE, Workspace, environment, post, workspace

from curator.cli.app import program
from curator.cli.commands import COMMANDS

HOME = Path(__file__).parents[2]
X, Y = "https://example.org/x", "https://example.org/y"
SLOW = {
    "httpx", "pycurl", "sqlalchemy", "sqlmodel", "alembic", "rich", "pypinyin", "selectolax", "rapidfuzz", "yaml",
    "pyromark",
}
"""Libraries whose loading a user would notice."""

LOADED = """
import json, sys
from curator.cli import main
sys.argv = ["curator", *sys.argv[1:]]
try:
    main()
finally:
    print(json.dumps(sorted(sys.modules)), file=sys.stderr)
"""


@pytest.fixture(scope="module")
def fruit(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """Give a workspace with two posts, imported, for looking only."""
    desk = workspace(tmp_path_factory.mktemp("fruit"))
    desk.write("seeds/a.md", post("学习（一）——水果", (X, "Berries")))
    desk.write("seeds/b.md", post("学习（二）——蔬菜", (Y, "Leeks"), (X, "Berries")))
    desk.imported()
    return desk


def loaded(desk: Workspace, *words: str) -> set[str]:
    """Give the modules that a call of the program loads."""
    done = subprocess.run(
        [sys.executable, "-c", LOADED, *words], capture_output=True, cwd=desk.root, env=environment(), check=True
    )
    return set(json.loads(done.stderr.splitlines()[-1]))


@pytest.mark.parametrize("words", [("--help",), ("import", "--help"), ("--version",), ("import",)], ids=str)
def test_help_and_an_import_without_news_load_no_heavy_library(fruit: Workspace, words: tuple[str, ...]) -> None:
    assert loaded(fruit, *words) & SLOW == set()


def test_looking_loads_neither_readers_nor_http(fruit: Workspace) -> None:
    assert loaded(fruit, "topics") & {"httpx", "alembic", "pypinyin", "selectolax", "pyromark"} == set()


def test_a_check_that_asks_for_nothing_loads_no_heavy_library(fruit: Workspace) -> None:
    assert loaded(fruit, "check", "--dry-run") & SLOW == set()


def test_a_check_loads_of_the_settings_what_it_asks_for_and_what_the_file_says(desk: Workspace) -> None:
    desk.write("seeds/a.md", post("t", (X, "Berries")))
    desk.imported()
    desk.write("curator.toml", "[backup]\nkeep = 3\n[crawl]\n")
    read = [name for name in sorted(loaded(desk, "check", "--dry-run")) if name.startswith("curator.settings.")]
    assert " ".join(name.rpartition(".")[2] for name in read) == "backup check hosts net tables values workspace"


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_that_is_made_alone_is_the_same(name: str) -> None:
    alone, among_all = (CliRunner().invoke(one, [name, "--help"]).stdout for one in (program([name]), program()))
    assert alone == among_all != ""


def names(*words: str) -> list[str]:
    """Name the commands of the program that these words are read by."""
    return list(getattr(get_command(program(words)), "commands"))  # noqa: B009 - typer types its groups loosely


def test_the_table_of_commands_has_all_that_their_modules_have_and_a_call_loads_one() -> None:
    assert sorted(names()) == sorted(COMMANDS)
    assert [name for name in COMMANDS if names(name, "--help") != [name]] == []


def test_whatever_is_no_commands_name_is_read_by_the_whole_program() -> None:
    for words in ((), ("--workspace", "check"), ("chec",), ("",)):
        assert len(names(*words)) == len(COMMANDS)


def test_a_call_loads_the_module_of_its_own_command_only(fruit: Workspace) -> None:
    others = {f"curator.cli.{module}" for name, module in COMMANDS.items() if module != COMMANDS["check"]}
    assert loaded(fruit, "check", "--dry-run") & others == set()
    assert loaded(fruit, "--help") >= others


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_shows_examples(fruit: Workspace, name: str) -> None:
    done = fruit.call(name, "--help")
    assert done.returncode == 0
    assert re.search(rf"^ *(\w+ \| )?curator {name}", done.stdout, re.MULTILINE), done.stdout


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_stands_in_the_readme(name: str) -> None:
    rows = re.findall(r"^\| `curator (\w+)", (HOME / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert name in rows


def test_the_readme_names_no_command_that_is_not_there() -> None:
    rows = re.findall(r"^\| `curator (\w+)", (HOME / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert set(rows) <= set(COMMANDS)


def test_without_words_the_program_explains_itself(desk: Workspace) -> None:
    done = desk.call()
    assert all(name in done.stdout + done.stderr for name in COMMANDS)


def test_from_nothing_to_a_reading_list(tmp_path: Path) -> None:
    desk = Workspace(tmp_path)
    assert desk.run("init").returncode == 0
    desk.write("seeds/a.md", post("学习（一）——水果", (X, "Berries")))
    assert "1 added; 1 references, 1 new links" in desk.run("import").stdout
    assert "1 unchanged" in desk.run("run").stdout
    assert f"- [Berries]({X})" in (tmp_path / "exports/markdown/学习——水果.md").read_text(encoding="utf-8")


def test_without_a_workspace_the_program_says_what_to_do(tmp_path: Path) -> None:
    for name in sorted({*COMMANDS} - {"init", "read"}):
        words = {
            "show": ("x",), "search": ("x",), "export": ("markdown",), "restore": ("x",), "note": ("x", "y"),
            "edit": ("x", "--title", "y"), "mark": ("x", "--read"), "dataset": ("-o", "x"),
        }.get(name, ())
        done = Workspace(tmp_path).call(name, *words)
        assert (done.returncode, done.stdout) == (3, "")
        assert re.fullmatch(r"curator: no workspace here: [^\n]*curator init[^\n]*\n", done.stderr), done.stderr


@pytest.mark.parametrize("words", [("--workspace", "{root}", "stats"), ("stats", "--workspace", "{root}")], ids=str)
def test_the_workspace_is_named_before_or_after_the_command(
    fruit: Workspace, tmp_path: Path, words: tuple[str, ...]
) -> None:
    done = Workspace(tmp_path).call(*(word.format(root=fruit.root) for word in words))
    assert (done.returncode, "links\t2" in done.stdout.replace(" ", "\t")) == (0, True), done


def test_the_workspace_is_found_in_the_environment_and_from_folders_below(fruit: Workspace, tmp_path: Path) -> None:
    assert Workspace(tmp_path).call("stats", CURATOR_WORKSPACE=str(fruit.root)).returncode == 0
    assert Workspace(fruit.root / "seeds").call("stats").returncode == 0
    assert Workspace(tmp_path).call("stats", CURATOR_WORKSPACE="nowhere").returncode == 3


@pytest.mark.parametrize("address", ["{file}", "sqlite:///{file}"])
def test_the_catalogue_is_named_as_a_path_or_as_an_address(fruit: Workspace, tmp_path: Path, address: str) -> None:
    desk = workspace(tmp_path / "other")
    place = address.format(file=fruit.file)
    for words in (("--database", place, "stats"), ("stats", "--database", place)):
        assert desk.call(*words).returncode == 0
    assert desk.call("stats", CURATOR_DATABASE=place).returncode == 0
    assert desk.call("stats").returncode == 6


@pytest.mark.parametrize("words", [("read", "seeds"), ("read", "seeds", "--json")], ids=str)
def test_reading_needs_no_workspace_and_stores_nothing(
    fruit: Workspace, tmp_path: Path, words: tuple[str, ...]
) -> None:
    (tmp_path / "seeds").symlink_to(fruit.root / "seeds")
    done = Workspace(tmp_path).call(*words)
    assert done.returncode == 0
    assert X in done.stdout
    assert [path.name for path in tmp_path.iterdir()] == ["seeds"]


def test_reading_names_documents_as_the_workspace_does(fruit: Workspace, tmp_path: Path) -> None:
    file = str(fruit.root / "seeds/a.md")
    for words in (("--workspace", str(fruit.root), "read"), ("read", "--workspace", str(fruit.root))):
        done = Workspace(tmp_path).call(*words, file, "--json")
        assert json.loads(done.stdout)["path"] == "seeds/a.md"


REFUSALS = {
    ("export", "bibtext"): (2, "no format is named 'bibtext'; there are markdown, html, text, bibtex, biblatex,"),
    ("export", "markdown", "--json"): (2, "needs a place: -o PLACE"),
    ("export", "markdown", "--per-topic"): (2, "needs a place: -o PLACE"),
    ("export", "markdown", "--topic", "水里"): (6, "the nearest are: 水果"),
    ("export", "markdown", "--category", "AY"): (6, "the nearest are: AI"),
    ("export", "markdown", "-o", "/dev/null/x"): (1, "cannot be written"),
    ("read",): (2, "say what to read"),
    ("read", "--format", "word", "seeds"): (2, "no format is named 'word'; there are"),
    ("import", "seeds", "--git", "v1"): (1, "git cannot read"),
    ("show", "水里"): (6, "no topic is named '水里'"),
    ("search", "***"): (2, "nothing to search for in '***'"),
    ("search", ""): (2, "nothing to search for in ''"),
    ("export", "markdown", "--search", "*"): (2, "nothing to search for in '*'"),
    ("stats", "--database", "curator.toml"): (4, "not a SQLite database"),
    ("stats", "--database", "mysql://h/n"): (4, "a catalogue is a SQLite file"),
    ("stats", "--database", "none.sqlite3"): (6, "there is no catalogue yet; make one with: curator import PATH"),
    ("stats", "--nonsense"): (2, "--nonsense"),
    ("nonsense",): (2, "nonsense"),
}


@pytest.mark.parametrize("words", REFUSALS, ids=" ".join)
def test_a_refusal_is_told_without_a_traceback_and_with_its_exit_code(
    fruit: Workspace, words: tuple[str, ...]
) -> None:
    code, said = REFUSALS[words]
    done = fruit.call(*words)
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert (done.returncode, done.stdout) == (code, "")


def test_broken_settings_are_told_with_their_place(desk: Workspace) -> None:
    desk.write("curator.toml", "[import]\npathes = 'x'\n")
    done = desk.call("stats")
    assert done.returncode == 3
    assert f"{desk.root}/curator.toml: [import]: nothing is set by 'pathes'" in done.stderr


def test_bad_input_gives_its_place_an_exit_code_of_its_own_and_stops_nothing(desk: Workspace) -> None:
    desk.write("seeds/bad.md", b"one\ntwo\xff\xfa\xff\n")
    desk.write("seeds/good.md", post("t", (X, "Berries")))
    for words in (("read", "seeds"), ("import",), ("run",), ("import", "--dry-run")):
        done = desk.call(*words)
        assert done.returncode == 5
        assert "seeds/bad.md:2: it is neither UTF-8 nor" in done.stderr
    assert json.loads(desk.call("stats", "--json").stdout)["links"] == 1


def test_standard_input_is_imported_under_its_name(desk: Workspace) -> None:
    done = desk.call("import", "-", "--name", "clips.md", given=post("t", (X, "Berries")))
    assert "added  stdin:clips.md" in done.stdout
    assert desk.call("read", "-", given=X).stdout.startswith("stdin:")


def test_read_takes_just_what_an_import_would(desk: Workspace) -> None:
    for name in ("seeds/a.md", "exports/b.md", "drafts/c.md"):
        desk.write(name, post("t", (X, "Berries")))
    desk.write("curator.toml", '[import]\nexclude = ["drafts"]\n')
    assert [document["path"] for document in desk.json("read", ".")] == ["seeds/a.md"]
    assert "\n1 added;" in desk.call("import", ".").stdout


def test_a_summary_says_what_changed(desk: Workspace) -> None:
    desk.write("seeds/a.md", post("t", (X, "Berries"), (Y, "Leeks")))
    desk.imported()
    desk.write("seeds/a.md", post("t", (X, "Jam"), ("https://example.org/z", "Fish")))
    for words in (("import", "--dry-run"), ("import",)):
        lines = desk.call(*words).stdout.splitlines()
        assert [line.strip() for line in lines[:4]] == [
            "changed  seeds/a.md", "+ Fish https://example.org/z", f"- Leeks {Y}", "~ Berries → Jam",
        ]


def test_options_choose_files_and_processes(desk: Workspace) -> None:
    for name in ("a.md", "b.txt", "drafts/c.md"):
        desk.write(f"seeds/{name}", post("t", (X, "Berries")))
    said, = desk.json("import", "seeds", "--include", "*.md", "--exclude", "drafts/*", "--jobs", "2")
    assert said["changes"] == [{"document": "seeds/a.md", "change": "added"}]


def test_a_folder_an_ending_slash_and_a_flag_all_ask_for_a_list_of_each_topic(fruit: Workspace, tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    for place, more in (("there", ()), ("new/", ()), ("flagged", ("--per-topic",))):
        done = fruit.call("export", "markdown", "-o", f"{tmp_path}/{place}", *more)
        assert done.returncode == 0, done.stderr
        assert (tmp_path / place / "index.md").is_file()


@pytest.mark.parametrize("words", [("export", "biblatex"), ("read", "seeds"), ("stats", "--json")], ids=" ".join)
def test_a_pipe_that_is_closed_early_is_no_fault_to_tell(fruit: Workspace, words: tuple[str, ...]) -> None:
    process = fruit.start(*words)
    assert process.stdout
    process.stdout.close()
    assert process.stderr
    with process.stderr:
        assert process.stderr.read() == ""
    process.wait(PATIENCE)


EVERY_JSON = {
    "import": (), "run": (), "topics": (), "show": (X,), "search": ("berries",), "stats": (), "read": ("seeds",),
    "export": ("markdown", "-o", "exports/all.md"), "check": ("--dry-run",), "links": (), "schedule": (),
    "archive": ("--dry-run",), "enrich": ("--dry-run",), "backup": (), "crawl": ("--dry-run",), "dataset": ("-o", "d"),
    "tag": (X, "--add", "t", "--dry-run"),
    "note": (X, "n", "--dry-run"), "edit": (X, "--title", "t", "--dry-run"), "star": (X, "--dry-run"),
    "mark": (X, "--read", "--dry-run"),
}


def test_every_command_that_gives_facts_gives_json() -> None:
    # The pairs of dedupe are one array, a row on each line: tests/jobs/test_deduping.py. Nothing is here to review or
    # to fix: tests/cli/test_review.py, tests/cli/test_fix_cli.py. Of a report JSON is one format. A restoring would
    # take the catalogue from the others: tests/jobs/test_restoring.py. Nothing was said here that could be told of or
    # taken back: tests/cli/test_curating_cli.py. Nothing is wrong with the catalogue: tests/cli/test_doctor_cli.py.
    others = {"init", "dedupe", "review", "fix", "report", "restore", "history", "undo", "doctor"}
    assert set(EVERY_JSON) == {*COMMANDS} - others


@pytest.mark.parametrize("name", EVERY_JSON)
def test_json_has_one_value_on_each_line(fruit: Workspace, name: str) -> None:
    values = fruit.json(name, *EVERY_JSON[name])
    assert values
    assert all(isinstance(value, dict) for value in values)


@pytest.mark.parametrize("words", [("stats",), ("stats", "--json"), ("--help",), ("export", "biblatex")])
def test_an_output_that_takes_nothing_more_is_told_in_one_line(fruit: Workspace, words: tuple[str, ...]) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            fruit.command(*words), cwd=fruit.root, stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert done.returncode == 1
    assert done.stderr == "curator: the output cannot be written: No space left on device\n"


def test_a_closed_output_stops_nothing(fruit: Workspace) -> None:
    words = " ".join(map(shlex.quote, fruit.command("stats")))
    done = subprocess.run(["sh", "-c", f"{words} >&-"], cwd=fruit.root, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")

