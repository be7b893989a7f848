"""A run does what curator.toml asks for, and one list that cannot be written does not stop the others."""

import pytest
from workbench import Workspace

from curator.errors import WorkspaceError
from curator.jobs.running import run
from curator.jobs.steps import RunRequest
from curator.settings import load

POST = "---\ntitle: 水果\n---\n\n# 苹果\n\nhttp://a.example/1\n\n第一篇\n"


def configured(desk: Workspace, lists: str) -> None:
    desk.write("seeds/fruit.md", POST)
    desk.write("curator.toml", lists)


def test_a_list_that_selects_nothing_does_not_stop_the_others(desk: Workspace) -> None:
    configured(desk, '[[export.lists]]\nformat = "bibtex"\ntopic = "香蕉"\n[[export.lists]]\nformat = "biblatex"\n')
    ran = run(RunRequest(load(desk.root, environment={})))
    assert [(name, exported.entries) for name, _, exported in ran.exported] == [("biblatex", 1)]
    assert [(what, error.exit_code) for what, error in ran.failed] == [("no bibtex list was written", 6)]


def test_a_run_that_could_not_write_a_list_says_so_with_its_exit_code(desk: Workspace) -> None:
    configured(desk, '[[export.lists]]\nformat = "bibtex"\ntopic = "香蕉"\n')
    done = desk.run("run")
    assert (done.returncode, "no bibtex list was written" in done.stderr) == (6, True)


def test_a_run_with_nothing_to_import_yet_is_no_error(desk: Workspace) -> None:
    done = desk.run("run")
    assert (done.returncode, done.stderr) == (0, "")
    assert "nothing to import" in done.stdout


@pytest.mark.parametrize(("lists", "message"), [
    ('[[export.lists]]\nformat = "bibtext"\n', "no format is named 'bibtext'; there are markdown"),
    ('[[export.lists]]\nformat = "bibtex"\n[[export.lists]]\nformat = "bibtex"\n', "two lists are written to"),
    ('[[export.lists]]\nformat = "bibtex"\nfile = "a.bib"\n[[export.lists]]\nformat = "biblatex"\nfile = "./a.bib"\n',
     "two lists are written to"),
])
def test_lists_that_cannot_work_are_refused_before_anything_is_imported(
    desk: Workspace, lists: str, message: str
) -> None:
    configured(desk, lists)
    with pytest.raises(WorkspaceError, match=message):
        run(RunRequest(load(desk.root, environment={})))
    assert not desk.file.exists()
