"""The search box, and what it finds as links into the atlas."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from zgc_map.query import Address, Facet, Filters, Hit, Kind, clean_search, search, select
from zgc_map.ui.frame import link
from zgc_map.ui.keys import Key
from zgc_map.ui.navigate import go, hold
from zgc_map.ui.view import View
from zgc_map.ui.words import plain


def finder(view: View) -> None:
    """Show the search box and, under it, what it finds."""
    t = view.t
    st.text_input(
        t("search.title"),
        key=hold(Key.SEARCH, view.address.search),
        placeholder=t("search.placeholder"),
        icon=":material/search:",
        on_change=searched,
        args=(Key.SEARCH,),
    )
    if not view.address.search:
        return
    hits = search(view.catalog, view.address.search)
    with st.container(key=Key.RESULTS):
        if not hits:
            st.caption(plain(t("empty.search")))
        for hit in hits:
            page, address = target(view, hit)
            label = f"{t(f'search.{hit.kind}')}: {t.name(hit.name)}"
            if page == view.page:  # Streamlit's link to the page one is on leaves the address as is
                key = Key.RESULTS.of(hit.kind, hit.id)
                st.button(plain(label), key=key, type="tertiary", on_click=go, args=(_to(address),))
            else:
                link(page, label, address)


def target(view: View, hit: Hit) -> tuple[str, Address]:
    """Return the page and address that show a search result."""
    catalog = view.catalog
    clean = Address(lang=view.t.lang, basemap=view.address.basemap)
    match hit.kind:
        case Kind.PARK:
            park = next(row for row in catalog.parks if row.id == hit.id)
            return "map", clean.but(park=park.id)
        case Kind.SECTOR:
            return "map", clean.but(filters=Filters().with_(Facet.SECTOR, {hit.id}))
        case Kind.ROLE:
            role = next(row for row in catalog.roles if row.id == hit.id)
            asked = clean.but(filters=Filters().with_(Facet.ROLE, {role.group_id}))
            return "map" if select(catalog, asked.filters).parks else "sources", asked
        case Kind.BRAND:
            brand = next(row for row in catalog.brands if row.id == hit.id)
            return "map", clean.but(park=brand.park_id)
        case Kind.CLAIM:
            claim = next(row for row in catalog.claims if row.id == hit.id)
            return "sources", clean.but(claim=claim.id)


def _to(address: Address) -> Callable[[Address], Address]:
    return lambda _: address


def searched(key: Key) -> None:
    """Write a search box's text into the address, clean. For callbacks."""
    text = clean_search(st.session_state[key] or "")
    go(lambda address: address.but(search=text))
