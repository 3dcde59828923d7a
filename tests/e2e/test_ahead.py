"""What stands beside the map is shown before the app has answered, and is what it will say."""

from __future__ import annotations

import json
import os
import re
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Request, Route, expect

from tests.e2e.production import Production
from tests.e2e.reader import Reader
from tests.hostile_zone import EVERY, write_hostile_zone

OpenReader = Callable[..., Reader]

SHOWN = """() => {
    const side = document.querySelector(".st-key-side");
    window.shown = [];
    let last;
    const keep = () => {
        const place = side.querySelector("[data-testid=stHtml]");
        if (!place?.firstChild || place.firstChild === last) return;
        last = place.firstChild;
        window.shown.push(place.innerHTML);
    };
    new MutationObserver(keep).observe(side, { subtree: true, childList: true });
}"""
"""Keeps each text that is written beside the map from now on, also one like that before."""

DEAF = "() => { window.atlasShelf.say = () => {}; }"
"""The app hears nothing of the map any more."""


@pytest.fixture(scope="module")
def production() -> Iterator[Production]:
    started = Production()
    yield started
    started.stop()


class Watched:
    """A reader on the map, with what is asked of the server for deeds to come."""

    def __init__(self, reader: Reader) -> None:
        self.reader, self.page = reader, reader.page
        self.asked: list[dict[str, list[str]]] = []
        self.page.on("request", self._note)
        reader.area_ready()
        reader.still()
        self.page.wait_for_function("() => window.atlasShelf.told")
        self.page.evaluate(SHOWN)

    def _note(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if "/beside/" in parts.path:
            theme = {"theme": [parts.path.rpartition("/")[2]]}
            self.asked.append(parse_qs(parts.query) | theme)

    def point(self, park: str) -> None:
        """Rest the pointer on a park until the server has told of it."""
        with self.page.expect_response(f"**/beside/*park={park}*") as told:
            self.reader.map.locator(f'path[data-symbol="{park}"]').hover(force=True)
        told.value.finished()

    def press(self) -> None:
        """Click where the pointer is."""
        self.page.mouse.down()
        self.page.mouse.up()

    def shown(self) -> list[str]:
        texts: list[str] = self.page.evaluate("window.shown")
        return texts


@pytest.fixture
def watch(open_reader: OpenReader, production: Production) -> Any:
    return lambda path, **look: Watched(open_reader(production.url, path, **look))


@pytest.mark.parametrize(
    ("path", "look"),
    [
        ("/map?lang=en", {}),
        ("/?lang=ru&sector=ai&arcs=on", {"theme": "dark"}),
        ("/map?lang=zh&match=none&group=health", {"size": (390, 844)}),
        ("/map?lang=ru&compare=daxing.haidian.miyun", {}),
    ],
)
def test_it_is_word_for_word_what_the_app_says(watch: Any, path: str, look: Any) -> None:
    """Whichever of the two comes first, the other writes nothing."""
    seen = watch(path, **look)
    for park in ("haidian", "yanqing"):
        seen.reader.area(park).press("Enter")
        seen.reader.expect_park(park)
        seen.reader.still()
    texts = seen.shown()
    assert [re.search(r'data-park="(\w+)"', text)[1] for text in texts] == ["haidian", "yanqing"]
    assert [row["park"] for row in seen.asked] == [["haidian"], ["yanqing"]]
    assert {row["theme"][0] for row in seen.asked} == {look.get("theme", "light")}


def test_it_does_not_wait_for_the_app_and_is_taken_back_if_the_app_never_says_it(
    watch: Any,
) -> None:
    seen = watch("/map?lang=en&park=daxing")
    seen.page.evaluate(DEAF)
    seen.reader.area("haidian").press("Enter")
    card = seen.page.locator(".card[data-park]")
    expect(card).to_have_attribute("data-park", "haidian")
    assert seen.reader.params()["park"] == "daxing"
    expect(card).to_have_attribute("data-park", "daxing")
    seen.reader.area("haidian").press("Enter")
    expect(card).to_have_attribute("data-park", "haidian")


def test_a_pointer_that_rests_has_it_fetched_and_the_click_asks_no_more(watch: Any) -> None:
    seen = watch("/map?lang=en")
    seen.point("haidian")
    seen.press()
    seen.reader.expect_park("haidian")
    seen.reader.still()
    assert [row["park"] for row in seen.asked] == [["haidian"]]


def test_links_and_the_way_back_are_shown_ahead_too(watch: Any) -> None:
    seen = watch("/map?lang=en&sector=ai")
    seen.page.locator(".chips a").get_by_text("Haidian").click()
    seen.reader.expect_park("haidian")
    seen.reader.still()
    expect(seen.page.locator(":focus")).to_have_count(0)  # the chip is gone
    seen.page.go_back()
    seen.reader.expect_park(None)
    seen.reader.still()
    kinds = ["card" if "data-park" in text else "begin" for text in seen.shown()]
    assert kinds == ["card", "begin"]
    assert [row.get("park") for row in seen.asked] == [["haidian"], None]


def test_a_park_is_added_to_a_comparison_ahead_of_the_app_and_taken_out_again(watch: Any) -> None:
    seen = watch("/map?lang=en&park=daxing&compare=haidian")
    together = seen.page.locator(".ways.head .together")
    for way, after in (("Add to comparison", "Take out"), ("Take out", "Add to comparison")):
        link = together.get_by_role("link", name=way)
        link.focus()
        link.press("Enter")
        expect(together.get_by_role("link", name=after)).to_be_focused()
        seen.reader.still()
    assert [row["compare"] for row in seen.asked] == [["daxing.haidian"], ["haidian"]]
    assert len(seen.shown()) == 2, "the app says what the server told"
    seen.reader.expect_params(lang="en", park="daxing", compare="haidian")


def test_where_there_are_widgets_or_another_page_nothing_is_asked_or_shown(watch: Any) -> None:
    seen = watch("/map?lang=en&side=table&park=daxing")
    seen.reader.area("haidian").press("Enter")
    seen.reader.expect_params(lang="en", side="table", park="haidian")
    seen.page.get_by_role("link", name="Parks", exact=True).click()
    expect(seen.reader.title).to_contain_text("Parks")
    seen.reader.still()
    seen.page.locator("table a").first.hover()
    assert all("data-park" not in text for text in seen.shown())
    assert [row["side"] for row in seen.asked] in ([], [["table"]])


def test_a_server_that_cannot_tell_leaves_it_to_the_app(watch: Any) -> None:
    seen = watch("/map?lang=en")
    seen.page.route("**/beside/**", lambda route: route.abort())
    seen.reader.click_park("haidian")
    seen.reader.expect_park("haidian")
    seen.page.unroute("**/beside/**")
    seen.reader.click_park("changping")
    seen.reader.expect_park("changping")
    seen.reader.still()
    assert len(seen.shown()) == 2
    seen.reader.errors.clear()  # the browser's own words on what was not fetched


@pytest.mark.parametrize("built", [True, False], ids=["no view yet", "nothing yet"])
def test_while_the_map_is_on_its_way_nothing_is_asked(
    open_reader: OpenReader, production: Production, built: bool
) -> None:
    """It knows the theme; without, Streamlit's own page would be the answer."""
    reader = open_reader(production.url, "/parks?lang=en")
    reader.still()
    asked: list[str] = []
    reader.page.on("request", lambda row: asked.append(row.url))
    reader.page.route("**/leaflet.js", lambda route: None)  # takes its time
    if not built:
        reader.page.route("**/parts/*", lambda route: None)
    reader.page.get_by_role("link", name="Map", exact=True).click()
    reader.page.wait_for_function("() => window.atlasShelf?.told")
    expect(reader.page.locator(".atlas-map")).to_have_count(int(built))
    reader.page.locator(".chips a").get_by_text("Haidian").click()
    expect(reader.page.locator(".card[data-park]")).to_have_attribute("data-park", "haidian")
    assert [url for url in asked if "/beside/" in url] == []
    assert reader.errors == []


def test_another_answer_of_the_app_wins(watch: Any) -> None:
    """The server tells of one park, the app of another: the app is right."""
    seen = watch("/map?lang=en")
    wrong = seen.page.request.get(f"{seen.reader.url}/beside/light?lang=en&park=daxing").text()
    seen.page.route("**/beside/**", lambda route: route.fulfill(body=wrong))
    seen.point("haidian")
    seen.reader.click_park("haidian")
    seen.reader.expect_park("haidian")
    seen.reader.still()
    first, last = seen.shown()
    assert json.dumps("daxing") in first
    assert json.dumps("haidian") in last


@contextmanager
def asleep(production: Production) -> Iterator[None]:
    """The server does nothing meanwhile, as behind a long line."""
    os.kill(production.process.pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(production.process.pid, signal.SIGCONT)


def test_a_link_in_it_is_followed_once_the_address_is_there(
    watch: Any, production: Production
) -> None:
    """Its way out leads to the address that is being left: there would be nothing to do."""
    seen = watch("/map?lang=en")
    seen.point("haidian")
    with asleep(production):
        seen.press()
        seen.page.locator(".card[data-park=haidian]").wait_for()
        seen.page.locator(".ways.head a.close").click()
        expect(seen.page.locator(".card[data-park=haidian]")).to_be_visible()
    seen.reader.expect_params(lang="en")
    seen.reader.expect_park(None)
    seen.page.go_back()
    seen.reader.expect_park("haidian")


def test_what_is_done_in_it_stays_done(watch: Any, production: Production) -> None:
    seen = watch("/map?lang=en")
    seen.point("haidian")
    claim = seen.page.locator(".card details.claim").first
    with asleep(production):
        seen.press()
        claim.locator("summary").click()
        expect(claim).to_have_attribute("open", "")
        assert seen.reader.params() == {"lang": "en"}
    seen.reader.expect_park("haidian")
    seen.reader.still()
    expect(claim).to_have_attribute("open", "")
    expect(claim.locator("summary")).to_be_focused()


def test_of_two_choices_the_last_is_shown_and_the_first_does_not_come_back(
    watch: Any, production: Production
) -> None:
    seen = watch("/map?lang=en")
    seen.point("changping")
    seen.point("haidian")
    with asleep(production):
        for park in ("haidian", "changping"):
            seen.reader.click_park(park)
            seen.page.locator(f".card[data-park={park}]").wait_for()
    seen.reader.expect_park("changping")
    seen.reader.still()
    assert [re.search(r'data-park="(\w+)"', text)[1] for text in seen.shown()] == [
        "haidian",
        "changping",
    ]


def test_a_filter_on_its_way_does_not_take_the_profile_away_again(
    watch: Any, production: Production
) -> None:
    """The run of the filter ends before that of the park begins."""
    seen = watch("/map?lang=en")
    seen.point("haidian")
    with asleep(production):
        seen.reader.tick("sector", "ai")
        seen.reader.click_park("haidian")
        seen.page.locator(".card[data-park=haidian]").wait_for()
    seen.reader.expect_params(lang="en", park="haidian", sector="ai")
    seen.reader.still()
    assert all('data-park="haidian"' in text for text in seen.shown())
    expect(seen.page.locator(".card .role-row.outside").first).to_be_attached()


def test_an_undone_choice_is_not_shown_when_it_comes_late(watch: Any) -> None:
    seen = watch("/map?lang=en")
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    seen.page.route("**/beside/**", hold)
    seen.page.evaluate(DEAF)
    seen.reader.area("haidian").press("Enter")
    seen.reader.map.click(position={"x": 5, "y": 300})
    expect(seen.reader.map.locator(".halo")).to_have_attribute("d", "M0 0")
    for route in held:
        with seen.page.expect_response("**/beside/**"):
            route.continue_()
    seen.reader.still()
    assert seen.shown() == []


def test_hostile_texts_are_words_when_the_app_has_not_looked_at_them(
    open_reader: OpenReader, tmp_path: Path
) -> None:
    """Streamlit's sanitiser never sees what is shown here."""
    server = Production(write_hostile_zone(tmp_path / "zone", every=True))
    seen = Watched(open_reader(server.url, "/map?lang=en"))
    seen.page.evaluate(DEAF)
    seen.reader.area("park_oak").press("Enter")
    card = seen.page.locator(".card[data-park=park_oak]")
    expect(card).to_be_visible()
    assert EVERY in card.locator("h2").inner_text()
    foreign = ".card :is(script, img, iframe, object, embed, form, style, svg, math)"
    assert seen.page.locator(foreign).count() == 0
    assert seen.page.evaluate("window.payloads") == []
    seen.page.close()
    server.stop()
