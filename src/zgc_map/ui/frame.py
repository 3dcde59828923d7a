"""The pages and the links between them: every link carries the view along."""

from __future__ import annotations

from typing import Final

import streamlit as st

from zgc_map.query import Address, write_address
from zgc_map.ui.words import plain

PAGES: Final = ("map", "parks", "sectors", "sources")
"""Page names: file stem, word in the address and message key at once. The first is the start."""


def pages() -> dict[str, st.Page]:
    """Return Streamlit's page objects by name."""
    return {
        name: st.Page(f"pages/{name}.py", title=name.title(), default=name == PAGES[0])
        for name in PAGES
    }


def link(page: str, label: str, address: Address) -> None:
    """Show a link to a page with an address; the browser's history gets one step."""
    st.page_link(pages()[page], label=plain(label), query_params=write_address(address))
