"""The matrix as a table or a chart, the page of one sector, and the page of one cell."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from zgc_map.model import ParkId, SectorId
from zgc_map.query import Form, Order, asked_sector, cell
from zgc_map.render import card, tables
from zgc_map.render.hrefs import Way
from zgc_map.render.matrix_chart import SELECTION, matrix_chart
from zgc_map.ui.address_bar import whole
from zgc_map.ui.frame import choice, link
from zgc_map.ui.keys import Key
from zgc_map.ui.navigate import go, hold
from zgc_map.ui.view import View
from zgc_map.ui.words import plain


def order_chooser(view: View) -> None:
    """Offer the orders of rows and columns."""
    t, at = view.t, view.address
    rows = (
        Way(t(f"order.{word}"), "", at.but(order=word), here=word is at.order) for word in Order
    )
    st.html(choice(view, "order", t("order.title"), rows))


def sector_matrix(view: View) -> None:
    """Show the park × sector matrix of what the filters leave, as a table or as a chart."""
    t, address = view.t, view.address
    if not view.selection.parks:
        return
    with st.container(horizontal=True, key=Key.CHOICES):
        rows = (
            Way(t(f"form.{word}"), "", address.but(form=word), here=word is address.form)
            for word in Form
        )
        st.html(choice(view, "form", t("form.title"), rows))
        order_chooser(view)
    if address.form is Form.CHART:
        _chart(view)
    else:
        st.html(
            tables.matrix_table(
                view.catalog, view.selection, address.park, t, dark=view.dark, at=address
            )
        )


def _chart(view: View) -> None:
    found = matrix_chart(view.catalog, view.selection, view.t, dark=view.dark, at=view.address)
    key = Key.CHART.of(view.t.lang, "dark" if view.dark else "light")
    clicked: Any = st.vega_lite_chart(
        spec=found,
        key=key,
        width="content",
        on_select="rerun",
        selection_mode=SELECTION,
        alt=view.t(
            "form.alt",
            parks=view.t.listed(
                view.t.name(view.catalog.park[p].short) for p in view.selection.parks
            ),
        ),
    )
    st.caption(plain(view.t("form.help")))
    st.html(
        tables.matrix_list(view.catalog, view.selection, view.t, dark=view.dark, at=view.address)
    )
    picked = _picked(view, clicked)
    if picked:
        filters = view.address.filters.about(picked[1])
        address = view.address.but(park=picked[0], filters=filters)
        link(
            "cell",
            view.t(
                "form.open",
                park=view.t.name(view.catalog.park[picked[0]].short),
                sector=view.t.name(view.catalog.sector[picked[1]].name),
            ),
            address,
        )


def _picked(view: View, clicked: object) -> tuple[ParkId, SectorId] | None:
    """Return the cell that was clicked on the chart; anything unknown is nothing."""
    chosen = clicked.get("selection", {}).get(SELECTION) if isinstance(clicked, Mapping) else None
    if not isinstance(chosen, list) or len(chosen) != 1 or not isinstance(chosen[0], Mapping):
        return None
    park = next((p.id for p in view.catalog.parks if p.id == chosen[0].get("park_id")), None)
    sector = next((s.id for s in view.catalog.sectors if s.id == chosen[0].get("sector_id")), None)
    return (park, sector) if park and sector else None


def is_one(view: View) -> bool:
    """Return whether the page is that of one sector."""
    return asked_sector(view.address.filters) is not None


def sector_cards(view: View) -> None:
    """Show the one sector asked for, or each that the filters leave, with its claims."""
    one = asked_sector(view.address.filters)
    shown = {row.sector_id for row in view.selection.assignments} | ({one} if one else set())
    cards = [
        card.sector_card(
            view.catalog,
            sector.id,
            view.selection,
            view.t,
            dark=view.dark,
            at=view.address,
            alone=one is not None,
        )
        for sector in view.catalog.sectors
        if sector.id in shown
    ]
    if one:
        st.html(f'<div class="cards">{"".join(cards)}</div>')
    elif cards:
        st.html(card.sector_fold(view.catalog, cards, view.t))


def sector_chooser(view: View) -> None:
    """Offer every sector by name; one chosen is the page's sector."""
    names = {row.id: view.t.name(row.name) for row in view.catalog.sectors}
    st.selectbox(
        view.t("sectors.choose"),
        list(names),
        index=None,
        key=hold(Key.SECTOR, asked_sector(view.address.filters), view.t.lang),
        format_func=names.__getitem__,
        placeholder=view.t("sectors.choose_placeholder"),
        on_change=_set_sector,
    )


@whole
def _set_sector() -> None:
    sector = st.session_state[Key.SECTOR]
    go(lambda address: address.but(filters=address.filters.about(sector)))


def cell_page(view: View) -> None:
    """Show one park in one sector: all claims behind the cell, or that nothing is stated."""
    t, address = view.t, view.address
    sector = asked_sector(address.filters)
    if address.park is None or sector is None:
        st.info(plain(t("cell.choose")))
        return
    found = cell(view.catalog, address.park, sector, address.filters.without)
    st.html(card.cell_card(view.catalog, found, t, dark=view.dark, at=address))
