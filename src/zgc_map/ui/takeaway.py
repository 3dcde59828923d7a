"""The menu of files to take away: every format, written only when its button is clicked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Literal
from urllib.parse import urlencode
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st

from zgc_map.export import FORMATS, Format, Kind, Option, Take, take_view
from zgc_map.model import DRAFT, Story
from zgc_map.query import Address, write_address
from zgc_map.ui.handover import forget, offer
from zgc_map.ui.keys import Key
from zgc_map.ui.origin import base
from zgc_map.ui.view import View
from zgc_map.ui.words import plain

Width = Literal["content", "stretch"]

_OPEN = "menu that is open"


def takeaway(view: View) -> None:
    """Offer the view as a link and in every format, once the reader opens the menu."""
    _menu(view, Key.TAKE.value, _of_view, width="stretch")


def take_story(view: View, story: Story) -> None:
    """Offer a whole story, every step of it, in the formats that tell one."""
    _menu(view, Key.TAKE.of("story", story.id), lambda view: _of_story(view, story))


def _menu(view: View, key: str, show: Callable[[View], None], width: Width = "content") -> None:
    """Show a menu that is made only once it is open, and is made anew without the page."""
    menu = st.popover(
        view.t("take.title"),
        icon=":material/download:",
        key=key,
        width=width,
        on_change="rerun",
    )
    if menu.open:
        with menu:
            st.fragment(show)(view)
        st.session_state[_OPEN] = (view.page, key)
    elif st.session_state.get(_OPEN) == (view.page, key):
        _close()


def tidy(page: str) -> None:
    """Keep no file of a menu that stays behind on another page."""
    opened: tuple[str, str] | None = st.session_state.get(_OPEN)
    if opened and opened[0] != page:
        _close()


def is_open() -> bool:
    """Whether the menu of a view is open: what is in it is of that view."""
    return _OPEN in st.session_state


def _close() -> None:
    del st.session_state[_OPEN]
    forget()


def _of_view(view: View) -> None:
    _link(view)
    st.caption(plain(view.t("take.help")))
    address = view.address.but(story=None, step=1, pace=0)
    take = _take(view, address, view.page)
    for kind in Kind:
        _group(view, [row for row in FORMATS if row.kind is kind], take)


def _of_story(view: View, story: Story) -> None:
    st.caption(plain(view.t("take.help_story")))
    address = Address(lang=view.t.lang, story=story.id)
    take = _take(view, address, "stage", story if story.id == DRAFT else None)
    rows = [row for row in FORMATS if row.tells_stories]
    for kind in Kind:
        _group(view, [row for row in rows if row.kind is kind], take, story.id)


def _take(view: View, address: Address, page: str, draft: Story | None = None) -> Take:
    return take_view(
        view.store.zone,
        address,
        page=page,
        day=_today(),
        base=base(),
        dark=view.dark,
        draft=draft,
    )


def _link(view: View) -> None:
    """Show the address of the view, ready to be copied."""
    t = view.t
    st.markdown(f"**{plain(t('app.link'))}**")
    page = (st.context.url or "").split("?")[0]
    st.code(f"{page}?{urlencode(write_address(view.address))}", language=None, wrap_lines=True)
    st.caption(plain(t("app.link_help")))


def _group(view: View, rows: Sequence[Format], take: Take, *of: str) -> None:
    """Show the formats of one kind and, below them, the options they share.

    `of` tells the widgets of one story from those of another.
    """
    if not rows:
        return
    t, kind = view.t, rows[0].kind
    st.markdown(f"**{plain(t(f'take.kind_{kind}'))}**")
    shown = st.container(gap=None)
    options = {option.name: option for row in rows for option in row.options}
    chosen = {name: _choice(view, option, *of, kind) for name, option in options.items()}
    with shown:
        for row in rows:
            own = {option.name: chosen[option.name] for option in row.options}
            offer(view, row, row.with_options(take, own), Key.TAKE.of(*of, row.slug))


def _choice(view: View, option: Option, *of: str) -> str:
    key = Key.TAKE.of(*of, option.name)
    found: str = st.segmented_control(
        view.t(f"take.option_{option.name}"),
        option.values,
        key=key,
        default=option.values[0],
        required=True,
        format_func=lambda value: view.t(f"take.choice_{value}"),
    )
    return found


def _today() -> dt.date:
    """Return the reader's day."""
    try:
        zone: dt.tzinfo = ZoneInfo(st.context.timezone or "UTC")
    except (ZoneInfoNotFoundError, ValueError):
        zone = dt.UTC
    return dt.datetime.now(zone).date()
