"""Two to four parks side by side."""

from __future__ import annotations

import streamlit as st

from zgc_map.model import ParkId
from zgc_map.query import compare
from zgc_map.query.address import MAX_COMPARED
from zgc_map.render.comparison import comparison_card
from zgc_map.render.hrefs import Way
from zgc_map.ui.address_bar import whole
from zgc_map.ui.keys import Key
from zgc_map.ui.navigate import go, hold
from zgc_map.ui.view import View
from zgc_map.ui.words import plain


def compare_chooser(view: View) -> None:
    """Offer every park by name; a park may be taken out again."""
    t = view.t
    names = {park.id: t.name(park.short) for park in view.catalog.parks}
    st.multiselect(
        t("compare.choose"),
        list(names),
        key=hold(Key.COMPARE, [p for p in names if p in view.address.compare], t.lang),
        format_func=names.__getitem__,
        max_selections=MAX_COMPARED,
        placeholder=t("compare.choose_placeholder"),
        on_change=_set_compared,
    )
    if len(view.address.compare) == MAX_COMPARED:
        st.caption(plain(t.count("compare.full", MAX_COMPARED)))


def comparison(view: View) -> None:
    """Show the comparison, or say what it needs."""
    if len(view.address.compare) < 2:
        st.info(plain(view.t("compare.empty")))
        return
    found = compare(view.catalog, view.address.compare, view.selection)
    st.html(
        comparison_card(
            view.catalog, found, view.store.parks, view.t, dark=view.dark, at=view.address
        )
    )


def compare_ways(view: View, park_id: ParkId) -> tuple[str, tuple[Way, ...]]:
    """Return what a park is to the comparison, and the links that change or open it.

    To add it and to take it out stay on the page: a comparison is collected where parks are read.
    """
    t, at = view.t, view.address
    there = Way(t("compare.open", n=t.number(len(at.compare))), "compare", at)
    if park_id in at.compare:
        out = Way(t("compare.out"), "", at.but(compare=at.compare - {park_id}), mark="turn")
        return t("compare.in"), (there, out)
    if len(at.compare) >= MAX_COMPARED:
        return "", (Way(t.count("compare.full", MAX_COMPARED), "compare", at),)
    more = Way(t("compare.with"), "", at.but(compare=at.compare | {park_id}), mark="turn")
    return "", (more, there) if at.compare else (more,)


@whole
def _set_compared() -> None:
    parks = frozenset(st.session_state[Key.COMPARE])
    go(lambda address: address.but(compare=parks))
