"""What tables of a view are made of: columns with a word and a label, and typed cells."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from zgc_map.model import Lang

Cell = str | int | float | None
"""None is "not stated": no cell says "no" for it."""

NAMES = tuple(f"name_{lang}" for lang in Lang)
_LINK = (
    *("link_id", "park_id", "park", "group", "sector_id", "sector", "role_id", "role"),
    *("basis", "status"),
)

COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "parks": (
        *("park_id", "park", "short", *NAMES, "place_id", "place", "place_kind", "adcode"),
        *("place_km2", "sectors", "roles", "sector_ids", "links", "specialty"),
        *("specialty_claim_id", "claim_ids", "symbol_lon", "symbol_lat"),
    ),
    "evidence": (
        *_LINK,
        *("claim_id", "claim", "claim_basis", "source_id", "source", "locator", "as_of"),
        *("confidence", "derived_from"),
    ),
    "sectors": ("sector_id", "sector", *NAMES, "group_id", "group", "parks_n", "parks", "links"),
    "matrix": ("park_id", "park"),
    "claims": (
        *("claim_id", "claim", "basis", "status", "scope", "park_id", "park", "sector_id"),
        *("sector", "role", "source_id", "source", "locator", "as_of", "confidence"),
        *("derived_from", "note"),
    ),
    "figures": (
        *("figure_id", "metric", "operator", "value", "unit", "period", "scope", "park_id"),
        *("park", "sector_id", "sector", "basis", "claim_id"),
    ),
    "sources": ("source_id", "source", "publisher", "published", "language", "claims_n"),
    "about": ("about_id", "about", "text"),
}
"""The columns of each table. Names in the view's own language and in languages the dataset does
not offer are left out; the matrix has a column a sector besides."""

COUNTS: Final = frozenset({"links", "parks_n", "claims_n"})
"""Columns of whole numbers."""

MEASURES: Final = frozenset({"place_km2", "symbol_lon", "symbol_lat", "value"})
"""Columns of numbers that may have a fraction, or be missing. Every other column holds text."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its word for programs (ASCII) and its label in the view's language."""

    slug: str
    label: str


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of typed cells, as many a row as there are columns."""

    slug: str
    label: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def records(self) -> list[dict[str, Cell]]:
        """Return one mapping a row: the column's word → the cell."""
        return [dict(zip(self.slugs, row, strict=True)) for row in self.rows]

    @property
    def slugs(self) -> list[str]:
        """The columns' words, in order."""
        return [column.slug for column in self.columns]
