"""What a step's view says, in a few lines of big type: for steps whose page is no map."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from zgc_map.model import Catalog, Claim, Figure, Lang, ParkId, SectorId, Step
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
from zgc_map.render.stage import owner, tied
from zgc_map.text import Translator

MOST = 7
"""Lines that can be read from the back of a room; what is beyond is counted."""

Line = tuple[str, str]
"""What is spoken of, and what is said of it."""

LARGE, MIDDLE = 200, 330
"""Letters up to which a card is set in large type, and in type of middle size."""
_SHORT = 40
"""Letters a line counts for at least: it takes a row of its own."""


def view_card(catalog: Catalog, step: Step, t: Translator) -> str:
    """Return the card of a step's view as HTML; empty where the map itself shows the view."""
    page, address = step_address(catalog, step)
    figure = carried_figure(catalog, step)
    lines = tuple(view_lines(catalog, page, address, t))
    if not lines:
        return ""
    claim = catalog.claim[figure.claim_id] if figure else None
    if claim:
        lines = tuple(line for line in lines if line != _claimed(claim, t))
    shown, more = lines[:MOST], len(lines[MOST:])
    return fill(
        "view_card.html",
        catalog,
        t,
        START,
        page=page,
        lines=shown,
        more=more,
        type=_type(shown, t.lang),
        figure=figure,
        figure_claim=claim,
        owner=owner(catalog, figure, t) if figure else "",
        tied=tied,
    )


def carried_figure(catalog: Catalog, step: Step) -> Figure | None:
    """Return the figure that a step's card shows large: that of a claim its view shows."""
    page, address = step_address(catalog, step)
    figure = catalog.figure[step.figure_id] if step.figure_id else None
    if page != "sources" or figure is None:
        return None
    shown = (claim.id for claim in _claims(catalog, address))
    return figure if figure.claim_id in shown else None


def _type(lines: tuple[Line, ...], lang: Lang) -> str:
    """Return how large a card's type may be, so that its lines fit; Chinese letters are wide."""
    wide = 2 if lang is Lang.ZH else 1
    letters = sum(max(len(name + said) * wide, _SHORT) for name, said in lines)
    return "large" if letters <= LARGE else "middle" if letters <= MIDDLE else "small"


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
            for claim in _claims(catalog, address):
                yield _claimed(claim, t)


def _claims(catalog: Catalog, address: Address) -> tuple[Claim, ...]:
    """Return the claims the page of sources shows at an address."""
    if address.claim:
        return (catalog.claim[address.claim],)
    return tuple(select_claims(catalog, address.filters, address.park, address.search))


def _claimed(claim: Claim, t: Translator) -> Line:
    return f"{claim.id} · {t(f'basis.{claim.basis}')}", t.name(claim.text)


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
