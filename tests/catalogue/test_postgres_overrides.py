"""What people say of links, on a PostgreSQL server."""

from test_postgres import pytestmark, server
from workbench import Workspace, post

from curator.catalogue.decisions import record
from curator.catalogue.engine import reading, writing
from curator.catalogue.entries import entries
from curator.catalogue.folding import WORKS
from curator.catalogue.opening import open_existing
from curator.catalogue.owning import laid_over
from curator.jobs.citing import assign_keys
from curator.jobs.curating import say, undo
from curator.jobs.importing import import_documents
from curator.jobs.looking import find_words, list_links, list_sayings, list_tags, show
from curator.jobs.works import settle
from curator.model import Decision, Selection, Word

__all__ = ["pytestmark", "server"]  # the same server, or the same reason to do without

A, B = "https://said-a.org/1", "https://said-b.org/2"


def test_a_server_keeps_what_people_say(server: str, desk: Workspace) -> None:
    desk.write("seeds/said.md", post("学习（一）——一", (A, "A"), (B, "B")))
    import_documents(desk.request(database_url=server))
    say(server, [Word("title", "", "Own 检测"), Word("tag", "nlp", "NLP"), Word("star", "", value=True)], [B])
    with writing(open_existing(server)) as connection:
        pair = ("url:said-a.org/1", "url:said-b.org/2")
        record(connection, [Decision.of("links", pair, "same", "", "2026-01-01T00:00:00Z")])
    settle(server)
    engine = open_existing(server)
    assign_keys(engine)
    with reading(engine) as connection:
        found = laid_over(connection, entries(connection, Selection(tags=("nlp",)), WORKS), works=True)
        assert [(entry.url, entry.title, entry.starred) for entry in found] == [(A, "Own 检测", True)]
    assert [link.url for link in list_links(server, Selection(starred=True, search="检测"))] == [B]
    assert [(hit.found_in, hit.url) for hit in find_words(server, "nlp", 9)] == [("tag", B)]
    assert [tuple(one) for one in list_tags(server)] == [("NLP", 1)]
    undo(server)
    assert [(one.change, one.undoes) for one in list_sayings(server, A)] == [(1, None)] * 3 + [(2, 1)] * 3
    assert show(server, A).own == ()  # type: ignore[union-attr]
    assert find_words(server, "nlp", 9) == []
