"""The browser's address bar, kept right while reports and answers cross on their way.

Streamlit serves a report with the address the browser had when it left, and lets a newer report end
the callback of an older one. A deed would be lost, or undone by whatever is reported close behind.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import ParamSpec

import streamlit as st
from streamlit.runtime.scriptrunner import RerunException, get_script_run_ctx

P = ParamSpec("P")

_SENT = "address sent"
_CROSSING = 8
"""How many answers may be on their way at once."""


@dataclass(frozen=True, slots=True)
class _Sent:
    """An address on its way to the browser, and those it may still report from meanwhile."""

    page: str
    old: tuple[dict[str, str], ...]
    new: dict[str, str]


def write(new: dict[str, str]) -> None:
    """Put an address into the reader's browser, unless it is there."""
    old = st.query_params.to_dict()
    if new == old:
        return
    page, _ = _run()
    sent: _Sent | None = st.session_state.get(_SENT)
    known = sent.old if sent and sent.page == page else ()
    st.session_state[_SENT] = _Sent(page, (*known, old)[-_CROSSING:], new)
    st.query_params.from_dict(new)


def settle() -> None:
    """Begin a run or a deed: a report from an address that was left belongs to the one after it.

    On one page only `write` and a journey change the address, so a report from an earlier one is
    always of a browser that the answer has not reached.
    """
    sent: _Sent | None = st.session_state.get(_SENT)
    if sent is None:
        return
    page, journey = _run()
    here = st.query_params.to_dict()
    if here == sent.new:
        return
    if here in sent.old and sent.page == page and not journey:
        st.query_params.from_dict(sent.new)
    else:
        del st.session_state[_SENT]


def travels() -> bool:
    """Whether back, forward or a link of ours brought this run.

    Widgets do not show the address it came with yet: what they seem to report is no deed.
    """
    return _run()[1]


def whole(deed: Callable[P, None]) -> Callable[P, None]:
    """Make a callback whole: a report that comes meanwhile is served when the deed is done.

    Streamlit looks for reports whenever the session's state is touched. A deed that had not come
    to write an address then is begun again.
    """

    @wraps(deed)
    def done(*args: P.args, **kwargs: P.kwargs) -> None:
        waiting: RerunException | None = None

        def sent() -> object:
            nonlocal waiting
            while True:
                try:
                    return st.session_state.get(_SENT)
                except RerunException as report:
                    waiting = report

        before = sent()
        while True:
            try:
                deed(*args, **kwargs)
            except RerunException as report:
                waiting = report
                if sent() is before:
                    continue
            break
        if waiting is not None:
            raise waiting

    return done


def _run() -> tuple[str, bool]:
    run = get_script_run_ctx()
    return ("", False) if run is None else (run.page_script_hash, run.is_history_navigation)
