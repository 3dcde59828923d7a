"""The frame around every page: language, navigation, search, filters, notes.

`page` lets a page file run on its own: on a fresh server Streamlit may run ``pages/x.py`` without
``app.py``; the page then runs the frame, which runs the page again inside itself.
"""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass

import streamlit as st

from zgc_map.catalog import DataError
from zgc_map.query import select
from zgc_map.render.chrome import masthead, style
from zgc_map.render.hrefs import Way
from zgc_map.text import Translator
from zgc_map.ui.address_bar import arrive, page_of_run
from zgc_map.ui.draft import crossed, keeper
from zgc_map.ui.filters import basemap, panel
from zgc_map.ui.finder import finder, name_list
from zgc_map.ui.frame import LISTED, PAGES, choice, leave_for, mapped, pages, ways
from zgc_map.ui.keys import Key
from zgc_map.ui.markup import Markup
from zgc_map.ui.navigate import begin, current, end, language
from zgc_map.ui.origin import page_in_bar
from zgc_map.ui.page import is_named, listen, name_page
from zgc_map.ui.spread import spread
from zgc_map.ui.store import last_store, open_store
from zgc_map.ui.stories import offer_step
from zgc_map.ui.takeaway import takeaway, tidy
from zgc_map.ui.talk import explored, on_stage
from zgc_map.ui.trouble import broken
from zgc_map.ui.view import View


@dataclass
class Inside:
    """A page within the frame: its file is run the first time, what the file gave from then on."""

    chosen: st.Page
    view: View
    render: Callable[[View], None] | None = None

    @property
    def known(self) -> bool:
        """Whether it has been shown."""
        return self.render is not None

    def __call__(self, view: View) -> None:
        """Show the page."""
        if self.render is not None:
            self.render(view)
            return
        token = _INSIDE.set(self)
        try:
            self.chosen.run()
        finally:
            _INSIDE.reset(token)


_INSIDE: ContextVar[Inside | None] = ContextVar("page inside the frame", default=None)


def page(render: Callable[[View], None]) -> None:
    """Render a page inside the frame, running the frame first if it is not there yet."""
    inside = _INSIDE.get()
    if inside is None:
        run()
    else:
        inside.render = render
        render(inside.view)


def run() -> None:
    """Run the frame and, inside it, the page the address names."""
    begin()
    _go_on()
    chosen = st.navigation(list(pages()), position="hidden")
    name = chosen.url_path if chosen.url_path in PAGES else PAGES[0]
    arrive(name)
    try:
        store = open_store()
    except DataError:
        broken()
        return
    address, dropped = current(store.catalog)
    lang = language(address, store.catalog.about.languages)
    if name == "stage":
        if asked := explored():
            leave_for("map", asked)
        address = on_stage(store.catalog, address)
    tidy(name)
    view = View(
        store=store,
        address=address.but(lang=lang),
        selection=store.kept.large(select, address.filters),
        t=Translator(lang),
        dark=st.context.theme.type == "dark",
        page=name,
    )
    named = is_named()
    if not named:
        name_page(view)
    constant = (  # what seldom changes is one element: the page has it, and is sent its name alone
        masthead(store.catalog.about, view.t, mark="phone")
        + style(dark=view.dark, mapped=mapped(view), page=name, told=bool(address.story))
        + ("" if view.bare else name_list(view))
    )
    st.html(Markup(constant))
    notes, head = st.container(key=Key.NOTES), None
    if not view.bare:
        with st.sidebar:
            head = st.container(key=Key.HEAD)
            panel(view)
            basemap(view)
    spread(view, dropped, Inside(chosen, view), notes)
    if named:
        name_page(view)
    if head:
        with head:
            _head(view)
        with st.sidebar:
            offer_step(view)
    listen({"/": Key.SEARCH})
    keeper(store.catalog)  # last: what it reports may come before the rest of a run is drawn
    end()


def _go_on() -> None:
    """Go on to the page the browser has gone to, if this run is of a report from the one before.

    Streamlit must not hear of the old page first: it would put it into the browser's address, and
    the next report would come from there.
    """
    there, here = page_in_bar(), page_of_run()
    if crossed(here=not there or here in (None, there)):
        address, _ = current(last_store().catalog)
        leave_for(there, address)


def _head(view: View) -> None:
    """Show what stands above the filters: name, languages, pages, search, files."""
    t, about = view.t, view.catalog.about
    at = view.address
    tongues = (
        Way(Translator(lang)("app.language_name"), "", at.but(lang=lang), lang is t.lang, lang=lang)
        for lang in about.languages
    )
    there = at.but(claim=None, search="")
    rows = (Way(t(f"page.{name}"), name, there, here=name == view.page) for name in LISTED)
    st.html(
        masthead(about, t)
        + choice(view, "tongues", t("app.language"), tongues, shown=False, carries=True)
        + ways(view, "pages", t("app.pages"), rows, carries=True)
    )
    finder(view)
    takeaway(view)
