"""The frame around every page: language, navigation, search, filters, notes.

`page` lets a page file run on its own: on a fresh server Streamlit may run ``pages/x.py`` without
``app.py``; the page then runs the frame, which runs the page again inside itself.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextvars import ContextVar
from pathlib import Path

import streamlit as st

import zgc_map
from zgc_map.catalog import DataError
from zgc_map.model import Lang
from zgc_map.query import select
from zgc_map.render.chrome import BARE, masthead, style
from zgc_map.render.hrefs import Way
from zgc_map.text import Translator
from zgc_map.ui.atlas import hero, seen
from zgc_map.ui.draft import keeper
from zgc_map.ui.filters import empty, filters
from zgc_map.ui.finder import finder
from zgc_map.ui.frame import LISTED, PAGES, choice, leave_for, mapped, pages, ways
from zgc_map.ui.keys import Key
from zgc_map.ui.markup import Markup
from zgc_map.ui.navigate import begin, current, end, language
from zgc_map.ui.page import listen
from zgc_map.ui.stage import back_to_story
from zgc_map.ui.store import behind, open_store
from zgc_map.ui.stories import offer_step
from zgc_map.ui.takeaway import takeaway, tidy
from zgc_map.ui.talk import explored, on_stage
from zgc_map.ui.trouble import broken
from zgc_map.ui.view import View
from zgc_map.ui.words import plain

NATIVE = {Lang.EN: "English", Lang.RU: "Русский", Lang.ZH: "中文"}

ICON = str(Path(zgc_map.__file__).parents[2] / "static" / "atlas" / "icon.svg")

_ICON = "icon sent"

_FRAME: ContextVar[View | None] = ContextVar("frame", default=None)


def run() -> None:
    """Run the frame and, inside it, the page the address names."""
    begin()
    chosen = st.navigation(list(pages()), position="hidden")
    try:
        store = open_store()
    except DataError:
        broken()
        return
    address, dropped = current(store.catalog)
    lang = language(address, store.catalog.about.languages)
    page = chosen.url_path if chosen.url_path in PAGES else PAGES[0]
    if page == "stage":
        if asked := explored():
            leave_for("map", asked)
        address = on_stage(store.catalog, address)
    tidy(page)
    view = View(
        store=store,
        address=address.but(lang=lang),
        selection=store.kept.large(select, address.filters),
        t=Translator(lang),
        dark=st.context.theme.type == "dark",
        page=page,
    )
    begun = bool(st.session_state.get(_ICON))
    if not begun:
        _config(view)
    constant = (  # what seldom changes is one element: the page has it, and is sent its name alone
        masthead(store.catalog.about, view.t, mark="phone")
        + style(dark=view.dark, mapped=mapped(view), page=view.page)
    )
    st.html(Markup(constant))
    notes = st.container(key=Key.NOTES)
    with st.container(key=Key.SPREAD):
        _spread(view, chosen)
    if begun:
        _config(view)
    with notes:
        _notes(view, dropped)
    if page not in BARE:
        with st.sidebar:
            _sidebar(view)
    listen({"/": Key.SEARCH})
    keeper(store.catalog)  # last: what it reports may come before the rest of a run is drawn
    end()


def _spread(view: View, chosen: st.Page) -> None:
    """Show the map beside the page: what is sent first is painted first, a map that is new."""
    map_box, page_box = st.container(key=Key.HERO, gap=None), st.container(key=Key.PAGE)

    def show_map() -> None:
        with map_box:
            hero(view)

    there = seen()
    if not there:
        show_map()
    try:
        with page_box:
            _run_inside(view, chosen)
    except Exception:
        if there:
            show_map()  # what fails on a page does not take the map away
        raise
    if there:
        show_map()


def _config(view: View) -> None:
    """Tell the browser what the page is called."""
    icon = None if st.session_state.get(_ICON) else ICON  # the browser keeps the one it has
    st.set_page_config(page_title=title(view), page_icon=icon, layout="wide")
    st.session_state[_ICON] = True


def _notes(view: View, dropped: Sequence[str]) -> None:
    """Tell what the reader has to know about this view, above the page."""
    if view.page not in BARE:
        back_to_story(view)
    if dropped:
        st.caption(plain(view.t("app.dropped", names=", ".join(dropped))))
    if behind():
        st.caption(plain(view.t("trouble.behind")))
    if not view.selection.parks and view.page not in BARE:
        empty(view)


def title(view: View) -> str:
    """Return what the browser calls the page: its subject, the page, the atlas."""
    page = view.t(f"page.{view.page}") if view.page not in BARE else ""
    parts = (view.subject, page, view.t.name(view.catalog.about.title))
    return " · ".join(part for part in parts if part)


def _run_inside(view: View, chosen: st.Page) -> None:
    token = _FRAME.set(view)
    try:
        chosen.run()
    finally:
        _FRAME.reset(token)


def page(render: Callable[[View], None]) -> None:
    """Render a page inside the frame, running the frame first if it is not there yet."""
    view = _FRAME.get()
    if view is None:
        run()
    else:
        render(view)


def _sidebar(view: View) -> None:
    t, about = view.t, view.catalog.about
    at = view.address
    tongues = (
        Way(NATIVE[lang], "", at.but(lang=lang), lang is t.lang, lang=lang)
        for lang in about.languages
    )
    there = at.but(claim=None, search="")
    rows = (Way(t(f"page.{name}"), name, there, here=name == view.page) for name in LISTED)
    st.html(
        masthead(about, t)
        + choice(view, "tongues", t("app.language"), tongues, shown=False)
        + ways(view, "pages", t("app.pages"), rows)
    )
    finder(view)
    takeaway(view)
    filters(view)
    offer_step(view)
