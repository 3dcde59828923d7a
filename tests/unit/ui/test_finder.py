"""A search result leads to a view that shows what was found."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

import pytest

from tests.unit.render.outline import read
from zgc_map.model import Catalog, Lang
from zgc_map.query import (
    Address,
    Basemap,
    Facet,
    Filters,
    Hit,
    Kind,
    asked_sector,
    search,
    select,
    select_claims,
)
from zgc_map.text import Translator
from zgc_map.ui.finder import NAMES_MAX, name_list, target
from zgc_map.ui.store import Store
from zgc_map.ui.view import View


class CatalogAlone:
    """Stands for a store: a search needs no map."""

    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog


def view(catalog: Catalog, address: Address, lang: Lang = Lang.RU) -> View:
    store = cast("Store", CatalogAlone(catalog))
    return View(
        store, address, select(catalog, address.filters), Translator(lang), dark=False, page="map"
    )


def hits(catalog: Catalog) -> list[Hit]:
    """Return a hit of each record that can be found."""
    rows = [
        (Kind.PARK, catalog.parks),
        (Kind.SECTOR, catalog.sectors),
        (Kind.ROLE, catalog.roles),
        (Kind.BRAND, catalog.brands),
    ]
    found = [Hit(kind, row.id, row.name) for kind, records in rows for row in records]
    found += [
        Hit(Kind.CELL, f"{park.id}.{sector.id}", sector.name)
        for park in catalog.parks
        for sector in catalog.sectors
    ]
    return found + [Hit(Kind.CLAIM, row.id, row.text) for row in catalog.claims]


def test_every_hit_leads_to_what_it_names(catalog: Catalog) -> None:
    nowhere = Address(
        filters=Filters().with_(Facet.SECTOR, {catalog.sectors[0].id}),
        search="x",
        basemap=Basemap.STREETS,
    )
    for hit in hits(catalog):
        page, address = target(view(catalog, nowhere), hit)
        assert (address.lang, address.basemap) == (Lang.RU, Basemap.STREETS)
        assert address.search == ""
        shown = select(catalog, address.filters)
        match hit.kind:
            case Kind.CELL:
                assert page == "cell"
                assert hit.id == f"{address.park}.{asked_sector(address.filters)}"
            case Kind.PARK:
                assert (page, address.park, address.filters) == ("map", hit.id, Filters())
            case Kind.SECTOR:
                assert page == "map"
                assert {row.sector_id for row in shown.assignments} <= {hit.id}
            case Kind.ROLE:
                groups = {catalog.role[row.role_id].group_id for row in shown.assignments}
                claims = {row.role_id for row in select_claims(catalog, address.filters)}
                used = {row.role_id for row in catalog.assignments}
                group = next(row.group_id for row in catalog.roles if row.id == hit.id)
                assert address.filters == Filters().with_(Facet.ROLE, {group})
                assert page == ("map" if groups else "sources")
                assert hit.id not in used or hit.id in {row.role_id for row in shown.assignments}
                assert groups or hit.id in claims
            case Kind.BRAND:
                brand = next(row for row in catalog.brands if row.id == hit.id)
                assert (page, address.park) == ("map", brand.park_id)
            case Kind.CLAIM:
                assert (page, address.claim) == ("sources", hit.id)
                assert hit.id in {row.id for row in select_claims(catalog, address.filters)}


def test_no_hit_leads_to_an_empty_page(catalog: Catalog) -> None:
    """A name that is found promises that there is something to see."""
    empty = []
    for hit in hits(catalog):
        page, address = target(view(catalog, Address()), hit)
        on_map = select(catalog, address.filters).parks
        if page != "cell" and not (
            on_map if page == "map" else select_claims(catalog, address.filters)
        ):
            empty.append(f"{hit.kind} {hit.id}")
    assert not empty, "\n".join(["", *empty])


@pytest.mark.parametrize(
    ("text", "page", "park"),
    [("дуб", "map", "park_oak"), ("crumb", "map", "park_elm"), ("T05", "sources", None)],
)
def test_from_a_text_to_a_page(toytown: Catalog, text: str, page: str, park: str | None) -> None:
    to, address = target(view(toytown, Address(search=text)), search(toytown, text)[0])
    assert (to, address.park) == (page, park)


@pytest.mark.parametrize("lang", Lang)
def test_the_search_offers_each_name_of_the_readers_language_once(
    catalog: Catalog, lang: Lang
) -> None:
    options = read(name_list(view(catalog, Address(), lang))).all("option")
    names = [option.attributes["value"] for option in options]
    assert len(names) == len(set(names))
    short = {park.short.in_(lang) for park in catalog.parks}
    assert short | {sector.name.in_(lang) for sector in catalog.sectors} <= set(names)


def test_of_a_large_zone_the_search_offers_some_names(atlas: Catalog) -> None:
    park = atlas.parks[0]
    many = [replace(park, short=replace(park.short, en=f"Park {number}")) for number in range(1000)]
    text = name_list(view(replace(atlas, parks=tuple(many)), Address(), Lang.EN))
    assert len(read(text).all("option")) == NAMES_MAX
