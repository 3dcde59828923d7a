"""What a step's view says, in a few lines of big type: for steps whose page is no map."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from zgc_map.model import Catalog, ParkId, SectorId, Step
from zgc_map.query import (
    Address,
    Order,
    Selection,
    Shared,
    compare,
    matrix,
    overlaps,
    select,
    select_claims,
    step_address,
)
from zgc_map.render.card import START, fill
from zgc_map.text import Translator

MOST = 7
"""Lines that can be read from the back of a room; what is beyond is counted."""

Line = tuple[str, str]
"""What is spoken of, and what is said of it."""


def view_card(catalog: Catalog, step: Step, t: Translator) -> str:
    """Return the card of a step's view as HTML; empty where the map itself shows the view."""
    page, address = step_address(catalog, step)
    lines = tuple(view_lines(catalog, page, address, t))
    if not lines:
        return ""
    shown, more = lines[:MOST], len(lines[MOST:])
    return fill("view_card.html", catalog, t, START, page=page, lines=shown, more=more)


def view_lines(catalog: Catalog, page: str, address: Address, t: Translator) -> Iterator[Line]:
    """Yield what the page of an address says, the weightiest first; nothing for a map."""
    selection = select(catalog, address.filters)
    match page:
        case "compare":
            yield from _compared(catalog, address, selection, t)
        case "sectors":
            found = matrix(catalog, selection, Order.COUNT)
            for sector in found.sectors:
                parks = [park for park in found.parks if (park, sector) in found.cells]
                yield _sectors(catalog, (sector,), t), _parks(catalog, parks, t)
        case "overlaps":
            for row in overlaps(catalog, selection):
                if len(row.parks) > 1:
                    yield _parks(catalog, row.parks, t), _sectors(catalog, row.sectors, t)
        case "sources":
            claims = select_claims(catalog, address.filters, address.park, address.search)
            if address.claim:
                claims = (catalog.claim[address.claim],)
            for claim in claims:
                yield f"{claim.id} · {t(f'basis.{claim.basis}')}", t.name(claim.text)


def _compared(
    catalog: Catalog, address: Address, selection: Selection, t: Translator
) -> Iterator[Line]:
    """Yield what the compared parks share, then what each has alone; silence is said."""
    found = compare(catalog, address.compare, selection)
    if len(found.parks) < 2:
        return
    yield t("compare.choose"), _parks(catalog, found.parks, t)
    for shared in (Shared.ALL, Shared.SOME):
        if sectors := [row.sector_id for row in found.sectors if row.shared is shared]:
            yield t(f"compare.shared_{shared}"), _sectors(catalog, sectors, t)
    for park in found.parks:
        cells = [row for row in found.sectors if park in row.cells]
        if alone := [row.sector_id for row in cells if row.shared is Shared.ONE]:
            name = t("stage.only", park=_parks(catalog, (park,), t))
            yield name, _sectors(catalog, alone, t)
        elif not cells:
            yield _parks(catalog, (park,), t), t("sectors.not_stated")


def _parks(catalog: Catalog, parks: Iterable[ParkId], t: Translator) -> str:
    return t.listed(t.name(catalog.park[park].short) for park in parks)


def _sectors(catalog: Catalog, sectors: Iterable[SectorId], t: Translator) -> str:
    return " · ".join(t.name(catalog.sector[sector].name) for sector in sectors)
