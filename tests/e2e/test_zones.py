"""The engine knows no zone: an invented town, and one whose every text is hostile."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from shutil import copytree

from playwright.sync_api import expect

from tests.e2e.conftest import Server
from tests.e2e.reader import Reader
from tests.hostile_zone import EVERY, write_hostile_zone
from zgc_map.catalog import load_catalog

OpenReader = Callable[..., Reader]
TOYTOWN = Path(__file__).parents[1] / "toytown"
FOREIGN = """() => {
    const active = /^\\s*(javascript:|data:text)/i;
    const foreign = (element) =>
        element.matches("base, object, math, marquee, iframe[srcdoc], meta[http-equiv=refresh]")
        || [...element.attributes].some(({ name, value }) =>
            /^on/i.test(name) || name === "formaction" || active.test(value)
            || (name === "src" && /^x$|x\\.invalid/.test(value)));
    return [...document.querySelectorAll("*")].filter(foreign).map((element) => element.outerHTML);
}"""
"""What only a payload would bring into a page: links that run, sources and handlers of its own."""

OPENED = """() => {
    for (const details of document.querySelectorAll("details")) details.open = true;
    return document.documentElement.textContent.replace(/\\u2060/g, "").replace(/\\s+/g, " ");
}"""
"""Opens what is folded and returns the text of everything, without the joiners of labels."""

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
        reader.turn_to(f"/{page}?lang=zh&park=park_elm")
        expect(reader.page.locator("[data-testid=stException]")).to_have_count(0)
        expect(reader.page.locator("body")).not_to_contain_text(re.compile("Zhongguancun|中关村"))


def test_a_park_may_have_a_name_that_every_object_of_the_browser_knows(
    fresh_server: Callable[..., Server], open_reader: OpenReader, tmp_path: Path
) -> None:
    """What one tick lights must not be remembered by JavaScript's own `Object`."""
    zone = copytree(TOYTOWN, tmp_path / "zone")
    for file in zone.rglob("*.*"):
        file.write_text(file.read_text("utf-8").replace("park_oak", "constructor"), "utf-8")
    reader = open_reader(fresh_server(zone).url, "/map?lang=en")
    reader.area_ready()
    reader.page.evaluate("() => { window.atlasFacets.tell = () => {}; }")  # no server hears of it
    for sector, state in ("trade_bread", "on"), ("trade_boat", "off"):
        reader.tick("sector", sector)
        expect(reader.area("park_ash")).to_have_attribute("data-state", "off")
        expect(reader.area("constructor")).to_have_attribute("data-state", state)
        reader.tick("sector", sector)
        expect(reader.area("park_ash")).to_have_attribute("data-state", "on")
    assert reader.page.evaluate("Object.keys(Object)") == []


VIEWS = (
    "map?lang=en&park=park_oak&q=xss",
    "map?lang=ru&view=tiles&side=table",
    "map?lang=zh&arcs=on&basemap=none",
    "parks?lang=en&park=park_elm",
    "sectors?lang=ru",
    "sectors?lang=zh&sector=trade_bread",
    "sectors?lang=en&form=chart",
    "compare?lang=en&compare=park_oak.park_elm",
    "flows?lang=ru&link=elm_clock_site.oak_clock_school",
    "overlaps?lang=zh",
    "sources?lang=en&claim=T05",
    "cell?lang=ru&park=park_oak&sector=trade_bread",
)
"""A view for each place a text may come to; every text in them is the whole corpus."""

STORIES = ("stories", "stage", "speaker", "handout")


def test_hostile_texts_are_shown_to_the_letter_and_never_executed(
    fresh_server: Callable[..., Server], open_reader: OpenReader, tmp_path: Path
) -> None:
    zone = write_hostile_zone(tmp_path / "zone", every=True)
    (story,) = load_catalog(zone).stories
    title = " ".join(story.steps[0].title.en.split())
    server = fresh_server(zone)
    reader = open_reader(server.url, "/map?lang=en")
    corpus = " ".join(EVERY.split())
    for view in VIEWS:
        reader.turn_to(f"/{view}")
        if view.startswith("map"):
            reader.area_ready()
            for park in () if "view=tiles" in view else reader.states():
                reader.area(park).focus()
                expect(reader.map.locator(".tip").last).to_be_attached()
            assert corpus in reader.on_map(OPENED), view
            assert reader.on_map("() => window.payloads") == [], view
            assert reader.on_map(FOREIGN) == [], view
        assert corpus in reader.page.evaluate(OPENED), view
        assert reader.page.evaluate("window.payloads") == [], view
        assert reader.page.evaluate(FOREIGN) == [], view
    for page in STORIES:
        reader.open(f"/{page}?lang=en&story={story.id}")
        assert title in reader.page.evaluate(OPENED), page
        assert reader.page.evaluate("window.payloads") == [], page
        assert reader.page.evaluate(FOREIGN) == [], page
