"""Connections and overlaps as HTML, every row with its claims."""

from __future__ import annotations

from collections.abc import Iterable

from zgc_map.model import Assignment, Basis, Catalog, Claim
from zgc_map.query import (
    Address,
    Connection,
    Pair,
    Selection,
    claims_behind,
    matrix,
    overlaps,
    shared,
    unmentioned,
)
from zgc_map.render.card import START, fill
from zgc_map.render.colours import group_color, sector_color
from zgc_map.text import Translator


def connection_card(
    catalog: Catalog, row: Connection, t: Translator, *, dark: bool, at: Address = START
) -> str:
    """Return one connection as HTML: its ends, what it rests on, and every claim behind it."""
    return fill(
        "connection.html",
        catalog,
        t,
        at,
        row=row,
        color=sector_color(catalog, row.start.sector_id, dark=dark),
        own=[catalog.claim[claim] for claim in row.claim_ids],
        claims=_behind(catalog, row),
    )


def band_key(catalog: Catalog, rows: tuple[Connection, ...], t: Translator) -> str:
    """Return what the bands of the chart of connections look like, by basis, as HTML."""
    found = {row.basis for row in rows}
    return fill("bands.html", catalog, t, START, bases=[basis for basis in Basis if basis in found])


def connection_table(
    catalog: Catalog,
    rows: tuple[Connection, ...],
    chosen: Connection | None,
    t: Translator,
    *,
    dark: bool,
    at: Address = START,
) -> str:
    """Return connections as an HTML table, each with its claims."""
    return fill(
        "flows.html",
        catalog,
        t,
        at,
        rows=[
            {
                "edge": row,
                "color": sector_color(catalog, row.start.sector_id, dark=dark),
                "claims": [
                    *(catalog.claim[claim] for claim in row.claim_ids),
                    *_behind(catalog, row),
                ],
            }
            for row in rows
        ],
        chosen=chosen,
    )


def partner_table(
    catalog: Catalog, rows: tuple[Pair, ...], t: Translator, *, dark: bool, at: Address = START
) -> str:
    """Return pairs of parks with complementary roles as an HTML table, each with its claims."""
    return fill(
        "partners.html",
        catalog,
        t,
        at,
        rows=[
            {
                "pair": row,
                "color": sector_color(catalog, row.sector_id, dark=dark),
                "claims": [
                    catalog.claim[claim] for claim in claims_behind(row.one_roles, row.other_roles)
                ],
            }
            for row in rows
        ],
    )


def overlap_tables(
    catalog: Catalog, selection: Selection, t: Translator, *, dark: bool, at: Address = START
) -> str:
    """Return which parks share which sectors as HTML: sets, pairs, single sectors, silence."""
    found = matrix(catalog, selection)
    rows = overlaps(catalog, selection)
    best = {cell: _best(links) for cell, links in found.cells.items()}
    return fill(
        "overlaps.html",
        catalog,
        t,
        at,
        parks=found.parks,
        rows=rows,
        most=max((len(row.sectors) for row in rows), default=1),
        marks=lambda park, sectors: _by_basis(
            (best[park, sector], t.name(catalog.sector[sector].name)) for sector in sectors
        ),
        unsaid=lambda parks, sector: _by_basis(
            (best[park, sector], t.name(catalog.park[park].short))
            for park in parks
            if best[park, sector] is not Basis.STATED
        ),
        pairs=shared(catalog, selection),
        several=[row for row in rows if len(row.parks) > 1],
        single=[row for row in rows if len(row.parks) == 1],
        places=unmentioned(catalog),
        colors={sector: sector_color(catalog, sector, dark=dark) for sector in found.sectors},
    )


def glance(
    catalog: Catalog, selection: Selection, t: Translator, *, dark: bool, at: Address = START
) -> str:
    """Return the shown sectors by group as HTML, each with its parks."""
    found = matrix(catalog, selection)
    groups = [
        {
            "record": group,
            "color": group_color(group, dark=dark),
            "rows": [
                {
                    "sector": catalog.sector[sector],
                    "parks": [park for park in found.parks if (park, sector) in found.cells],
                }
                for sector in found.sectors
                if catalog.sector[sector].group_id == group.id
            ],
        }
        for group in catalog.sector_groups
    ]
    return fill("start.html", catalog, t, at, groups=[group for group in groups if group["rows"]])


def _best(links: Iterable[Assignment]) -> Basis:
    """Return the basis that carries most of what some links rest on."""
    found = {row.basis for row in links}
    return next(basis for basis in Basis if basis in found)


def _by_basis(rows: Iterable[tuple[Basis, str]]) -> dict[Basis, list[str]]:
    """Return names by their basis, bases in their own order."""
    found: dict[Basis, list[str]] = {}
    for basis, name in rows:
        found.setdefault(basis, []).append(name)
    return {basis: found[basis] for basis in Basis if basis in found}


def _behind(catalog: Catalog, row: Connection) -> list[Claim]:
    """Return the claims of both ends that are not already those of the connection."""
    ends: tuple[Assignment, ...] = (row.start, row.end)
    return [catalog.claim[claim] for claim in claims_behind(ends) if claim not in row.claim_ids]
