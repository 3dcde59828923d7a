"""The pages and the links between them: every link carries the view along."""

from __future__ import annotations

import runpy
from collections.abc import Iterable, Sequence
from typing import Final, NoReturn

import streamlit as st

from zgc_map import ROOT
from zgc_map.query import Address, write_address
from zgc_map.render.card import fill
from zgc_map.render.chrome import BARE
from zgc_map.render.hrefs import Way
from zgc_map.ui.view import View
from zgc_map.ui.words import plain

LISTED: Final = (
    "map", "parks", "sectors", "compare", "flows", "overlaps", "sources", "stories",
)  # fmt: skip
"""The pages the sidebar leads to, in its order. The first is the start."""

PAGES: Final = (*LISTED, "cell", *BARE)
"""Every page's name: file stem, word in the address and message key at once."""

_MADE: Final = "page objects"
_FOLDER: Final = ROOT / "pages"


def pages() -> tuple[st.Page, ...]:
    """Return Streamlit's page objects, the start first; a session makes them once."""
    if _MADE not in st.session_state:
        st.session_state[_MADE] = (_start(), *map(_page, PAGES))
    made: tuple[st.Page, ...] = st.session_state[_MADE]
    return made


def _page(name: str) -> st.Page:
    return st.Page(_FOLDER / f"{name}.py", title=name.title())


def _start() -> st.Page:
    """Return the page at the bare address: the first page once more, under no name."""

    def run_first() -> None:
        runpy.run_path(str(_FOLDER / f"{PAGES[0]}.py"))

    return st.Page(run_first, title=PAGES[0].title(), url_path="start", default=True)


def link(page: str, label: str, address: Address) -> None:
    """Show a link to a page with an address; the browser's history gets one step."""
    st.page_link(_page(page), label=plain(label), query_params=write_address(address))


def mapped(view: View) -> bool:
    """Whether the map is seen: on its own page, and on stage once a story is chosen."""
    return view.page == "map" or (view.page == "stage" and view.address.story is not None)


def leave_for(page: str, address: Address) -> NoReturn:
    """Open a page with an address, as its link would. Not for callbacks."""
    st.switch_page(_page(page), query_params=write_address(address))


def choice(
    view: View,
    name: str,
    title: str,
    rows: Iterable[Way],
    *,
    shown: bool = True,
    note: str = "",
    carries: bool = False,
) -> str:
    """Return the values of one word of the address as links: the address alone knows which holds.

    A control of Streamlit would keep a value of its own, and report an old one as a deed of the
    reader when another address comes quickly after. On `carries` see `ways`.
    """
    return fill(
        *("choice.html", view.catalog, view.t, view.address),
        name=name,
        title=title,
        ways=rows,
        shown=shown,
        note=note,
        carries=carries,
    )


def ways(
    view: View,
    name: str,
    title: str,
    rows: Iterable[Way],
    *,
    together: tuple[str, Sequence[Way]] = ("", ()),
    carries: bool = False,
) -> str:
    """Return a row of links as HTML: a link of Streamlit's own each would cost a message.

    A state and the links that change it end the row, kept `together`. Around what follows the
    address (see `spread`) a row `carries` it along in the browser.
    """
    state, changes = together
    return fill(
        *("ways.html", view.catalog, view.t, view.address),
        name=name,
        title=title,
        ways=rows,
        state=state,
        changes=changes,
        carries=carries,
    )
