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


def compare_way(view: View, park_id: ParkId) -> tuple[Way, ...]:
    """Return the link that sets a park beside those compared so far, or to a full comparison."""
    parks = view.address.compare | {park_id}
    if len(parks) > MAX_COMPARED:
        return (Way(view.t.count("compare.full", MAX_COMPARED), "compare", view.address),)
    return (Way(view.t("compare.with"), "compare", view.address.but(compare=parks)),)


@whole
def _set_compared() -> None:
    parks = frozenset(st.session_state[Key.COMPARE])
    go(lambda address: address.but(compare=parks))
