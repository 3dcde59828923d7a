"""What of the dataset a view shows: the rows every format writes, and no others."""

from __future__ import annotations

from dataclasses import dataclass

from zgc_map.export.take import Take
from zgc_map.model import Assignment, Basis, Brand, Catalog, Claim, ClaimId, Figure, Park, Sector
from zgc_map.query import select_claims


@dataclass(frozen=True, slots=True)
class Extent:
    """The rows of a view, each kind in catalog order. Whatever is cited is among the claims."""

    parks: tuple[Park, ...]
    """Shown parks."""
    hidden: tuple[Park, ...]
    """Parks the source speaks of that the question leaves out."""
    silent: tuple[Park, ...]
    """Parks without any assignment: the source does not say what they do."""
    assignments: tuple[Assignment, ...]
    sectors: tuple[Sector, ...]
    """Sectors of the assignments."""
    figures: tuple[Figure, ...]
    brands: tuple[Brand, ...]
    claims: tuple[Claim, ...]


def extent(take: Take) -> Extent:
    """Return the rows of a view.

    On the page of claims a park and a search text narrow the claims, and with them the rest; where
    parks are compared, only those count.
    """
    catalog, address = take.catalog, take.address
    rows = take.selection.assignments
    narrowed = take.page == "sources"
    claims = select_claims(
        catalog,
        address.filters,
        address.park if narrowed else None,
        address.search if narrowed else "",
    )
    if take.page == "compare" and address.compare:
        rows = tuple(row for row in rows if row.park_id in address.compare)
        claims = tuple(row for row in claims if row.park_id in {None, *address.compare})
    if narrowed and (address.park or address.search):
        found = {row.id for row in claims}
        rows = tuple(row for row in rows if found & set(row.claim_ids))
    shown = {row.park_id for row in rows}
    hidden_bases = take.selection.without
    cited = {row.id for row in claims} | {one for row in rows for one in row.claim_ids}
    hosts = (catalog.park[park].specialty_host_claim_id for park in shown)
    cited |= {claim_id for claim_id in hosts if claim_id}
    for claim_id in tuple(cited):
        cited |= _behind(catalog, claim_id)
    return Extent(
        parks=tuple(row for row in catalog.parks if row.id in shown),
        hidden=tuple(
            row for row in catalog.parks if row.id not in {*shown, *take.selection.silent}
        ),
        silent=tuple(row for row in catalog.parks if row.id in take.selection.silent),
        assignments=rows,
        sectors=tuple(row for row in catalog.sectors if row.id in {one.sector_id for one in rows}),
        figures=tuple(
            row for row in catalog.figures if _seen(catalog, row.claim_id, cited, hidden_bases)
        ),
        brands=tuple(
            row for row in catalog.brands if _seen(catalog, row.claim_id, cited, hidden_bases)
        ),
        claims=tuple(row for row in catalog.claims if row.id in cited),
    )


def _behind(catalog: Catalog, claim_id: ClaimId) -> set[ClaimId]:
    """Return the claims a claim was inferred from, one after another."""
    found: set[ClaimId] = set()
    before = catalog.claim[claim_id].derived_from
    while before and before not in found:
        found.add(before)
        before = catalog.claim[before].derived_from
    return found


def _seen(
    catalog: Catalog, claim_id: ClaimId, cited: set[ClaimId], without: frozenset[Basis]
) -> bool:
    return claim_id in cited and catalog.claim[claim_id].basis not in without
