"""One view of the map as data: what is lit, off or silent, in which colours, and what is said."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.query.asking import addresses, patient
from zgc_map.model import Basis, Catalog, Lang
from zgc_map.query import Address, Arcs, Basemap, Facet, Filters, Match, Picture, Zoom, select
from zgc_map.render.basemaps import NAMES, TILES
from zgc_map.render.changes import changed
from zgc_map.render.colours import sector_color
from zgc_map.render.map_state import map_state, park_bands, park_sectors, spoken
from zgc_map.text import Translator

FIRST_VIEW = Address()


def state(
    catalog: Catalog, address: Address = FIRST_VIEW, lang: Lang = Lang.EN, *, dark: bool = False
) -> dict[str, Any]:
    return map_state(
        catalog, address, select(catalog, address.filters), Translator(lang), dark=dark
    )


def asking(facet: Facet, *values: str, match: Match = Match.ANY) -> Address:
    return Address(filters=Filters().with_(facet, values).matched(match))


RED, BLUE = "#8a1237", "#1f47a5"


def test_the_first_view_of_toytown(toytown: Catalog) -> None:
    found = state(toytown)
    assert {park: view["state"] for park, view in found["parks"].items()} == {
        "park_oak": "on",
        "park_elm": "on",
        "park_ash": "on",
        "park_fir": "silent",
        "park_yew": "on",
    }
    assert (found["lang"], found["theme"]) == ("en", "light")
    assert (found["selected"], found["focus"], found["basemap"]) == (None, None, None)
    assert found["attribution"] == "Invented boundaries"
    assert found["words"]["note"] == "Ward shown, not the park's boundary. · as of May 2021"
    assert found["words"]["map"].startswith(
        "Toytown Atlas: map of parks. As of May 2021, 4 parks are shown: Oak, Elm, Ash, and Yew."
    )
    assert found["legend"] == [
        {
            "id": "group_food",
            "name": "Food",
            "color": RED,
            "on": False,
            "count": "4",
            "hint": "Filter: leaves 4 parks",
        },
        {
            "id": "group_craft",
            "name": "Crafts",
            "color": BLUE,
            "on": False,
            "count": "3",
            "hint": "Filter: leaves 3 parks",
        },
    ]


def test_a_park_that_is_shown(toytown: Catalog) -> None:
    assert state(toytown)["parks"]["park_yew"] == {
        "state": "on",
        "name": "Yew",
        "title": "Toytown Yew Park",
        "bands": [
            {"sector": "trade_cheese", "name": "Cheese", "color": RED},
            {"sector": "trade_boat", "name": "Boats", "color": BLUE},
        ],
        "lit": [
            {"sector": "trade_cheese", "roles": "Teaches", "inferred": False},
            {"sector": "trade_boat", "roles": "Makes (inferred)", "inferred": True},
        ],
        "tile": [1, 3],
    }


def test_a_park_that_is_shown_in_part_keeps_its_bands(toytown: Catalog) -> None:
    yew = state(toytown, asking(Facet.SECTOR, "trade_boat"))["parks"]["park_yew"]
    assert yew["state"] == "on"
    assert [row["sector"] for row in yew["lit"]] == ["trade_boat"]
    assert [(band["name"], band["lit"], band["inferred"]) for band in park_bands(yew)] == [
        ("Cheese", False, False),
        ("Boats", True, True),
    ]


def test_what_is_left_of_a_sector_decides_how_it_is_drawn(atlas: Catalog) -> None:
    """A filter may leave only the inferred role of a sector whose other role is stated."""
    health = asking(Facet.GROUP, "health")
    filters = health.filters.with_(Facet.STATUS, ("supported", "under_way"))
    for address, inferred in ((health, False), (health.but(filters=filters), True)):
        lit = state(atlas, address)["parks"]["haidian"]["lit"]
        assert [row["inferred"] for row in lit] == [inferred]


def test_tiles_say_that_connections_are_drawn_on_the_map(toytown: Catalog) -> None:
    tiles = Address(picture=Picture.TILES)
    said = "Connections are drawn on the map only"
    assert said not in state(toytown, tiles)["words"]["note"]
    assert said in state(toytown, tiles.but(arcs=Arcs.ON))["words"]["note"]


def test_a_park_that_is_filtered_out_says_so(toytown: Catalog) -> None:
    found = state(toytown, asking(Facet.SECTOR, "trade_boat"), Lang.RU)
    oak = found["parks"]["park_oak"]
    assert (oak["state"], oak["lit"]) == ("off", [])
    assert found["words"]["off"] == "Скрыто текущими фильтрами"
    assert [band["lit"] for band in park_bands(oak)] == [False, False]


def test_a_filter_changes_of_a_park_only_what_is_lit(toytown: Catalog) -> None:
    """What travels of a park that is filtered out does not grow with what is known of it."""
    all_, few = state(toytown), state(toytown, asking(Facet.SECTOR, "trade_boat"))
    found = changed(few["parks"], all_["parks"])
    assert found["park_oak"] == {"state": "off", "lit": []}
    assert found["park_yew"] == {"lit": all_["parks"]["park_yew"]["lit"][1:]}
    assert "park_fir" not in found


@pytest.mark.parametrize("match", list(Match))
def test_a_park_the_source_is_silent_on_says_so_whatever_is_asked(
    toytown: Catalog, match: Match
) -> None:
    found = state(toytown, asking(Facet.SECTOR, "trade_boat", match=match))
    assert found["words"]["silent"] == "Not mentioned in the source"
    assert found["parks"]["park_fir"] == {
        "state": "silent",
        "name": "Fir",
        "title": "Toytown Fir Park",
        "bands": [],
        "lit": [],
        "tile": [2, 2],
    }


def test_the_legend_marks_what_is_ticked_and_counts(toytown: Catalog) -> None:
    found = state(toytown, asking(Facet.GROUP, "group_craft", match=Match.ALL))["legend"]
    assert [(entry["on"], entry["count"]) for entry in found] == [(False, "3"), (True, "3")]
    bread = asking(Facet.SECTOR, "trade_bread", match=Match.NONE)
    assert [entry["count"] for entry in state(toytown, bread)["legend"]] == ["0", "1"]


@pytest.mark.parametrize("match", list(Match))
@pytest.mark.parametrize("ticked", [False, True], ids=["nothing ticked", "one ticked"])
def test_the_legend_promises_what_its_click_gives(
    catalog: Catalog, match: Match, ticked: bool
) -> None:
    wrong = []
    for group in catalog.sector_group:
        address = asking(Facet.GROUP, *([group] if ticked else []), match=match)
        for entry in state(catalog, address)["legend"]:
            after = select(catalog, address.filters.toggled(Facet.GROUP, entry["id"]))
            given_ = Translator(Lang.EN).count("legend.hint", len(after.parks))
            if not entry["on"] and entry["hint"] != given_:
                wrong.append(f"with {group}, {entry['id']}: {entry['hint']}; in truth: {given_}")
    assert not wrong, "\n".join(["", *wrong])


def test_nothing_shown_is_said(toytown: Catalog) -> None:
    nothing = asking(Facet.SECTOR, "trade_boat", "trade_bread", match=Match.ALL)
    found = state(toytown, nothing)
    assert "Toytown Atlas: map of parks. No park answers the filters" in found["words"]["map"]
    assert {view["state"] for view in found["parks"].values()} == {"off", "silent"}


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        (Lang.EN, "Toytown Atlas: map of parks. As of May 2021, 2 parks are shown: Oak and Elm."),
        (
            Lang.RU,
            "Атлас Игрушечного города: карта парков. "
            "По данным на май 2021 г. показаны 2 парка: Дуб и Вяз.",
        ),
        (Lang.ZH, "玩具城图谱：园区地图。截至2021年5月，共显示 2 个园区：橡树和榆树。"),
    ],
)
def test_the_text_alternative_names_the_parks_shown(
    toytown: Catalog, lang: Lang, said: str
) -> None:
    address = asking(Facet.SECTOR, "trade_bread")
    shown = select(toytown, address.filters)
    assert spoken(toytown, address, shown, Translator(lang)).startswith(said)


def test_the_dark_theme_has_the_dark_colours(catalog: Catalog) -> None:
    light, dark = state(catalog), state(catalog, dark=True)
    assert (light["theme"], dark["theme"]) == ("light", "dark")
    assert [row["color"] for row in light["legend"]] == [g.color for g in catalog.sector_groups]
    assert [row["color"] for row in dark["legend"]] == [g.color_dark for g in catalog.sector_groups]
    for sector in catalog.sectors:
        group = catalog.sector_group[sector.group_id]
        assert sector_color(catalog, sector.id, dark=False) == group.color
        assert sector_color(catalog, sector.id, dark=True) == group.color_dark


def test_a_chosen_park_and_its_zoom(toytown: Catalog) -> None:
    elm = toytown.parks[1].id
    assert state(toytown, Address(park=elm))["selected"] == elm
    assert state(toytown, Address(park=elm))["focus"] is None
    assert state(toytown, Address(park=elm, zoom=Zoom.PARK))["focus"] == elm
    assert state(toytown, Address(zoom=Zoom.PARK))["focus"] is None


@pytest.mark.parametrize("basemap", list(Basemap))
def test_a_basemap_is_asked_for_only_if_chosen(toytown: Catalog, basemap: Basemap) -> None:
    found = state(toytown, Address(basemap=basemap))["basemap"]
    if basemap is Basemap.NONE:
        assert found is None
    else:
        assert found == TILES[basemap]
        assert NAMES[basemap]
        assert found["url"].startswith("https://")
        assert all(f"{{{part}}}" in found["url"] for part in "xyz")
        assert found["attribution"]
        assert found["maxZoom"] >= 15


@patient
@given(data=st.data())
def test_every_view_agrees_with_its_answer(catalog: Catalog, data: st.DataObject) -> None:
    address = data.draw(addresses(catalog))
    lang = data.draw(st.sampled_from(Lang))
    selection = select(catalog, address.filters)
    found = state(catalog, address, lang)
    assert list(found["parks"]) == list(catalog.park)
    for park, view in found["parks"].items():
        links = [row for row in catalog.assignments if row.park_id == park]
        shown = {row.sector_id for row in selection.of_park(park)}
        expected = "on" if park in selection.parks else "off" if links else "silent"
        assert view["state"] == expected
        assert bool(view["lit"]) is (expected == "on")
        bands = park_bands(view)
        assert tuple(band["sector"] for band in bands) == park_sectors(catalog, park)
        assert {band["sector"] for band in bands if band["lit"]} == shown
        for band in bands:
            here = selection.of_park(park)
            bases = {row.basis for row in here if row.sector_id == band["sector"]}
            assert band["inferred"] is (bases == {Basis.INFERRED})
    named = Translator(lang)
    assert all(named.name(catalog.park[p].short) in found["words"]["map"] for p in selection.parks)
