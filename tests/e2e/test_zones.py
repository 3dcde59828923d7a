"""The engine knows no zone: an invented town, and one whose every text is hostile."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import expect

from tests.e2e.conftest import Server
from tests.e2e.reader import Reader
from tests.hostile_zone import write_hostile_zone

OpenReader = Callable[..., Reader]
TOYTOWN = Path(__file__).parents[1] / "toytown"
FOREIGN = """() => [...document.querySelectorAll(
    "[href^='javascript' i], [src='x'], [src*='x.invalid'], [formaction], [onerror], base, object"
)].map((element) => element.outerHTML)"""
"""What only a payload would bring into a page: links that run, sources and handlers of its own."""

PAGES = ("map", "parks", "sectors", "sources")


def test_toytown_runs_through_the_whole_app(
    fresh_server: Callable[..., Server], open_reader: OpenReader
) -> None:
    server = fresh_server(TOYTOWN)
    reader = open_reader(server.url, "/?lang=en")
    expect(reader.page.locator("[data-testid=stSidebar] .masthead .title")).to_contain_text(
        "Toytown"
    )
    reader.brand_map()
    for park in ("park_oak", "park_elm", "park_ash", "park_oak"):
        reader.click_park(park)
        reader.expect_park(park)
    assert reader.is_branded()
    for page in PAGES:
        reader.open(f"/{page}?lang=zh&park=park_elm")
        expect(reader.page.locator("[data-testid=stException]")).to_have_count(0)
        expect(reader.page.locator("body")).not_to_contain_text(re.compile("Zhongguancun|中关村"))


def test_hostile_names_are_shown_and_never_executed(
    fresh_server: Callable[..., Server], open_reader: OpenReader, tmp_path: Path
) -> None:
    server = fresh_server(write_hostile_zone(tmp_path / "zone"))
    for page in PAGES:
        for lang in ("en", "ru", "zh"):
            reader = open_reader(server.url, f"/{page}?lang={lang}&park=park_oak&q=a")
            expect(reader.page.locator(".card, .table-scroll, .source").first).to_be_attached()
            if page == "map":
                reader.area_ready()
                reader.area("park_oak").hover(force=True)
                for park in reader.states():
                    reader.area(park).focus()
                    expect(reader.map.locator(".tip").last).to_be_attached()
                assert reader.on_map("() => window.payloads") == []
                assert reader.on_map(FOREIGN) == []
            reader.page.evaluate(
                "() => { for (const n of document.querySelectorAll('details')) n.open = true; }"
            )
            assert reader.page.evaluate("window.payloads") == []
            assert reader.page.evaluate(FOREIGN) == []
            expect(reader.page.locator("body")).not_to_contain_text("49,49")
