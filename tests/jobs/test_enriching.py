"""Asking services about identifiers: what is asked, what is believed, what is stored. Real sockets, a real file."""

from contextlib import closing

import pytest
from enrichdesk import ask, give, request, said
from web.scholarly import ARXIV, CROSSREF, OPENALEX, SCHOLAR, Scholarly, Work
from web.script import api, page
from web.server import Web, serving
from web.site import On
from workbench import Workspace

from curator.catalogue.alone import enriching_alone
from curator.catalogue.bulk import Bulk
from curator.catalogue.facts import facts_of, put_facts
from curator.crawl.facts import Fact, Field, Metadata
from curator.enrich.policy import SERVICES, EnrichPolicy, Name
from curator.errors import CatalogueBusy, NotFoundError, OfflineError
from curator.jobs.ended import Ended
from curator.jobs.enriched import paced
from curator.jobs.enriching import plan_enriching
from curator.jobs.selecting import Choice
from curator.net.policy import HostPolicy, NetPolicy

ENGINE = Work("Sketch of the Analytical Engine", "10.1000/engine.1")
TRANSFORMER = Work("Attention Is All You Need", "10.5555/3295222", "1706.03762", date=(2017, 6, 12))
ENGINE_LINK = ("https://doi.org/10.1000/engine.1", "Sketch of the Analytical Engine")
ARXIV_LINK = ("https://arxiv.org/pdf/1706.03762.pdf", "Attention Is All You Need")
WORKS = Scholarly((ENGINE, TRANSFORMER))


def only(*names: Name, again: float = 30.0, most: int = 10**6) -> EnrichPolicy:
    return EnrichPolicy(tuple(one for one in SERVICES if one.name in names), again=again, most=most)


def believed(desk: Workspace, link_id: int = 1) -> Metadata:
    with closing(Bulk(desk.url)) as bulk, bulk.transaction(writes=False):
        return facts_of(bulk, [link_id]).get(link_id, Metadata())


def count(web: Web, *origins: str) -> list[int]:
    return [len(web.requests(origin)) for origin in origins]


def test_every_service_is_asked_for_what_it_takes_and_the_first_is_believed(desk: Workspace) -> None:
    give(desk, ENGINE_LINK)
    with serving(*WORKS.sites()) as web:
        summary, told = ask(desk, web)
        assert count(web, CROSSREF, ARXIV, SCHOLAR, OPENALEX) == [1, 0, 1, 1]
    names = ["crossref", "openalex", "semanticscholar"]
    assert said(told) == [(name, "doi:10.1000/engine.1", "found") for name in names]
    assert (summary.links, summary.settled, summary.failures) == (1, 1, {})
    found = believed(desk)
    assert {one.source for one in found.facts if one.field is Field.AUTHOR} == {"crossref author"}
    assert found.all(Field.AUTHOR) == ("Lovelace, Ada", "Babbage, Charles")


def test_of_a_preprint_nothing_is_believed_that_is_the_articles(desk: Workspace) -> None:
    give(desk, ARXIV_LINK)
    with serving(*WORKS.sites()) as web:
        _, told = ask(desk, web)
    assert {one.service for one in told} == {Name.ARXIV, Name.SEMANTIC_SCHOLAR, Name.OPENALEX}
    found = believed(desk)
    assert (found.first(Field.KIND), found.first(Field.PUBLISHED)) == ("article", "2017-06-12")
    assert (found.first(Field.SITE), found.first(Field.VOLUME), found.first(Field.DOI)) == ("", "", "10.5555/3295222")


def test_what_the_page_says_of_itself_stands_above_what_services_say(desk: Workspace) -> None:
    give(desk, ENGINE_LINK)
    with closing(Bulk(desk.url)) as bulk, bulk.transaction():
        put_facts(bulk, {1: [Fact(Field.TITLE, "Sketch of the Engine", "og:title")]})
    with serving(*WORKS.sites()) as web:
        ask(desk, web)
    found = believed(desk)
    assert (found.first(Field.TITLE), found.first(Field.SITE)) == ("Sketch of the Engine", "Notes on Engines")


def test_identifiers_come_from_documents_and_pages_too(desk: Workspace) -> None:
    desk.write("seeds/b.bib", "@article{a, title={Sketch of the Analytical Engine}, doi={10.1000/ENGINE.1},"
                              " url={https://example.org/engine}}")
    give(desk, ("https://example.org/attention", "Attention Is All You Need"))
    with closing(Bulk(desk.url)) as bulk, bulk.transaction():
        link_id, = desk.rows("SELECT id FROM link WHERE identity LIKE '%attention'")[0]
        put_facts(bulk, {link_id: [Fact(Field.ARXIV, "1706.03762", "citation_arxiv_id")]})
    with serving(*WORKS.sites()) as web:
        _, told = ask(desk, web, policy=only(Name.CROSSREF, Name.ARXIV))
    assert said(told) == [("arxiv", "arxiv:1706.03762", "found"), ("crossref", "doi:10.1000/engine.1", "found")]


def test_what_the_user_says_names_the_work_above_all_documents(desk: Workspace) -> None:
    desk.write("seeds/b.bib", "@article{a, title={Sketch}, doi={10.1000/wrong}, url={https://example.org/engine}}")
    desk.imported()
    assert desk.call("edit", "https://example.org/engine", "--doi", "10.1000/engine.1").returncode == 0
    with serving(*WORKS.sites()) as web:
        _, told = ask(desk, web, policy=only(Name.CROSSREF))
    assert said(told) == [("crossref", "doi:10.1000/engine.1", "found")]


def test_an_answer_whose_title_is_another_ones_is_told_and_not_taken(desk: Workspace) -> None:
    give(desk, (ENGINE_LINK[0], "Convolutional networks for faces"))
    with serving(*WORKS.sites()) as web:
        summary, told = ask(desk, web, policy=only(Name.CROSSREF))
        assert (said(told), summary.states) == ([("crossref", "doi:10.1000/engine.1", "conflict")], {"conflict": 1})
        assert believed(desk) == Metadata()
        give(desk, ENGINE_LINK)  # the slip is put right, and the answer is known
        assert ask(desk, web, policy=only(Name.CROSSREF))[1] == []
        assert count(web, CROSSREF) == [1]
    assert believed(desk).first(Field.TITLE) == ENGINE.title


def test_what_was_answered_is_not_asked_again_unless_all_is(desk: Workspace) -> None:
    give(desk, ENGINE_LINK, ("https://doi.org/10.1000/none", "None"))
    with serving(*WORKS.sites()) as web:
        assert ask(desk, web)[0].states == {"found": 3, "unknown": 3}
        assert ask(desk, web)[0].links == 0
        assert ask(desk, web, choice=Choice(("https://doi.org/10.1000/none",)))[0].states == {"unknown": 3}
        assert ask(desk, web, policy=only(Name.CROSSREF, again=0.0))[0].states == {"unknown": 1}
        assert ask(desk, web, choice=Choice(everything=True))[0].states == {"found": 3, "unknown": 3}


def test_many_papers_are_asked_for_in_one_request_and_a_work_once_for_all_its_links(desk: Workspace) -> None:
    papers = tuple(Work(f"Paper {at}", arxiv=f"2001.{at:05}") for at in range(150))
    give(desk, *((f"https://arxiv.org/abs/{one.arxiv}", one.title) for one in papers))
    desk.write("seeds/b.bib", "@misc{a, title={Paper 7}, eprint={2001.00007}, archiveprefix={arXiv},"
                              " url={https://example.org/seven}}")
    desk.imported()
    with serving(*Scholarly(papers).sites()) as web:
        summary, told = ask(desk, web, policy=only(Name.ARXIV, Name.SEMANTIC_SCHOLAR))
        assert count(web, ARXIV, SCHOLAR) == [2, 1]
    assert (summary.settled, summary.states, len(told)) == (151, {"found": 302}, 302)


def test_a_budget_asks_about_so_many_links_and_a_dry_run_asks_nothing(desk: Workspace) -> None:
    give(desk, ENGINE_LINK, ARXIV_LINK, ("https://example.org/none", "No identifier"))
    with serving(*WORKS.sites()) as web:
        plan = plan_enriching(request(desk, web))
        assert (plan.links, plan.identifiers) == (
            2, {"crossref": 1, "semanticscholar": 2, "openalex": 2, "arxiv": 1})
        assert web.visits == []
        assert ask(desk, web, budget=1)[0].links == 1
        assert ask(desk, web, budget=1)[0].links == 1
        assert ask(desk, web, budget=1)[0].links == 0


def test_an_answer_about_another_work_is_none_about_this_one(desk: Workspace) -> None:
    give(desk, ENGINE_LINK)
    other = On("*", api(TRANSFORMER.as_crossref()))
    with serving(*Scholarly(answers=(other,)).sites()) as web:
        assert ask(desk, web, policy=only(Name.CROSSREF))[0].states == {"unknown": 1}
    assert believed(desk) == Metadata()


BUSY = page("slow down", 429, {"Retry-After": "0"})
NOT_OF_ITS_KIND = "answers 200 with nothing of its kind"
FAULTS = {
    "a server that fails": (page("oops", 500), "answers 500"),
    "a captcha": (page("<title>Just a moment...</title>"), NOT_OF_ITS_KIND),
    "a refusal": (page("no", 403), "answers 403 with nothing of its kind"),
    "too much": (page("[" + " " * 20_000 + "]"), NOT_OF_ITS_KIND),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_service_that_fails_leaves_its_questions_open(desk: Workspace, fault: str) -> None:
    give(desk, ENGINE_LINK)
    script, why = FAULTS[fault]
    policy = only(Name.CROSSREF, most=10_000)
    with serving(*Scholarly(WORKS.works, (On("*", script, times=1),)).sites()) as web:
        summary, told = ask(desk, web, policy=policy)
        assert (told, summary.failures, summary.settled) == ([], {f"api.crossref.org: {why}": 1}, 0)
        assert desk.rows("SELECT * FROM enrichment") == []
        assert ask(desk, web, policy=policy)[0].states == {"found": 1}


def test_a_service_that_is_busy_is_asked_again_when_it_says_or_left_for_later(desk: Workspace) -> None:
    give(desk, ENGINE_LINK)
    later = page("tomorrow", 429, {"Retry-After": "86400"})
    policy = only(Name.CROSSREF)
    with serving(*Scholarly(WORKS.works, (On("*", BUSY, times=1), On("*", later, times=1))).sites()) as web:
        summary, told = ask(desk, web, policy=policy)
        assert (told, count(web, CROSSREF)) == ([], [2])
        assert {host: left.seconds for host, left in summary.left.items()} == {"api.crossref.org": 86400}
        assert ask(desk, web, policy=policy)[0].paused.keys() == {"api.crossref.org"}  # by later runs, too
        assert count(web, CROSSREF) == [2]


def test_a_service_that_nobody_understands_is_soon_left_alone(desk: Workspace) -> None:
    give(desk, *((f"https://doi.org/10.1000/{at}", f"Work {at}") for at in range(9)))
    with serving(*Scholarly(answers=(On("*", page("captcha")),)).sites()) as web:
        summary, _ = ask(desk, web, policy=only(Name.CROSSREF))
        assert (count(web, CROSSREF), summary.settled) == ([3], 0)


def test_a_run_that_is_ended_goes_on_where_it_was(desk: Workspace) -> None:
    give(desk, ENGINE_LINK, ("https://doi.org/10.1000/none", "None"))
    with serving(*WORKS.sites()) as web:
        summary, told = ask(desk, web, policy=only(Name.CROSSREF), stop=lambda: bool(web.visits))
        assert (summary.ended, summary.settled, len(told)) == (Ended.STOPPED, 1, 1)
        assert said(ask(desk, web, policy=only(Name.CROSSREF))[1]) == [("crossref", "doi:10.1000/none", "unknown")]


def test_when_nobody_answers_the_network_is_down(desk: Workspace) -> None:
    give(desk, *((f"https://doi.org/10.1000/{at}", f"Work {at}") for at in range(9)))
    with serving() as web:
        places = {f"{host}:443": "127.0.0.1:9" for host in ("api.crossref.org", "api.openalex.org")}
        net = web.policy()._replace(default=HostPolicy(0.0), resolve=places)
        with pytest.raises(OfflineError, match="0 of 9 links"):
            ask(desk, web, net=net, policy=only(Name.CROSSREF, Name.OPENALEX))


def test_keys_go_to_their_own_service_and_only_encrypted(desk: Workspace) -> None:
    give(desk, ENGINE_LINK)
    keys = {Name.SEMANTIC_SCHOLAR: "secret-1", Name.OPENALEX: "secret-2"}
    with serving(*WORKS.sites()) as web:
        ask(desk, web, keys=keys)
        sent = {visit.origin: visit.request.target + visit.request.lines for visit in web.visits}
    assert {origin for origin, text in sent.items() if "secret-1" in text} == {SCHOLAR}
    assert {origin for origin, text in sent.items() if "secret-2" in text} == {OPENALEX}
    plain = tuple(site._replace(origin=site.origin.replace("https", "http")) for site in WORKS.sites())
    policy = EnrichPolicy(tuple(one._replace(url=one.url.replace("https", "http")) for one in SERVICES))
    with serving(*plain) as web:
        ask(desk, web, keys=keys, policy=policy, choice=Choice(everything=True))
        assert not [visit for visit in web.visits if "secret" in visit.request.target + visit.request.lines]


def test_services_are_asked_at_their_own_pace_unless_settings_say_something_of_them() -> None:
    own = HostPolicy(interval=9.0)
    net = paced(NetPolicy(hosts={"arxiv.org": own}), SERVICES)
    assert {host: net.of(host).interval for host in ("api.crossref.org", "api.semanticscholar.org")} == {
        "api.crossref.org": 0.2, "api.semanticscholar.org": 1.0}
    assert (net.of("export.arxiv.org"), net.of("example.org")) == (own, NetPolicy().default)


def test_two_runs_at_once_and_unknown_names_are_refused(desk: Workspace) -> None:
    give(desk, ENGINE_LINK)
    with serving(*WORKS.sites()) as web:
        with enriching_alone(desk.url), pytest.raises(CatalogueBusy):
            ask(desk, web)
        with pytest.raises(NotFoundError):
            ask(desk, web, choice=Choice(("https://nowhere.example.org/",)))
