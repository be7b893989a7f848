"""croissant.json: what a dataset is, for machines, as Croissant 1.1 has it (docs.mlcommons.org/croissant)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from curator.dataset.cite import bibtex
from curator.dataset.columns import TYPES
from curator.dataset.licences import licence_url

if TYPE_CHECKING:
    from curator.dataset.columns import Column, Part
    from curator.dataset.made import DataFile, Made

VERSION: Final = "http://mlcommons.org/croissant/1.1"

_OWN: Final = (
    "arrayShape", "citeAs", "column", "containedIn", "equivalentProperty", "extract", "field", "fileObject",
    "fileProperty", "fileSet", "format", "includes", "isArray", "isLiveDataset", "jsonPath", "key", "md5",
    "parentField", "path", "recordSet", "references", "regex", "repeated", "replace", "samplingRate", "separator",
    "source", "subField", "transform",
)  # fmt: skip

CONTEXT: Final[dict[str, Any]] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "dct": "http://purl.org/dc/terms/",
    "sc": "https://schema.org/",
    "conformsTo": "dct:conformsTo",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "description": {"@container": "@language"},
    "name": {"@container": "@language"},
    **{name: f"cr:{name}" for name in _OWN},
}
"""The context that the specification gives, whole: whoever reads the file asks nobody for it."""

RECORDS: Final = "links"


def croissant(made: Made) -> str:
    """Give the file."""
    about, main = made.about, made.main
    files = f"{main.name}-files"
    found: dict[str, Any] = {
        "@context": CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": VERSION,
        "name": about.name,
        "alternateName": about.title,
        "description": about.description or about.title,
        **({"license": licence_url(about.licence)} if about.licence else {}),
        **({"url": about.url} if about.url else {}),
        **({"creator": {"@type": "sc:Organization", "name": about.creator}} if about.creator else {}),
        "citeAs": bibtex(about, made.day),
        "datePublished": made.day.isoformat(),
        "version": f"{made.day.year}.{made.day.month}.{made.day.day}",
        "isLiveDataset": False,
        **({"inLanguage": sorted(made.tally.languages)} if made.tally.languages else {}),
        "distribution": [
            *(_file(made, file) for file in made.files),
            {"@type": "cr:FileSet", "@id": files, "name": files, "encodingFormat": main.media,
             "includes": f"{main.folder}/*.{main.name}"},
        ],
        "recordSet": [{
            "@type": "cr:RecordSet", "@id": RECORDS, "name": RECORDS,
            "description": "a link: one target on the web, with all places that give it",
            "key": {"@id": f"{RECORDS}/identity"},
            "field": [_field(column, files) for column in made.columns],
        }],
    }  # fmt: skip
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


def _file(made: Made, file: DataFile) -> dict[str, Any]:
    media = next(one.media for one in made.formats if file.path.endswith(f".{one.name}"))
    return {
        "@type": "cr:FileObject", "@id": file.path, "name": file.path, "contentUrl": file.path,
        "contentSize": f"{file.size} B", "encodingFormat": media, "sha256": file.digest,
    }  # fmt: skip


def _field(column: Column, files: str) -> dict[str, Any]:
    name = f"{RECORDS}/{column.name}"
    found: dict[str, Any] = {
        "@type": "cr:Field", "@id": name, "name": column.name, "description": f"{column.about} ({column.source})",
        **({"repeated": True} if column.several or column.parts else {}),
    }
    if column.parts:
        return found | {"subField": [_part(part, column.name, files) for part in column.parts]}
    kinds: Any = TYPES[column.type].schema
    if column.name == "split":
        kinds = [kinds, "cr:Split"]
    return found | {"dataType": kinds, "source": {"fileSet": {"@id": files}, "extract": {"column": column.name}}}


def _part(part: Part, column: str, files: str) -> dict[str, Any]:
    source = {"fileSet": {"@id": files}, "extract": {"column": column}, "transform": {"jsonPath": part.name}}
    return {
        "@type": "cr:Field", "@id": f"{RECORDS}/{column}/{part.name}", "name": part.name, "description": part.about,
        "dataType": TYPES[part.type].schema, **({"repeated": True} if part.several else {}), "source": source,
    }  # fmt: skip
