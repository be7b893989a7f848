"""What archives keep of links, on a PostgreSQL server."""

from contextlib import closing
from dataclasses import replace

from test_postgres import pytestmark, server
from workbench import Workspace, posts

from curator.catalogue.bulk import Bulk
from curator.catalogue.checks import Wanted
from curator.catalogue.engine import reading
from curator.catalogue.lookups import add_lookup, add_snapshots, cited, known, links_by_verdict, unseen
from curator.catalogue.opening import open_existing
from curator.catalogue.snapshots import nearest
from curator.jobs.importing import import_documents
from curator.model import Outcome, Snapshot, Verdict

__all__ = ["pytestmark", "server"]  # the same server, or the same reason to do without


def test_a_server_keeps_what_archives_were_asked_for(server: str, desk: Workspace) -> None:
    posts(desk.root / "seeds", 2, 9)
    import_documents(desk.request(database_url=server))
    found = Snapshot("wayback", "https://web.archive.org/web/20190501120000/x", "2019-05-01T12:00:00Z", 200,
                     outcome=Outcome.ALIVE, looked_up_at="2026-11-22T00:13:00Z")
    with closing(Bulk(server)) as bulk, bulk.transaction():
        link_id = links_by_verdict(bulk, Wanted(), (Verdict.UNCHECKED,))[0]
        one, = cited(bulk, [link_id])
        ids = add_snapshots(bulk, link_id, [replace(found, outcome=None), found])
        add_lookup(bulk, link_id, one.days[0], found.looked_up_at, ids[found.address])
        assert cited(bulk, [link_id])[0].asked == {one.days[0]: (found.looked_up_at, True)}
        assert (known(bulk, link_id), unseen(bulk)) == ({found.address: found}, [])
    with reading(open_existing(server)) as connection:
        assert nearest(connection, [(link_id, "2020-01-01")]) == {(link_id, "2020-01-01"): found}
