"""What each filter option would leave, and what to loosen when nothing is left."""

from __future__ import annotations

from typing import Any

from zgc_map.model import Basis, Catalog, Status
from zgc_map.query.filters import Facet, Filters, select


def facet_options(catalog: Catalog, facet: Facet) -> tuple[Any, ...]:
    """Return every option of a facet, in the order it is offered."""
    match facet:
        case Facet.GROUP:
            return tuple(row.id for row in catalog.sector_groups)
        case Facet.SECTOR:
            return tuple(row.id for row in catalog.sectors)
        case Facet.ROLE:
            used = {catalog.role[row.role_id].group_id for row in catalog.assignments}
            return tuple(row.id for row in catalog.role_groups if row.id in used)
        case Facet.STATUS:
            return tuple(Status)
        case Facet.WITHOUT:
            return tuple(Basis)


def facet_counts(catalog: Catalog, filters: Filters, facet: Facet) -> dict[Any, int]:
    """Return, for each option of a facet, how many parks are shown once it is ticked as well."""
    counts: dict[Any, int] = {}
    for option in facet_options(catalog, facet):
        chosen = filters.of(facet)
        hides = facet is Facet.WITHOUT  # ticked means counted: the facet lists what is hidden
        asked = filters.with_(facet, chosen - {option} if hides else chosen | {option})
        counts[option] = len(select(catalog, asked).parks)
    return counts


def ways_out(catalog: Catalog, filters: Filters) -> dict[Facet, int]:
    """Return which single facets, once cleared, would show parks again, and how many."""
    found = {
        facet: len(select(catalog, filters.with_(facet, ())).parks)
        for facet in Facet
        if filters.of(facet)
    }
    return {facet: count for facet, count in found.items() if count}
