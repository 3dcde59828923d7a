"""The address is the state: widgets show it, and everything a reader does rewrites it."""

from __future__ import annotations

import time
from collections.abc import Callable

import streamlit as st
from streamlit.delta_generator_singletons import context_dg_stack, get_default_dg_stack_value

from zgc_map.model import Catalog, Lang
from zgc_map.query import Address, read_address, write_address
from zgc_map.text import match_lang
from zgc_map.ui.address_bar import settle, travels, whole, write
from zgc_map.ui.store import last_store

_CHOICE = "chosen language"
_HELD = "widgets held in this run"
_SHOWN = "widgets held in the last whole run"
_UNSENT = 2.0
"""Seconds in which what a run sent may still be on the server, where the next run drops it."""


def current(catalog: Catalog) -> tuple[Address, tuple[str, ...]]:
    """Return the address as it is in the reader's browser, and what of it could not be read."""
    params = {name: st.query_params.get_all(name) for name in st.query_params}
    return read_address(params, catalog)


def language(address: Address, offered: tuple[Lang, ...]) -> Lang:
    """Return the reader's language: address, earlier choice, browser, or the first offered."""
    if address.lang:
        st.session_state[_CHOICE] = address.lang
        return address.lang
    chosen: Lang | None = st.session_state.get(_CHOICE)
    return chosen or match_lang(st.context.locale, offered) or offered[0]


def here(catalog: Catalog) -> Address:
    """Return the address a deed starts from: never one that was left. For callbacks."""
    settle()
    address, _ = current(catalog)
    return address


def go(change: Callable[[Address], Address]) -> None:
    """Rewrite the address: one deed, one step in the browser's history. For callbacks."""
    if travels():
        return
    catalog = last_store().catalog
    after = change(here(catalog))
    write(write_address(after.but(lang=language(after, catalog.about.languages))))


@whole
def put(field: str, key: str) -> None:
    """Write a widget's value into one field of the address. For callbacks."""
    value = st.session_state[key]
    go(lambda address: address.but(**{field: value}))


def begin() -> None:
    """Begin a run: at the top of the page, with the address as it is; note which widgets it shows.

    Streamlit runs a report that comes at the very end of a fragment's run in the same thread, and
    would draw the whole page into the fragment.
    """
    context_dg_stack.set(get_default_dg_stack_value())
    settle(begins=True)
    st.session_state[_HELD] = set()
    st.session_state.setdefault(_SHOWN, frozenset())


def end() -> None:
    """End a whole run."""
    st.session_state[_SHOWN] = frozenset(st.session_state[_HELD])


def hold(key: str, value: object, labels: object = None, *, sure: bool = False) -> str:
    """Make the widget of a key show `value`, and return the key.

    The value is set only if the widget shows another one (the reader followed a link or went
    back), or if its labels changed (Streamlit knows an option by its label): a value that is
    set on every run would undo a quick second click. It is set, too, if no whole run has shown the
    widget before: the value of a run that was ended on its way never reached the page. With `sure`
    the same holds of a run that was followed at once: its messages are dropped if they still wait.
    Then what is typed within these seconds, and not yet reported, is lost instead.
    """
    seen, first = f"{key} labels", f"{key} first shown"
    shown = st.session_state.get(_SHOWN)
    new = shown is not None and key not in shown
    if shown is not None:
        st.session_state[_HELD].add(key)
    if new:
        st.session_state[first] = time.monotonic()
    new = new or (sure and time.monotonic() - st.session_state.get(first, 0.0) < _UNSENT)
    if new or st.session_state.get(key) != value or st.session_state.get(seen) != labels:
        st.session_state[key] = value
        st.session_state[seen] = labels
    return key
