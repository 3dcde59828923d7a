"""The folium map: constant, local, and without a single character of text from the data.

folium compiles what it renders as a server-side template, so a word of the data in it is not a
matter of looks: it runs.
"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import folium
import pytest
from streamlit_folium import _get_header, _get_html, _get_map_string

from tests.hostile_zone import TOYTOWN
from tests.unit.render.hostile import EXECUTED, MARK
from zgc_map.geo import join_parks, load_areas, stack_areas
from zgc_map.model import Catalog, PlaceKind
from zgc_map.query import Filters, select
from zgc_map.render.map import MapLayers, _checked, base_map, map_layers

ROOT = Path(__file__).resolve().parents[3]


def sent(atlas: folium.Map) -> dict[str, str]:
    """Return what the component sends to the browser: scripts and markup, by part."""
    atlas.get_root().render()
    atlas.render()
    return {"html": _get_html(atlas), "header": _get_header(atlas), "map": _get_map_string(atlas)}


def test_no_word_of_the_data_reaches_folium(hostile: Catalog, layers: MapLayers) -> None:
    parts = sent(base_map(layers, hostile.about))
    parts["page"] = base_map(layers, hostile.about).get_root().render()
    for name, part in parts.items():
        for piece in (MARK, "xss", "7*7", EXECUTED, "{{", "{%", "{#", "${", "`", "\u2028"):
            assert piece not in part, (name, piece)


def test_no_name_of_the_data_reaches_folium(catalog: Catalog, layers: MapLayers) -> None:
    text = "".join(sent(base_map(layers, catalog.about)).values())
    names = [row.name for row in (*catalog.parks, *catalog.places, *catalog.sectors)]
    names += [park.short for park in catalog.parks]
    ids = {*catalog.park, *catalog.sector, *catalog.place}
    spoken = {name for row in names for name in row.all() if name not in ids}
    assert {name for name in spoken if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text)} == set()
    assert text.isascii()


def test_the_base_map_is_the_same_for_every_view(
    catalog: Catalog, hostile: Catalog, layers: MapLayers
) -> None:
    """The browser keeps the map as long as the script it was built by stays the same."""
    first = sent(base_map(layers, catalog.about))
    assert sent(base_map(layers, catalog.about)) == first
    assert sent(base_map(layers, hostile.about)) == first


def links(atlas: folium.Map) -> list[str]:
    """Return the scripts and styles the component loads: those of the map and of its layers."""
    parts = (atlas, *atlas._children.values())
    lists = (getattr(part, name, ()) for part in parts for name in ("default_js", "default_css"))
    return [url for pairs in lists for _, url in pairs]


def test_everything_is_loaded_from_our_own_server(catalog: Catalog, layers: MapLayers) -> None:
    atlas = base_map(layers, catalog.about)
    assert len(links(atlas)) >= 5
    for url in links(atlas):
        assert url.startswith("app/static/")
        assert (ROOT / url.removeprefix("app/")).is_file(), url
    page = atlas.get_root().render()
    assert "http" not in page.replace('http-equiv="content-type"', "")
    assert "//" not in page


def test_the_page_folium_writes_loads_the_same(catalog: Catalog, layers: MapLayers) -> None:
    atlas = base_map(layers, catalog.about)
    page = atlas.get_root().render()
    loaded = re.findall(r"""(?:src|href)\s*=\s*["']([^"']*)["']""", page)
    assert sorted(loaded) == sorted(links(atlas))


def test_the_zoom_has_limits(catalog: Catalog, layers: MapLayers) -> None:
    script = sent(base_map(layers, catalog.about))["map"]
    assert re.search(r'"minZoom": 6\b', script)
    assert re.search(r'"maxZoom": 15\b', script)


def test_folium_itself_keeps_its_defaults(catalog: Catalog, layers: MapLayers) -> None:
    before = [*folium.Map.default_js], [*folium.Map.default_css]
    base_map(layers, catalog.about)
    assert ([*folium.Map.default_js], [*folium.Map.default_css]) == before


NOT_IDS = {
    "empty": "",
    "digit first": "1a",
    "underscore first": "_a",
    "blank": "a b",
    "hyphen": "a-b",
    "dot": "a.b",
    "line feed": "a\n",
    "null": "a\x00",
    "template": "{{7*7}}",
    "statement": "a{%",
    "quote": 'a"',
    "backtick": "a`",
    "tag": "</script>",
    "full width": "ａ",
    "Cyrillic": "а",
    "accent": "é",
    "Chinese": "海",
    "separator": "a\u2028",
}


@pytest.mark.parametrize("value", list(NOT_IDS.values()), ids=list(NOT_IDS))
def test_only_ids_pass(toytown: Catalog, value: str) -> None:
    with pytest.raises(ValueError, match="not an id"):
        _checked(value)
    empty = MapLayers(((0.0, 0.0), (1.0, 1.0)), (), ())
    with pytest.raises(ValueError, match="not an id"):
        base_map(empty, replace(toytown.about, id=value))


@pytest.mark.parametrize("value", [None, 7, float("nan"), ("a",)])
def test_what_is_no_text_is_no_id(value: object) -> None:
    with pytest.raises(ValueError, match="not an id"):
        _checked(value)  # type: ignore[arg-type,unused-ignore]  # what a broken frame may hold


@pytest.mark.parametrize("value", ["a", "A", "haidian", "K20i", "new_energy", "z9_"])
def test_ids_pass_unchanged(value: str) -> None:
    assert _checked(value) == value


def test_a_park_with_another_name_than_an_id_is_not_drawn(toytown: Catalog) -> None:
    areas = load_areas(toytown, TOYTOWN)
    parks = join_parks(toytown, stack_areas(areas.values()))
    ground = areas[PlaceKind.DISTRICT]
    renamed = parks.rename(index={"park_oak": "{{7*7}}"})
    with pytest.raises(ValueError, match="not an id"):
        map_layers(renamed, ground)
    bands = parks.copy()
    bands.at["park_oak", "sectors"] = ("trade_bread", "{{7*7}}")
    with pytest.raises(ValueError, match="not an id"):
        map_layers(bands, ground)


def test_layers_hold_ids_numbers_and_shapes_only(catalog: Catalog, layers: MapLayers) -> None:
    features = [feature for group in layers.areas for feature in group] + [*layers.symbols]
    for feature in features:
        assert set(feature) == {"type", "properties", "geometry"}
        assert set(feature["properties"]) <= {"part", "park", "sector", "over"}
        assert feature["properties"].get("park", catalog.parks[0].id) in catalog.park
        assert feature["properties"].get("sector", catalog.sectors[0].id) in catalog.sector


def test_every_park_has_one_area_one_symbol_and_a_band_a_sector(
    catalog: Catalog, layers: MapLayers
) -> None:
    features = [feature["properties"] for group in layers.areas for feature in group]
    areas = [row["park"] for row in features if row["part"] == "area"]
    assert sorted(areas) == sorted(catalog.park)
    assert [row["properties"]["park"] for row in layers.symbols] == list(catalog.park)
    for park in catalog.park:
        sectors = {row.sector_id for row in catalog.assignments if row.park_id == park}
        expected = [row for row in catalog.sector if row in sectors] if len(sectors) > 1 else []
        bands = [row["sector"] for row in features if row["part"] == "band" and row["park"] == park]
        assert bands == expected


def test_what_lies_over_a_district_is_drawn_over_it(catalog: Catalog, layers: MapLayers) -> None:
    parts = [
        ("over" if feature["properties"].get("over") else feature["properties"]["part"])
        for group in layers.areas
        for feature in group
    ]
    over, below = parts.index("over"), max(i for i, part in enumerate(parts) if part == "area")
    assert over > below
    ground = [i for i, part in enumerate(parts) if part == "ground"]
    (under,) = [i for i in ground if i > below]
    assert under < over, "nothing shows through what lies over a district"
    assert ground[:-1] == list(range(len(ground) - 1)), "all other ground lies below everything"


def test_the_first_view_holds_every_district(catalog: Catalog, layers: MapLayers) -> None:
    (south, west), (north, east) = layers.bounds
    assert south < north
    assert west < east
    for point in layers.symbols:
        lon, lat = point["geometry"]["coordinates"]
        assert west < lon < east
        assert south < lat < north


def test_coordinates_are_no_finer_than_shown(layers: MapLayers) -> None:
    text = json.dumps(list(layers.areas))
    assert max(len(digits) for digits in re.findall(r"\.(\d+)", text)) <= 5


def test_the_hostile_twin_asks_the_same_questions(catalog: Catalog, hostile: Catalog) -> None:
    assert select(hostile, Filters()) == select(catalog, Filters())
