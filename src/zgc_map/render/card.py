"""Facts as HTML: parks, sectors, the matrix and claims. One escaping environment for all."""

from __future__ import annotations

from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from zgc_map.model import Basis, Catalog, Claim, ClaimId, ParkId, SectorId
from zgc_map.query import Selection, claims_of, claims_of_park, matrix
from zgc_map.render.map_state import park_sectors, sector_color
from zgc_map.text import Translator

SIGNS = {"=": "", ">": ">", ">=": "≥", "<": "<", "<=": "≤", "~": "≈"}
"""How a figure's operator is written; an operator is never dropped from its number."""

_TEMPLATES = Environment(
    loader=PackageLoader("zgc_map.render"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def park_card(
    catalog: Catalog, park_id: ParkId, selection: Selection, t: Translator, *, dark: bool
) -> str:
    """Return the profile of a park as HTML, every role with its claims.

    Roles outside the filters stay readable and are marked; those of a hidden basis are left out.
    """
    park = catalog.park[park_id]
    shown = selection.of_park(park_id)
    rows = [
        row
        for row in catalog.assignments
        if row.park_id == park_id and row.basis not in selection.without
    ]
    about = claims_of_park(catalog, park_id)
    external = [row for row in about if row.basis is Basis.EXTERNAL]
    return _render(
        "park.html",
        catalog,
        t,
        park=park,
        sectors=[
            {
                "record": catalog.sector[sector],
                "color": sector_color(catalog, sector, dark=dark),
                "rows": [row for row in rows if row.sector_id == sector],
            }
            for sector in park_sectors(catalog, park_id)
            if any(row.sector_id == sector for row in rows)
        ],
        shown=shown,
        outside=len(rows) - len(shown),
        brands=[row for row in catalog.brands if row.park_id == park_id],
        external=[] if Basis.EXTERNAL in selection.without else external,
        figures=[row for row in catalog.figures if row.park_id == park_id],
    )


def sector_card(
    catalog: Catalog, sector_id: SectorId, selection: Selection, t: Translator, *, dark: bool
) -> str:
    """Return the profile of a sector as HTML: who does it, in which role, on which claims."""
    sector = catalog.sector[sector_id]
    about = [
        row
        for row in catalog.claims
        if row.sector_id == sector_id and row.basis not in selection.without
    ]
    return _render(
        "sector.html",
        catalog,
        t,
        sector=sector,
        group=catalog.sector_group[sector.group_id],
        color=sector_color(catalog, sector_id, dark=dark),
        rows=[row for row in selection.assignments if row.sector_id == sector_id],
        wider=[row for row in about if row.park_id is None and row.basis is not Basis.EXTERNAL],
        external=[row for row in about if row.basis is Basis.EXTERNAL],
        figures=[
            row
            for row in catalog.figures
            if row.sector_id == sector_id and catalog.claim[row.claim_id].basis is Basis.EXTERNAL
        ],
    )


def matrix_table(
    catalog: Catalog, selection: Selection, chosen: ParkId | None, t: Translator, *, dark: bool
) -> str:
    """Return the park × sector matrix as an HTML table; an empty cell says "not stated"."""
    found = matrix(catalog, selection)
    sectors = [catalog.sector[sector] for sector in found.sectors]
    groups = [
        {
            "record": group,
            "color": group.color_dark if dark else group.color,
            "span": sum(sector.group_id == group.id for sector in sectors),
        }
        for group in catalog.sector_groups
    ]
    return _render(
        "matrix.html",
        catalog,
        t,
        parks=[catalog.park[park] for park in found.parks],
        sectors=sectors,
        groups=[group for group in groups if group["span"]],
        cells=found.cells,
        colors={row: sector_color(catalog, row, dark=dark) for row in found.sectors},
        chosen=chosen,
    )


def park_table(
    catalog: Catalog, selection: Selection, chosen: ParkId | None, t: Translator, *, dark: bool
) -> str:
    """Return every park as an HTML table: shown ones first, then filtered-out, then silent ones."""
    rows: list[dict[str, Any]] = []
    for park in catalog.parks:
        shown = selection.of_park(park.id)
        sectors = [s for s in park_sectors(catalog, park.id) if s in {a.sector_id for a in shown}]
        roles = dict.fromkeys(t.name(catalog.role[row.role_id].name) for row in shown)
        state = "silent" if park.id in selection.silent else "on" if shown else "off"
        rows.append(
            {
                "park": park,
                "state": state,
                "roles": " · ".join(roles),
                "claims": len(claims_of_park(catalog, park.id)),
                "sectors": [
                    {"record": catalog.sector[s], "color": sector_color(catalog, s, dark=dark)}
                    for s in sectors
                ],
            }
        )
    order = ("on", "off", "silent")
    rows.sort(key=lambda row: order.index(row["state"]))
    return _render("parks.html", catalog, t, rows=rows, chosen=chosen)


def claim_list(
    catalog: Catalog, claims: tuple[Claim, ...], chosen: ClaimId | None, t: Translator
) -> str:
    """Return claims as HTML, by source in catalog order, the chosen one first and marked."""
    sources = [
        {"record": source, "rows": [row for row in claims if row.source_id == source.id]}
        for source in catalog.sources
    ]
    figures: dict[ClaimId, list[Any]] = {}
    for figure in catalog.figures:
        figures.setdefault(figure.claim_id, []).append(figure)
    return _render(
        "claims.html",
        catalog,
        t,
        sources=[source for source in sources if source["rows"]],
        figures=figures,
        chosen=chosen,
    )


def _render(template: str, catalog: Catalog, t: Translator, **values: Any) -> str:
    others = [lang for lang in catalog.about.languages if lang is not t.lang]
    return _TEMPLATES.get_template(template).render(
        catalog=catalog, t=t, others=others, claims_of=claims_of, SIGNS=SIGNS, **values
    )
