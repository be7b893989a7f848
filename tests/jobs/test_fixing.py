"""Repairs of posts: planned, written, refused, taken back."""

import subprocess
from pathlib import Path

import pytest
from fixdesk import die, move
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from workbench import Workspace, post

from curator.errors import NotFoundError
from curator.jobs.applying import apply_fixes, revert_fixes
from curator.jobs.fixing import Fix, FixRequest, fixes, plan_fixes
from curator.jobs.selecting import Choice
from curator.model import Verdict

OLD, NEW = "http://old.org/a", "https://new.org/b"
DEAD = "http://dead.org/x"
ARCHIVE = "https://web.archive.org/web"
SEEDS = Path(__file__).parents[2] / "seeds"


def request(desk: Workspace, *verdicts: Verdict, **choice: object) -> FixRequest:
    wanted = verdicts or (Verdict.MOVED, Verdict.DEAD)
    return FixRequest(desk.url, desk.root, wanted, Choice(**choice))  # type: ignore[arg-type]


def applied(desk: Workspace, *verdicts: Verdict, **choice: object) -> list[Fix]:
    return list(apply_fixes(request(desk, *verdicts, **choice)))


def text(desk: Workspace, name: str = "seeds/a.md") -> str:
    return (desk.root / name).read_text(encoding="utf-8")


@pytest.fixture
def moved(desk: Workspace) -> Workspace:
    """Have two posts that give a link that moved."""
    desk.write("seeds/a.md", post("甲", (OLD, "A"), ("http://other.org/", "B")))
    desk.write("seeds/b.md", post("乙", (OLD, "A")))
    desk.imported()
    move(desk, OLD, NEW)
    return desk


def test_planning_changes_nothing(moved: Workspace) -> None:
    before = text(moved)
    plan = plan_fixes(request(moved))
    assert [len(fix.repaired.edits) for fix in fixes(plan, moved.root)] == [1, 1]
    assert (text(moved), moved.rows("SELECT count(*) FROM repair")) == (before, [(0,)])


def test_a_moved_link_gets_its_new_address_and_nothing_else_changes(moved: Workspace) -> None:
    before = text(moved)
    assert all(fix.whole for fix in applied(moved))
    assert text(moved) == before.replace(OLD, NEW)


def test_a_dead_link_gets_the_copy_nearest_to_the_day_of_the_post(desk: Workspace) -> None:
    copies = [(f"{ARCHIVE}/{year}0101000000/{DEAD}", f"{year}-01-01T00:00:00Z") for year in (2014, 2018, 2025)]
    for name in ("2014-3-1-a.md", "2019-3-1-b.md"):
        desk.write(f"seeds/{name}", f"[name]({DEAD})\n")
    desk.imported()
    die(desk, DEAD, *copies)
    applied(desk)
    assert text(desk, "seeds/2014-3-1-a.md") == f"[name]({copies[0][0]})\n"
    assert text(desk, "seeds/2019-3-1-b.md") == f"[name]({copies[1][0]})\n"


def test_a_dead_link_without_a_copy_stays_and_is_counted(desk: Workspace) -> None:
    desk.write("seeds/a.md", post("t", (DEAD, "A")))
    desk.imported()
    die(desk, DEAD)
    plan = plan_fixes(request(desk))
    assert (plan.posts, plan.without) == ((), 1)


def test_a_copy_that_stands_there_already_is_not_changed_for_another(desk: Workspace) -> None:
    desk.write("seeds/a.md", post("t", (DEAD, "A")))
    desk.imported()
    die(desk, DEAD, (f"{ARCHIVE}/2014/{DEAD}", "2014-01-01T00:00:00Z"))
    applied(desk)
    desk.imported()
    die(desk, DEAD, (f"{ARCHIVE}/2026/{DEAD}", "2026-01-01T00:00:00Z"))
    assert plan_fixes(request(desk)).posts == ()


def test_only_what_is_named_is_repaired(moved: Workspace) -> None:
    applied(moved, documents=("b.md",))
    assert (OLD in text(moved), OLD in text(moved, "seeds/b.md")) == (True, False)
    assert plan_fixes(request(moved, Verdict.DEAD)).posts == ()
    assert plan_fixes(request(moved, host="other.org")).posts == ()
    assert len(plan_fixes(request(moved, host="old.org", links=(OLD,))).posts) == 2
    assert len(plan_fixes(request(moved, topics=("甲",))).posts) == 1


def test_a_name_that_nothing_has_is_told(moved: Workspace) -> None:
    with pytest.raises(NotFoundError):
        plan_fixes(request(moved, documents=("c.md",)))


def test_a_post_that_has_changed_is_refused_and_the_others_go_on(moved: Workspace) -> None:
    moved.write("seeds/a.md", text(moved) + "\n")
    before = text(moved)
    assert [fix.refused for fix in applied(moved)] == ["changed", ""]
    assert (text(moved), OLD in text(moved, "seeds/b.md")) == (before, False)


def test_a_post_that_is_gone_is_told(moved: Workspace) -> None:
    (moved.root / "seeds/a.md").unlink()
    assert [fix.refused for fix in applied(moved)] == ["missing", ""]


def test_a_post_without_a_file_is_told(desk: Workspace) -> None:
    desk.call("import", "-", "--name", "a.md", given=f"{OLD}\n")
    move(desk, OLD, NEW)
    assert [fix.refused for fix in applied(desk)] == ["stdin"]


def test_a_post_out_of_a_repository_is_told(desk: Workspace) -> None:
    desk.write("a.md", f"{OLD}\n")
    who = ("-c", "user.name=a", "-c", "user.email=a@example.org")
    for words in (("init", "-q"), ("add", "a.md"), (*who, "commit", "-qm", "a")):
        subprocess.run(["git", *words], cwd=desk.root, check=True)
    desk.imported("a.md", git="HEAD")
    move(desk, OLD, NEW)
    assert [fix.refused for fix in applied(desk)] == ["git"]
    assert text(desk, "a.md") == f"{OLD}\n"


def test_a_file_that_nobody_may_write_stays(moved: Workspace) -> None:
    (moved.root / "seeds/a.md").chmod(0o444)
    before = text(moved)
    assert [fix.refused for fix in applied(moved)] == ["read-only", ""]
    assert text(moved) == before
    assert moved.rows("SELECT count(*) FROM repair") == [(1,)]
    (moved.root / "seeds/b.md").chmod(0o444)
    assert [one.refused for one in revert_fixes(moved.url, moved.root)] == ["read-only"]


def test_a_new_address_that_no_post_should_give_is_told(moved: Workspace) -> None:
    move(moved, OLD, "http://192.168.0.1/")
    (one, _) = applied(moved)
    assert [problem.reason for problem in one.problems] == ["no-address"]
    assert OLD in text(moved)


def test_mode_and_links_to_the_file_are_kept(desk: Workspace) -> None:
    real = desk.write("elsewhere/real.md", f"{OLD}\n")
    real.chmod(0o640)
    (desk.root / "seeds/a.md").symlink_to(real)
    desk.imported()
    move(desk, OLD, NEW)
    applied(desk)
    assert (desk.root / "seeds/a.md").is_symlink()
    assert (real.read_text(), real.stat().st_mode & 0o777) == (f"{NEW}\n", 0o640)
    assert [file.name for file in real.parent.iterdir()] == ["real.md"]


@pytest.mark.parametrize("coding", ["utf-16", "utf-8-sig", "gb18030"])
def test_taking_back_gives_the_very_bytes(desk: Workspace, coding: str) -> None:
    path = desk.write("seeds/a.md", f"标题 中文\r\n\r\n{OLD}\r\n\r\n[n]({DEAD}) 文章 ".encode(coding))
    before = path.read_bytes()
    desk.imported()
    move(desk, OLD, NEW)
    move(desk, DEAD, NEW + "/much/longer")
    applied(desk)
    assert path.read_bytes() == before.decode(coding).replace(OLD, NEW).replace(DEAD, NEW + "/much/longer").encode(
        coding)
    assert [one.refused for one in revert_fixes(desk.url, desk.root)] == [""]
    assert path.read_bytes() == before


def test_taking_back_works_after_an_import_and_run_by_run(moved: Workspace) -> None:
    before = text(moved), text(moved, "seeds/b.md")
    applied(moved, documents=("a.md",))
    moved.imported()
    applied(moved, documents=("b.md",))
    moved.imported()
    assert [one.key for one in revert_fixes(moved.url, moved.root)] == ["seeds/b.md"]
    assert [one.key for one in revert_fixes(moved.url, moved.root)] == ["seeds/a.md"]
    assert (text(moved), text(moved, "seeds/b.md")) == before
    with pytest.raises(NotFoundError):
        list(revert_fixes(moved.url, moved.root))


def test_a_post_that_has_changed_since_is_not_taken_back_until_it_can_be(moved: Workspace) -> None:
    before = text(moved)
    applied(moved)
    after = text(moved)
    moved.write("seeds/a.md", after + "more\n")
    assert [one.refused for one in revert_fixes(moved.url, moved.root)] == ["changed", ""]
    assert text(moved) == after + "more\n"
    moved.write("seeds/a.md", after)
    assert [(one.key, one.refused) for one in revert_fixes(moved.url, moved.root)] == [("seeds/a.md", "")]
    assert text(moved) == before


def test_posts_outside_the_workspace_have_a_patch_for_the_folder_that_holds_them(
    desk: Workspace, tmp_path: Path
) -> None:
    for name in ("one/a.md", "two/b.md"):
        (tmp_path / "blog" / name).parent.mkdir(parents=True)
        (tmp_path / "blog" / name).write_text(f"{OLD}\n")
    desk.imported(str(tmp_path / "blog"))
    move(desk, OLD, NEW)
    plan = plan_fixes(request(desk))
    assert plan.base == (tmp_path / "blog").resolve()
    assert [(plan.patch(fix) or b"").split(b"\n")[0] for fix in fixes(plan, desk.root)] == [
        b"--- a/one/a.md", b"--- a/two/b.md"]


def test_with_every_link_of_the_seeds_moved_exactly_those_bytes_change(desk: Workspace) -> None:
    files = {file.name: file.read_bytes() for file in SEEDS.glob("*.txt")}
    for name, data in files.items():
        desk.write(f"seeds/{name}", data)
    desk.imported()
    assert plan_fixes(request(desk)).posts == ()
    urls = [url for url, in desk.rows("SELECT DISTINCT url FROM mention WHERE url IS NOT NULL")]
    for number, url in enumerate(urls):
        move(desk, url, f"https://new.example.org/{number}")
    done = applied(desk)
    assert sum(len(fix.repaired.edits) for fix in done) == 148
    assert all(fix.whole for fix in done)
    list(revert_fixes(desk.url, desk.root))
    assert {name: (desk.root / "seeds" / name).read_bytes() for name in files} == files


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pieces=st.lists(st.sampled_from([f"{OLD}\n\nA\n\n", f"[n]({OLD}) x\n", "x\r\n", f"{DEAD}\n", "中文"])))
def test_any_post_is_repaired_and_taken_back(desk: Workspace, pieces: list[str]) -> None:
    path = desk.write("seeds/a.md", "".join(["http://a.org\n\n", f"{OLD}\n\n", *pieces]))
    before = path.read_bytes()
    desk.imported()
    move(desk, OLD, NEW)
    done = applied(desk)
    assert path.read_bytes().count(NEW.encode()) == sum(len(fix.repaired.edits) for fix in done)
    list(revert_fixes(desk.url, desk.root))
    assert path.read_bytes() == before
