"""The sidebar's filters: one checkbox an option, each with the number of parks it would leave."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from zgc_map.model import Basis, Catalog, Lang
from zgc_map.query import (
    Arcs,
    Basemap,
    Facet,
    Filters,
    Match,
    facet_counts,
    ways_out,
)
from zgc_map.render.basemaps import NAMES
from zgc_map.text import Translator
from zgc_map.ui.keys import Key
from zgc_map.ui.navigate import go, hold, put, tick
from zgc_map.ui.view import View
from zgc_map.ui.words import plain


def filters(view: View) -> None:
    """Show every filter, open where one is set, and the way back to none."""
    t, asked = view.t, view.address.filters
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{plain(t('filter.title'))}**")
        st.button(
            t("filter.reset"),
            key=Key.RESET,
            type="tertiary",
            disabled=not asked.active,
            on_click=go,
            args=(lambda address: address.but(filters=Filters()),),
        )
    with st.expander(t("filter.sectors"), expanded=True):
        st.segmented_control(
            t("filter.match"),
            list(Match),
            key=hold(Key.MATCH, asked.match, t.lang),
            required=True,
            format_func=lambda word: t(f"filter.match_{word}"),
            help=plain(t("filter.match_help")),
            on_change=_set_match,
        )
        _sectors(view)
    for facet, title in ((Facet.ROLE, "filter.roles"), (Facet.STATUS, "filter.statuses")):
        with st.expander(t(title), expanded=bool(asked.of(facet))):
            for option, label in _labels(view, facet).items():
                _option(view, facet, option, label)
    with st.expander(t("filter.bases"), expanded=bool(asked.without)):
        for option, label in _labels(view, Facet.WITHOUT).items():
            _option(view, Facet.WITHOUT, option, label)
        st.caption(plain(t("filter.bases_help")))


def basemap(view: View) -> None:
    """Offer a basemap; none is loaded unless asked for."""
    t = view.t
    st.selectbox(
        t("map.basemap"),
        list(Basemap),
        key=hold(Key.BASEMAP, view.address.basemap, t.lang),
        format_func=lambda word: NAMES.get(word) or t("map.basemap_none"),
        help=plain(t("map.basemap_help")),
        on_change=put,
        args=("basemap", Key.BASEMAP),
    )
    st.toggle(
        t("view.arcs"),
        key=hold(Key.ARCS, view.address.arcs is Arcs.ON),
        help=plain(t("view.arcs_help")),
        on_change=_set_arcs,
    )


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
                on_click=go,
                args=(_cleared(facet),),
            )


def _cleared(facet: Facet) -> Any:
    return lambda address: address.but(filters=address.filters.with_(facet, ()))


def _sectors(view: View) -> None:
    groups, sectors = _labels(view, Facet.GROUP), _labels(view, Facet.SECTOR)
    for group in view.catalog.sector_groups:
        _option(view, Facet.GROUP, group.id, groups[group.id])
        for sector in view.catalog.sectors:
            if sector.group_id == group.id:
                _option(view, Facet.SECTOR, sector.id, sectors[sector.id])


def _option(view: View, facet: Facet, option: Any, label: str) -> None:
    ticked = (option in view.address.filters.of(facet)) is not (facet is Facet.WITHOUT)
    key = Key.TICK.of(facet, option)
    st.checkbox(label, key=hold(key, ticked), on_change=tick, args=(facet, option, key))


def _labels(view: View, facet: Facet) -> Mapping[Any, str]:
    """Return every option of a facet, in the order it is offered, with its label."""
    return view.store.kept(_labelled, view.address.filters, facet, view.t.lang)


def _labelled(catalog: Catalog, asked: Filters, facet: Facet, lang: Lang) -> Mapping[Any, str]:
    t = Translator(lang)
    counts = facet_counts(catalog, asked, facet)
    uncounted = set(Basis) - {Basis.STATED, Basis.INFERRED} if facet is Facet.WITHOUT else set()
    return {
        option: plain(t(f"basis.{option}"))
        if option in uncounted
        else plain(t("filter.option", name=_name(catalog, facet, option, t), n=t.number(count)))
        for option, count in counts.items()
    }


def _name(catalog: Catalog, facet: Facet, option: Any, t: Translator) -> str:
    match facet:
        case Facet.GROUP:
            return t.name(catalog.sector_group[option].name)
        case Facet.SECTOR:
            return t.name(catalog.sector[option].name)
        case Facet.ROLE:
            return t.name(catalog.role_group[option].name)
        case Facet.STATUS:
            return t(f"status.{option}")
        case Facet.WITHOUT:
            return t(f"basis.{option}")


def _set_arcs() -> None:
    drawn = Arcs.ON if st.session_state[Key.ARCS] else Arcs.OFF
    go(lambda address: address.but(arcs=drawn))


def _set_match() -> None:
    match = Match(st.session_state[Key.MATCH] or Match.ANY)
    go(lambda address: address.but(filters=address.filters.matched(match)))
