"""What the engine needs of a data folder: its tables, their columns, types and references.

A data package may declare more tables, columns and constraints than these, never less.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from zgc_map.model import Basis, Confidence, Lang, PlaceKind, Scope, Status

ID_PATTERN = r"[A-Za-z][A-Za-z0-9_]*"
COLOUR_PATTERN = r"#[0-9a-fA-F]{6}"
LIST_MARK = "|"
SOURCE_KINDS = ("article", "official", "press", "site")
OPERATORS = ("=", ">", ">=", "<", "<=", "~")


@dataclass(frozen=True, slots=True)
class Column:
    """What a column must be declared as. `refers` names the table whose key it holds.

    `stem` is the name of a text without its language: `name` of name_en. Where it `may_lack`, the
    text is there in every language or in none.
    """

    type: str = "string"
    required: bool = False
    enum: tuple[str, ...] = ()
    refers: str | None = None
    is_list: bool = False
    is_colour: bool = False
    stem: str = ""
    may_lack: bool = False


@dataclass(frozen=True, slots=True)
class TableShape:
    """The columns a table must have, and its key."""

    key: tuple[str, ...]
    columns: Mapping[str, Column]


_ID = Column(required=True)
_TEXT = Column()
_LIST = Column(is_list=True)
_COLOUR = Column(required=True, is_colour=True)
_NUMBER = Column(type="number")
_WHOLE = Column(type="integer")
_FLAG = Column(type="boolean", required=True)


def _names(*stems: str, may_lack: bool = False) -> dict[str, Column]:
    """Return a text column for each stem and language: name_en, name_ru, name_zh."""
    return {
        f"{stem}_{lang.value}": Column(stem=stem, may_lack=may_lack)
        for stem in stems
        for lang in Lang
    }


def _one_of(words: type[StrEnum] | tuple[str, ...], *, required: bool = True) -> Column:
    return Column(enum=tuple(str(word) for word in words), required=required)


def _to(table: str, *, required: bool = True) -> Column:
    return Column(refers=table, required=required)


def _table(columns: dict[str, Column], *, keys: int = 1) -> TableShape:
    """Return the shape of a table whose key is its first column, or first `keys` columns."""
    return TableShape(tuple(columns)[:keys], columns)


SHAPES: Mapping[str, TableShape] = {
    "sources": _table(
        {"source_id": _ID, "kind": _one_of(SOURCE_KINDS)}
        | _names("title")
        | _names("publisher", may_lack=True)
        | {"published": _TEXT, "language": _TEXT}
        | {"locators": _LIST, "note": _TEXT}
    ),
    "places": _table(
        {"place_id": _ID, "kind": _one_of(PlaceKind), "adcode": _TEXT}
        | _names("name")
        | {"aliases": _LIST, "published_area_km2": _NUMBER}
        | {"tile_col": _WHOLE, "tile_row": _WHOLE}
    ),
    "parks": _table(
        {"park_id": _ID, "place_id": _to("places")}
        | _names("name", "short")
        | {"named_in_source": _FLAG, "specialty_host": Column(type="boolean")}
        | {"specialty_host_claim_id": _to("claims", required=False)}
        | {"symbol_lon": _NUMBER, "symbol_lat": _NUMBER}
        | {"symbol_confidence": _one_of(Confidence, required=False)}
    ),
    "specialty_parks": _table(
        {"specialty_park_id": _ID, "park_id": _to("parks")}
        | _names("name")
        | {"claim_id": _to("claims")}
    ),
    "sector_groups": _table(
        {"group_id": _ID}
        | _names("name")
        | {"editorial": _FLAG, "color": _COLOUR, "color_dark": _COLOUR}
    ),
    "sectors": _table(
        {"sector_id": _ID, "group_id": _to("sector_groups")} | _names("name") | {"aliases": _LIST}
    ),
    "role_groups": _table({"role_group_id": _ID} | _names("name")),
    "roles": _table(
        {"role_id": _ID, "role_group_id": _to("role_groups")} | _names("name") | {"aliases": _LIST}
    ),
    "role_links": _table(
        {"from_role_id": _to("roles"), "to_role_id": _to("roles")} | _names("name"), keys=2
    ),
    "claims": _table(
        {"claim_id": _ID, "source_id": _to("sources"), "locator": _TEXT}
        | {"scope": _one_of(Scope), "kind": _ID}
        | {"park_id": _to("parks", required=False), "sector_id": _to("sectors", required=False)}
        | {"role_id": _to("roles", required=False)}
        | _names("text")
        | {"basis": _one_of(Basis), "status": _one_of(Status, required=False), "as_of": _TEXT}
        | {"confidence": _one_of(Confidence)}
        | {"derived_from": _to("claims", required=False)}
        | _names("note", may_lack=True)
    ),
    "assignments": _table(
        {"assignment_id": _ID, "park_id": _to("parks"), "sector_id": _to("sectors")}
        | {"role_id": _to("roles"), "basis": _one_of(Basis), "status": _one_of(Status)}
    ),
    "assignment_claims": _table(
        {"assignment_id": _to("assignments"), "claim_id": _to("claims")}, keys=2
    ),
    "link_claims": _table(
        {"from_assignment_id": _to("assignments"), "to_assignment_id": _to("assignments")}
        | {"claim_id": _to("claims")},
        keys=3,
    ),
    "figures": _table(
        {"figure_id": _ID, "claim_id": _to("claims"), "scope": _one_of(Scope)}
        | {"park_id": _to("parks", required=False), "sector_id": _to("sectors", required=False)}
        | _names("metric")
        | {"operator": _one_of(OPERATORS), "value": Column(type="number", required=True)}
        | {"factor_zh": _NUMBER}
        | _names("unit")
        | {"period": _TEXT, "note": _TEXT}
    ),
    "brands": _table(
        {"brand_id": _ID}
        | _names("name")
        | {"aliases": _LIST, "park_id": _to("parks"), "sector_id": _to("sectors")}
        | {"claim_id": _to("claims")}
    ),
}
"""Table name to shape."""
