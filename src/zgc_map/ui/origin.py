"""Whole links, as another machine needs them."""

from __future__ import annotations

from ipaddress import ip_address
from urllib.parse import urlencode, urlsplit

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from zgc_map.query import Address, write_address
from zgc_map.ui.frame import PAGES


def base() -> str:
    """Return the app's own address without a page, as the reader's browser has it."""
    return _split(st.context.url)[0]


def page_in_bar() -> str:
    """Return the page of the browser's address; of a bare address, or of none, nothing.

    Streamlit's own word for the address names the page that runs instead.
    """
    run = get_script_run_ctx()
    return _split(run.context_info.url if run and run.context_info else None)[1]


def _split(address: str | None) -> tuple[str, str]:
    parts = urlsplit(address or "")
    if parts.scheme not in ("http", "https"):
        return "", ""
    path = parts.path.rstrip("/")
    before, _, last = path.rpartition("/")
    if last in (*PAGES, "start"):
        return f"{parts.scheme}://{parts.netloc}{before}", last if last in PAGES else ""
    return f"{parts.scheme}://{parts.netloc}{path}", ""


def whole_link(page: str, address: Address) -> str:
    """Return a link with scheme and host."""
    query = urlencode(write_address(address))
    return f"{base()}/{page}?{query}" if query else f"{base()}/{page}"


def is_local(link: str) -> bool:
    """Whether a link leads to the machine it is opened on, so that no other can open it."""
    host = urlsplit(link).hostname or ""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host in ("", "localhost")
