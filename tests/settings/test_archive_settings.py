from pathlib import Path

import pytest

from curator.archive.policy import SERVICES, Kind, Service
from curator.errors import WorkspaceError
from curator.settings import FILE, Settings, load

ROW = 'archive = "mine"\nkind = "timemap"\nurl = "http://archive.corp:8080/list/"\nsnapshots = "http://archive.corp/x/"\n'


def settings(root: Path, text: str) -> Settings:
    (root / FILE).write_text(text, encoding="utf-8")
    return load(root, environment={})


def test_services_that_are_named_take_the_place_of_the_usual_ones(tmp_path: Path) -> None:
    policy = settings(tmp_path, f"[archive]\ntries = 2\n[[archive.services]]\n{ROW}").archive
    mine = Service("mine", Kind.TIMEMAP, "http://archive.corp:8080/list/", ("http://archive.corp/x/",))
    assert (policy.services, policy.tries, policy.saving) == ((mine,), 2, None)
    assert settings(tmp_path, "[archive]\nagain = 7\n").archive.services == SERVICES


@pytest.mark.parametrize(("text", "message"), [
    ("[archive]\ndelay = 1\n", r"\[archive\]: nothing is set by 'delay'"),
    ("[archive]\ntries = 0\n", r"\[archive\] tries: 0 is too small, 1 is the least"),
    ('[archive]\nagain = "soon"\n', r"\[archive\] again: a number is wanted"),
    ("[archive]\nservices = 1\n", r"\[\[archive.services\]\] are tables"),
    ('[[archive.services]]\nkind = "cdx"\n', "a service needs its archive"),
    (f"[[archive.services]]\n{ROW}".replace("timemap", "wayback"), "kind: 'wayback' is none of cdx, availability"),
    (f"[[archive.services]]\n{ROW}".replace('"http://archive.corp/x/"', "[]"), "snapshots: what do the addresses"),
    (f"[[archive.services]]\n{ROW}".replace("http://archive.corp:8080", "file://"), "is no address of the web"),
    (f"[[archive.services]]\n{ROW}".replace("http://archive.corp/x/", "javascript:x"), "is no address of the web"),
])
def test_what_cannot_be_meant_is_told_with_its_place(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(WorkspaceError, match=message):
        settings(tmp_path, text)
