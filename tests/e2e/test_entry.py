"""The page itself: its map is there before the app, and is the one the app goes on with."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Browser, Route, expect

from tests.e2e.production import Production
from tests.e2e.reader import Reader
from tests.hostile_zone import write_hostile_zone

OpenReader = Callable[..., Reader]

NOWHERE = re.compile(r"^(M0 0)?$")
PLACE = """async () => {
    const letters = () => {
        const faces = [...document.fonts].map((face) => face.status);
        return faces.includes("loaded") && !faces.includes("loading");
    };
    for (let last = ""; ; ) {
        const now = look();
        if (now === last && letters()) return now;
        last = now;
        await new Promise((done) => setTimeout(done, 200));
    }

    function look() {
        const map = document.querySelector(".atlas-map");
        const inner = map.querySelector("#map_div");
        const { x, y, width, height } = map.getBoundingClientRect();
        const texts = map.innerText;
        return JSON.stringify([x, y, width, height, inner.clientHeight, atlasMap.getZoom(), texts]);
    }
}"""
"""Where the map stands, how it is fitted, and every word of it, once that has come to rest.

It is set in its own letters then: they decide how high the legend is, and which names find room.
"""


@pytest.fixture(scope="module")
def production() -> Iterator[Production]:
    started = Production()
    yield started
    started.stop()


class Held:
    """A reader whose app does not start before `go`: Streamlit's own script is on its way."""

    def __init__(self, reader: Reader, path: str, script: str = "react-dom") -> None:
        self.reader, self.page = reader, reader.page
        self._held: list[Route] = []
        self.page.route(f"**/static/js/{script}*", self._hold)
        self.page.goto(reader.url + path, wait_until="commit")
        expect(self.page.locator(".atlas-map path.area[data-state]").first).to_be_attached()
        self.page.evaluate(PLACE)

    def _hold(self, route: Route) -> None:
        self._held.append(route)

    def go(self) -> None:
        for route in self._held:
            route.continue_()
        expect(self.page.locator(".st-key-hero .atlas-map")).to_be_visible()
        expect(self.page.locator("#atlas-early")).to_have_count(0)
        self.reader.settled()


@pytest.fixture
def held(open_reader: OpenReader, production: Production) -> Callable[..., Held]:
    def start(path: str, **look: Any) -> Held:
        return Held(open_reader(production.url, "/sources?lang=en", **look), path)

    return start


LOOKS = {
    "phone, Russian, dark": ("/?lang=ru", {"size": (390, 844), "theme": "dark"}),
    "narrow, tiles": ("/map?lang=en&view=tiles", {"size": (700, 900)}),
    "no sidebar": ("/map?lang=en", {"size": (768, 900)}),
    "filter, dark": ("/map?lang=en&sector=ai&arcs=on", {"theme": "dark"}),
    "park": ("/map?lang=en&park=haidian&zoom=park", {}),
    "wall, Chinese by the browser": ("/", {"size": (1920, 1080), "locale": "zh-CN"}),
}


@pytest.mark.parametrize("look", LOOKS)
def test_the_map_is_there_before_the_app_and_stays_as_it_is(
    held: Callable[..., Held], look: str
) -> None:
    path, options = LOOKS[look]
    early = held(path, **options)
    early.reader.brand_map()
    before, states = early.page.evaluate(PLACE), early.reader.states()
    early.go()
    early.reader.still()
    assert early.page.evaluate(PLACE) == before
    assert early.reader.states() == states
    assert early.reader.is_branded()


def test_a_click_before_the_app_is_heard_once_it_is_there(held: Callable[..., Held]) -> None:
    early = held("/map?lang=en")
    early.reader.click_park("changping")
    expect(early.reader.map.locator(".halo")).not_to_have_attribute("d", NOWHERE)
    early.go()
    early.reader.expect_park("changping")


@pytest.mark.parametrize("path", ["/parcs", "/map/haidian", "/beside/x/y"])
def test_a_page_there_is_not_leads_to_the_map_and_that_is_said(
    production: Production, open_reader: OpenReader, path: str
) -> None:
    reader = open_reader(production.url, f"{path}?lang=en&park=haidian")
    reader.expect_park("haidian")
    expect(reader.page.get_by_text("was left out: page.")).to_be_visible()
    expect(reader.page.get_by_role("dialog")).to_have_count(0)


def test_every_deed_before_the_app_is_done(held: Callable[..., Held]) -> None:
    early = held("/map?lang=en")
    early.reader.click_park("haidian")
    early.page.get_by_role("button", name="Digital technologies 3").click()
    early.page.get_by_role("button", name="Medicine and health 4").click()
    early.page.get_by_role("button", name="Tiles").click()
    early.go()
    early.reader.expect_params(lang="en", park="haidian", group="digital.health", view="tiles")


def test_the_map_stays_until_the_app_can_take_it_and_scrolls_with_the_page(
    production: Production, open_reader: OpenReader
) -> None:
    """The app is there, but what it puts the map in is still on its way."""
    reader = open_reader(production.url, "/sources?lang=en", size=(390, 844))
    early = Held(reader, "/map?lang=en", "BidiComponent")
    expect(early.page.locator(".st-key-hero .atlas-map")).to_be_visible()
    expect(early.page.locator(".begin")).to_be_attached()
    expect(early.page.locator("#atlas-early")).to_have_count(0)
    early.page.locator("[data-testid=stMain]").evaluate("main => main.scrollTo(0, 300)")
    assert reader.map.evaluate("map => map.getBoundingClientRect().y") < -100
    early.go()
    reader.area("daxing").press("Enter")
    reader.expect_park("daxing")


@pytest.mark.parametrize(
    ("key", "value", "size"),
    [
        ("stSidebarCollapsed-", "true", (1280, 800)),
        ("sidebarWidth", "500", (1280, 800)),
        ("none", "0", (3000, 1400)),
    ],
)
def test_it_stands_beside_the_sidebar_the_reader_left(
    held: Callable[..., Held], key: str, value: str, size: tuple[int, int]
) -> None:
    early = held("/map?lang=en", size=size)
    early.page.evaluate("row => localStorage.setItem(...row)", [key, value])
    early.go()
    again = Held(early.reader, "/map?lang=en")
    before = again.page.evaluate(PLACE)
    again.go()
    again.reader.still()
    assert again.page.evaluate(PLACE) == before


def test_a_script_that_failed_is_asked_for_again(
    production: Production, open_reader: OpenReader
) -> None:
    reader = open_reader(production.url, "/sources?lang=en")
    tries: list[str] = []

    def answer(route: Route) -> None:
        tries.append(route.request.url)
        route.abort() if len(tries) == 1 else route.continue_()

    reader.page.route("**/leaflet.js", answer)
    reader.open("/map?lang=en")
    expect(reader.page.locator(".begin")).to_be_attached()
    reader.turn_to("/map?lang=en&park=daxing")
    reader.area_ready()
    assert len(tries) == 2
    reader.errors.clear()  # the browser's own words on the file


def test_the_page_says_the_language_of_its_words(
    production: Production, open_reader: OpenReader
) -> None:
    reader = open_reader(production.url, "/parks?lang=zh")
    expect(reader.page.locator("html")).to_have_attribute("lang", "zh")
    reader.page.get_by_role("link", name="English").click()
    expect(reader.page.locator("html")).to_have_attribute("lang", "en")


def test_without_scripts_the_page_says_what_it_needs(
    production: Production, browser: Browser
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{production.url}/map")
    seen = page.screenshot(clip={"x": 0, "y": 0, "width": 300, "height": 40})
    darkest, lightest = Image.open(io.BytesIO(seen)).convert("L").getextrema()
    assert darkest < 100 < lightest, "words on paper"
    context.close()


def test_focus_stays_on_the_park_when_the_map_moves(held: Callable[..., Held]) -> None:
    early = held("/map?lang=en")
    early.reader.area("yanqing").focus()
    early.go()
    expect(early.reader.area("yanqing")).to_be_focused()


def test_a_chosen_theme_is_kept_from_the_start(held: Callable[..., Held]) -> None:
    early = held("/map?lang=en", theme="light")
    early.page.evaluate("localStorage.setItem('stActiveTheme-/map-v2', '\"Dark\"')")
    early.go()
    again = Held(early.reader, "/map?lang=en")
    expect(again.reader.map).to_have_attribute("data-theme", "dark")
    again.go()
    again.reader.still()
    expect(again.reader.map).to_have_attribute("data-theme", "dark")


def test_a_link_asks_for_nothing_that_is_not_there(
    production: Production, open_reader: OpenReader
) -> None:
    """Streamlit alone looks for its server below the page's path first, and waits."""
    reader = open_reader(production.url, "/parks?lang=en")
    reader.open("/map?lang=en&sector=ai")
    reader.area_ready()
    assert reader.missing == []


def test_what_never_changes_comes_as_a_file_and_else_with_a_view(
    production: Production, open_reader: OpenReader
) -> None:
    """A part that is not there any more is given by the app."""
    reader = open_reader(production.url, "/sources?lang=en")
    reader.page.route("**/parts/*", lambda route: route.fulfill(status=404))
    reader.open("/map?lang=en")
    assert reader.lit()
    reader.click_park("haidian")
    reader.expect_park("haidian")
    reader.missing.clear()


def test_hostile_names_run_nothing_before_the_app(open_reader: OpenReader, tmp_path: Path) -> None:
    server = Production(write_hostile_zone(tmp_path / "zone", every=True))
    early = Held(open_reader(server.url, "/sources?lang=en"), "/map?lang=en&sector=trade_bread")
    early.reader.area("park_oak").press("Enter")  # its symbol is under words
    early.go()
    early.reader.expect_park("park_oak")
    assert early.page.evaluate("window.payloads") == []
    early.page.close()
    server.stop()


def test_title_and_language_are_those_of_the_address(production: Production) -> None:
    _, _, text = production.get("/parks?lang=ru&park=haidian")
    assert '<html lang="ru">' in text
    assert "<noscript>Этой странице нужен JavaScript.</noscript>" in text
    assert "<title>Хайдянь · Парки · Атлас Чжунгуаньцуня</title>" in text
