"""What follows the address on a page: the map, the page beside it, the notes above and the filters.

These are a fragment of the app: on the map's own page a click on the map or a filter runs them and
nothing else, on other pages the whole page after it. The links around them carry the address along
in the browser (``data-carries``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from zgc_map.query import Address, select, write_address
from zgc_map.render.chrome import CARRIED
from zgc_map.ui.address_bar import is_elsewhere, settle
from zgc_map.ui.atlas import hero, seen
from zgc_map.ui.filters import empty, filters
from zgc_map.ui.frame import leave_for
from zgc_map.ui.keys import Key
from zgc_map.ui.navigate import current
from zgc_map.ui.page import name_page
from zgc_map.ui.stage import back_to_story
from zgc_map.ui.store import behind, open_store
from zgc_map.ui.takeaway import is_open
from zgc_map.ui.view import View
from zgc_map.ui.words import plain

OWN = "map"
"""The map's own page."""


class Page(Protocol):
    """What stands beside the map."""

    @property
    def known(self) -> bool:
        """Whether it has been shown."""

    def __call__(self, view: View) -> None:
        """Show it."""


def spread(view: View, dropped: Sequence[str], page: Page, notes: DeltaGenerator) -> None:
    """Show a view, and in `notes` what `dropped` names: what of the address could not be read.

    The fragment is the same on every page: a deed that crosses with a link finds it, and nothing in
    it is built anew. Beside the map of its own page the page is in it, elsewhere it follows.
    """
    with st.container(key=Key.SPREAD):
        st.fragment(_again)(view, dropped, page, notes)
        if view.page != OWN:
            with st.container(key=Key.PAGE):
                page(view)


def _again(view: View, dropped: Sequence[str], page: Page, notes: DeltaGenerator) -> None:
    again = page.known
    if again:
        view, dropped = _anew(view)
    _draw(view, page)
    with notes, st.container():  # also an empty one: a fragment fills only what is there
        _notes(view, dropped)
    if again:
        name_page(view)


def _anew(view: View) -> tuple[View, Sequence[str]]:
    """Return the view as the address has it now; the whole page runs if more than that changed."""
    settle()
    store = open_store()
    address, dropped = current(store.catalog)
    address = address.but(lang=view.t.lang)
    if is_elsewhere():
        leave_for(view.page, address)
    others = store is not view.store or _still(address) != _still(view.address)
    if others or is_open() or view.page != OWN:
        st.rerun()
    settle(begins=True)
    answer = store.kept.large(select, address.filters)
    return replace(view, address=address, selection=answer), dropped


def _still(address: Address) -> dict[str, str]:
    """Return the words of an address that no deed changes without a run of the whole page."""
    return {name: word for name, word in write_address(address).items() if name not in CARRIED}


def _draw(view: View, page: Page) -> None:
    """Show the map and, on its own page, what stands beside it: first what is waited for."""
    map_box = st.container(key=Key.HERO, gap=None)

    def show_map() -> None:
        with map_box:
            hero(view)
            if not view.bare:
                filters(view)

    if view.page != OWN:
        show_map()
        return
    page_box, there = st.container(key=Key.SIDE), seen()
    if not there:
        show_map()
    try:
        with page_box:
            page(view)
    except Exception:
        if there:
            show_map()  # what fails on a page does not take the map away
        raise
    if there:
        show_map()


def _notes(view: View, dropped: Sequence[str]) -> None:
    """Tell what the reader has to know about this view, above the page."""
    if not view.bare:
        back_to_story(view)
    if dropped:
        st.caption(plain(view.t("app.dropped", names=", ".join(dropped))))
    if behind():
        st.caption(plain(view.t("trouble.behind")))
    if not view.selection.parks and not view.bare:
        empty(view)
