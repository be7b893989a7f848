"""What services answer, and what is understood of it: the shapes of their documentation, and everything else."""

import json
from typing import Any

import pytest
from web.scholarly import ATOM, Work

from curator.crawl.facts import Field, Metadata
from curator.enrich.interface import Caller
from curator.enrich.policy import SERVICES, Name
from curator.enrich.registry import SPEAKERS
from curator.model import Response

DOI, ARXIV = "doi:10.1000/engine.1", "arxiv:1706.03762"
ENGINE = Work("Sketch of the <i>Analytical</i> Engine &amp;amp; Notes", "10.1000/engine.1", "1706.03762")
SERVICE = {one.name: one for one in SERVICES}

ANSWERS: dict[Name, tuple[str, bytes]] = {
    Name.CROSSREF: (DOI, json.dumps(ENGINE.as_crossref()).encode()),
    Name.ARXIV: (ARXIV, f"{ATOM}{ENGINE.as_atom()}</feed>".encode()),
    Name.SEMANTIC_SCHOLAR: (DOI, json.dumps([ENGINE.as_scholar()]).encode()),
    Name.OPENALEX: (DOI, json.dumps(ENGINE.as_openalex(ENGINE.doi)).encode()),
}

SAID: dict[Name, dict[str, tuple[str, ...]]] = {
    Name.CROSSREF: {
        "title": ("Sketch of the Analytical Engine & Notes",), "author": ("Lovelace, Ada", "Babbage, Charles"),
        "site": ("Notes on Engines",), "published": ("1843-09-01",), "language": ("en",),
        "description": ("An engine weaves patterns.",), "doi": ("10.1000/engine.1",), "isbn": ("9780306406157",),
        "licence": ("CC-BY-4.0",), "kind": ("article-journal",), "publisher": ("Taylor",), "volume": ("3",),
        "number": ("2",), "pages": ("666-731",),
    },
    Name.ARXIV: {
        "title": ("Sketch of the <i>Analytical</i> Engine &amp;amp; Notes",),
        "author": ("Ada Lovelace", "Charles Babbage"), "published": ("1843-09-01",),
        "description": ("An engine weaves patterns.",), "doi": ("10.1000/engine.1",), "arxiv": ("1706.03762",),
        "kind": ("article",),
    },
    Name.SEMANTIC_SCHOLAR: {
        "title": ("Sketch of the Analytical Engine & Notes",), "author": ("Ada Lovelace", "Charles Babbage"),
        "site": ("Notes on Engines",), "published": ("1843-09-01",), "description": ("An engine weaves patterns.",),
        "doi": ("10.1000/engine.1",), "arxiv": ("1706.03762",), "kind": ("article-journal",), "volume": ("3",),
        "pages": ("666-731",),
    },
    Name.OPENALEX: {
        "title": ("Sketch of the Analytical Engine & Notes",), "author": ("Ada Lovelace", "Charles Babbage"),
        "site": ("Notes on Engines",), "published": ("1843-09-01",), "language": ("en",),
        "description": ("An engine weaves patterns.",), "doi": ("10.1000/engine.1",), "kind": ("article-journal",),
        "publisher": ("Taylor",), "volume": ("3",), "number": ("2",), "pages": ("666-731",),
    },
}  # fmt: skip


def response(body: bytes, status: int = 200) -> Response:
    return Response("https://example.org/", "2026-01-01T00:00:00Z", "https://example.org/", status=status, body=body)


def read(name: Name, body: bytes, status: int = 200) -> dict[str, Metadata] | None:
    said = SPEAKERS[name].read(response(body, status), [ANSWERS[name][0]])
    return None if said is None else dict(said)


def crossref(**changes: Any) -> Metadata:
    answer = ENGINE.as_crossref()
    answer["message"].update(changes)
    return (read(Name.CROSSREF, json.dumps(answer).encode()) or {})[DOI]


@pytest.mark.parametrize("name", Name)
def test_every_service_says_what_its_documentation_shows(name: Name) -> None:
    identifier, body = ANSWERS[name]
    found = (read(name, body) or {})[identifier]
    assert {field.value: found.all(field) for field in Field if found.all(field)} == SAID[name]
    assert {fact.source.split()[0] for fact in found.facts} == {name.value}


@pytest.mark.parametrize("name", Name)
@pytest.mark.parametrize("body", [
    b"", b"null", b"[]", b"{}", b"<html>captcha</html>", b"\xff\xfe", b'{"message": 7}', b"[" * 100_000,
    b"9" * 10_000, b"<feed/>", b'[[{"externalIds": 3}]]', b'[{"externalIds": {"DOI": 3}}, 1]',
])  # fmt: skip
def test_what_is_no_answer_of_a_service_is_not_understood(name: Name, body: bytes) -> None:
    assert not read(name, body)
    assert read(name, body, 500) is None
    assert read(name, ANSWERS[name][1], 403) is None


@pytest.mark.parametrize("name", Name)
def test_an_answer_that_is_cut_off_anywhere_says_nothing(name: Name) -> None:
    body = ANSWERS[name][1]
    assert [at for at in range(0, len(body) - 1, 7) if read(name, body[:at])] == []
    assert SPEAKERS[name].read(response(body)._replace(whole=False), [ANSWERS[name][0]]) is None


@pytest.mark.parametrize("name", Name)
def test_an_answer_about_another_work_says_nothing_of_this_one(name: Name) -> None:
    other = b"10.9999/other" if name is not Name.ARXIV else b"2401.00001"
    mine = ANSWERS[name][0].partition(":")[2].encode()
    assert not read(name, ANSWERS[name][1].replace(mine, other).replace(mine.upper(), other))


def test_each_service_says_in_its_own_way_that_it_does_not_know_a_work() -> None:
    assert read(Name.CROSSREF, b"Resource not found.", 404) == {}
    assert read(Name.OPENALEX, b"<title>404</title>", 404) == {}
    assert read(Name.ARXIV, f"{ATOM}</feed>".encode()) == {}
    assert read(Name.SEMANTIC_SCHOLAR, b"[null]") == {}
    assert read(Name.SEMANTIC_SCHOLAR, b'{"error":"No valid paper ids given"}', 400) == {}


def test_a_feed_of_arxiv_that_tells_an_error_or_declares_entities_is_not_understood() -> None:
    error = f"{ATOM}<entry><id>http://arxiv.org/api/errors#incorrect_id</id><title>Error</title></entry></feed>"
    bomb = "<!DOCTYPE feed [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;'>]>" + ATOM.partition("\n")[2] + "&b;</feed>"
    assert (read(Name.ARXIV, error.encode()), read(Name.ARXIV, bomb.encode())) == (None, None)
    assert read(Name.ARXIV, bomb.encode("utf-16")) is None


def test_a_date_is_as_precise_as_it_is_known() -> None:
    written = ([2017, 6], [2017], [None], 7)
    dates = [crossref(issued={"date-parts": [parts]}).first(Field.PUBLISHED) for parts in written]
    assert dates == ["2017-06", "2017", "", ""]
    first = json.dumps(ENGINE._replace(date=(1843, 1, 1)).as_openalex(ENGINE.doi)).encode()
    assert (read(Name.OPENALEX, first) or {})[DOI].first(Field.PUBLISHED) == "1843"


def test_authors_are_persons_with_suffixes_or_organisations() -> None:
    authors = [{"family": "King", "given": "M. L.", "suffix": "Jr."}, {"name": "The ATLAS Collaboration"}, {}, 3,
               {"given": "Voltaire"}, {"family": "明"}]
    assert crossref(author=authors).all(Field.AUTHOR) == ("King, Jr., M. L.", "The ATLAS Collaboration", "明")


def test_markup_of_titles_goes_and_what_only_looks_like_it_stays() -> None:
    titles = {
        "H<sub>2</sub>O &lt;b&gt;now&lt;/b&gt;": "H2O now", "Why a < b and c > d": "Why a < b and c > d",
        "On <mml:math xmlns:mml='x'><mml:mi>π</mml:mi></mml:math>": "On π", "A&amp;B": "A&B", "\x1b[31mred": "[31mred",
    }  # fmt: skip
    assert {one: crossref(title=[one]).first(Field.TITLE) for one in titles} == titles


def test_whatever_strangers_write_is_bounded() -> None:
    found = crossref(title=["x" * 50_000], author=[{"family": f"A{at}"} for at in range(5_000)], volume="v" * 5_000)
    assert (len(found.first(Field.TITLE)), len(found.all(Field.AUTHOR)), found.first(Field.VOLUME)) == (10_000, 100, "")
    places = {"word": list(range(10**6)), "far": [10**9, -1, True, "1"]}
    answer = json.dumps(ENGINE.as_openalex(ENGINE.doi) | {"abstract_inverted_index": places}).encode()
    assert len((read(Name.OPENALEX, answer) or {})[DOI].first(Field.DESCRIPTION)) <= 15_000


def test_identifiers_cannot_lead_a_request_anywhere_else() -> None:
    evil = "doi:10.1000/../../x?y=1#z&a b"
    asks = {one.name: SPEAKERS[one.name].ask(one, [evil], Caller("me@example.org", "key")) for one in SERVICES
            if "doi" in one.schemes}
    assert asks[Name.CROSSREF].url == (
        "https://api.crossref.org/works/10.1000%2F..%2F..%2Fx%3Fy%3D1%23z%26a%20b?mailto=me%40example.org")
    assert asks[Name.OPENALEX].url.startswith("https://api.openalex.org/works/doi:10.1000%2F..%2F..%2Fx%3Fy%3D1%23z")
    assert json.loads(asks[Name.SEMANTIC_SCHOLAR].body) == {"ids": ["DOI:10.1000/../../x?y=1#z&a b"]}


def test_many_papers_are_asked_for_at_once() -> None:
    ask = SPEAKERS[Name.ARXIV].ask(SERVICE[Name.ARXIV], [ARXIV, "arxiv:hep-th/9901001"], Caller())
    assert ask.url == "https://export.arxiv.org/api/query?id_list=1706.03762,hep-th/9901001&max_results=2"
