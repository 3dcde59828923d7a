"""Which parks share which sectors, and which places the source never mentions."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

from zgc_map.model import Catalog, ParkId, Place, SectorId
from zgc_map.query.filters import Selection
from zgc_map.query.matrix import matrix


@dataclass(frozen=True, slots=True)
class Overlap:
    """Parks, and the sectors they share."""

    parks: tuple[ParkId, ...]
    sectors: tuple[SectorId, ...]


def overlaps(catalog: Catalog, selection: Selection) -> tuple[Overlap, ...]:
    """Return the shown sectors by exactly which parks have them: each sector once.

    The largest sets of parks come first, then those with the most sectors, then catalog order.
    """
    found: dict[tuple[ParkId, ...], list[SectorId]] = {}
    for sector, parks in _parks_of(catalog, selection).items():
        found.setdefault(parks, []).append(sector)
    rows = (Overlap(parks, tuple(sectors)) for parks, sectors in found.items())
    return tuple(sorted(rows, key=lambda row: (-len(row.parks), -len(row.sectors))))


def shared(catalog: Catalog, selection: Selection, least: int = 2) -> tuple[Overlap, ...]:
    """Return the pairs of parks with at least so many sectors in common, the closest first."""
    found: dict[tuple[ParkId, ...], list[SectorId]] = {}
    for sector, parks in _parks_of(catalog, selection).items():
        for pair in itertools.combinations(parks, 2):
            found.setdefault(pair, []).append(sector)
    rows = (Overlap(pair, tuple(sectors)) for pair, sectors in found.items())
    close = [row for row in rows if len(row.sectors) >= least]
    return tuple(sorted(close, key=lambda row: -len(row.sectors)))


def unmentioned(catalog: Catalog) -> tuple[Place, ...]:
    """Return the places of which the main source names no park. That is silence, not absence."""
    named = {park.place_id for park in catalog.parks if park.named_in_source}
    return tuple(place for place in catalog.places if place.id not in named)


def _parks_of(catalog: Catalog, selection: Selection) -> dict[SectorId, tuple[ParkId, ...]]:
    """Return the parks of each shown sector, both in the order of the matrix."""
    found = matrix(catalog, selection)
    return {
        sector: tuple(park for park in found.parks if (park, sector) in found.cells)
        for sector in found.sectors
    }
