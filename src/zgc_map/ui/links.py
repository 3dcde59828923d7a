"""Connections and overlaps on screen, and the view in words."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from zgc_map.query import Arcs, Connection, Picture, connections, partners
from zgc_map.render import charts, links
from zgc_map.render.arcs import edge_name
from zgc_map.render.card import fill
from zgc_map.render.hrefs import Way
from zgc_map.render.summary import said
from zgc_map.ui.address_bar import whole
from zgc_map.ui.frame import ways
from zgc_map.ui.keys import Key
from zgc_map.ui.navigate import go, hold
from zgc_map.ui.view import View
from zgc_map.ui.words import plain


def in_words(view: View, *, folded: bool = False, answer: Sequence[str] | None = None) -> str:
    """Return the view as one paragraph that can be copied, folded away where space is short.

    `answer` is what `zgc_map.render.summary.answered` returns, for who has it already.
    """
    text = said(view.catalog, view.address, view.selection, view.t, view.page, answer)
    return fill("spoken.html", view.catalog, view.t, view.address, text=text, unfolded=not folded)


def sectors_at_a_glance(view: View) -> str:
    """Return every sector of the view with its parks, as HTML."""
    return links.glance(view.catalog, view.selection, view.t, dark=view.dark, at=view.address)


def chosen_link(view: View) -> None:
    """Show the connection the address names, with its claims, or that the filters hide it."""
    t, row = view.t, _chosen(view, _shown(view))
    rows = [Way(t("flows.close"), "", view.address.but(link=frozenset()), mark="close")]
    if view.page == "flows":
        address = view.address.but(arcs=Arcs.ON, picture=Picture.MAP, park=None)
        rows.append(Way(t("flows.open_map"), "map", address))
    else:
        rows.append(Way(t("flows.open_page"), "flows", view.address))
    card = (
        links.connection_card(view.catalog, row, t, dark=view.dark, at=view.address) if row else ""
    )
    st.html(ways(view, "head", t("map.ways"), rows) + card)
    if row is None:
        st.info(plain(t("flows.hidden")))


def flows(view: View) -> None:
    """Show every connection the filters leave: to choose from, as a chart and as a table."""
    t, rows = view.t, _shown(view)
    st.caption(plain(t.count("flows.count", len(rows))))
    if not rows:
        st.info(plain(t("flows.none")))
        return
    names = {row.ends: edge_name(view.catalog, row, t) for row in rows}
    chosen = _chosen(view, rows)
    st.selectbox(
        t("flows.choose"),
        list(names),
        index=None,
        key=hold(Key.LINK, chosen.ends if chosen else None, t.lang),
        format_func=names.__getitem__,
        placeholder=t("flows.choose_placeholder"),
        on_change=_choose,
    )
    if view.address.link:
        chosen_link(view)
    with st.container(key=Key.SANKEY):
        st.caption(plain(t("flows.chart")))
        st.plotly_chart(
            charts.sankey(view.catalog, rows, t, dark=view.dark),
            config={"displayModeBar": False, "staticPlot": False},
            alt=t("flows.chart_alt", connections="; ".join(names.values())),
        )
        st.html(links.band_key(view.catalog, rows, t))
    st.caption(plain(t("flows.chart_note")))
    st.html(links.connection_table(view.catalog, rows, chosen, t, dark=view.dark, at=view.address))


def cooperation(view: View) -> None:
    """Show which parks have complementary roles in one sector, derived and so labelled."""
    t = view.t
    st.header(t("flows.partners"), anchor=False)
    st.markdown(plain(t("flows.partners_note")))
    rows = partners(view.catalog, view.selection)
    if rows:
        st.html(links.partner_table(view.catalog, rows, t, dark=view.dark, at=view.address))
    else:
        st.info(plain(t("flows.partners_none")))


def overlaps(view: View) -> None:
    """Show which parks share which sectors, and the places the source never mentions."""
    st.html(
        links.overlap_tables(view.catalog, view.selection, view.t, dark=view.dark, at=view.address)
    )


def _shown(view: View) -> tuple[Connection, ...]:
    return connections(view.catalog, view.selection)


def _chosen(view: View, rows: tuple[Connection, ...]) -> Connection | None:
    return next((row for row in rows if row.ends == view.address.link), None)


@whole
def _choose() -> None:
    chosen = st.session_state[Key.LINK] or frozenset()
    go(lambda address: address.but(link=chosen))
