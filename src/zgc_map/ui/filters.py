"""The sidebar's filters: a checkbox an option, each with the number of parks it would leave."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from zgc_map.model import Catalog, Lang
from zgc_map.query import Basemap, Facet, Filters, ways_out
from zgc_map.render.basemaps import NAMES
from zgc_map.render.facets import after_ask, facet_carrier, facet_panel, facet_state
from zgc_map.render.hrefs import Way
from zgc_map.text import Translator
from zgc_map.ui.address_bar import whole
from zgc_map.ui.frame import choice, mapped
from zgc_map.ui.keys import Key
from zgc_map.ui.markup import Markup
from zgc_map.ui.navigate import go
from zgc_map.ui.scripts import reported, script
from zgc_map.ui.store import last_store
from zgc_map.ui.view import View
from zgc_map.ui.words import plain

_script = script("atlas_facets", "answer.js", "facets.js")


def panel(view: View) -> None:
    """Show every filter, none of them chosen; the same on every page: what is folded out stays."""
    st.html(Markup(view.store.kept(_panel, view.t.lang, view.dark)))


def filters(view: View) -> None:
    """Tell the panel what is asked for, as data beside it, and hear what the reader asks for."""
    said = reported(Key.FILTERS, "ask")
    number = said.get("number") if isinstance(said, Mapping) else None
    state = view.store.kept(_state, view.address.filters, view.t.lang)
    st.html(Markup(facet_carrier(state, number)))
    _script(key=Key.FILTERS, on_ask_change=_asked)


def _panel(catalog: Catalog, lang: Lang, dark: bool) -> str:
    return facet_panel(catalog, Translator(lang), dark=dark)


def _state(catalog: Catalog, asked: Filters, lang: Lang) -> Mapping[str, Any]:
    return facet_state(catalog, asked, Translator(lang))


@whole
def _asked() -> None:
    """Carry out what the panel reports. For its callback."""
    catalog, said = last_store().catalog, reported(Key.FILTERS, "ask")
    go(lambda address: address.but(filters=after_ask(address.filters, said, catalog)))


def basemap(view: View) -> None:
    """Show the choice of a basemap where the map is seen; none is loaded unless asked for."""
    if not mapped(view):
        return
    t, at = view.t, view.address
    names = ((word, NAMES.get(word) or t("map.basemap_none")) for word in Basemap)
    rows = (Way(name, "", at.but(basemap=word), word is at.basemap) for word, name in names)
    note = t("map.basemap_help")
    st.html(choice(view, "basemap", t("map.basemap"), rows, note=note, carries=True))


def empty(view: View) -> None:
    """Say why nothing is shown, and offer each single change that would bring parks back."""
    t = view.t
    st.warning(
        f"**{plain(t('empty.title'))}** {plain(t('empty.why'))}", icon=":material/filter_alt:"
    )
    found = ways_out(view.catalog, view.address.filters)
    if not found:
        st.caption(plain(t("empty.nothing_helps")))
    with st.container(horizontal=True):
        for facet, count in found.items():
            st.button(
                t.count("empty.loosen", count, facet=t(f"filter.facet_{facet}")),
                key=Key.LOOSEN.of(facet),
                on_click=whole(go),
                args=(_cleared(facet),),
            )


def _cleared(facet: Facet) -> Any:
    return lambda address: address.but(filters=address.filters.with_(facet, ()))
