"""The search box, and what it finds as links into the atlas."""

from __future__ import annotations

from itertools import chain, islice

import streamlit as st

from zgc_map.query import Address, Facet, Filters, Hit, Kind, clean_search, marked, search, select
from zgc_map.query.address import SEPARATOR
from zgc_map.render.card import fill
from zgc_map.render.hrefs import href
from zgc_map.ui.address_bar import whole
from zgc_map.ui.keys import Key
from zgc_map.ui.navigate import go, hold
from zgc_map.ui.view import View
from zgc_map.ui.words import plain

SHOWN = 12
"""How many results are listed; of more it is said how many there are."""

NAMES_MAX = 300
"""How many names are offered while the reader types; a page has all of them."""


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
    every = search(view.catalog, view.address.search, limit=None)
    hits = every[:SHOWN]
    with st.container(key=Key.RESULTS):
        if hits:
            st.html(hit_list(view, hits))
            if more := len(every) - len(hits):
                st.caption(plain(t.count("search.more", more)))
            st.caption(plain(t("search.keys")))
        else:
            st.caption(plain(t("empty.search")))


def name_list(view: View) -> str:
    """Return in HTML what the browser offers in the search box (`static/atlas/page.js`)."""
    catalog, t = view.catalog, view.t
    called = chain(
        (row.name for row in catalog.sectors),
        (row.name for row in catalog.roles),
        (row.name for row in catalog.brands),
        (row.short for row in catalog.parks),
    )
    names = dict.fromkeys(t.name(name) for name in islice(called, NAMES_MAX))
    asked = {"box": Key.SEARCH.value, "names": list(names)}
    return fill("names.html", catalog, t, view.address, **asked)


def hit_list(view: View, hits: tuple[Hit, ...]) -> str:
    """Return search results as links in HTML, what was looked for marked in each."""
    asked = view.address.search
    rows = []
    for hit in hits:
        page, address = target(view, hit)
        name = view.t.name(hit.name)
        rows.append(
            {
                "kind": hit.kind,
                "href": href(page, address),
                "name": marked(name, asked),
                "found": marked(hit.found, asked) if hit.found not in name else (),
            }
        )
    return fill("hits.html", view.catalog, view.t, view.address, hits=rows)


def target(view: View, hit: Hit) -> tuple[str, Address]:
    """Return the page and address that show a search result."""
    catalog = view.catalog
    clean = Address(lang=view.t.lang, basemap=view.address.basemap)
    match hit.kind:
        case Kind.CELL:
            found, sector = hit.id.split(SEPARATOR)
            park = next(row for row in catalog.parks if row.id == found)
            return "cell", clean.but(park=park.id, filters=Filters().with_(Facet.SECTOR, {sector}))
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


@whole
def searched(key: Key) -> None:
    """Write a search box's text into the address, clean. For callbacks."""
    text = clean_search(st.session_state[key] or "")
    go(lambda address: address.but(search=text))
