"""Sectors, cells, comparisons and the table beside the map, as a reader's session runs them."""

from __future__ import annotations

import json

import pytest

from tests.app.conftest import Open
from tests.app.visit import Visit
from tests.unit.render.outline import read
from zgc_map.model import Catalog
from zgc_map.query import Filters, select

FULL = "The comparison is full: 4 parks at most"
LINK = "chaoyang_ai_participant.haidian_ai_core"


def said(seen: Visit) -> list[str]:
    return [info.value.replace("\\", "") for info in seen.at.info]


def test_one_sector_has_the_page_to_itself(visit: Open, atlas: Catalog) -> None:
    seen = visit("sectors", lang="en", sector="ai")
    page = read(seen.html)
    (card,) = page.all("article", "sector-card")
    assert [title.value for title in seen.at.title] == ["Artificial intelligence"]
    assert card.one("h2").text == "Who does what, claim by claim"
    heads = page.one("table", "matrix").one("thead").all("th", "sector")
    assert [head.text for head in heads] == ["Artificial intelligence"], "the matrix, of it alone"
    back = card.one("p", "trail").all("a")[0].attributes["href"]
    assert back == "sectors?lang=en"
    seen.done(seen.at.selectbox(key="sector").set_value(None).run())
    assert seen.params == {"lang": "en"}
    assert len(read(seen.html).all("article", "sector-card")) == len(
        {row.sector_id for row in atlas.assignments}
    )
    seen.done(seen.at.selectbox(key="sector").set_value("uav").run())
    assert seen.params == {"lang": "en", "sector": "uav"}


def test_sectors_to_be_left_out_are_no_page_of_a_sector(visit: Open) -> None:
    seen = visit("sectors", lang="en", sector="ai", match="none")
    assert len(read(seen.html).all("article", "sector-card")) > 1
    assert seen.at.selectbox(key="sector").value is None


def test_a_cell_shows_its_claims_and_an_empty_one_that_nothing_is_stated(visit: Open) -> None:
    seen = visit("cell", lang="en", park="haidian", sector="ai")
    blocks = read(seen.html).all("section", "sector-block")
    assert [block.one("h2").text for block in blocks] == [
        "Builds a cluster stated under way",
        "Core stated established",
    ]
    empty = visit("cell", lang="en", park="fangshan", sector="ai")
    assert "That is not a no" in read(empty.html).one("p", "silent-note").text


def test_a_cell_asks_for_what_it_lacks(visit: Open) -> None:
    seen = visit("cell", lang="en", park="haidian")
    assert said(seen) == [
        "Choose a park and a sector to see every claim behind their cell of the matrix."
    ]
    seen.done(seen.at.selectbox(key="sector").set_value("ai").run())
    assert seen.params == {"lang": "en", "park": "haidian", "sector": "ai"}
    assert said(seen) == []


def test_the_matrix_is_ordered_and_drawn_as_the_address_says(visit: Open) -> None:
    seen = visit("sectors", lang="en", sort="count")
    heads = read(seen.html).one("table", "matrix").one("thead").all("th", "park")
    assert heads[0].text == "Yizhuang"
    seen.follow("by name")
    assert seen.params == {"lang": "en", "sort": "name"}
    seen.follow("chart")
    assert seen.params == {"form": "chart", "lang": "en", "sort": "name"}
    assert not read(seen.html).all("table", "matrix")
    seen.follow("table")
    assert seen.params == {"lang": "en", "sort": "name"}


def test_parks_are_compared_and_taken_out_again(visit: Open) -> None:
    seen = visit("compare", lang="ru")
    assert said(seen)[0].startswith("Выберите хотя бы два парка.")
    seen.done(seen.at.multiselect(key="compare").set_value(["haidian", "daxing"]).run())
    assert seen.params == {"lang": "ru", "compare": "daxing.haidian"}
    assert len(read(seen.html).one("article", "compare").all("table")) == 2
    seen.follow("中文")
    assert seen.params == {"lang": "zh", "compare": "daxing.haidian"}
    assert seen.at.multiselect(key="compare").value == ["haidian", "daxing"]
    seen.done(seen.at.multiselect(key="compare").set_value([]).run())
    assert seen.params == {"lang": "zh"}


@pytest.mark.parametrize("page", ["map", "parks"])
def test_parks_are_collected_where_they_are_read(visit: Open, page: str) -> None:
    seen = visit(page, lang="en", park="haidian")
    assert "Compare (0)" not in seen.links and "Take out" not in seen.links
    seen.follow("Add to comparison")
    assert seen.params == {"lang": "en", "park": "haidian", "compare": "haidian"}
    assert "In comparison" in collected(seen) and "Add to comparison" not in seen.links
    there = visit(page, lang="en", park="daxing", compare="haidian")
    assert collected(there) == ["Add to comparison", "Compare (1)"]
    there.follow("Add to comparison")
    assert collected(there) == ["In comparison", "Compare (2)", "Take out"]
    there.follow("Take out")
    assert there.params == {"lang": "en", "park": "daxing", "compare": "haidian"}
    assert collected(there) == ["Add to comparison", "Compare (1)"]
    there.follow("Add to comparison").follow("Compare (2)")
    assert len(read(there.html).one("article", "compare").all("table")) == 2
    assert there.params["compare"] == "daxing.haidian"


def collected(seen: Visit) -> list[str]:
    """What a profile says of the comparison, and its links there."""
    row = read(seen.html).one("nav", "head").one("span", "together")
    return [part.text for part in row.all()]


def test_a_park_leads_to_a_comparison_until_it_is_full(visit: Open) -> None:
    full = visit("map", lang="en", park="haidian", compare="daxing.fangshan.miyun.yizhuang")
    assert "Add to comparison" not in full.links
    assert "compare=daxing.fangshan.miyun.yizhuang" in full.links[FULL]
    one = visit("map", lang="en", park="miyun", compare="daxing.fangshan.miyun.yizhuang")
    assert collected(one) == ["In comparison", "Compare (4)", "Take out"]
    there = visit("compare", lang="en", compare="daxing.fangshan.haidian.miyun.yizhuang")
    assert FULL in [line.value for line in there.at.main.caption]
    assert there.at.multiselect(key="compare").value == ["haidian", "fangshan", "daxing", "miyun"]
    assert any("compare" in note for note in there.notes)


@pytest.mark.parametrize("park", ["haidian", "miyun"])
def test_the_table_beside_the_map_and_the_map_choose_the_same(
    visit: Open, atlas: Catalog, park: str
) -> None:
    seen = visit("map", lang="en", park=park, side="table")
    table = read(seen.html).one("div", "beside")
    chosen = [row for row in table.all("tr") if "chosen" in row.classes]
    named = [row.short.en for row in atlas.parks if row.id == park]
    assert [row.one("th").text for row in chosen] == named
    assert seen.map["selected"] == park
    assert sum("on" in row.classes for row in table.all("tr")) == len(seen.lit)
    seen.follow("Profile")
    assert seen.params == {"lang": "en", "park": park}
    assert read(seen.html).one("article", "card")


def test_what_is_beside_the_map_can_be_copied(visit: Open, atlas: Catalog) -> None:
    seen = visit("map", lang="en", side="table", sector="ai")
    (rows,) = [block.value for block in seen.at.main.get("code")]
    shown = select(atlas, Filters(sectors=frozenset({atlas.sectors[0].id})))
    others = len(atlas.parks) - len(shown.parks)
    assert len(rows.splitlines()) - 1 == len(shown.assignments) + others
    assert seen.spoken.startswith("As of May 2024, 3 parks are shown")


@pytest.mark.parametrize(
    ("page", "asked", "first"),
    [
        ("map", {"park": "haidian"}, "Chosen park: Haidian, with 5 links to 3 sectors."),
        ("map", {"link": LINK}, "Chosen connection: Artificial intelligence: Haidian: Core →"),
        ("compare", {"compare": "haidian.miyun"}, "Compared: Haidian and Miyun. No sector"),
        ("compare", {"compare": "haidian.daxing"}, "Compared: Haidian and Daxing. All of them"),
        ("sectors", {"compare": "haidian.daxing"}, "As of May 2024"),
        ("map", {"compare": "haidian.daxing"}, "As of May 2024"),
        ("map", {"compare": "haidian.daxing", "park": "miyun"}, "Chosen park: Miyun; the source"),
        ("flows", {}, "As of May 2024"),
        ("overlaps", {}, "As of May 2024"),
    ],
)
def test_what_is_chosen_is_said_first(
    visit: Open, page: str, asked: dict[str, str], first: str
) -> None:
    seen = visit(page, lang="en", **asked)
    assert seen.spoken.startswith(first)


def test_the_page_is_told_its_keys_once(visit: Open) -> None:
    seen = visit("sources", lang="en")
    (told,) = [e for e in seen.at.get("bidi_component") if e.key == "shortcuts-script"]
    keys, again, carried = json.loads(told.proto.json)
    assert keys == {"/": "search"}
    assert again["box"] == "search"
    assert {"park", "sector", "match"} < set(carried)
