"""The pieces the pages beside the map are made of."""

from __future__ import annotations

import streamlit as st

from zgc_map.query import select_claims
from zgc_map.render import card, tables
from zgc_map.render.hrefs import Way
from zgc_map.ui.address_bar import whole
from zgc_map.ui.compare import compare_ways
from zgc_map.ui.finder import searched
from zgc_map.ui.frame import ways
from zgc_map.ui.keys import Key
from zgc_map.ui.links import in_words
from zgc_map.ui.navigate import go, hold, put
from zgc_map.ui.view import View
from zgc_map.ui.words import plain

SPOKEN = ("sectors", "compare", "flows", "overlaps")
"""The pages that, like the map, are told in words."""


def heading(view: View, page: str) -> None:
    """Show a page's title and what it is for; a sector or a cell is the title of its page."""
    named = view.subject if page in ("sectors", "cell") else ""
    st.title(plain(named or view.t(f"{page}.title")), anchor=False)
    st.markdown(plain(view.t(f"{page}.intro")))
    if page in SPOKEN:
        st.html(in_words(view, folded=True))


def park_chooser(view: View) -> None:
    """Offer every park by name."""
    names = {park.id: view.t.name(park.name) for park in view.catalog.parks}
    st.selectbox(
        view.t("parks.choose"),
        list(names),
        index=None,
        key=hold(Key.PARK, view.address.park, view.t.lang),
        format_func=names.__getitem__,
        placeholder=view.t("parks.choose_placeholder"),
        on_change=put,
        args=("park", Key.PARK),
    )


def park_profile(view: View) -> None:
    """Show the chosen park's profile, if one is chosen."""
    if view.address.park is None:
        return
    rows = [
        Way(view.t("parks.on_map"), "map", view.address),
        Way(view.t("map.open_claims"), "sources", view.address),
    ]
    together = compare_ways(view, view.address.park)
    st.html(
        ways(view, "head", view.t("map.ways"), rows, together=together)
        + card.park_card(
            view.catalog,
            view.address.park,
            view.selection,
            view.t,
            dark=view.dark,
            at=view.address,
        )
    )


def park_table(view: View) -> None:
    """Show every park in one table."""
    st.html(
        tables.park_table(
            view.catalog,
            view.selection,
            view.address.park,
            view.t,
            dark=view.dark,
            at=view.address,
        )
    )


def claim_filters(view: View) -> None:
    """Offer a search in claims, and say when they are narrowed to one park."""
    st.text_input(
        view.t("sources.search"),
        key=hold(Key.CLAIM_SEARCH, view.address.search),
        icon=":material/search:",
        on_change=searched,
        args=(Key.CLAIM_SEARCH,),
    )
    if view.address.park:
        name = view.t.name(view.catalog.park[view.address.park].name)
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(plain(view.t("sources.only_park", park=name)))
            st.button(
                view.t("sources.all_parks"),
                key=Key.ALL_PARKS,
                type="tertiary",
                on_click=whole(go),
                args=(lambda address: address.but(park=None),),
            )


def claims(view: View) -> None:
    """Show the claims, the chosen one first; nothing found is said."""
    address = view.address
    found = select_claims(view.catalog, address.filters, address.park, address.search)
    if address.claim:
        chosen = view.catalog.claim[address.claim]
        st.html(card.claim_list(view.catalog, (chosen,), address.claim, view.t, address))
    st.caption(plain(view.t.count("count.claims", len(found))))
    if not found:
        st.info(plain(view.t("empty.claims")))
    if rest := tuple(row for row in found if row.id != address.claim):
        st.html(card.claim_list(view.catalog, rest, address.claim, view.t, address))
