"""One park in one sector: everything behind a cell of the matrix, or around an empty one."""

from __future__ import annotations

from dataclasses import dataclass

from zgc_map.model import Assignment, Basis, Brand, Catalog, Claim, Figure, ParkId, SectorId
from zgc_map.query.filters import Filters, Match


@dataclass(frozen=True, slots=True)
class Cell:
    """What is known of a park in a sector. No row means "not stated", never "no".

    `claims` speak of the pair itself; `around` of the park or the sector alone; `external` are
    facts of other sources that bear on either. `hidden` counts rows of a basis the reader hides.
    """

    park_id: ParkId
    sector_id: SectorId
    rows: tuple[Assignment, ...]
    claims: tuple[Claim, ...]
    brands: tuple[Brand, ...]
    around: tuple[Claim, ...]
    external: tuple[Claim, ...]
    figures: tuple[Figure, ...]
    sectors_of_park: tuple[SectorId, ...]
    parks_of_sector: tuple[ParkId, ...]
    hidden: int


def cell(
    catalog: Catalog,
    park_id: ParkId,
    sector_id: SectorId,
    without: frozenset[Basis] = frozenset(),
) -> Cell:
    """Return a cell of the matrix with its claims, in catalog order.

    Filters of role and status do not narrow it: a cell is whole, only a hidden basis is left out.
    """
    seen = [row for row in catalog.assignments if row.basis not in without]
    every = [
        row for row in catalog.assignments if (row.park_id, row.sector_id) == (park_id, sector_id)
    ]
    rows = tuple(row for row in every if row.basis not in without)
    used = {claim for row in rows for claim in row.claim_ids}
    claims = [row for row in catalog.claims if row.basis not in without and row.id not in used]
    external = tuple(
        row for row in claims if row.basis is Basis.EXTERNAL and _bears_on(row, park_id, sector_id)
    )
    ours = [row for row in claims if row.basis is not Basis.EXTERNAL]
    told = {row.id for row in external}
    return Cell(
        park_id=park_id,
        sector_id=sector_id,
        rows=rows,
        claims=tuple(row for row in ours if (row.park_id, row.sector_id) == (park_id, sector_id)),
        brands=tuple(
            row
            for row in catalog.brands
            if (row.park_id, row.sector_id) == (park_id, sector_id)
            and catalog.claim[row.claim_id].basis not in without
        ),
        around=tuple(
            row
            for row in ours
            if (row.park_id, row.sector_id) in ((park_id, None), (None, sector_id))
        ),
        external=external,
        figures=tuple(row for row in catalog.figures if row.claim_id in told),
        sectors_of_park=tuple(
            row.id
            for row in catalog.sectors
            if any((a.park_id, a.sector_id) == (park_id, row.id) for a in seen)
        ),
        parks_of_sector=tuple(
            row.id
            for row in catalog.parks
            if any((a.park_id, a.sector_id) == (row.id, sector_id) for a in seen)
        ),
        hidden=len(every) - len(rows),
    )


def asked_sector(filters: Filters) -> SectorId | None:
    """Return the one sector a reader asks about, if it is exactly one and asked for."""
    if len(filters.sectors) != 1 or filters.match is Match.NONE:
        return None
    (sector,) = filters.sectors
    return sector


def _bears_on(row: Claim, park_id: ParkId, sector_id: SectorId) -> bool:
    """Return whether a claim speaks of the pair, or of one of the two and of no other."""
    return (row.park_id, row.sector_id) in (
        (park_id, sector_id),
        (park_id, None),
        (None, sector_id),
    )
