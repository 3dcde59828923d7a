"""Which claims a view rests on."""

from __future__ import annotations

from zgc_map.model import Assignment, Catalog, Claim, ParkId
from zgc_map.query.filters import Filters, Match
from zgc_map.query.search import folded


def claims_of_park(catalog: Catalog, park_id: ParkId) -> tuple[Claim, ...]:
    """Return every claim about one park, in catalog order, external ones included."""
    return tuple(row for row in catalog.claims if row.park_id == park_id)


def claims_of(catalog: Catalog, assignment: Assignment) -> tuple[Claim, ...]:
    """Return the claims an assignment rests on."""
    return tuple(catalog.claim[claim_id] for claim_id in assignment.claim_ids)


def select_claims(
    catalog: Catalog, filters: Filters, park_id: ParkId | None = None, text: str = ""
) -> tuple[Claim, ...]:
    """Return the claims that answer the filters, a park and a search text, in catalog order."""
    needle = folded(text)
    return tuple(
        row
        for row in catalog.claims
        if (park_id is None or row.park_id == park_id)
        and _answers(catalog, filters, row)
        and (not needle or needle in folded(" ".join((row.id, row.locator or "", *row.text.all()))))
    )


def _answers(catalog: Catalog, filters: Filters, row: Claim) -> bool:
    role = catalog.role[row.role_id].group_id if row.role_id else None
    group = catalog.sector[row.sector_id].group_id if row.sector_id else None
    named = filters.names(row.sector_id, group)
    asked = bool(filters.sectors or filters.groups)
    return (
        row.basis not in filters.without
        and (not filters.roles or role in filters.roles)
        and (not filters.statuses or row.status in filters.statuses)
        and (named is not (filters.match is Match.NONE) if asked else True)
    )
