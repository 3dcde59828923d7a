"""Parks side by side: what they share, what only one has, and which figures may be compared."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from zgc_map.model import Assignment, Catalog, Figure, LocalizedText, ParkId, Scope, SectorId
from zgc_map.query.filters import Selection


class Shared(StrEnum):
    """How many of the compared parks a sector is stated for."""

    ALL = "all"
    SOME = "some"
    ONE = "one"


class Doubt(StrEnum):
    """Why figures cannot be put in order."""

    ALONE = "alone"
    YEARS = "years"
    UNDATED = "undated"
    INEXACT = "inexact"


@dataclass(frozen=True, slots=True)
class SectorRow:
    """A sector, what the compared parks are to it, and how many of them share it."""

    sector_id: SectorId
    shared: Shared
    cells: dict[ParkId, tuple[Assignment, ...]]


@dataclass(frozen=True, slots=True)
class FigureRow:
    """Figures of one definition: metric, unit, scope and sector.

    They may be ranked if there is no doubt; then the largest stands first. Otherwise they stand
    in the order of the parks.
    """

    metric: LocalizedText
    scope: Scope
    figures: tuple[Figure, ...]
    doubts: tuple[Doubt, ...]

    @property
    def alone(self) -> bool:
        """True if only one of the parks has such a figure: there is nothing to put in order."""
        return Doubt.ALONE in self.doubts


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two to four parks in catalog order, their sectors and their figures."""

    parks: tuple[ParkId, ...]
    sectors: tuple[SectorRow, ...]
    figures: tuple[FigureRow, ...]

    @property
    def refused(self) -> bool:
        """True if figures of several parks stand side by side that cannot be ranked."""
        return any(row.doubts and not row.alone for row in self.figures)

    @property
    def several(self) -> bool:
        """True if a figure of one definition is known for several of the parks."""
        return any(not row.alone for row in self.figures)


def compare(catalog: Catalog, parks: Collection[ParkId], selection: Selection) -> Comparison:
    """Return a comparison: of sectors and roles as the filters leave them, of every figure."""
    chosen = tuple(row.id for row in catalog.parks if row.id in parks)
    return Comparison(
        chosen,
        tuple(_sectors(catalog, chosen, selection)),
        tuple(_figures(catalog, chosen, selection)),
    )


def _sectors(catalog: Catalog, chosen: tuple[ParkId, ...], selection: Selection) -> list[SectorRow]:
    """Return the sectors of the parks: shared by all first, then by some, then of one alone."""
    rows = []
    for sector in catalog.sectors:
        cells: dict[ParkId, tuple[Assignment, ...]] = {}
        for row in selection.assignments:
            if row.sector_id == sector.id and row.park_id in chosen:
                cells[row.park_id] = (*cells.get(row.park_id, ()), row)
        if cells:
            shared = (
                Shared.ONE
                if len(cells) == 1
                else Shared.ALL
                if len(cells) == len(chosen)
                else Shared.SOME
            )
            rows.append(SectorRow(sector.id, shared, cells))
    return sorted(rows, key=lambda row: list(Shared).index(row.shared))


def _figures(catalog: Catalog, chosen: tuple[ParkId, ...], selection: Selection) -> list[FigureRow]:
    together: dict[tuple[object, ...], list[Figure]] = {}
    for park in chosen:
        for row in catalog.figures:
            if row.park_id == park and catalog.claim[row.claim_id].basis not in selection.without:
                definition = (row.metric, row.unit, row.scope, row.sector_id)
                together.setdefault(definition, []).append(row)
    found = []
    for rows in together.values():
        doubts = tuple(_doubts(rows))
        ranked = rows if doubts else sorted(rows, key=lambda row: -row.value)
        found.append(FigureRow(rows[0].metric, rows[0].scope, tuple(ranked), doubts))
    return sorted(found, key=lambda row: -len(row.figures))


def _doubts(rows: list[Figure]) -> list[Doubt]:
    """Return every reason not to put figures of one definition in order."""
    if len({row.park_id for row in rows}) < 2:
        return [Doubt.ALONE]
    found = []
    periods = {row.period for row in rows}
    if None in periods:
        found.append(Doubt.UNDATED)
    if len(periods - {None}) > 1:
        found.append(Doubt.YEARS)
    if any(row.operator != "=" for row in rows):
        found.append(Doubt.INEXACT)
    return found
