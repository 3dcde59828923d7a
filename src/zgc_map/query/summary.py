"""What a view shows, counted: the facts of the sentence a speaker would say over it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from zgc_map.model import Basis, Catalog, ParkId, SectorId
from zgc_map.query.filters import Selection
from zgc_map.query.matrix import matrix


@dataclass(frozen=True, slots=True)
class Summary:
    """Counts of what is shown. `leaders` and `widest` are empty where nothing stands out."""

    parks: tuple[ParkId, ...]
    sectors: tuple[SectorId, ...]
    links: int
    leaders: tuple[ParkId, ...]
    leading: int
    widest: tuple[SectorId, ...]
    width: int
    bases: Mapping[Basis, int]
    outside: int
    silent: int


def summarize(catalog: Catalog, selection: Selection) -> Summary:
    """Return what a view shows: parks, sectors, links, what leads, what is inferred, the silence.

    `leading` is the most sectors a park has, `width` the most parks a sector has; `outside` counts
    parks with links of which the filters leave none.
    """
    found = matrix(catalog, selection)
    sectors_in = Counter(park for park, _ in found.cells)
    parks_in = Counter(sector for _, sector in found.cells)
    leaders, leading = _most({park: sectors_in[park] for park in found.parks})
    widest, width = _most({sector: parks_in[sector] for sector in found.sectors})
    bases = [row.basis for row in selection.assignments]
    return Summary(
        parks=found.parks,
        sectors=found.sectors,
        links=len(bases),
        leaders=leaders,
        leading=leading,
        widest=widest,
        width=width,
        bases={basis: bases.count(basis) for basis in Basis},
        outside=len(catalog.parks) - len(selection.silent) - len(found.parks),
        silent=len(selection.silent),
    )


T = TypeVar("T", bound=Hashable)


def _most(counts: Mapping[T, int]) -> tuple[tuple[T, ...], int]:
    """Return what has the most, and how many; nothing where all have as many."""
    most = max(counts.values(), default=0)
    first = tuple(key for key, count in counts.items() if count == most)
    return (first, most) if len(first) < len(counts) else ((), most)
