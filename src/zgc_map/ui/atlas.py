"""The map, kept alive while a reader visits other pages, and the profile beside it."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st
from streamlit_folium import st_folium

from zgc_map.model import ParkId
from zgc_map.query import Address, Zoom
from zgc_map.render.card import park_card
from zgc_map.render.map import base_map, view_layer
from zgc_map.render.map_state import map_state
from zgc_map.ui.deeds import heard
from zgc_map.ui.frame import PAGES, link
from zgc_map.ui.keys import Key
from zgc_map.ui.navigate import go
from zgc_map.ui.view import View
from zgc_map.ui.words import plain

HEIGHT = 720
"""Pixels before the style sheet fits the map to the window."""


STAGE_PAGE = PAGES[0]
"""The page the map is seen on."""

_SEEN = "the map has been seen"


def stage(view: View) -> None:
    """Show the map on its page; on others keep it, unseen, once it has been there.

    Kept, it is never built again and keeps its zoom; before, a page without it need not load it.
    """
    if view.page == STAGE_PAGE:
        st.session_state[_SEEN] = True
    if st.session_state.get(_SEEN):
        _map(view)


def _map(view: View) -> None:
    """Show the map: one constant base, everything that changes as one layer of data."""
    state = map_state(view.catalog, view.address, view.selection, view.t, dark=view.dark)
    with st.container(key=Key.STAGE):
        st_folium(
            base_map(view.store.layers, view.catalog.about),
            key=Key.MAP.of(view.catalog.version[:12]),
            height=HEIGHT,
            use_container_width=True,
            returned_objects=[],
            feature_group_to_add=view_layer(state),
            on_change=heard,
        )


def side(view: View) -> None:
    """Show the chosen park's profile, or how to choose one."""
    with st.container(key=Key.SIDE):
        if view.address.park:
            _profile(view, view.address.park)
        else:
            _start(view)


def _profile(view: View, park_id: ParkId) -> None:
    with st.container(horizontal=True, gap="small", key=Key.HEAD):
        st.button(
            view.t("map.close"),
            key=Key.CLOSE,
            icon=":material/close:",
            type="tertiary",
            on_click=go,
            args=(lambda address: address.but(park=None, zoom=Zoom.ALL),),
        )
        link("parks", view.t("map.open_park"), view.address)
        link("sources", view.t("map.open_claims"), view.address)
    st.html(park_card(view.catalog, park_id, view.selection, view.t, dark=view.dark))


def _start(view: View) -> None:
    t = view.t
    st.subheader(t("map.start_title"), anchor=False)
    st.markdown(plain(t("map.start_text")))
    st.caption(plain(t("map.start_parks")))
    with st.container(key=Key.START, gap=None):
        for park in view.catalog.parks:
            if park.named_in_source:
                st.button(
                    plain(t.name(park.name)),
                    key=Key.START.of(park.id),
                    type="tertiary",
                    on_click=go,
                    args=(_choosing(park.id),),
                )


def _choosing(park_id: ParkId) -> Callable[[Address], Address]:
    return lambda address: address.but(park=park_id)
