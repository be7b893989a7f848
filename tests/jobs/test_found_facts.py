"""What pages and services say is shown, and fills what documents and people leave open; it never stands above them."""

import json
from typing import Any

from workbench import Workspace

from curator.catalogue.bulk import Bulk
from curator.catalogue.facts import PAGE, put_facts
from curator.crawl.facts import Fact, Field

URL = "https://example.org/blog/berries"
BIB = "@online{b, title = {From the list}, url = {https://example.org/blog/plums}, author = {Berg, Ann}}\n"


def given(desk: Workspace) -> None:
    """Import a link without a title and one with title and author, and let page and service speak of both."""
    desk.write("seeds/a.md", f"---\ntitle: T\n---\n\n# Fruit\n\n{URL}\n")
    desk.write("seeds/b.bib", BIB)
    desk.imported()
    page = [Fact(Field.TITLE, "\x1b[2JBerries", "og:title"), Fact(Field.AUTHOR, "张三", "#js_name"),
            Fact(Field.AUTHOR, "Orchard Society", "#js_name"), Fact(Field.SITE, "Fruit News", "og:site_name")]
    service = [Fact(Field.TITLE, "Deposited", "crossref title"), Fact(Field.PUBLISHED, "2019-05", "crossref issued")]
    bulk = Bulk(desk.url)
    with bulk.transaction():
        ids = [number for number, in bulk.execute("SELECT id FROM link ORDER BY id")]
        put_facts(bulk, dict.fromkeys(ids, page), PAGE)
        put_facts(bulk, dict.fromkeys(ids, service), "crossref")
    bulk.close()


def exported(desk: Workspace) -> dict[str, Any]:
    desk.call("export", "csl-json", "-o", "out.json")
    return {one["URL"].rpartition("/")[2]: one for one in json.loads((desk.root / "out.json").read_text("utf-8"))}


def test_an_entry_takes_from_page_and_services_what_no_document_says(desk: Workspace) -> None:
    given(desk)
    found = exported(desk)
    assert found["berries"]["title"].endswith("Berries")
    assert [name["literal"] for name in found["berries"]["author"]] == ["张三", "Orchard Society"]
    assert found["berries"]["issued"]["date-parts"] == [[2019, 5]]
    assert found["plums"]["title"] == "From the list"
    assert found["plums"]["author"] == [{"family": "Berg", "given": "Ann"}]
    assert found["plums"]["container-title"] == "Fruit News"


def test_what_a_person_says_stands_above_what_was_found(desk: Workspace) -> None:
    given(desk)
    assert desk.call("edit", URL, "--title", "My own").returncode == 0
    assert exported(desk)["berries"]["title"] == "My own"


def test_show_tells_what_was_found_and_by_whom_and_drives_no_terminal(desk: Workspace) -> None:
    given(desk)
    shown = desk.call("show", URL).stdout
    assert "Orchard Society" in shown
    assert "crossref issued" in shown
    assert "\x1b" not in shown
    (said,) = desk.json("show", URL)
    assert {"field": "site", "value": "Fruit News", "source": "og:site_name"} in said["found"]
