"""The map, kept alive while a reader visits other pages, and the profile beside it."""

from __future__ import annotations

from typing import Any

import streamlit as st

from zgc_map.model import Lang, ParkId
from zgc_map.query import Address, Beside, Filters, Zoom, select
from zgc_map.render.card import fill, park_card
from zgc_map.render.changes import changed
from zgc_map.render.chrome import carried
from zgc_map.render.hrefs import Way
from zgc_map.render.map_state import Answer, answer_state, map_state
from zgc_map.text import Translator
from zgc_map.ui.beside import beside_chooser, beside_table
from zgc_map.ui.canvas import Part, canvas, part
from zgc_map.ui.compare import compare_ways
from zgc_map.ui.deeds import heard, heard_on_stage, map_key
from zgc_map.ui.frame import mapped, ways
from zgc_map.ui.kept import Kept
from zgc_map.ui.links import chosen_link, in_words, sectors_at_a_glance
from zgc_map.ui.markup import Markup
from zgc_map.ui.store import Store
from zgc_map.ui.view import View

_SEEN = "the map has been seen"


def hero(view: View) -> None:
    """Show the map on the pages that have it; on others keep it, unseen, once it has been there.

    Kept, it is never built again and keeps its zoom; before, a page without it need not load it.
    """
    if mapped(view):
        st.session_state[_SEEN] = True
    if seen():
        _map(view)


def seen() -> bool:
    """Whether the reader's browser has the map: then it wants no more than the next view."""
    return bool(st.session_state.get(_SEEN))


def _map(view: View) -> None:
    """Show the map: a drawing and a ground that stay, and what this view changes of them."""
    listener = heard_on_stage if view.page == "stage" else heard
    canvas(view.store.drawing, *pictured(view), map_key(view.catalog), listener)


def pictured(view: View) -> tuple[Part, dict[str, Any]]:
    """Return the ground of a view of the map, and what the view changes of it."""
    asked = view.address.but(search="", claim=None, compare=frozenset())
    lang, dark = view.t.lang, view.dark
    changes = view.store.kept.large.deep(_changed, asked, _on_stage(view), lang, dark)
    return ground(view.store, lang, dark=dark), changes


def ground(store: Store, lang: Lang, *, dark: bool) -> Part:
    """Return what every view of the map in a language and theme is laid over."""
    return store.kept.deep(_ground, lang, dark)


def _ground(kept: Kept, lang: Lang, dark: bool) -> Part:
    return part(kept.large.deep(_state, Address(), "", lang, dark))


def _changed(kept: Kept, address: Address, stage: str, lang: Lang, dark: bool) -> dict[str, Any]:
    """Return what a view changes of the ground: the same for everyone who asks the same."""
    below = kept.large.deep(_state, Address(), "", lang, dark)
    return changed(_state(kept, address, stage, lang, dark), below)


def _state(kept: Kept, address: Address, stage: str, lang: Lang, dark: bool) -> dict[str, Any]:
    selection = kept.large(select, address.filters)
    state = map_state(
        kept.catalog,
        address,
        selection,
        Translator(lang),
        dark=dark,
        answer=answer(kept, address.filters, lang, dark=dark),
    )
    return state | {"stage": {"at": stage}}


def answer(kept: Kept, filters: Filters, lang: Lang, *, dark: bool) -> Answer:
    """Return what of a view is the same whatever is chosen on the map."""
    return kept.large.deep(_answer, filters, lang, dark)


def _answer(kept: Kept, filters: Filters, lang: Lang, dark: bool) -> Answer:
    left = kept.large(select, filters)
    return answer_state(kept.catalog, filters, left, Translator(lang), dark=dark)


def _on_stage(view: View) -> str:
    """Return the story and step the map is at, if it is on stage."""
    at = view.address
    return f"{at.story} {at.step}" if view.page == "stage" and at.story else ""


def side(view: View) -> None:
    """Show the table of what the map shows, the chosen park's profile, or how to choose one.

    All of it that is no widget is one element: each is a message, and wakes the server's loop.
    """
    at = view.address
    st.html(Markup(alongside(view)))
    if at.beside is Beside.TABLE:
        beside_table(view)
    elif at.link and not at.park:
        chosen_link(view)


def is_markup(at: Address) -> bool:
    """Whether there are no widgets in what stands beside the map."""
    return at.beside is not Beside.TABLE and bool(at.park or not at.link)


def alongside(view: View) -> str:
    """Return what stands beside the map and is no widget, as HTML."""
    question = (alongside, view.page, view.address, view.t.lang, view.dark)
    return view.store.kept.large.once(question, lambda: _alongside(view))


def _alongside(view: View) -> str:
    at = view.address
    begins = at.beside is not Beside.TABLE and not at.park and not at.link
    words = answer(view.store.kept, at.filters, view.t.lang, dark=view.dark).words
    shown = beside_chooser(view) + in_words(view, folded=not begins, answer=words)
    if begins:
        shown += _start(view)
    elif at.beside is not Beside.TABLE and at.park:
        shown += _profile(view, at.park)
    return shown + carried(at)


def _profile(view: View, park_id: ParkId) -> str:
    t, at = view.t, view.address
    rows = [
        Way(t("map.close"), "", at.but(park=None, zoom=Zoom.ALL), mark="close"),
        Way(t("map.open_park"), "parks", at),
        Way(t("map.open_claims"), "sources", at),
    ]
    together = compare_ways(view, park_id)
    card = park_card(view.catalog, park_id, view.selection, t, dark=view.dark, at=at)
    return ways(view, "head", t("map.ways"), rows, together=together) + card


def _start(view: View) -> str:
    t = view.t
    named = (park for park in view.catalog.parks if park.named_in_source)
    rows = (
        Way(t.name(park.short), "", view.address.but(park=park.id, link=frozenset()))
        for park in named
    )
    return (
        fill("begin.html", view.catalog, t, view.address)
        + ways(view, "chips", t("map.start_parks"), rows)
        + sectors_at_a_glance(view)
    )
