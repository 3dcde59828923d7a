"""The park × sector matrix: which roles a park has in a sector, cell by cell."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from zgc_map.model import Assignment, Catalog, Lang, Park, ParkId, SectorId
from zgc_map.query.address import Order
from zgc_map.query.filters import Selection
from zgc_map.query.search import folded


@dataclass(frozen=True, slots=True)
class Matrix:
    """Rows are parks, columns are sectors; a missing cell means "not stated", never "no"."""

    parks: tuple[ParkId, ...]
    sectors: tuple[SectorId, ...]
    cells: dict[tuple[ParkId, SectorId], tuple[Assignment, ...]]


def matrix(
    catalog: Catalog,
    selection: Selection,
    order: Order = Order.CATALOG,
    lang: Lang = Lang.EN,
) -> Matrix:
    """Return the matrix of a selection, empty rows and columns left out.

    Sectors stand by group, or by the number of their parks; parks as in the catalog, by name, or
    by the number of their sectors.
    """
    cells: dict[tuple[ParkId, SectorId], tuple[Assignment, ...]] = {}
    for row in selection.assignments:
        key = (row.park_id, row.sector_id)
        cells[key] = (*cells.get(key, ()), row)
    parks_in = Counter(sector for _, sector in cells)
    groups = [group.id for group in catalog.sector_groups]
    sectors = sorted(
        (row for row in catalog.sectors if row.id in parks_in),
        key=lambda row: (
            -parks_in[row.id] if order is Order.COUNT else 0,
            groups.index(row.group_id),
        ),
    )
    return Matrix(
        ordered(catalog, selection, selection.parks, order, lang),
        tuple(row.id for row in sectors),
        cells,
    )


def ordered(
    catalog: Catalog, selection: Selection, parks: tuple[ParkId, ...], order: Order, lang: Lang
) -> tuple[ParkId, ...]:
    """Return parks in an order: as they came, by name, or by the number of their sectors shown."""
    if order is Order.NAME:
        return tuple(sorted(parks, key=lambda park: _name(catalog.park[park], lang)))
    if order is Order.COUNT:
        pairs = {(row.park_id, row.sector_id) for row in selection.assignments}
        counts = Counter(park for park, _ in pairs)
        return tuple(sorted(parks, key=lambda park: -counts[park]))
    return parks


def _name(park: Park, lang: Lang) -> str:
    """Return what a park is sorted by; Chinese has no alphabet, so its Latin name stands in."""
    return folded(park.short.in_(Lang.EN if lang is Lang.ZH else lang))
