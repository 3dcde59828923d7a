"""The table beside the map: the same rows, the same park chosen, both ways."""

from __future__ import annotations

import streamlit as st

from zgc_map.query import Beside
from zgc_map.render import tables
from zgc_map.render.hrefs import Way
from zgc_map.ui.frame import choice
from zgc_map.ui.view import View
from zgc_map.ui.words import plain


def beside_chooser(view: View) -> str:
    """Return the choice of the profile or the table, as HTML."""
    t, at = view.t, view.address
    rows = (
        Way(t(f"beside.{word}"), "", at.but(beside=word), here=word is at.beside) for word in Beside
    )
    return choice(view, "beside-choice", t("beside.title"), rows, shown=False)


def beside_table(view: View) -> None:
    """Show the parks of the map as a table, and the same rows as text to take along."""
    st.html(
        tables.beside_table(view.catalog, view.selection, view.t, dark=view.dark, at=view.address)
    )
    with st.expander(view.t("beside.copy")):
        st.caption(plain(view.t("beside.copy_help")))
        st.code(tables.as_text(view.catalog, view.selection, view.t, view.address), language=None)
