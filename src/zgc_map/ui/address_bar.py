"""The browser's address bar, kept right while reports and answers cross on their way.

Streamlit serves a report with the address the browser had when it left, and lets a newer report end
the callback of an older one. A deed would be lost, or undone by whatever is reported close behind.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass, replace
from functools import wraps
from typing import ParamSpec

import streamlit as st
from streamlit.runtime.scriptrunner import RerunException, get_script_run_ctx

P = ParamSpec("P")

_SENT = "address sent"
_PAGE = "page of the last whole run"
_NAMES = "pages by Streamlit's names"
_CROSSING = 8
"""How many answers may be on their way at once."""
_PATIENCE = 60.0
"""Seconds after which no answer is on its way any more."""
_WROTE: ContextVar[list[dict[str, str]] | None] = ContextVar("addresses a deed wrote", default=None)


@dataclass(frozen=True, slots=True)
class _Sent:
    """An address on its way to the browser, and those it may still report from meanwhile.

    `fresh` until a run has begun with it, `at` is when it was sent (`time.monotonic`).
    """

    page: str
    old: tuple[dict[str, str], ...]
    new: dict[str, str]
    at: float
    fresh: bool = True


def write(new: dict[str, str]) -> None:
    """Put an address into the reader's browser, unless it is there."""
    old = st.query_params.to_dict()
    if new == old:
        return
    page, _ = _run()
    sent: _Sent | None = st.session_state.get(_SENT)
    known = sent.old if sent and sent.page == page else ()
    st.session_state[_SENT] = _Sent(page, (*known, old)[-_CROSSING:], new, time.monotonic())
    if (wrote := _WROTE.get()) is not None:
        wrote.append(new)
    st.query_params.from_dict(new)


def settle(*, begins: bool = False) -> None:
    """Look at the address a report came with: one that was left belongs to the one after it.

    On one page only `write` and a journey change the address, so a report from an earlier one is
    of a browser that the answer has not reached. Once one comes from the new address, as a run
    `begins` with it, none of an earlier one can follow.
    """
    sent: _Sent | None = st.session_state.get(_SENT)
    if sent is None:
        return
    page, journey = _run()
    here = st.query_params.to_dict()
    late = here in sent.old and sent.page == page and not journey
    if here != sent.new and late and time.monotonic() - sent.at < _PATIENCE:
        st.session_state[_SENT] = replace(sent, fresh=True)
        st.query_params.from_dict(sent.new)
    elif here != sent.new or (begins and not sent.fresh):
        del st.session_state[_SENT]
    elif begins:
        st.session_state[_SENT] = replace(sent, fresh=False)


def travels() -> bool:
    """Whether back, forward or a link of ours brought this run.

    Widgets do not show the address it came with yet: what they seem to report is no deed.
    """
    return _run()[1]


def whole(deed: Callable[P, None]) -> Callable[P, None]:
    """Make a callback whole: a report that comes meanwhile is served when the deed is done.

    Streamlit looks for reports whenever the session's state is touched. A deed that had not come
    to write an address then is begun again: what cannot be done twice comes last in it.
    """

    @wraps(deed)
    def done(*args: P.args, **kwargs: P.kwargs) -> None:
        waiting: list[RerunException] = []
        wrote: list[dict[str, str]] = []
        token = _WROTE.set(wrote)
        try:
            while True:
                try:
                    deed(*args, **kwargs)
                except RerunException as report:
                    waiting.append(report)
                    if not wrote:
                        continue
                break
        finally:
            _WROTE.reset(token)
        _put_off(waiting)

    return done


def arrive(page: str) -> None:
    """Note the page a whole run is of, once Streamlit knows: before, `/` has another name."""
    st.session_state[_PAGE] = _run()[0]
    st.session_state.setdefault(_NAMES, {})[_run()[0]] = page


def page_of_run() -> str | None:
    """Return the page a run is of, before Streamlit says so; None if this session never saw it."""
    names: dict[str, str] = st.session_state.get(_NAMES, {})
    return names.get(_run()[0])


def is_elsewhere() -> bool:
    """Whether a part of the page runs for a deed on another page, which a link has left.

    Streamlit would run that page next, and the link would be lost.
    """
    return bool(st.session_state.get(_PAGE) != _run()[0])


def _put_off(waiting: list[RerunException]) -> None:
    """Have every report that waited served, the last one last."""
    if not waiting:
        return
    run = get_script_run_ctx()
    if run is not None and run.script_requests is not None:
        for earlier in waiting[:-1]:
            run.script_requests.request_rerun(earlier.rerun_data)
    raise waiting[-1]


def _run() -> tuple[str, bool]:
    run = get_script_run_ctx()
    return ("", False) if run is None else (run.page_script_hash, run.is_history_navigation)
