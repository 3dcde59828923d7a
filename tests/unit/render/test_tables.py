"""Tables, cells and comparisons: every fact leads on, every silence is called one."""

from __future__ import annotations

import base64
import itertools
import json
import math
import re
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree as ET

import geopandas as gpd
import pytest

from tests.conftest import SHIPPED
from tests.hostile_zone import TOYTOWN
from tests.unit.render.hostile import EXECUTED, MARK
from tests.unit.render.outline import Element, read
from zgc_map.geo import join_parks, load_areas, stack_areas
from zgc_map.model import Basis, Catalog, Lang, ParkId, SectorId
from zgc_map.query import (
    Address,
    Facet,
    Filters,
    Order,
    cell,
    compare,
    read_address,
    select,
)
from zgc_map.render import card, tables
from zgc_map.render.comparison import BADGE, comparison_card, mini_map
from zgc_map.render.matrix_chart import SELECTION, matrix_chart
from zgc_map.render.outlines import Outlines, park_ground
from zgc_map.text import Translator

EN = Translator(Lang.EN)
PAGES = {"map", "parks", "sectors", "compare", "sources", "cell"}


@pytest.fixture(scope="session")
def shapes(catalog: Catalog) -> gpd.GeoDataFrame:
    """One row a park of a dataset."""
    areas = load_areas(catalog, TOYTOWN if catalog.about.id == "toytown" else SHIPPED)
    return join_parks(catalog, stack_areas(areas.values()))


def some_parks(catalog: Catalog) -> tuple[ParkId, ...]:
    return tuple(row.id for row in (*catalog.parks[:2], *catalog.parks[-2:]))


def everything(catalog: Catalog, shapes: gpd.GeoDataFrame, lang: Lang) -> Iterator[tuple[str, str]]:
    """Yield every table and card of this module: name, HTML."""
    t, shown = Translator(lang), select(catalog, Filters())
    at = Address(filters=Filters().with_(Facet.WITHOUT, {Basis.DISPUTED}))
    for order in Order:
        by = at.but(order=order)
        yield "matrix", tables.matrix_table(catalog, shown, None, t, dark=True, at=by)
        yield "beside", tables.beside_table(catalog, shown, t, dark=False, at=by)
    for park, sector in itertools.product(some_parks(catalog), catalog.sector):
        found = cell(catalog, park, sector)
        yield f"{park}-{sector}", card.cell_card(catalog, found, t, dark=False, at=at)
    both = compare(catalog, some_parks(catalog), shown)
    yield "compare", comparison_card(catalog, both, shapes, t, dark=True, at=at)


def hrefs(html: str) -> list[str]:
    return [link.attributes["href"] for link in read(html).all("a")]


@pytest.mark.parametrize("lang", list(Lang))
def test_every_link_leads_to_a_page_with_an_address_it_can_read(
    catalog: Catalog, shapes: gpd.GeoDataFrame, lang: Lang
) -> None:
    for name, html in everything(catalog, shapes, lang):
        assert hrefs(html), name
        for to in hrefs(html):
            parts = urlsplit(to)
            here = name == "beside" and not parts.path  # its rows and orders stay on the map
            assert here or parts.path in PAGES, (name, to)
            assert not parts.netloc and not parts.fragment
            address, dropped = read_address(parse_qs(parts.query), catalog)
            assert dropped == ()
            assert address.lang is lang
            assert address.filters.without == {Basis.DISPUTED}, "the view is kept"


def test_every_claim_named_in_a_cell_is_a_link_to_it(
    catalog: Catalog, shapes: gpd.GeoDataFrame
) -> None:
    for name, html in everything(catalog, shapes, Lang.EN):
        for link in read(html).all("a", "claim-id"):
            query = parse_qs(urlsplit(link.attributes["href"]).query)
            assert query["claim"] == [link.text], name


@pytest.mark.parametrize("lang", list(Lang))
def test_hostile_words_stay_words(hostile: Catalog, shapes: gpd.GeoDataFrame, lang: Lang) -> None:
    for name, html in everything(hostile, shapes, lang):
        assert EXECUTED not in html, name
        for element in read(html).all():
            assert element.tag not in {"script", "svg", "iframe", "b", "style"}
            assert MARK not in "".join(element.attributes.values()), (name, element.attributes)
            assert not any(word.startswith("on") for word in element.attributes)


def test_an_empty_cell_is_not_a_no(toytown: Catalog) -> None:
    found = cell(toytown, ParkId("park_oak"), SectorId("trade_boat"))
    page = read(card.cell_card(toytown, found, EN, dark=False))
    assert page.one("p", "silent-note").text == f"{EN('cell.not_stated')} {EN('cell.not_no')}"
    assert not page.all("section", "sector-block")
    near = [link.text for link in page.one("section", "near").all("a")]
    assert near == ["Bread", "Clocks", "Yew"]


def test_external_facts_stand_apart_in_a_cell(catalog: Catalog) -> None:
    for park, sector in itertools.product(catalog.park, catalog.sector):
        found = cell(catalog, park, sector)
        page = read(card.cell_card(catalog, found, EN, dark=False))
        apart = page.all("section", "external")
        assert len(apart) == (1 if found.external else 0)
        inside = {link.text for part in apart for link in part.all("a", "claim-id")}
        assert inside == {row.id for row in found.external}
        for row in found.rows:
            for claim in row.claim_ids:
                (shown,) = [e for e in page.all() if e.attributes.get("id") == f"claim-{claim}"]
                assert shown.one("p", "claim-text").text == EN.name(catalog.claim[claim].text)


def test_the_table_beside_the_map_lights_the_same_park(toytown: Catalog) -> None:
    at = Address(park=ParkId("park_elm"))
    shown = select(toytown, Filters())
    table = read(tables.beside_table(toytown, shown, EN, dark=False, at=at))
    chosen = [row for row in table.all("tr") if "chosen" in row.classes]
    assert [row.one("th").text for row in chosen] == ["Elm"]
    assert [row.attributes.get("aria-current") for row in chosen] == ["true"]


def test_what_is_copied_is_what_is_shown_and_never_a_formula(toytown: Catalog) -> None:
    shown = select(toytown, Filters())
    lines = tables.as_text(toytown, shown, EN, Address()).split("\n")
    assert len(lines) == 1 + len(shown.assignments) + len(shown.silent)
    assert lines[1] == "Oak\tBread\tMakes\tstated"
    assert lines[-1] == f"Fir\t{EN('parks.state_silent')}\t\t"
    few = select(toytown, Filters().with_(Facet.SECTOR, {"trade_bread"}))
    hidden = tables.as_text(toytown, few, EN, Address()).split("\n")
    table = read(tables.beside_table(toytown, few, EN, dark=False, at=Address()))
    rows = [row.one("th").text for row in table.one("tbody").all("tr")]
    assert list(dict.fromkeys(line.split("\t")[0] for line in hidden[1:])) == rows
    assert f"Yew\t{EN('parks.state_off')}\t\t" in hidden
    assert {line.count("\t") for line in lines} == {3}


@pytest.mark.parametrize(
    ("order", "sorts", "leads"),
    [
        (Order.CATALOG, [None, None], ["sort=name", "sort=count"]),
        (Order.NAME, ["ascending", None], ["", "sort=count"]),
        (Order.COUNT, [None, "descending"], ["sort=name", ""]),
    ],
)
def test_the_heads_put_the_rows_in_order_and_say_so(
    toytown: Catalog, order: Order, sorts: list[str | None], leads: list[str]
) -> None:
    shown, at = select(toytown, Filters()), Address(order=order)
    for html in (
        tables.beside_table(toytown, shown, EN, dark=False, at=at),
        tables.park_table(toytown, shown, None, EN, dark=False, at=at),
    ):
        heads = read(html).one("thead").all("th")[:2]
        assert [head.attributes.get("aria-sort") for head in heads] == sorts
        to = [urlsplit(head.one("a").attributes["href"]).query for head in heads]
        assert [query.removeprefix("lang=en").removeprefix("&") for query in to] == leads


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM", "a\tb", "\t=1", "\n=1"])
def test_a_copied_cell_is_text(text: str) -> None:
    dead = tables._dead(text)
    assert dead[0] not in "=+-@"
    assert not set("\t\n") & set(dead)


def test_a_comparison_worked_by_hand(toytown: Catalog, town: gpd.GeoDataFrame) -> None:
    found = compare(toytown, {ParkId("park_oak"), ParkId("park_yew")}, select(toytown, Filters()))
    page = read(comparison_card(toytown, found, town, EN, dark=False))
    table = page.all("table")[0]
    assert [th.one("a").text for th in table.one("thead").all("th")[1:]] == ["Oak", "Yew"]
    parts = [row.text for row in table.all("tr", "part")]
    assert parts == [EN("compare.shared_one")]
    empty = table.all("td", "empty")
    assert {td.one("a").text for td in empty} == {"not stated"}
    assert {td.one("span", "whose").text for td in empty} == {"A Oak", "B Yew"}


@pytest.fixture(scope="session")
def town(toytown: Catalog) -> gpd.GeoDataFrame:
    return join_parks(toytown, stack_areas(load_areas(toytown, TOYTOWN).values()))


@pytest.mark.parametrize(
    "parks", [("miyun", "pinggu"), ("dongcheng", "xicheng"), ("haidian", "yizhuang")]
)
def test_a_refusal_to_rank_is_said_where_figures_stand_side_by_side(
    atlas: Catalog, atlas_shapes: gpd.GeoDataFrame, parks: tuple[str, str]
) -> None:
    found = compare(atlas, set(map(ParkId, parks)), select(atlas, Filters()))
    page = read(comparison_card(atlas, found, atlas_shapes, EN, dark=False))
    refused = [item.text for item in page.all("", "refusal")]
    doubted = [row for row in found.figures if row.doubts and not row.alone]
    both = [EN("compare.refused"), *[EN("compare.not_ranked")] * len(doubted)]
    assert refused == (both if doubted else [])
    assert (EN("compare.verdict") in page.text) == any(not row.alone for row in found.figures)
    assert page.text.count(EN("compare.alone")) == any(row.alone for row in found.figures)


def test_filters_are_blamed_only_where_there_are_any(
    atlas: Catalog, atlas_shapes: gpd.GeoDataFrame
) -> None:
    asked = Filters().with_(Facet.SECTOR, {"graphene"})
    for filters, key in ((Filters(), "no_sectors_at_all"), (asked, "no_sectors")):
        found = compare(atlas, {ParkId("miyun"), ParkId("pinggu")}, select(atlas, filters))
        at = Address(filters=filters)
        page = read(comparison_card(atlas, found, atlas_shapes, EN, dark=False, at=at))
        assert page.all("p", "silent-note")[0].text == EN(f"compare.{key}")


@pytest.fixture(scope="session")
def atlas_shapes(atlas: Catalog) -> gpd.GeoDataFrame:
    return join_parks(atlas, stack_areas(load_areas(atlas, SHIPPED).values()))


def test_the_small_map_is_numbers_and_letters(hostile: Catalog, shapes: gpd.GeoDataFrame) -> None:
    letters = dict(zip(some_parks(hostile), "ABCD", strict=False))
    drawing = mini_map(hostile, letters, shapes, EN, dark=False)
    assert MARK not in drawing
    assert re.findall(r"<text[^>]*>([^<]*)</text>", drawing) == sorted(letters.values())
    paths = re.findall(r' d="([^"]*)"', drawing)
    assert len(paths) == len(shapes)
    assert all(re.fullmatch(r"[MLZ0-9 .\-]+", path) for path in paths)
    html = comparison_card(
        hostile,
        compare(hostile, some_parks(hostile), select(hostile, Filters())),
        shapes,
        EN,
        dark=False,
    )
    image: Element = read(html).one("img")
    kind, _, data = image.attributes["src"].partition(",")
    assert kind == "data:image/svg+xml;base64"
    assert base64.b64decode(data).decode() == drawing


@pytest.mark.parametrize(
    "chosen",
    [
        ("haidian", "fangshan", "changping", "yizhuang"),
        ("dongcheng", "xicheng", "shijingshan", "yizhuang"),
        ("chaoyang", "dongcheng", "fengtai", "xicheng"),
    ],
)
def test_no_badge_hides_a_small_place_or_another_badge(
    atlas: Catalog, atlas_shapes: gpd.GeoDataFrame, chosen: tuple[str, ...]
) -> None:
    letters = {ParkId(park): letter for park, letter in zip(chosen, "ABCD", strict=True)}
    drawing = ET.fromstring(mini_map(atlas, letters, atlas_shapes, EN, dark=False))
    svg = "{http://www.w3.org/2000/svg}"
    rounds = [
        (float(one.attrib["cx"]), float(one.attrib["cy"]), float(one.attrib["r"]))
        for one in drawing.iter(f"{svg}circle")
    ]
    badges = [row for row in rounds if row[2] == BADGE]
    assert len(badges) == len(chosen)
    assert all(math.dist(a[:2], b[:2]) > 2 * BADGE for a, b in itertools.combinations(badges, 2))
    lines = list(drawing.iter(f"{svg}line"))
    ends = {(float(line.attrib["x1"]), float(line.attrib["y1"])) for line in lines}
    outlines = Outlines(park_ground(atlas, atlas_shapes))
    small = {"yizhuang", "dongcheng", "xicheng", "shijingshan"} & set(chosen)
    assert ends == {outlines.spot(ParkId(park)) for park in small}
    for spot in ends:
        assert all(math.dist(spot, badge[:2]) > BADGE + 2 for badge in badges)


@pytest.mark.parametrize("lang", list(Lang))
def test_the_chart_holds_the_cells_of_the_matrix(catalog: Catalog, lang: Lang) -> None:
    t, shown = Translator(lang), select(catalog, Filters())
    spec = matrix_chart(catalog, shown, t, dark=True, at=Address())
    json.dumps(spec)
    values = spec["data"]["values"]
    assert {(row["park_id"], row["sector_id"]) for row in values} == {
        (row.park_id, row.sector_id) for row in shown.assignments
    }
    assert all(row["roles"] for row in values)
    names = [p["name"] for layer in spec["layer"] for p in layer.get("params", ())]
    assert names == [SELECTION]
    assert not re.search(r"https?:", json.dumps(spec))
