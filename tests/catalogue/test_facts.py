from workbench import Workspace

from curator.catalogue.bulk import Bulk
from curator.catalogue.facts import PAGE, facts_of, forget_facts, put_facts
from curator.crawl.facts import Fact, Field

LINK = 1


def _said(*pairs: tuple[Field, str], source: str = "og:title") -> dict[int, list[Fact]]:
    return {LINK: [Fact(field, value, source) for field, value in pairs]}


def _filled(desk: Workspace) -> Bulk:
    desk.write("seeds/a.md", "https://example.org/a\n\nOne\n")
    desk.imported()
    return Bulk(desk.url)


def test_what_a_page_says_stands_above_what_services_say_field_by_field(desk: Workspace) -> None:
    bulk = _filled(desk)
    with bulk.transaction():
        put_facts(bulk, _said((Field.TITLE, "Deposited"), (Field.AUTHOR, "A"), (Field.AUTHOR, "B")), "crossref")
        put_facts(bulk, _said((Field.TITLE, "Its own")))
        put_facts(bulk, _said((Field.AUTHOR, "C"), (Field.VOLUME, "7")), "openalex")
        found = facts_of(bulk, [LINK, 99])
    assert [*found] == [LINK]
    said = [(fact.field, fact.value) for fact in found[LINK].facts]
    assert said == [("title", "Its own"), ("author", "A"), ("author", "B"), ("volume", "7")]


def test_a_speaker_takes_back_only_its_own_words(desk: Workspace) -> None:
    bulk = _filled(desk)
    with bulk.transaction():
        put_facts(bulk, _said((Field.TITLE, "Deposited")), "crossref")
        put_facts(bulk, _said((Field.TITLE, "Its own"), (Field.SITE, "A site")))
        put_facts(bulk, _said((Field.TITLE, "Its new own")))
    kept = desk.rows("SELECT speaker, value FROM fact ORDER BY speaker, field")
    assert kept == [("crossref", "Deposited"), (PAGE, "Its new own")]
    with bulk.transaction():
        forget_facts(bulk, [LINK])
        assert facts_of(bulk, [LINK])[LINK].first(Field.TITLE) == "Deposited"
