"""The table beside the map: the same rows, the same park chosen, both ways."""

from __future__ import annotations

import streamlit as st

from zgc_map.query import Beside
from zgc_map.render import tables
from zgc_map.ui.keys import Key
from zgc_map.ui.navigate import hold, put
from zgc_map.ui.view import View
from zgc_map.ui.words import plain


def beside_chooser(view: View) -> None:
    """Offer the profile or the table."""
    t = view.t
    st.segmented_control(
        t("beside.title"),
        list(Beside),
        key=hold(Key.BESIDE, view.address.beside, t.lang),
        required=True,
        format_func=lambda word: t(f"beside.{word}"),
        label_visibility="collapsed",
        on_change=put,
        args=("beside", Key.BESIDE),
    )


def beside_table(view: View) -> None:
    """Show the parks of the map as a table, and the same rows as text to take along."""
    st.html(
        tables.beside_table(view.catalog, view.selection, view.t, dark=view.dark, at=view.address)
    )
    with st.expander(view.t("beside.copy")):
        st.caption(plain(view.t("beside.copy_help")))
        st.code(tables.as_text(view.catalog, view.selection, view.t, view.address), language=None)
