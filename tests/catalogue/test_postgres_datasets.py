"""Datasets out of a PostgreSQL server."""

import psycopg
from datasetdesk import make, rows, stock
from test_postgres import pytestmark, server
from workbench import Workspace

__all__ = ["pytestmark", "server"]  # the same server, or the same reason to do without


def test_a_dataset_of_a_server_is_that_of_a_file(server: str, desk: Workspace) -> None:
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute("CREATE DATABASE sets")  # other tests' links would be in it
    url = f"{server.removesuffix('postgres')}sets"
    stock(desk)
    stock(desk, url)
    file, of_server = make(desk, texts=True)[0], make(desk, "server", url=url, texts=True)[0]
    assert rows(of_server) == rows(file)
    assert (of_server / "README.md").read_text("utf-8") == (file / "README.md").read_text("utf-8")
