"""The park × sector matrix: which roles a park has in a sector, cell by cell."""

from __future__ import annotations

from dataclasses import dataclass

from zgc_map.model import Assignment, Catalog, ParkId, SectorId
from zgc_map.query.filters import Selection


@dataclass(frozen=True, slots=True)
class Matrix:
    """Rows are parks, columns are sectors; a missing cell means "not stated", never "no"."""

    parks: tuple[ParkId, ...]
    sectors: tuple[SectorId, ...]
    cells: dict[tuple[ParkId, SectorId], tuple[Assignment, ...]]


def matrix(catalog: Catalog, selection: Selection) -> Matrix:
    """Return the matrix of a selection, parks and sectors in catalog order, empty ones left out."""
    cells: dict[tuple[ParkId, SectorId], tuple[Assignment, ...]] = {}
    for row in selection.assignments:
        key = (row.park_id, row.sector_id)
        cells[key] = (*cells.get(key, ()), row)
    used = {sector for _, sector in cells}
    order = {group.id: index for index, group in enumerate(catalog.sector_groups)}
    sectors = sorted(
        (row for row in catalog.sectors if row.id in used), key=lambda row: order[row.group_id]
    )
    return Matrix(selection.parks, tuple(row.id for row in sectors), cells)
