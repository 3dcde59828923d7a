"""PNG and SVG: the same data and looks as the live map, in three scripts, without a browser."""

from __future__ import annotations

import base64
import io
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from xml.etree import ElementTree as ET

import numpy as np
import pytest
import shapely
from fontTools.ttLib import TTFont
from PIL import Image

from tests.conftest import SHIPPED
from tests.unit.export.conftest import Taker, taker
from zgc_map.export import Take, find_format
from zgc_map.export.arc_lines import FAN, GAP, STEPS, bent, dashes
from zgc_map.export.drawing import Drawing, Part, Round, Shape, Text
from zgc_map.export.figure import draw_locator, draw_map
from zgc_map.export.looks import SHEET, Looks, mixed
from zgc_map.export.pen import HATCH_BAR, HATCH_GROUND, HATCH_PERIOD
from zgc_map.export.plate import SIZES, draw_plate
from zgc_map.export.svg import draw_svg
from zgc_map.export.typeface import printable
from zgc_map.geo import Zone
from zgc_map.model import Basis
from zgc_map.render.map_state import map_state, park_sectors
from zgc_map.render.tiles import tiles

ROOM = (0.0, 0.0, 900.0, 700.0)
SVG = "{http://www.w3.org/2000/svg}"


def shapes(take: Take, part: Part) -> list[Shape]:
    things = draw_map(take, ROOM, dark=take.dark).things
    return [thing for thing in things if isinstance(thing, Shape) and thing.part is part]


def test_looks_are_those_of_the_live_map() -> None:
    light, dark = Looks(dark=False), Looks(dark=True)
    sheet = SHEET.read_text(encoding="utf-8").partition("@media print")[0]
    for name in ("paper", "ink", "soft", "off", "selected"):
        assert re.findall(rf"--{name}: (#\w{{6}})", sheet) == [light.color(name), dark.color(name)]
    assert light.of(".area", ".area.silent")["stroke-dasharray"] == "3 3"
    assert dark.of(".halo")["stroke"] == dark.color("selected")
    assert mixed("#000000", "#ffffff", 1) == "#000000"
    assert mixed("#000000", "#ffffff", 0.5) == "#808080"


def test_hatching_is_that_of_the_live_map() -> None:
    script = Path(SHEET).with_name("map.js").read_text(encoding="utf-8")
    period, bar = int(HATCH_PERIOD), int(HATCH_BAR)
    assert f"width: {period}, height: {period}" in script
    assert f"[[{period}, {HATCH_GROUND}], [{bar}, 1]]" in script


def test_each_park_has_its_bands_its_outline_and_its_symbol(zone: Zone) -> None:
    take = taker(zone)()
    catalog = take.catalog
    bands, areas = shapes(take, Part.BAND), shapes(take, Part.AREA)
    for park in catalog.parks:
        own = [band for band in bands if band.park == park.id]
        assert len(own) == len(park_sectors(catalog, park.id))
        [area] = [area for area in areas if area.park == park.id]
        covered = shapely.union_all([band.geometry for band in own])
        assert not own or covered.symmetric_difference(area.geometry).area < area.geometry.area / 50
    rounds = [
        thing for thing in draw_map(take, ROOM, dark=False).things if isinstance(thing, Round)
    ]
    assert {thing.park for thing in rounds} == {park.id for park in catalog.parks}


def test_only_what_is_inferred_alone_is_hatched(zone: Zone) -> None:
    take = taker(zone)()
    rows = take.catalog.assignments
    expected = {
        (row.park_id, row.sector_id)
        for row in rows
        if all(
            other.basis is Basis.INFERRED
            for other in rows
            if (other.park_id, other.sector_id) == (row.park_id, row.sector_id)
        )
    }
    assert len(shapes(take, Part.HATCH)) == len(expected)


def test_a_filter_greys_what_it_hides_and_silence_stays_dashed(shipped: Taker) -> None:
    take = shipped("sector=graphene")
    off = Looks(dark=False).color("off")
    greyed = {
        band.park for band in shapes(take, Part.BAND) if band.fill == mixed(off, "#fbfaf6", 0.9)
    }
    assert "haidian" in greyed and "fangshan" not in greyed
    dashed = {area.park for area in shapes(take, Part.AREA) if area.dash}
    assert dashed == set(take.selection.silent)


def test_bands_that_look_alike_have_no_seam(shipped: Taker) -> None:
    bands = shapes(shipped("sector=medicine_health"), Part.BAND)
    own = [band for band in bands if band.park == "daxing"]
    assert len(own) > 1
    assert {(band.fill, band.stroke) for band in own} == {(own[0].fill, own[0].fill)}


def test_chosen_and_compared_parks_have_a_halo(shipped: Taker) -> None:
    assert [row.park for row in shapes(shipped("park=haidian"), Part.HALO)] == ["haidian"]
    both = shapes(shipped("compare=haidian.daxing", page="compare"), Part.HALO)
    assert {row.park for row in both} == {"haidian", "daxing"}
    assert shapes(shipped("compare=haidian.daxing"), Part.HALO) == []


def test_zoomed_to_a_park_nothing_leaves_the_picture(shipped: Taker) -> None:
    take = shipped("park=yizhuang&zoom=park")
    for thing in draw_map(take, ROOM, dark=False).things:
        if isinstance(thing, Shape):
            assert shapely.box(-1, -1, 901, 701).contains(thing.geometry)
    [halo] = shapes(take, Part.HALO)
    assert halo.geometry.bounds[3] - halo.geometry.bounds[1] > 400


def test_cropped_to_a_park_the_locator_shows_where_it_is(shipped: Taker) -> None:
    take = shipped("park=yizhuang")
    park = take.parks.index[list(take.parks.index).index("yizhuang")]
    [halo] = [
        row
        for row in draw_map(take, ROOM, dark=False, focus=park).things
        if isinstance(row, Shape) and row.part is Part.HALO
    ]
    assert halo.geometry.bounds[3] - halo.geometry.bounds[1] > 400
    room = (10.0, 10.0, 200.0, 150.0)
    shown = [row for row in draw_locator(take, room, park, dark=False) if isinstance(row, Shape)]
    assert len(shown) == len(take.ground) + 1
    assert shown[-1].fill == Looks(dark=False).color("selected")
    for row in shown:
        assert shapely.box(9, 9, 201, 151).contains(row.geometry)


def test_tiles_stand_where_the_live_view_has_them(zone: Zone) -> None:
    take = taker(zone)("view=tiles")
    figure = draw_map(take, ROOM, dark=False)
    assert figure.plane is None
    things = [row for row in figure.things if isinstance(row, Shape)]
    areas = {row.park: row.geometry.bounds for row in things if row.part is Part.AREA}
    places = tiles(take.catalog)
    assert set(areas) == set(places)
    for one, here in places.items():
        for other, there in places.items():
            assert (areas[one][0] < areas[other][0]) is (here.col < there.col)
            assert (areas[one][1] < areas[other][1]) is (here.row < there.row)
    for park in take.catalog.parks:
        bands = [row for row in things if row.part is Part.BAND and row.park == park.id]
        assert len(bands) == len(park_sectors(take.catalog, park.id))
    named = {row.label for row in figure.things if isinstance(row, Text)}
    assert {str(park.id) for park in take.catalog.parks} <= named


@pytest.mark.parametrize("lang", ["en", "ru", "zh"])
def test_small_tiles_break_no_name(shipped: Taker, lang: str) -> None:
    take = shipped("view=tiles", lang=lang)
    things = draw_map(take, (0.0, 0.0, 290.0, 240.0), dark=False).things
    said = {thing.text for thing in things if isinstance(thing, Text)}
    named = {printable(take.t.name(park.short)) for park in take.catalog.parks}
    assert {name for name in named if " " not in name} <= said


def test_a_picture_of_tiles_has_no_scale_and_claims_no_place(shipped: Taker) -> None:
    drawing = draw_plate(shipped("view=tiles"), SIZES["slide"], dark=False)
    said = " ".join(row.text for row in drawing.texts())
    assert "Tiles show neither size nor exact place" in said
    assert " km" not in said


def test_connections_are_drawn_where_the_view_shows_them(shipped: Taker) -> None:
    assert not shapes(shipped(), Part.ARC)
    take = shipped("arcs=on")
    state = map_state(take.catalog, take.address, take.selection, take.t, dark=False)
    named = [row for row in shapes(take, Part.ARC) if row.name]
    assert len(named) == len(state["arcs"]) > 0
    assert [row.fill for row in named] == [arc["color"] for arc in state["arcs"]]
    said = " ".join(row.text for row in draw_plate(take, SIZES["slide"], dark=False).texts())
    assert take.t("view.arc_inferred") in said


def test_arrows_have_the_measures_of_the_live_map() -> None:
    script = (SHIPPED.parent / "static" / "atlas" / "arcs.js").read_text("utf-8")
    said = dict(re.findall(r"^  const ([A-Z]+) = ([\d.]+);", script, re.MULTILINE))
    assert {name: float(number) for name, number in said.items()} == {
        "STEPS": STEPS,
        "GAP": GAP,
        "FAN": FAN,
    }


def test_arrows_that_end_at_one_symbol_fan_out_there() -> None:
    places = {"left": (-60, -400), "right": (60, -400), "end": (0, 0)}
    symbols = {name: np.array(place, float) for name, place in places.items()}

    def tips(*ends: tuple[str, str]) -> list[shapely.Point]:
        return [shapely.Point(line.coords[-1]) for line in bent(ends, symbols)]

    [alone] = tips(("left", "end"))
    assert alone.distance(shapely.Point(0, 0)) == pytest.approx(GAP, rel=0.2)
    ways = [("left", "end"), ("right", "end"), ("left", "end"), ("end", "right")]
    left, right, again, away = tips(*ways)
    assert right.x < again.x < left.x  # the order of the live map
    for one, other in ((right, again), (again, left)):
        assert one.distance(other) == pytest.approx(FAN, rel=0.3)
    assert [away] == tips(("end", "right"))


def test_an_inferred_connection_is_dashed_and_a_stated_one_is_not() -> None:
    line = shapely.LineString([(0, 0), (100, 0)])
    assert list(dashes(line, "stated")) == [line]
    assert len(list(dashes(line, "inferred"))) == 8


@pytest.mark.parametrize(
    ("page", "query", "said"),
    [
        ("map", "park=yizhuang", "Zhongguancun Yizhuang Park"),
        ("map", "park=yizhuang&compare=haidian.changping", "Zhongguancun Yizhuang Park"),
        ("compare", "compare=haidian.changping", "Haidian | Changping"),
        ("map", "", "Zhongguancun Atlas"),
    ],
)
def test_a_picture_names_whom_it_is_about(shipped: Taker, page: str, query: str, said: str) -> None:
    drawing = draw_plate(shipped(query, page=page), SIZES["a4"], dark=False)
    assert drawing.title == said
    assert said in " ".join(row.text for row in drawing.texts() if row.bold)


def test_a_small_map_names_only_what_is_lit_or_chosen(shipped: Taker) -> None:
    take = shipped("sector=graphene&park=daxing")
    things = draw_map(take, (0, 0, 317, 234), dark=False, label_size=11.5).things
    assert {row.label for row in things if isinstance(row, Text)} == {"fangshan", "daxing"}


def test_labels_are_opaque(shipped: Taker) -> None:
    things = draw_map(shipped(), ROOM, dark=False).things
    labels = [row for row in things if isinstance(row, Text)]
    assert labels
    assert {row.box_opacity for row in labels} == {1.0}


@pytest.mark.parametrize("lang", ["en", "ru", "zh"])
@pytest.mark.parametrize("size", list(SIZES))
def test_every_park_is_named_where_there_is_room(shipped: Taker, lang: str, size: str) -> None:
    take = shipped(lang=lang)
    drawing = draw_plate(take, SIZES[size], dark=False)
    named = {row.label for row in drawing.texts() if row.label}
    assert named == {park.id for park in take.catalog.parks}
    said = " ".join(row.text for row in drawing.texts())
    for text in (take.catalog.about.title, take.catalog.sector_groups[0].name):
        assert take.t.name(text) in said


@pytest.mark.parametrize(
    ("size", "dpi", "dots"),
    [
        ("slide", "usual", (1920, 1080)),
        ("a4", "usual", (3508, 2480)),
        ("square", "usual", (1800, 1800)),
        ("a3", "96", (1587, 1123)),
        ("upright", "150", (1240, 1754)),
    ],
)
def test_a_png_has_the_size_and_the_dots_asked_for(
    toy: Taker, size: str, dpi: str, dots: tuple[int, int]
) -> None:
    row = find_format("png")
    take = row.with_options(toy(dark=True), {"size": size, "dpi": dpi})
    with Image.open(io.BytesIO(row.write(take))) as picture:
        assert picture.size == dots
        corner = picture.convert("RGB").getpixel((2, 2))
        assert corner == tuple(
            int(Looks(dark=True).color("paper")[at : at + 2], 16) for at in (1, 3, 5)
        )
        assert picture.info["Title"] == take.t.name(take.catalog.about.title)
        assert len(np.unique(np.asarray(picture.convert("L")))) > 20


def test_pictures_are_drawn_alike_by_several_threads(toy: Taker) -> None:
    takes = [toy(lang=lang) for lang in ("en", "ru", "zh")] * 2
    alone = [find_format("png").write(take) for take in takes[:3]]
    with ThreadPoolExecutor(3) as pool:
        together = list(pool.map(find_format("png").write, takes))
    assert together == alone * 2


def drawn(take: Take) -> tuple[Drawing, ET.Element]:
    drawing = draw_plate(take, SIZES["slide"], dark=take.dark)
    return drawing, ET.fromstring(draw_svg(drawing))


@pytest.mark.parametrize("lang", ["en", "ru", "zh"])
def test_an_svg_carries_its_text_and_every_glyph_of_it(zone: Zone, lang: str) -> None:
    drawing, root = drawn(taker(zone)(lang=lang))
    texts = list(root.iter(f"{SVG}text"))
    assert [node.text for node in texts] == [row.text for row in drawing.texts()]
    style = root.find(f"{SVG}style")
    assert style is not None and style.text
    for bold, code in zip((False, True), re.findall(r"base64,([^)]+)\)", style.text), strict=True):
        font = TTFont(io.BytesIO(base64.b64decode(code)))
        needed = {ord(sign) for row in drawing.texts() if row.bold is bold for sign in row.text}
        assert needed <= set(font.getBestCmap())


def test_an_svg_asks_for_nothing_and_says_what_its_shapes_are(shipped: Taker) -> None:
    take = shipped(lang="ru")
    _, root = drawn(take)
    assert not [node for node in root.iter() if "href" in " ".join(node.attrib)]
    titles = {node.text for node in root.iter(f"{SVG}title")}
    assert {take.t.name(park.name) for park in take.catalog.parks} <= titles


def test_nothing_from_data_is_markup(hostile: Taker) -> None:
    _, root = drawn(hostile())
    known = {"svg", "title", "desc", "style", "rect", "g", "path", "circle", "line", "text"}
    assert {node.tag.removeprefix(SVG) for node in root.iter()} == known
    assert not [name for node in root.iter() for name in node.attrib if name.startswith("on")]
    style = root.findtext(f"{SVG}style", "")
    assert not re.search(r"[<&]|url\((?!data:font/woff;base64,)", style)
    assert "<script>" in "".join(root.itertext())
