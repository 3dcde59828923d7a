"""The form of `datapackage.json` as a JSON Schema: descriptions are the words of the issues.

It covers what the engine reads: a Frictionless Data Package with tables, and the member `atlas`.
Constraints that the engine does not know are refused, because they would be ignored in silence.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from zgc_map.catalog.contract import ID_PATTERN
from zgc_map.model import Datum, Lang, PlaceKind

Schema = dict[str, Any]

_PLAIN_NAME = r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,98}[A-Za-z0-9_-])?"
_TABLE_PATH = rf"\A{_PLAIN_NAME}\.csv\Z"
_LAYER_PATH = rf"\A(?:{_PLAIN_NAME}/)*{_PLAIN_NAME}\.geojson\Z"


def _text(about: str = "a text", **more: object) -> Schema:
    return {"type": "string", "minLength": 1, "description": about} | more


def _whole(pattern: str) -> str:
    return rf"\A(?:{pattern})\Z"


def _word(words: type[StrEnum]) -> Schema:
    values = [word.value for word in words]
    return {"enum": values, "description": "one of " + ", ".join(values)}


def _object(properties: Schema, about: str, *, required: list[str] | None = None) -> Schema:
    """Return the schema of an object with exactly these members; all required unless said."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties) if required is None else required,
        "additionalProperties": False,
        "description": about,
    }


def _list(items: Schema, about: str, least: int = 1) -> Schema:
    return {"type": "array", "items": items, "minItems": least, "description": about}


_TEXTS = _list({"type": "string", "description": "a text"}, "a list of texts")
_NAMES = {
    "anyOf": [_text(), _list(_text(), "a list of field names")],
    "description": "the name of a field, or a list of such names",
}
_LOCALIZED = _object(
    {lang.value: {"type": "string", "description": "a text"} for lang in Lang},
    "a text in each of " + ", ".join(Lang),
)
_SWITCH = {"type": "boolean", "description": "true or false"}
_BOUND = {"type": "number", "description": "a number"}

_CONSTRAINTS = _object(
    {
        "required": _SWITCH,
        "unique": _SWITCH,
        "enum": _TEXTS,
        "pattern": _text("a regular expression", format="regex"),
        "minimum": _BOUND,
        "maximum": _BOUND,
    },
    "constraints among required, unique, enum, pattern, minimum, maximum",
    required=[],
)
_FIELD: Schema = {
    "type": "object",
    "properties": {
        "name": _text("the name of a column"),
        "type": {
            "enum": ["string", "integer", "number", "boolean"],
            "description": "one of string, integer, number, boolean",
        },
        "format": {"const": "default", "description": "no format, or default"},
        "decimalChar": {"const": ".", "description": "a decimal point"},
        "groupChar": {"const": "", "description": "no grouping of digits"},
        "bareNumber": {"const": True, "description": "numbers without units"},
        "trueValues": _TEXTS,
        "falseValues": _TEXTS,
        "constraints": _CONSTRAINTS,
    },
    "required": ["name", "type"],
    "description": "an object with a name and a type",
}
_FOREIGN_KEY = _object(
    {
        "fields": _NAMES,
        "reference": _object(
            {"resource": {"type": "string", "description": "a table"}, "fields": _NAMES},
            "an object with a resource and its fields",
        ),
    },
    "an object with fields and a reference",
)
_TABLE_SCHEMA: Schema = {
    "type": "object",
    "properties": {
        "fields": _list(_FIELD, "a list of at least one field"),
        "primaryKey": _NAMES,
        "foreignKeys": _list(_FOREIGN_KEY, "a list of foreign keys", least=0),
        "missingValues": {"const": [""], "description": 'only [""]'},
    },
    "required": ["fields"],
    "description": "a Table Schema with its fields",
}
_RESOURCE: Schema = {
    "type": "object",
    "properties": {
        "name": _text("a lower-case name", pattern=_whole("[a-z][a-z0-9_]*")),
        "path": _text("the plain name of a .csv file in the folder", pattern=_TABLE_PATH),
        "encoding": {"enum": ["utf-8", "UTF-8"], "description": "utf-8"},
        "dialect": {"enum": [{}, {"delimiter": ","}], "description": "the default dialect"},
        "schema": _TABLE_SCHEMA,
    },
    "required": ["name", "path", "schema"],
    "description": "an object with name, path and schema",
}
_LAYER = _object(
    {
        "path": _text("the path of a .geojson file inside the folder", pattern=_LAYER_PATH),
        "kind": _word(PlaceKind),
        "datum": _word(Datum),
        "accuracy": _LOCALIZED,
        "attribution": _LOCALIZED,
    },
    "an object with path, kind, datum, accuracy and attribution",
)
_ATLAS = _object(
    {
        "id": _text("an id: a letter, then letters, digits, _", pattern=_whole(ID_PATTERN)),
        "title": _LOCALIZED,
        "subtitle": _LOCALIZED,
        "as_of": _text("a date as YYYY-MM-DD", format="date"),
        "as_of_text": _LOCALIZED,
        "languages": _list(_word(Lang), "a list of languages, each once") | {"uniqueItems": True},
        "main_source_id": _text("a source_id of the table sources"),
        "attribution": _LOCALIZED,
        "geometry_note": _LOCALIZED,
        "licence": _text("the name of a licence"),
        "words_max": {
            "type": "integer",
            "minimum": 1,
            "maximum": 1000,
            "description": "a whole number from 1 to 1000",
        },
        "layers": _list(_LAYER, "a list of at least one layer"),
    },
    "what the dataset says of itself",
)

PACKAGE_FORM: Schema = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "type": "object",
    "properties": {
        "name": _text(),
        "title": _text(),
        "resources": _list(_RESOURCE, "a list of at least one resource"),
        "atlas": _ATLAS,
    },
    "required": ["name", "title", "resources", "atlas"],
    "description": "a data package with the member atlas",
}
