"""One walk by keyboard alone: from the top of the page to a park, and from there to the search."""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby

from playwright.sync_api import expect

from tests.e2e.conftest import Server
from tests.e2e.reader import Reader

PLACES = {
    "language": ".ways.tongues",
    "pages": ".ways.pages",
    "search": ".st-key-search",
    "filters": ".facets",
    "map": ".st-key-hero",
    "beside": ".ways.beside-choice",
    "table": ".beside tbody",
}
"""What a reader comes by, in this order: name → the part of the page that holds the focus."""

WHERE = """places => (Object.entries(places).find(
    ([, part]) => document.activeElement.closest(part)) ?? [""])[0]"""
STEPS = 250


def test_a_reader_without_a_mouse_reaches_everything_in_order(
    server: Server, open_reader: Callable[..., Reader]
) -> None:
    reader = open_reader(server.url, "/map?lang=en&side=table")
    reader.area_ready()
    reader.still()
    page = reader.page
    walked: list[str] = []
    while "table" not in walked and len(walked) < STEPS:
        page.keyboard.press("Tab")
        walked.append(page.evaluate(WHERE, PLACES))
    assert [place for place, _ in groupby(filter(None, walked))] == list(PLACES), walked
    chosen = page.evaluate("document.activeElement.textContent")
    page.keyboard.press("Enter")
    row = page.locator(".beside tr.chosen")
    expect(row.locator("th")).to_have_text(chosen)
    expect(row).to_be_in_viewport()
    page.keyboard.press("/")
    expect(page.get_by_role("combobox", name="Search", exact=True)).to_be_focused()
