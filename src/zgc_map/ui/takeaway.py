"""The menu of files to take away: every format, written only when its button is clicked."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Sequence
from functools import partial
from urllib.parse import urlencode
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st

from zgc_map.export import FORMATS, Format, Kind, Option, Take, take_view
from zgc_map.model import DRAFT, Story
from zgc_map.query import Address, write_address
from zgc_map.ui.keys import Key
from zgc_map.ui.origin import base
from zgc_map.ui.view import View
from zgc_map.ui.words import plain

_LOG = logging.getLogger(__name__)


def takeaway(view: View) -> None:
    """Offer the view as a link and in every format, once the reader opens the menu."""
    menu = st.popover(
        view.t("take.title"),
        icon=":material/download:",
        key=Key.TAKE,
        width="stretch",
        on_change="rerun",
    )
    if menu.open:
        with menu:
            _link(view)
            st.caption(plain(view.t("take.help")))
            address = view.address.but(story=None, step=1, pace=0)
            take = _take(view, address, view.page)
            for kind in Kind:
                _group(view, [row for row in FORMATS if row.kind is kind], take)


def take_story(view: View, story: Story) -> None:
    """Offer a whole story, every step of it, in the formats that tell one."""
    menu = st.popover(
        view.t("take.title"),
        icon=":material/download:",
        key=Key.TAKE.of("story", story.id),
        on_change="rerun",
    )
    if menu.open:
        with menu:
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
            _offer(view, row, row.with_options(take, own), *of)


def _offer(view: View, row: Format, take: Take, *of: str) -> None:
    """Show a format's button with what is in the file; what it lacks is said instead.

    While the file is written, a sign turns on the button.
    """
    t, missing = view.t, row.missing()
    about = t("take.missing", names=", ".join(missing)) if missing else t(f"take.about_{row.slug}")
    st.download_button(
        f"**{plain(row.label)}** {plain(about)}",
        data=partial(_write, row, take),
        file_name=row.name(take),
        mime=row.media_type,
        key=Key.TAKE.of(*of, row.slug),
        type="tertiary",
        on_click="ignore",
        disabled=bool(missing),
        width="stretch",
    )


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


def _write(row: Format, take: Take) -> bytes:
    try:
        return row.write(take)
    except Exception:
        _LOG.exception("%s could not be written for %s?%s", row.slug, take.page, take.query)
        raise


def _today() -> dt.date:
    """Return the reader's day."""
    try:
        zone: dt.tzinfo = ZoneInfo(st.context.timezone or "UTC")
    except (ZoneInfoNotFoundError, ValueError):
        zone = dt.UTC
    return dt.datetime.now(zone).date()
