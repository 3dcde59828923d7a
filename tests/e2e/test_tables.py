"""From the matrix to the claim by keyboard; keys that reach the search; links that keep the map."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import Server
from tests.e2e.reader import Reader

OpenReader = Callable[..., Reader]


def test_the_keyboard_leads_from_the_matrix_to_a_cell_and_its_claim(
    server: Server, open_reader: OpenReader
) -> None:
    reader = open_reader(server.url, "/sectors?lang=en")
    page = reader.page
    region = page.get_by_role("region", name="Matrix of parks and sectors")
    region.focus()
    first = region.locator("tbody td.cell a").first
    for _ in range(40):  # column heads and the row's head come before the first cell
        page.keyboard.press("Tab")
        if first.evaluate("link => link === document.activeElement"):
            break
    expect(first).to_be_focused()
    page.keyboard.press("Enter")
    reader.expect_params(lang="en", park="chaoyang", sector="ai")
    expect(page.locator(".cell-card .claim-item")).to_have_count(1)
    claim = page.locator(".cell-card a.claim-id").first
    number = claim.inner_text()
    claim.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(rf"/sources\?claim={number}&"))
    expect(page.locator(".claim-item").first).to_have_class(re.compile("chosen"))
    page.go_back()
    expect(page.locator(".cell-card")).to_be_visible()
    page.go_back()
    expect(page.locator("table.matrix")).to_be_visible()


def test_links_in_tables_and_the_map_choose_the_same_park(
    server: Server, open_reader: OpenReader
) -> None:
    reader = open_reader(server.url, "/map?lang=en&side=table")
    reader.brand_map()
    row = reader.page.locator(".beside tr", has_text="Fangshan")
    row.get_by_role("link", name="Fangshan", exact=True).click()
    expect(reader.map.locator("#map_div")).to_have_attribute("data-selected", "fangshan")
    expect(row).to_have_class(re.compile("chosen"))
    reader.click_park("changping")
    expect(reader.page.locator(".beside tr.chosen")).to_contain_text("Changping")
    reader.expect_params(lang="en", park="changping", side="table")
    assert reader.is_branded(), "the map was never built again"


@pytest.mark.parametrize("inside", ["page", "map"])
def test_slash_reaches_the_search_and_enter_its_first_result(reader: Reader, inside: str) -> None:
    reader.area_ready()
    box = reader.page.get_by_role("combobox", name="Search", exact=True)
    if inside == "map":
        reader.area("haidian").focus()
    else:
        reader.page.locator("body").focus()
    reader.page.keyboard.press("/")
    expect(box).to_be_focused()
    reader.page.keyboard.type("graphene")
    reader.page.keyboard.press("Enter")
    expect(reader.page.locator(".hits mark").first).to_have_text("Graphene")
    reader.page.keyboard.press("/")
    expect(box).to_have_value("graphene/")
    reader.page.keyboard.press("Backspace")
    reader.page.keyboard.press("Enter")
    reader.expect_params(lang="en", sector="graphene")


def test_a_narrow_screen_lists_the_matrix_by_park(server: Server, open_reader: OpenReader) -> None:
    reader = open_reader(server.url, "/sectors?lang=en", size=(390, 844))
    expect(reader.page.locator(".matrix-narrow")).to_be_visible()
    expect(reader.page.locator("table.matrix")).to_be_hidden()
    wide = reader.page.evaluate("document.documentElement.scrollWidth > innerWidth")
    assert not wide


SIDEWAYS = """[document.scrollingElement, ...document.querySelectorAll(".st-key-page *")]
    .filter((node) => node.scrollWidth > node.clientWidth + 1 && node.checkVisibility()
        && (node === document.scrollingElement
            || ["auto", "scroll"].includes(getComputedStyle(node).overflowX)))
    .map((node) => `${node.className}: ${node.scrollWidth} in ${node.clientWidth}`)"""
"""What of the page can be scrolled sideways."""

FOUR = "compare?compare=chaoyang.changping.haidian.yizhuang"


PHONES = [(844, 390), (390, 844), (360, 640)]


@pytest.mark.parametrize(
    ("path", "table"),
    [
        (FOUR, ".side-by-side"),
        ("compare?compare=daxing.haidian", ".side-by-side"),
        ("flows?link=chaoyang_ai_participant.haidian_ai_core", ".links"),
    ],
    ids=["four parks", "two parks", "connections"],
)
@pytest.mark.parametrize("lang", ["ru", "en", "zh"])
def test_on_a_phone_no_table_is_scrolled_sideways(
    server: Server, open_reader: OpenReader, path: str, table: str, lang: str
) -> None:
    reader = open_reader(server.url, f"/{path}&lang={lang}", size=PHONES[0])
    expect(reader.page.locator(table)).to_have_count(2)
    folds = reader.page.locator(f"{table} details")
    for fold in folds.all()[:1]:
        fold.locator("summary").first.click()
        expect(fold.locator(".claim").first).to_be_visible()
    for wide, high in PHONES:
        reader.page.set_viewport_size({"width": wide, "height": high})
        for shown in reader.page.locator(table).all():
            expect(shown).to_be_visible()
        reader.expect_value(SIDEWAYS, [])  # the page follows its window


ROWS = """(() => {
    const row = [...document.querySelectorAll(".side-by-side tr")]
        .find((one) => one.querySelector("th")?.textContent.includes("Medicine"));
    const tops = [...row.querySelectorAll("td")].map((cell) => cell.getBoundingClientRect().top);
    return [...new Set(tops)].map((top) => tops.filter((one) => one === top).length);
})()"""
"""How many parks of a sector stand beside each other, line after line."""


def test_compared_parks_stand_below_each_other_where_they_do_not_fit(
    server: Server, open_reader: OpenReader
) -> None:
    reader = open_reader(server.url, f"/{FOUR}&lang=en", size=(390, 844))
    table = reader.page.get_by_role("table").first
    row = table.get_by_role("row").filter(has=reader.page.get_by_role("rowheader", name="Medicine"))
    cells = row.get_by_role("cell")
    expect(cells).to_contain_text(["Chaoyang", "Haidian", "Changping", "Yizhuang"])
    expect(cells.nth(1).locator(".badge.inferred")).to_be_visible()
    reader.expect_value(ROWS, [1, 1, 1, 1])
    reader.page.set_viewport_size({"width": 1280, "height": 800})
    reader.expect_value(ROWS, [4])  # the page follows its window
    expect(cells.nth(1)).to_have_css("display", "table-cell")
    expect(cells.nth(1).locator(".whose")).to_be_hidden()


def test_a_square_of_the_chart_opens_its_cell(server: Server, open_reader: OpenReader) -> None:
    reader = open_reader(server.url, "/sectors?lang=en&form=chart")
    chart = reader.page.locator("[data-testid=stVegaLiteChart]")
    expect(chart).to_have_attribute("aria-label", re.compile("The same is in the table"))
    chart.locator('path[aria-label*="park: Yizhuang"][aria-label*="Humanoid"]').last.click()
    reader.page.get_by_role("link", name="Open: Yizhuang, Humanoid robotics").click()
    reader.expect_params(form="chart", lang="en", park="yizhuang", sector="humanoid_robotics")
    expect(reader.page.locator(".cell-card")).to_contain_text("inferred")
