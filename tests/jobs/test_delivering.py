"""Reports by mail and to an address: real servers on loopback. What does not arrive goes with the next one."""

import json
import socket
from collections.abc import Iterator

import pytest
from checkdesk import ALL, give, look, settings
from post_office import PASSWORD, USER, Office, open_office
from web.pages import article
from web.script import page, redirect
from web.server import Web, serving
from web.site import Certificate, On, Site
from workbench import Workspace

from curator.jobs.delivering import Sent, deliver
from curator.jobs.reporting_rot import RotRequest, report_rot
from curator.settings import load

A, B = "http://a.org/1", "http://a.org/2"
HOOK = "https://hook.org"
HOSTILE = "t\nBcc: you@example.org\n\n<script>alert(1)</script> @everyone \x1b]0;x\x07"
ENVIRONMENT = {"CURATOR_SMTP_PASSWORD": PASSWORD}


@pytest.fixture
def web() -> Iterator[Web]:
    """Have a site stand whose pages are gone but for the last, and one that takes reports."""
    with serving(
        Site("http://a.org", (On("/3", page(article("A page"))),)),
        Site(HOOK, (On("/away", redirect(302, "/in")), On("/in*", page("ok")))),
        Site("https://false.org", (On("*", page("ok")),), Certificate.SELF_SIGNED),
    ) as made:
        yield made


@pytest.fixture
def broken(desk: Workspace, web: Web) -> Workspace:
    """Give a workspace where a link was looked at and has begun to fail."""
    give(desk, A)
    look(desk, web, choice=ALL)
    return desk


def mail(office: Office, security: str = "starttls", **more: str) -> str:
    lines = [f'host = "localhost"\nport = {office.port}\nsecurity = "{security}"\nsender = "curator@example.org"']
    lines += [f"{name} = {value}" for name, value in ({"to": '["me@example.org"]'} | more).items()]
    return "\n".join(["[report.mail]", *lines, "" if security == "none" else f'user = "{USER}"', ""])


def hook(path: str = "/in", origin: str = HOOK) -> str:
    return f'[report.webhook]\nurl = "{origin}{path}"\nheaders = {{ Authorization = "Bearer s" }}\n'


def sent(desk: Workspace, web: Web, text: str, environment: dict[str, str] = ENVIRONMENT) -> list[Sent]:
    desk.write("curator.toml", settings(web) + text)
    return deliver(load(desk.root, environment={}), environment)


@pytest.mark.parametrize("security", ["starttls", "tls", "none"])
def test_news_go_out_as_text_and_as_a_page_signed_in_and_encrypted(broken: Workspace, web: Web, security: str) -> None:
    with open_office(security) as office:
        assert sent(broken, web, mail(office, security)) == [Sent("mail", 1)]
    message, = office.taken
    assert (office.encrypted, office.signed_in) == (
        [security != "none"], [] if security == "none" else [(USER, PASSWORD)])
    assert message["subject"] == "curator, desk: 1 suspect"
    assert (message["to"], message["auto-submitted"]) == ("me@example.org", "auto-generated")
    text, html = message.iter_parts()
    assert (text.get_content_type(), html.get_content_type()) == ("text/plain", "text/html")
    assert A in text.get_content()
    assert html.get_content().startswith("<!doctype html>")


def test_no_title_gets_into_the_head_of_a_mail_or_out_of_its_page(desk: Workspace, web: Web) -> None:
    desk.write("seeds/a.csv", f'url,title\n{A},"{HOSTILE}"\n')
    desk.imported()
    look(desk, web, choice=ALL)
    with open_office() as office:
        sent(desk, web, mail(office))
    message, = office.taken
    assert (message["bcc"], message["to"]) == (None, "me@example.org")
    text, html = (part.get_content() for part in message.iter_parts())
    assert "\x1b" not in text + html
    assert "<script>alert" not in html


def test_without_news_nothing_goes_out_unless_it_is_always_wanted(broken: Workspace, web: Web) -> None:
    with open_office() as office:
        assert sent(broken, web, mail(office)) == [Sent("mail", 1)]
        assert sent(broken, web, mail(office)) == []
        assert sent(broken, web, '[report]\nwhen = "always"\n' + mail(office)) == [Sent("mail", 0)]
    assert [one["subject"] for one in office.taken] == ["curator, desk: 1 suspect", "curator, desk: no news of links"]


def test_what_did_not_arrive_goes_with_the_next_report_and_each_way_has_its_own_memory(
    broken: Workspace, web: Web
) -> None:
    with open_office() as office:
        office.busy = "451 4.3.0 try again later"
        failed, arrived = sent(broken, web, mail(office) + hook())
        assert failed.why == "localhost did not take the mail: 451 4.3.0 try again later"
        assert arrived == Sent("webhook", 1)
        assert broken.rows("SELECT way, until IS NULL, why IS NULL FROM delivery ORDER BY way") == [
            ("mail", 1, 0), ("webhook", 0, 1)]
        office.busy = ""
        assert sent(broken, web, mail(office) + hook()) == [Sent("mail", 1)]
    assert len(office.taken) == 1


def test_a_report_that_was_made_by_hand_is_still_in_the_mail(broken: Workspace, web: Web) -> None:
    assert report_rot(RotRequest(broken.url), []).total == 1
    with open_office() as office:
        assert sent(broken, web, mail(office)) == [Sent("mail", 1)]


@pytest.mark.parametrize(("security", "certificate", "said"), [
    ("starttls", Certificate.SELF_SIGNED, "CERTIFICATE_VERIFY_FAILED"),
    ("starttls", Certificate.OTHER_NAME, "CERTIFICATE_VERIFY_FAILED"),
    ("tls", Certificate.FOREIGN, "CERTIFICATE_VERIFY_FAILED"),
])
def test_a_server_that_cannot_show_who_it_is_gets_neither_password_nor_mail(
    broken: Workspace, web: Web, security: str, certificate: Certificate, said: str
) -> None:
    with open_office(security, certificate) as office:
        one, = sent(broken, web, mail(office, security))
    assert said in one.why
    assert (office.signed_in, office.taken) == ([], [])


def test_a_server_without_encryption_gets_neither_where_it_is_wanted(broken: Workspace, web: Web) -> None:
    with open_office("none") as office:
        one, = sent(broken, web, mail(office))
    assert "STARTTLS extension not supported" in one.why
    assert (office.signed_in, office.taken) == ([], [])


@pytest.mark.parametrize(("password", "said"), [("swordfish", "535 "), ("芝麻", "not ASCII")])
def test_a_wrong_password_is_told_without_it(broken: Workspace, web: Web, password: str, said: str) -> None:
    with open_office() as office:
        one, = sent(broken, web, mail(office), {"CURATOR_SMTP_PASSWORD": password})
    assert (said in one.why, password in one.why) == (True, False)


def test_a_command_gives_the_password_and_its_failure_is_told(broken: Workspace, web: Web) -> None:
    with open_office() as office:
        good, bad = (f'["{name}", "{PASSWORD}"]' for name in ("echo", "false"))
        failed, = sent(broken, web, mail(office, password_command=bad), {})
        assert (failed.why, office.signed_in) == ("the command for the password failed: false", [])
        assert sent(broken, web, mail(office, password_command=good), {}) == [Sent("mail", 1)]


def test_one_reader_who_is_refused_is_told_and_the_others_get_it_once(broken: Workspace, web: Web) -> None:
    with open_office() as office:
        office.refused = {"gone@example.org"}
        one, = sent(broken, web, mail(office, to='["gone@example.org", "me@example.org"]'))
        assert "gone@example.org gets no mail: 550 5.1.1" in one.why
        assert sent(broken, web, mail(office)) == []
    assert len(office.taken) == 1


def test_nobody_at_home_is_told(broken: Workspace, web: Web) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        nobody = Office(port=free.getsockname()[1])
    one, = sent(broken, web, mail(nobody))
    assert one.why == "localhost did not take the mail: Connection refused"


def test_an_address_gets_the_report_as_json_with_a_line_to_show(broken: Workspace, web: Web) -> None:
    assert sent(broken, web, hook()) == [Sent("webhook", 1)]
    request, = (visit.request for visit in web.visits if visit.origin == HOOK)
    assert (request.method, "authorization: bearer s" in request.lines.lower()) == ("POST", True)
    body = json.loads(request.body)
    assert (body["text"], body["workspace"]) == ("curator, desk: 1 suspect", "desk")
    assert [item["news"] for item in body["report"]["items"]] == ["suspect"]


def test_an_address_may_be_a_secret_of_the_environment(broken: Workspace, web: Web) -> None:
    assert sent(broken, web, "", {"CURATOR_WEBHOOK": f"{HOOK}/in?key=secret"}) == [Sent("webhook", 1)]
    one, = sent(broken, web, '[report]\nwhen = "always"\n', {"CURATOR_WEBHOOK": "http://wiki.lan/secret"})
    assert one.why == "the webhook did not take the report: forbidden address: wiki.lan is local"


@pytest.mark.parametrize(("url", "said"), [
    (f"{HOOK}/away", "too many redirects"), (f"{HOOK}/none", "status 404"), ("https://false.org/", "tls: certificate"),
])
def test_a_report_that_an_address_did_not_take_is_not_taken_for_delivered(
    broken: Workspace, web: Web, url: str, said: str
) -> None:
    one, = sent(broken, web, "", {"CURATOR_WEBHOOK": url})
    assert said in one.why.lower()
    assert broken.rows("SELECT until FROM delivery") == [(None,)]
    assert web.requests("https://false.org") == []


def test_an_address_in_a_private_network_must_be_allowed(broken: Workspace, web: Web) -> None:
    url = web.filled("http://127.0.0.1:{bystander}/")
    one, = sent(broken, web, "", {"CURATOR_WEBHOOK": url})
    assert "127.0.0.1 is l" in one.why
    assert web.trespasses == 0
