"""The page docs/enrich.md, made of the tables that the code works by."""

from typing import Final

from curator.crawl.facts import Field
from curator.enrich import arxiv, crossref, openalex, policy, semanticscholar
from curator.enrich.policy import Name
from curator.enrich.registry import OF_VERSIONS
from curator.text.page import code, table

_POLICY = policy.EnrichPolicy()

_PATHS: Final = {
    Name.CROSSREF: [(row.field, row.path) for row in crossref.ROWS],
    Name.ARXIV: [(field, path.replace("atom:", "")) for field, path, _ in arxiv.ROWS],
    Name.SEMANTIC_SCHOLAR: [(row.field, row.path) for row in semanticscholar.ROWS],
    Name.OPENALEX: [(row.field, row.path) for row in openalex.ROWS],
}

_KINDS: Final = {
    Name.CROSSREF: crossref.KINDS, Name.SEMANTIC_SCHOLAR: semanticscholar.KINDS, Name.OPENALEX: openalex.KINDS,
}  # fmt: skip

_TEXT = f"""# What services say of works

`curator enrich` asks services about the works that identifiers name, and keeps what they say with its source (tables
`fact` and `enrichment` of the [data model](data-model.md)).

- A link's identifiers are that of its own address, else what you say of it, else what documents say; what its page says
  counts only where nothing else does, as the page of a preprint names the article that it became.
- Of each field the first word counts: yours, that of a document, of the page itself, of the services in the order
  below.
- Of an answer that is about another identifier nothing is kept: the service does not know the one that was asked for.
  One whose title has nothing to do with any title that documents (or, where they give none, the page) know is a
  **conflict**, by the rules of [reports](reports.md): it is told, and nothing of it is taken.
- Services that merge the versions of a work say of a preprint what became of it. So about an arXiv number they are not
  believed in its {", ".join(sorted(OF_VERSIONS))}.
- Answers are kept for good; `--all` asks for them anew. About what a service does not know it is asked again after
  {_POLICY.again:g} days (`again`), or when the link is named. At most {_POLICY.most // 2**20} MiB (`most`) of an answer
  are read.
- Services are hosts like any other: `Retry-After` is kept, by later runs, too, and one that refuses is left for later;
  so is one whose answers are none of its kind three times in a row. A row in [net.hosts] of `curator.toml` stands
  above the pace below.
- Keys are read from the environment only, and are sent to their own service and nobody else, encrypted.
- Texts lose their markup, and are bounded, whatever comes. A feed that declares a document type is not parsed.
"""


def enrich_page() -> str:
    """Give the whole page as Markdown."""
    services = (
        (one.name, code(one.url), " ".join(one.schemes), str(one.at_once), f"{one.interval:g} s",
         code(one.key) if one.key else "", "yes" if one.merges else "", one.rule) for one in policy.SERVICES
    )  # fmt: skip
    fields = ((field, *(_where(name, field) for name in Name)) for field in Field
              if any(_where(name, field) for name in Name))
    kinds = ((name, code(word), kind) for name, own in _KINDS.items() for word, kind in own.items())
    return "\n".join([
        _TEXT,
        "## Services\n",
        table(("service", "address", "identifiers", "in one request", "pace", "key", "merges versions",
               "its own rule"), services),
        "## Fields\n\nWhere each stands in an answer; the first that says something speaks.\n",
        table(("field", *Name), fields),
        f"## Kinds\n\nIn the words of CSL 1.0.2. What arXiv has is an `{arxiv.KIND}`, a preprint.\n",
        table(("service", "its word", "kind"), kinds),
    ])  # fmt: skip


def _where(name: Name, field: Field) -> str:
    return " ".join(dict.fromkeys(code(path) for one, path in _PATHS[name] if one is field))
