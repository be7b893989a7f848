"""What the published schema of CSL-JSON (csl-data.json, CSL 1.0.2) says of what our items hold, and as strictly.

No package that we could ask for brings the file. Each variable below has its type there; no other may stand in an item.
"""

from typing import Any

from jsonschema import Draft7Validator

TYPES = """article article-journal article-magazine article-newspaper bill book broadcast chapter classic collection
dataset document entry entry-dictionary entry-encyclopedia event figure graphic hearing interview legal_case legislation
manuscript map motion_picture musical_score pamphlet paper-conference patent performance periodical
personal_communication post post-weblog regulation report review review-book software song speech standard thesis treaty
webpage""".split()
TEXTS = "title container-title collection-title publisher DOI URL language keyword note".split()
NUMBERS = "volume issue number collection-number page".split()

TEXT, NUMBER = {"type": "string"}, {"type": ["string", "number"]}
NAME = {
    "type": "object", "additionalProperties": False,
    "properties": dict.fromkeys(("family", "given", "suffix", "literal"), TEXT),
}
PARTS = {"type": "array", "items": {"type": ["string", "number"]}, "minItems": 1, "maxItems": 3}
DATE = {
    "type": "object", "additionalProperties": False,
    "properties": {"date-parts": {"type": "array", "items": PARTS, "minItems": 1, "maxItems": 2}},
}
ITEM: dict[str, Any] = {
    "type": "object", "required": ["type", "id"], "additionalProperties": False,
    "properties": {
        "type": {"enum": TYPES}, "id": NUMBER, "custom": {"type": "object"}, "accessed": DATE, "issued": DATE,
        "author": {"type": "array", "items": NAME}, "editor": {"type": "array", "items": NAME},
        **dict.fromkeys(TEXTS, TEXT), **dict.fromkeys(NUMBERS, NUMBER),
    },
}
SCHEMA = Draft7Validator({"type": "array", "items": ITEM})
