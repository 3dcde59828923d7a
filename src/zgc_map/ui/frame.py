"""The pages and the links between them: every link carries the view along."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Final

import streamlit as st

import zgc_map
from zgc_map.query import Address, write_address
from zgc_map.ui.words import plain

PAGES: Final = ("map", "parks", "sectors", "sources")
"""Page names: file stem, word in the address and message key at once. The first is the start."""

_FOLDER: Final = Path(zgc_map.__file__).parents[2] / "pages"


def pages() -> dict[str, st.Page]:
    """Return Streamlit's page objects by name."""
    return {name: st.Page(_FOLDER / f"{name}.py", title=name.title()) for name in PAGES}


def start() -> st.Page:
    """Return the page at the bare address: the first page once more, under no name."""

    def run_first() -> None:
        runpy.run_path(str(_FOLDER / f"{PAGES[0]}.py"))

    return st.Page(run_first, title=PAGES[0].title(), url_path="start", default=True)


def link(page: str, label: str, address: Address, *, here: st.Page | None = None) -> None:
    """Show a link to a page with an address; the browser's history gets one step.

    `here` is given where the link leads to the page one is on, to be shown as such.
    """
    st.page_link(here or pages()[page], label=plain(label), query_params=write_address(address))
