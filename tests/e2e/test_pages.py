"""Search, empty states, profiles and pages, as a reader uses them."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import Server
from tests.e2e.reader import Reader
from tests.e2e.test_map import NAMED

OpenReader = Callable[..., Reader]


@pytest.mark.parametrize(
    ("text", "hit", "params"),
    [
        ("хайдянь", "Park: Haidian", {"park": "haidian"}),
        ("rengong zhineng", "Sector: Artificial intelligence", {"sector": "ai"}),
        ("能源谷", "Brand: Energy Valley", {"park": "changping"}),
        ("K13", "Claim:", {"claim": "K13"}),
    ],
    ids=["russian", "pinyin", "brand", "claim"],
)
def test_search_finds_in_every_language_and_leads_there(
    reader: Reader, text: str, hit: str, params: dict[str, str]
) -> None:
    box = reader.page.get_by_role("combobox", name="Search", exact=True)
    box.fill(text)
    box.press("Enter")
    results = reader.page.locator(".st-key-results :is(a, button)")
    results.filter(has_text=hit).first.click()
    reader.expect_params(lang="en", **params)


CHOOSE = """(field, name) => {
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set.call(field, name);
    const chosen = { bubbles: true, inputType: "insertReplacementText" };
    field.dispatchEvent(new InputEvent("input", chosen));
}"""
"""What the browser does when a name is chosen; its list itself is no part of the page."""


def test_the_search_offers_names_and_looks_for_the_one_chosen(reader: Reader) -> None:
    box = reader.page.get_by_role("combobox", name="Search", exact=True)
    names = box.evaluate("(field) => [...field.list.options].map((option) => option.value)")
    assert {"Haidian", "Yizhuang", "Graphene", "Core", "Energy Valley"} <= set(names)
    assert len(names) == len(set(names))
    reader.page.get_by_text("中文", exact=True).click()
    reader.expect_params(lang="zh")
    box = reader.page.get_by_role("combobox", name="搜索", exact=True)
    expect(reader.page.locator("#atlas-names option[value=海淀]")).to_be_attached()
    reader.still()
    box.focus()
    box.evaluate(CHOOSE, "海淀")
    reader.expect_params(lang="zh", q="海淀")
    expect(reader.page.locator(".hits mark").first).to_have_text("海淀")
    expect(box).to_have_value("海淀")


SLANTED = """() => [...document.querySelectorAll(":lang(zh)")]
    .filter((node) => getComputedStyle(node).fontStyle === "italic")
    .map((node) => node.outerHTML.slice(0, 200))"""


def test_chinese_is_never_slanted(server: Server, open_reader: OpenReader) -> None:
    """It has no such letters: a browser would bend the upright ones."""
    reader = open_reader(server.url, "/map?lang=zh&park=yizhuang")
    reader.expect_park("yizhuang")
    found = reader.page.evaluate(SLANTED)
    for path in ("/sources?lang=zh", "/map?lang=zh&side=table", "/handout?lang=zh&story=one_zone"):
        reader.open(path)
        found += reader.page.evaluate(SLANTED)
    assert not found, found


def test_nothing_found_is_said(reader: Reader) -> None:
    box = reader.page.get_by_role("combobox", name="Search", exact=True)
    box.fill("qqqq")
    box.press("Enter")
    expect(reader.page.locator(".st-key-results")).to_contain_text("Nothing found")


def test_an_empty_result_says_why_and_one_click_helps(
    server: Server, open_reader: OpenReader
) -> None:
    reader = open_reader(server.url, "/map?lang=en&match=all&sector=ai.uav")
    reader.brand_map()
    notes = reader.page.locator(".st-key-notes")
    expect(notes).to_contain_text("No park answers these filters")
    notes.get_by_role("button", name=re.compile("Clear sectors")).click()
    reader.expect_params(lang="en", match="all")
    expect(reader.page.get_by_text("No park answers these filters")).to_have_count(0)
    reader.expect_lit(*NAMED)
    assert reader.is_branded()


def test_reset_returns_to_everything(server: Server, open_reader: OpenReader) -> None:
    reader = open_reader(server.url, "/map?lang=en&sector=ai&role=lead&without=inferred")
    reader.page.get_by_role("button", name="Reset filters").click()
    reader.expect_params(lang="en")
    reader.expect_lit(*NAMED)


def test_switching_inferred_off_hides_what_rests_on_it_alone(
    server: Server, open_reader: OpenReader
) -> None:
    reader = open_reader(server.url, "/map?lang=en&sector=humanoid_robotics")
    reader.expect_lit("yizhuang")
    reader.open("/map?lang=en&sector=humanoid_robotics&without=inferred")
    reader.area_ready()
    reader.expect_lit()


def test_each_shown_fact_shows_its_claim_and_opens_what_is_its_own(
    server: Server, open_reader: OpenReader
) -> None:
    reader = open_reader(server.url, "/map?lang=en&park=yizhuang")
    card = reader.page.locator(".card")
    rows = card.locator(".role-row")
    expect(rows).to_have_count(6)
    for index in range(6):
        expect(rows.nth(index).locator("a.claim-id").first).to_be_visible()
        expect(rows.nth(index).locator(".locator").first).to_contain_text("P2S")
    folds = card.locator(".role-row details.claim")
    expect(folds).to_have_count(2)
    for index in range(2):
        fold = folds.nth(index)
        expect(fold.locator(".claim-meta")).to_be_hidden()
        fold.locator("summary").focus()
        reader.page.keyboard.press("Enter")
        expect(fold.locator(".claim-meta")).to_contain_text("confidence of the reading: medium")
        expect(fold.locator(".claim-meta")).to_contain_text("inferred from")
    expect(card.locator(".said-once")).to_contain_text("as of May 2024")


def test_a_park_the_source_is_silent_on_is_never_called_empty(
    server: Server, open_reader: OpenReader
) -> None:
    reader = open_reader(server.url, "/map?lang=en&park=miyun")
    card = reader.page.locator(".card")
    expect(card).to_contain_text("The source does not mention this park")
    expect(card).to_contain_text("Not stated in the source")
    expect(reader.area("miyun")).to_have_attribute("data-state", "silent")


def test_a_filtered_out_park_looks_different_from_a_silent_one(
    server: Server, open_reader: OpenReader
) -> None:
    reader = open_reader(server.url, "/map?lang=en&sector=uav")
    reader.area_ready()
    look = (
        "park => { const p = document.querySelector(`path.area[data-park=${park}]`);"
        " const s = getComputedStyle(p);"
        " return [s.strokeDasharray, s.fill, s.fillOpacity].join(); }"
    )
    frame = reader.map.locator("#map_div").element_handle().owner_frame()
    assert frame is not None
    assert frame.evaluate(look, "chaoyang") != frame.evaluate(look, "miyun")


def test_the_claim_in_the_link_stands_first_and_marked(
    server: Server, open_reader: OpenReader
) -> None:
    reader = open_reader(server.url, "/sources?lang=en&claim=K10")
    first = reader.page.locator(".claim-item").first
    expect(first).to_have_class(re.compile("chosen"))
    expect(first).to_contain_text("disputed")
    expect(reader.page.locator(".claim-item")).to_have_count(74)


def test_choosing_a_park_on_the_parks_page(server: Server, open_reader: OpenReader) -> None:
    reader = open_reader(server.url, "/parks?lang=en")
    reader.page.locator(".st-key-park").get_by_role("combobox").click()
    reader.page.get_by_role("option", name="Zhongguancun Fangshan Park").click()
    reader.expect_params(lang="en", park="fangshan")
    expect(reader.page.locator(".card h2")).to_contain_text("Fangshan")


def test_a_basemap_that_cannot_be_reached_never_hides_the_map(
    server: Server, open_reader: OpenReader
) -> None:
    reader = open_reader(server.url, "/map?lang=en&basemap=streets", may_ask="openstreetmap.org")
    reader.area_ready()
    expect(reader.map.locator(".map-note")).to_contain_text("The atlas itself is complete")
    expect(reader.map.locator(".leaflet-control-attribution")).to_contain_text("OpenStreetMap")
    reader.expect_lit(*NAMED)


def test_the_attribution_shows_sources_and_no_flag(reader: Reader) -> None:
    reader.area_ready()
    expect(reader.map.locator(".attribution")).to_contain_text("Tianditu")
    line = reader.map.locator(".leaflet-control-attribution")
    expect(line).to_have_text("")
    assert line.locator("svg").count() == 0


ABOVE = """(() => {
    const [title, below] = [".masthead.phone .title", "%s"]
        .map((one) => document.querySelector(one).getBoundingClientRect());
    return title.height > 0 && title.bottom <= below.top;
})()"""


@pytest.mark.parametrize(("page", "top"), [("overlaps", "h1"), ("map", ".atlas-map")])
def test_on_a_phone_the_title_stands_above_the_page(
    server: Server, open_reader: OpenReader, page: str, top: str
) -> None:
    reader = open_reader(server.url, f"/{page}?lang=ru", size=(390, 844))
    expect(reader.page.locator(top).first).to_be_visible()
    reader.expect_value(ABOVE % top, True)
