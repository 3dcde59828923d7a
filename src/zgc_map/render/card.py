"""Facts as HTML: parks, sectors, cells and claims. One escaping environment for all."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from zgc_map.model import Basis, Catalog, Claim, ClaimId, ParkId, SectorId
from zgc_map.query import Address, Cell, Selection, claims_of, claims_of_park
from zgc_map.render.colours import sector_color
from zgc_map.render.hrefs import Hrefs
from zgc_map.render.map_state import park_sectors
from zgc_map.render.said_once import SaidOnce
from zgc_map.text import Translator

SIGNS = {"=": "", ">": ">", ">=": "≥", "<": "<", "<=": "≤", "~": "≈"}
"""How a figure's operator is written; an operator is never dropped from its number."""

_TEMPLATES = Environment(
    loader=PackageLoader("zgc_map.render"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    auto_reload=False,  # a look at the file for every element of every run
)

START = Address()
"""The view links start from where none is given."""


def park_card(
    catalog: Catalog,
    park_id: ParkId,
    selection: Selection,
    t: Translator,
    *,
    dark: bool,
    at: Address = START,
) -> str:
    """Return the profile of a park as HTML, every role with its claims.

    What more of them share than anything else is said once below them; facts of other sources
    tell all of theirs. Roles outside the filters stay readable and are marked; those of a hidden
    basis are left out.
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
    brands = [row for row in catalog.brands if row.park_id == park_id]
    cited = [claim for row in rows for claim in row.claim_ids]
    cited += [row.claim_id for row in brands]
    cited += [park.specialty_host_claim_id] if park.specialty_host_claim_id else []
    return fill(
        "park.html",
        catalog,
        t,
        at,
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
        brands=brands,
        once=SaidOnce.of(catalog.claim[claim] for claim in cited),
        external=[] if Basis.EXTERNAL in selection.without else external,
        figures=[row for row in catalog.figures if row.park_id == park_id],
    )


def sector_card(
    catalog: Catalog,
    sector_id: SectorId,
    selection: Selection,
    t: Translator,
    *,
    dark: bool,
    at: Address = START,
    alone: bool = False,
) -> str:
    """Return the profile of a sector as HTML: who does it, in which role, on which claims.

    A sector that has a page to itself is given the ways back.
    """
    sector = catalog.sector[sector_id]
    about = [
        row
        for row in catalog.claims
        if row.sector_id == sector_id and row.basis not in selection.without
    ]
    return fill(
        "sector.html",
        catalog,
        t,
        at,
        sector=sector,
        alone=alone,
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


def sector_fold(catalog: Catalog, cards: Sequence[str], t: Translator) -> str:
    """Return cards of sectors, which are HTML already, folded away."""
    return fill("sectors.html", catalog, t, START, cards=cards)


def cell_card(
    catalog: Catalog, cell: Cell, t: Translator, *, dark: bool, at: Address = START
) -> str:
    """Return one park in one sector as HTML; for an empty cell, what is said around it."""
    return fill(
        "cell.html",
        catalog,
        t,
        at,
        cell=cell,
        park=catalog.park[cell.park_id],
        sector=catalog.sector[cell.sector_id],
        color=sector_color(catalog, cell.sector_id, dark=dark),
    )


def claim_list(
    catalog: Catalog,
    claims: tuple[Claim, ...],
    chosen: ClaimId | None,
    t: Translator,
    at: Address = START,
) -> str:
    """Return claims as HTML, by source in catalog order, the chosen one first and marked."""
    sources = [
        {"record": source, "rows": [row for row in claims if row.source_id == source.id]}
        for source in catalog.sources
    ]
    figures: dict[ClaimId, list[Any]] = {}
    for figure in catalog.figures:
        figures.setdefault(figure.claim_id, []).append(figure)
    return fill(
        "claims.html",
        catalog,
        t,
        at,
        sources=[source for source in sources if source["rows"]],
        figures=figures,
        chosen=chosen,
    )


def compile_templates() -> None:
    """Compile every template, which the first reader would wait for."""
    for name in _TEMPLATES.list_templates(["html"]):
        _TEMPLATES.get_template(name)


def fill(template: str, catalog: Catalog, t: Translator, at: Address, **values: Any) -> str:
    """Return a template of ours filled in; `at` is the view its links start from."""
    others = [lang for lang in catalog.about.languages if lang is not t.lang]
    return _TEMPLATES.get_template(template).render(
        catalog=catalog,
        t=t,
        others=others,
        claims_of=claims_of,
        to=Hrefs(at.but(lang=t.lang)),
        SIGNS=SIGNS,
        **values,
    )
