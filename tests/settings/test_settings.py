import tomllib
from pathlib import Path
from typing import Any

import pytest

from curator.errors import WorkspaceError
from curator.jobs.starting import init
from curator.settings import FILE, FOLDERS, Settings, find_workspace, load
from curator.settings.export import ListSettings
from curator.settings.tables import TABLES
from curator.settings.template import TEMPLATE


def settings(root: Path, text: str, **more: Any) -> Settings:
    (root / FILE).write_text(text, encoding="utf-8")
    return load(root, **({"environment": {}} | more))


def said(found: Settings) -> dict[str, object]:
    """Give what settings say; of a table of lists, what they mean and not how they are written."""
    made = {name: getattr(found, name) for names in TABLES.values() for name in names}
    return made | {"root": found.root, "lists": found.export.lists, "export": found.export.directory}


def test_a_new_workspace_has_its_folders_and_its_settings(tmp_path: Path) -> None:
    root = tmp_path / "new" / "desk"
    assert init(root) == [root, *(root / name for name in FOLDERS), root / FILE]
    assert said(load(root, environment={})) == said(Settings(root))


def test_the_lines_that_are_commented_out_show_the_defaults(tmp_path: Path) -> None:
    text = "\n".join(line.removeprefix("#") for line in TEMPLATE.splitlines() if not line.startswith("# "))
    assert tomllib.loads(text)
    assert said(settings(tmp_path, text)) == said(Settings(tmp_path))


def test_the_file_of_a_new_workspace_names_every_option_of_a_list() -> None:
    assert [option for option in ListSettings._fields if option not in TEMPLATE] == []


def test_what_is_there_already_is_never_touched(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("[import]\njobs = 3\n", encoding="utf-8")
    init(tmp_path)
    assert load(tmp_path, environment={}).imports.jobs == 3
    with pytest.raises(WorkspaceError, match="is a workspace already"):
        init(tmp_path)


def test_a_workspace_cannot_be_made_in_a_file(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(WorkspaceError, match="no workspace can be made"):
        init(tmp_path / "file" / "desk")


def test_the_nearest_workspace_above_is_found(tmp_path: Path) -> None:
    inner = tmp_path / "a" / "b"
    init(tmp_path)
    init(inner)
    (inner / "c" / "d").mkdir(parents=True)
    assert find_workspace(inner / "c" / "d") == inner
    assert find_workspace(tmp_path / "a") == tmp_path


def test_without_a_workspace_the_message_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(WorkspaceError, match=r"no workspace here: .*curator init.*--workspace or CURATOR_WORKSPACE"):
        find_workspace(tmp_path)
    with pytest.raises(WorkspaceError, match=r"there is no curator\.toml in .*curator init"):
        find_workspace(tmp_path, str(tmp_path))


@pytest.mark.parametrize(("database", "more", "url"), [
    ("x.sqlite3", {}, "sqlite:///{root}/x.sqlite3"),
    ("/far/x.sqlite3", {}, "sqlite:////far/x.sqlite3"),
    ("sqlite:///db/x.sqlite3", {}, "sqlite:///{root}/db/x.sqlite3"),
    ("~/x.sqlite3", {}, "sqlite:///{home}/x.sqlite3"),
    ("postgresql://h/n", {}, "postgresql://h/n"),
    ("x.sqlite3", {"environment": {"CURATOR_DATABASE": "/env.sqlite3"}}, "sqlite:////env.sqlite3"),
    ("x.sqlite3", {"environment": {"CURATOR_DATABASE": "/env"}, "database": "/said"}, "sqlite:////said"),
    ("x.sqlite3", {"database": "here.sqlite3"}, "sqlite:///{cwd}/here.sqlite3"),
    ("x.sqlite3", {"database": "sqlite:///here"}, "sqlite:///{cwd}/here"),
])
def test_the_catalogue_is_where_option_environment_or_file_say(
    tmp_path: Path, database: str, more: dict[str, Any], url: str
) -> None:
    found = settings(tmp_path, f'[catalogue]\ndatabase = "{database}"\n', **more)
    assert found.database_url == url.format(root=tmp_path, cwd=Path.cwd(), home=Path.home())


def test_one_text_stands_for_a_list_of_one(tmp_path: Path) -> None:
    found = settings(tmp_path, '[import]\npaths = "posts"\n[[export.lists]]\nformat = "bibtex"\ntopic = "GAN"\n')
    assert found.imports.paths == ("posts",)
    assert found.export.lists == (ListSettings("bibtex", topic=("GAN",)),)


def test_no_list_is_a_choice_too(tmp_path: Path) -> None:
    assert settings(tmp_path, "[export]\nlists = []\n").export.lists == ()


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    assert settings(tmp_path, "\ufeff[import]\njobs = 2\n").imports.jobs == 2


@pytest.mark.parametrize(("text", "message"), [
    ("[import\n", r"cannot be read: .*line 1"),
    ("[imports]\n", r"no table is named \[imports\]; there are catalogue, import, export, net, check"),
    ("import = 3\n", r"import is a table, written \[import\]"),
    ("[import]\npath = 'x'\n", r"\[import\]: nothing is set by 'path'; there are paths,"),
    ("[import]\npaths = 3\n", r"\[import\] paths: a list of texts is wanted, not 3"),
    ("[import]\npaths = [3]\n", r"\[import\] paths: a list of texts is wanted"),
    ("[import]\njobs = 'two'\n", r"\[import\] jobs: a whole number is wanted, not 'two'"),
    ("[import]\njobs = true\n", r"\[import\] jobs: a whole number is wanted, not True"),
    ("[import]\njobs = -1\n", r"\[import\] jobs: -1 is less than nothing"),
    ("[catalogue]\ndatabase = 3\n", r"\[catalogue\] database: a text is wanted, not 3"),
    ("[export]\nwritten = 3\n", r"\[export\]: nothing is set by 'written'; there are directory"),
])
def test_what_cannot_be_used_is_told_with_its_place(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(WorkspaceError, match=message) as raised:
        settings(tmp_path, text)
    assert str(tmp_path / FILE) in str(raised.value)


@pytest.mark.parametrize(("text", "message"), [
    ("[export]\nlists = 3\n", r"\[\[export\.lists\]\] are tables"),
    ("[export]\nlists = [3]\n", r"\[\[export\.lists\]\] is a table"),
    ("[[export.lists]]\nper_topic = true\n", r"\[\[export\.lists\]\]: a list needs its format"),
    ("[[export.lists]]\nformat = 'bibtext'\n", r"no format is named 'bibtext'; there are markdown, "),
    ("[[export.lists]]\nformat = 'bibtex'\ntopics = 'x'\n", r"nothing is set by 'topics'"),
    ("[[export.lists]]\nformat = 'bibtex'\nper_topic = 1\n", r"per_topic: true or false is wanted, not 1"),
    ("[[export.lists]]\nformat = 'bibtex'\nsort = 'age'\n", r"no order is named 'age'; there are key, title, "),
    ("[[export.lists]]\nformat = 'bibtex'\ndead = 'hide'\n", r"no way with dead links is named 'hide'; there are keep"),
])
def test_a_list_that_is_none_is_told_to_who_wants_to_write_it_and_to_nobody_else(
    tmp_path: Path, text: str, message: str
) -> None:
    found = settings(tmp_path, text).export
    with pytest.raises(WorkspaceError, match=message) as raised:
        _ = found.lists
    assert str(tmp_path / FILE) in str(raised.value)


def test_what_holds_for_a_host_stands_on_what_holds_for_all(tmp_path: Path) -> None:
    net = settings(tmp_path, """
        [net]
        timeout = 5
        allow_private = ["127.0.0.0/8"]
        [net.hosts."WWW.例え.jp"]
        interval = 0
        accept = 403
        cookies = { a = "b" }
    """).net
    row = net.of("sub.xn--r8jz45g.jp")
    assert (row.timeout, row.interval, row.accept, row.cookies) == (5.0, 0.0, (403,), {"a": "b"})
    assert (net.default.timeout, net.default.interval, net.allow_private) == (5.0, 1.0, ("127.0.0.0/8",))


@pytest.mark.parametrize(("text", "message"), [
    ("intervall = 1", r"\[net\]: nothing is set by 'intervall'; there are allow_private, body, "),
    ("accept = [403]", r"nothing is set by 'accept'"),
    ("interval = -0.5", r"interval: -0.5 is less than nothing"),
    ("interval = nan", r"interval: a number is wanted, not nan"),
    ("timeout = inf", r"timeout: a number is wanted, not inf"),
    ("timeout = 1e300", r"timeout: 1e\+300 is too large"), ("proxy = 'not a proxy'", r"proxy: .* is wanted"),
    ("proxy = 'ftp://a:1'", r"proxy: .* is wanted"),
    ("allow_private = ['10.0.0.0/99']", r"neither a host nor a network"),
    ("resolve = { 'a:1' = 'b:99999' }", r"is wanted, not 'b:99999'"),
    ("timeout = 0", r"timeout: 0.0 is too small, 0.1 is the least"),
    ("concurrency = 0", r"concurrency: 0 is too small, 1 is the least"),
    ("allow_private = 3", r"allow_private: true, false or a list of texts is wanted"),
    ("ports = ['80']", r"ports: a list of whole numbers is wanted"),
    ("resolve = { 'a' = 'b:1' }", r'resolve: "host:port" = "address:port" is wanted, not \'a\''),
    ("ca_bundle = 'none.pem'", r"ca_bundle: there is no file .*none\.pem"),
    ('user_agent = "a\\r\\nHost: b"', r"user_agent: a line break would begin another header"),
    ("hosts = 3", r"\[net.hosts\] are tables"),
    ("[net.hosts.'a.b']\nheaders = { 'A b' = 'c' }", r"headers: nothing can be called 'A b'"),
    ("[net.hosts.'a b']", r"'a b' is no host's name"),
    ("[net.hosts.'a.b']\nconnections = 0", r'\[net.hosts."a.b"\] connections: 0 is too small'),
    ('[net.hosts."a.b"]\nheaders = { A = "b\\nC" }', r"headers: a line break"),
])
def test_what_cannot_be_asked_for_is_told_with_its_place(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(WorkspaceError, match=message):
        settings(tmp_path, f"[net]\n{text}\n")


def test_patience_is_set_for_all_hosts_and_for_one(tmp_path: Path) -> None:
    check = settings(tmp_path, """
        [check]
        failures = 4
        catch_all = 0
        [check.hosts."www.example.org"]
        needs = { 410 = 1 }
    """).check
    row = check.of("a.example.org")
    assert (row.failures, row.needs, check.of("b.org").needs, check.catch_all) == (4, {"410": 1}, {}, 0)


def test_a_signature_of_ones_own_is_known_by_pattern_and_outcome(tmp_path: Path) -> None:
    row, = settings(tmp_path, '[[check.signatures]]\npattern = "gone .* good"\noutcome = "gone"\n').signatures
    assert (row.hosts, row.where, row.pattern, row.outcome) == ("*", "text", "gone .* good", "gone")


@pytest.mark.parametrize(("text", "message"), [
    ("[check]\nfailure = 3", r"\[check\]: nothing is set by 'failure'; there are blocked, "),
    ("[check]\nfailures = 0", r"\[check\] failures: 0 is too small, 1 is the least"),
    ("[check]\nspacing = 1e12", r"spacing: 1000000000000.0 is too large"),
    ("[check]\nspacing = '3 days'", r"spacing: a number is wanted"),
    ("[check]\nsiblings = 1", r"siblings: true or false is wanted"),
    ("[check]\nneeds = { 410 = 'one' }", r"needs: a table of whole numbers is wanted"),
    ("[check]\nneeds = { 410 = 0 }", r"needs 410: 0 is too small"),
    ("[check.hosts.'a.b']\ncatch_all = 3", r'\[check.hosts."a.b"\]: nothing is set by'),
    ("[[check.signatures]]\noutcome = 'gone'", r"a signature needs its pattern"),
    ("[[check.signatures]]\npattern = '('\noutcome = 'gone'", r"'\(' is no regular expression"),
    ("[[check.signatures]]\npattern = 'x'\noutcome = 'dead'", r"'dead' is none of alive, gone, blocked"),
    ("[[check.signatures]]\npattern = 'x'\noutcome = 'gone'\nwhere = 'body'", r"'body' is none of final address,"),
])
def test_what_cannot_be_judged_by_is_told_with_its_place(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(WorkspaceError, match=message):
        settings(tmp_path, text)


MAIL = "[report.mail]\nhost = 'smtp.example.org'\nsender = 'a@example.org'\nto = 'b@example.org'\n"


def test_a_report_goes_where_settings_say(tmp_path: Path) -> None:
    report = settings(tmp_path, "[report]\nfiles = 'rot.html'\n" + MAIL).report
    assert (report.when, report.files, report.webhook.url) == ("news", ("rot.html",), "")
    assert report.mail
    assert (report.mail.server.security, report.mail.to) == ("starttls", ("b@example.org",))


@pytest.mark.parametrize(("text", "message"), [
    ("[report]\nwhen = 'never'", r"\[report\] when: 'never' is none of news, always"),
    ("[report]\nfiles = 'rot.doc'", r"files: no format of reports has names like 'rot.doc'"),
    ("[report]\nmail = 3", r"\[report.mail\] is a table"),
    ("[report.mail]\nhost = 'h'\nto = 'a@b.org'", r"\[report.mail\]: mail needs its sender"),
    (MAIL + "password = 'x'", r"\[report.mail\]: nothing is set by 'password'; there are host, sender"),
    (MAIL + "port = 65536", r"port: 65536 is none"),
    (MAIL + "security = 'ssl'", r"'ssl' is none of starttls, tls, none"),
    (MAIL + "security = 'none'\nuser = 'me'", r"everybody on the way would read the password of me"),
    (MAIL.replace("'b@example.org'", "'Me <b@example.org>'"), r"'Me <b@example.org>' is no mail address"),
    (MAIL.replace("'b@example.org'", "'b@x.org, c@x.org'"), r"is no mail address"),
    (MAIL.replace("'a@example.org'", '"a@b.org\\r\\nBcc: c@d.org"'), r"is no mail address"),
    (MAIL.replace("'a@example.org'", "'例@b.org'"), r"is no mail address in ASCII"),
    ("[report.webhook]\nurl = 'file:///etc/passwd'", r"url: 'file:///etc/passwd' is no address of the web"),
    ("[report.webhook]\nheaders = { A = \"b\\nC: d\" }", r"headers: a line break"),
])
def test_a_report_that_could_not_be_sent_is_refused_before_anything_is_done(
    tmp_path: Path, text: str, message: str
) -> None:
    with pytest.raises(WorkspaceError, match=message):
        settings(tmp_path, f"{text}\n")


def test_settings_that_are_no_text_are_told(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"\xff\xfe[import]")
    with pytest.raises(WorkspaceError, match="cannot be read"):
        load(tmp_path, environment={})
