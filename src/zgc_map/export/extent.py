"""What of the dataset a view shows: the rows every format writes, and no others."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields

from zgc_map.export.take import Take
from zgc_map.model import (
    Assignment,
    Basis,
    Brand,
    Catalog,
    Claim,
    ClaimId,
    Figure,
    Park,
    ParkId,
    Sector,
    Step,
)
from zgc_map.query import asked_sector, cell, select_claims


@dataclass(frozen=True, slots=True)
class Extent:
    """The rows of a view, each kind in catalog order. Whatever is cited is among the claims."""

    parks: tuple[Park, ...]
    """Shown parks: those with a shown assignment, and those the page is about."""
    hidden: tuple[Park, ...]
    """Parks the source speaks of that the filters leave out."""
    silent: tuple[Park, ...]
    """Parks without any assignment: the source does not say what they do."""
    assignments: tuple[Assignment, ...]
    sectors: tuple[Sector, ...]
    """Sectors of the assignments, and the one the page is about."""
    figures: tuple[Figure, ...]
    brands: tuple[Brand, ...]
    claims: tuple[Claim, ...]


def extent(take: Take) -> Extent:
    """Return the rows of a view; of a story, all that its steps show and cite.

    A page about one park, one sector, one park in one sector or several parks side by side has
    what is said of them. On the page of claims a park and a search text narrow the claims, and
    with them the rest.
    """
    story = take.story
    return _told(take, story.steps) if story else _seen(take)


def _told(take: Take, steps: Iterable[Step]) -> Extent:
    """Return what the steps of a story show together, and what they cite."""
    catalog = take.catalog
    parts = [_seen(one) for one in take.steps]
    found = {
        field.name: {row.id for part in parts for row in getattr(part, field.name)}
        for field in fields(Extent)
    }
    figures = {step.figure_id for step in steps if step.figure_id}
    cited = {one for step in steps for one in step.claim_ids}
    cited |= {catalog.figure[one].claim_id for one in figures}
    found["figures"] |= figures
    found["claims"] |= _grounds(catalog, cited)
    return Extent(
        parks=tuple(row for row in catalog.parks if row.id in found["parks"]),
        hidden=tuple(
            row
            for row in catalog.parks
            if row.id in found["hidden"] and row.id not in found["parks"]
        ),
        silent=tuple(row for row in catalog.parks if row.id in found["silent"]),
        assignments=tuple(row for row in catalog.assignments if row.id in found["assignments"]),
        sectors=tuple(row for row in catalog.sectors if row.id in found["sectors"]),
        figures=tuple(row for row in catalog.figures if row.id in found["figures"]),
        brands=tuple(row for row in catalog.brands if row.id in found["brands"]),
        claims=tuple(row for row in catalog.claims if row.id in found["claims"]),
    )


def _seen(take: Take) -> Extent:
    """Return what one view shows."""
    catalog, address, answer = take.catalog, take.address, take.selection
    hidden = answer.without
    about = _about(take)
    sector = asked_sector(address.filters) if take.page in ("sectors", "cell") else None
    rows, claims = answer.assignments, select_claims(catalog, address.filters)
    if about and sector:
        [park] = about
        found = cell(catalog, park, sector, hidden)
        rows, claims = found.rows, (*found.claims, *found.around, *found.external)
    elif about:
        rows = tuple(row for row in rows if row.park_id in about)
        claims = tuple(row for row in claims if row.park_id in about)
    elif take.page == "sources" and (address.park or address.search):
        claims = select_claims(catalog, address.filters, address.park, address.search)
        told = {row.id for row in claims}
        rows = tuple(row for row in rows if told & set(row.claim_ids))
    shown = {row.park_id for row in rows} | about
    cited = {row.id for row in claims} | {one for row in rows for one in row.claim_ids}
    cited |= {one for park in shown if (one := catalog.park[park].specialty_host_claim_id)}
    if not sector:  # a cell has figures of its own, among its claims
        numbers = {row.claim_id for row in catalog.figures if row.park_id in about}
        cited |= {one for one in numbers if catalog.claim[one].basis not in hidden}
    cited = _grounds(catalog, cited)
    sectors = {row.sector_id for row in rows} | ({sector} if sector else set())
    return Extent(
        parks=tuple(row for row in catalog.parks if row.id in shown),
        hidden=tuple(
            row for row in catalog.parks if row.id not in {*answer.parks, *answer.silent, *about}
        ),
        silent=tuple(row for row in catalog.parks if row.id in answer.silent),
        assignments=rows,
        sectors=tuple(row for row in catalog.sectors if row.id in sectors),
        figures=tuple(
            row for row in catalog.figures if _shows(catalog, row.claim_id, cited, hidden)
        ),
        brands=tuple(row for row in catalog.brands if _shows(catalog, row.claim_id, cited, hidden)),
        claims=tuple(row for row in catalog.claims if row.id in cited),
    )


def _about(take: Take) -> frozenset[ParkId]:
    """Return the parks a page is about; none where it is about every park that answers."""
    address = take.address
    match take.page:
        case "compare":
            return frozenset(take.compared)
        case "parks":
            return frozenset(filter(None, [address.park]))
        case "cell" if asked_sector(address.filters):
            return frozenset(filter(None, [address.park]))
    return frozenset()


def _grounds(catalog: Catalog, claims: Iterable[ClaimId]) -> set[ClaimId]:
    """Return claims with those they were inferred from, one after another."""
    found: set[ClaimId] = set()
    rest = list(claims)
    while rest:
        one = rest.pop()
        if one not in found:
            found.add(one)
            rest += filter(None, [catalog.claim[one].derived_from])
    return found


def _shows(
    catalog: Catalog, claim_id: ClaimId, cited: set[ClaimId], without: frozenset[Basis]
) -> bool:
    return claim_id in cited and catalog.claim[claim_id].basis not in without
