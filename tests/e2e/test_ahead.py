"""What stands beside the map is shown before the app has answered, and is what it will say."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Request, expect

from tests.e2e.production import Production
from tests.e2e.reader import Reader

OpenReader = Callable[..., Reader]

SHOWN = """() => {
    const side = document.querySelector(".st-key-side");
    window.shown = [];
    const keep = () => {
        const text = side.querySelector("[data-testid=stHtml]")?.innerHTML;
        if (text && text !== window.shown.at(-1)) window.shown.push(text);
    };
    new MutationObserver(keep).observe(side, { subtree: true, childList: true });
}"""
"""Keeps each text that is seen beside the map from now on."""

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
        self.page.wait_for_function("() => window.atlasShelf.ahead")
        self.page.evaluate(SHOWN)

    def _note(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if "/beside/" in parts.path:
            theme = {"theme": [parts.path.rpartition("/")[2]]}
            self.asked.append(parse_qs(parts.query) | theme)

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
    ],
)
def test_it_is_word_for_word_what_the_app_says(watch: Any, path: str, look: Any) -> None:
    """Two texts at most are seen after a deed, and they are the same one."""
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
    with seen.page.expect_response("**/beside/light?*park=haidian*") as told:
        seen.reader.map.locator('path[data-symbol="haidian"]').hover(force=True)
    told.value.finished()
    seen.page.mouse.down()
    seen.page.mouse.up()
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


def test_another_answer_of_the_app_wins(watch: Any) -> None:
    """The server tells of one park, the app of another: the app is right."""
    seen = watch("/map?lang=en")
    wrong = seen.page.request.get(f"{seen.reader.url}/beside/light?lang=en&park=daxing").text()
    seen.page.route("**/beside/**", lambda route: route.fulfill(body=wrong))
    with seen.page.expect_response("**/beside/**") as told:
        seen.reader.map.locator('path[data-symbol="haidian"]').hover(force=True)
    told.value.finished()
    seen.reader.click_park("haidian")
    seen.reader.expect_park("haidian")
    seen.reader.still()
    first, last = seen.shown()
    assert json.dumps("daxing") in first
    assert json.dumps("haidian") in last
