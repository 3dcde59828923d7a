"""One reader with one browser tab: what a person sees and does, in a person's words."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import (
    BrowserContext,
    ConsoleMessage,
    Locator,
    Request,
    TimeoutError,  # noqa: A004 – Playwright's own, as its calls raise it
    expect,
)

BENIGN = (
    "Unrecognized feature",  # Streamlit's iframe permissions, newer than this browser
    "Failed to load resource: the server responded with a status of 404",  # see `check`
)
PROBES = ("/_stcore/health", "/_stcore/host-config")
"""Streamlit looks for itself below the page's own path first, and is answered 404 there."""


STANDS = """async (node) => {
    for (let last = null; ; ) {
        const { x, y } = node.getBoundingClientRect();
        if (last && last.x === x && last.y === y) return;
        last = { x, y };
        await new Promise((done) => setTimeout(done, 150));
    }
}"""
"""Waits until an element has not moved for a moment."""


TURN = """(url) => {
    history.pushState({}, "", url);
    dispatchEvent(new PopStateEvent("popstate"));
}"""
"""Goes to an address as Forward does: the page runs, and the browser loads nothing anew."""


PROFILES = "[...document.querySelectorAll('.card[data-park]')].map((one) => one.dataset.park)"
LIT = """[...document.querySelectorAll("path.area[data-state=on]")]
    .map((one) => one.dataset.park).sort()"""
PARAMS = "[...new URLSearchParams(location.search)].sort()"


class Reader:
    """A page under watch. `check` fails on anything that must never happen."""

    def __init__(self, context: BrowserContext, url: str, may_ask: str = "") -> None:
        self.url = url
        self.page = context.new_page()
        self.asked: list[str] = []
        self.errors: list[str] = []
        self.missing: list[str] = []
        self._may_ask = may_ask
        context.add_init_script(
            "window.payloads = []; window.xss = (n) => window.payloads.push(n);"
        )
        self.page.on("request", self._requested)
        self.page.on("console", self._said)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on(
            "response",
            lambda answer: self.missing.append(answer.url) if answer.status == 404 else None,
        )

    def _requested(self, request: Request) -> None:
        inside = request.url.startswith((self.url, "data:", "blob:"))
        if not inside and not (self._may_ask and self._may_ask in request.url):
            self.asked.append(request.url)

    def _said(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith(BENIGN) and not self._may_ask:
            self.errors.append(message.text)

    def check(self) -> None:
        """Fail if anything happened that must never happen."""
        assert self.asked == [], f"asked other hosts: {self.asked}"
        assert self.errors == [], f"errors in the browser: {self.errors}"
        missing = [url for url in self.missing if not url.split("?")[0].endswith(PROBES)]
        assert missing == [], f"not there: {missing}"

    def open(self, path: str) -> None:
        """Follow a link from outside and wait until the page stands still."""
        self.page.goto(self.url + path)
        self.settled()

    def turn_to(self, path: str) -> None:
        """Go to another address within the app, as Forward does, and wait for its page."""
        self.still()
        self.page.evaluate(TURN, self.url + path)
        self.still()

    def settled(self) -> None:
        """Wait until Streamlit has run the script for the last deed."""
        expect(self.page.locator(".masthead, [data-testid=stAlert]").first).to_be_attached()
        expect(self.page.locator("[data-testid=stApp]")).to_have_attribute(
            "data-test-script-state", "notRunning"
        )

    def still(self) -> None:
        """Wait until for a second no script has run and no letters have come.

        The page's own reports are answered then, and names stand where there is room for them.
        """
        self.page.evaluate("delete window.ranAt")
        self.page.wait_for_function(
            "() => {"
            " const app = document.querySelector('[data-testid=stApp]');"
            " const rests = app.dataset.testScriptState === 'notRunning'"
            " && document.fonts.status === 'loaded';"
            " if (!rests) window.ranAt = performance.now();"
            " return performance.now() - (window.ranAt ??= performance.now()) > 1000; }"
        )

    @property
    def map(self) -> Locator:
        return self.page.locator(".atlas-map")

    def area(self, park: str) -> Locator:
        return self.map.locator(f'path.area[data-park="{park}"]')

    def on_map(self, script: str) -> Any:
        """Return the value of a script once there is a map; `atlasMap` is the Leaflet map."""
        self.map.locator("#map_div").wait_for(state="attached")
        return self.page.evaluate(script)

    def brand_map(self) -> None:
        """Mark the Leaflet object, so that a remount can be told."""
        self.area_ready()
        self.on_map("() => { window.atlasMap.branded = true; }")

    def is_branded(self) -> bool:
        return bool(self.on_map("() => window.atlasMap && window.atlasMap.branded === true"))

    def area_ready(self) -> None:
        """Wait until the map shows a view."""
        expect(self.map.locator("path.area[data-state]").first).to_be_attached()

    def click_park(self, park: str) -> None:
        """Click a park's symbol on the map with the mouse, where it really is on screen."""
        self.area_ready()
        symbol = self.map.locator(f'path[data-symbol="{park}"]')
        expect(symbol).to_be_visible()  # the page that is left may have none
        expect(symbol).to_have_attribute("d", re.compile("a"))  # drawn: a hidden map draws no round
        symbol.evaluate(STANDS)  # a click is where the symbol was when it was looked for
        symbol.click(force=True)

    def click_until_heard(self, park: str) -> None:
        """Click a park as one does who sees the page reconnect: again, if nothing came of it."""
        app = self.page.locator("[data-testid=stApp]")
        for _ in range(10):
            expect(app).to_have_attribute("data-test-connection-state", "CONNECTED")
            self.click_park(park)
            try:
                self.page.wait_for_url(re.compile(rf"[?&]park={park}(&|$)"), timeout=5_000)
            except TimeoutError:
                continue
            break
        self.expect_park(park)
        self.errors.clear()  # the browser's own words on the connection that broke

    @property
    def title(self) -> Locator:
        """The heading of the page that is seen."""
        return self.page.locator(".st-key-page h1")

    def expect_park(self, park: str | None) -> None:
        """Wait until address, map and profile all show this park (or none)."""
        pattern = rf"[?&]park={park}(&|$)" if park else r"^(?!.*[?&]park=)"
        expect(self.page).to_have_url(re.compile(pattern))
        self.settled()
        if self.page.locator(".st-key-hero").count():
            expect(self.map.locator("#map_div")).to_have_attribute("data-selected", park or "")
        # one page may still stand beside the next: all profiles are looked at, and at once
        self.expect_value(PROFILES, [park] if park else [])

    def states(self) -> dict[str, str]:
        """Return park → on, off or silent, as the map shows it."""
        self.area_ready()
        found = self.on_map(
            "() => JSON.stringify(Object.fromEntries([...document.querySelectorAll('path.area')]"
            ".map(p => [p.dataset.park, p.dataset.state])))"
        )
        return dict(json.loads(found))

    def lit(self) -> set[str]:
        return {park for park, state in self.states().items() if state == "on"}

    def expect_lit(self, *parks: str) -> None:
        """Wait until exactly these parks are lit."""
        self.area_ready()
        self.expect_value(LIT, sorted(parks))

    def params(self) -> dict[str, str]:
        query = parse_qs(urlsplit(self.page.url).query)
        return {name: values[0] for name, values in query.items()}

    def box(self, facet: str, option: str) -> Locator:
        """Return a filter's checkbox."""
        return self.page.locator(f".facets [data-facet={facet}][data-option={option}] input")

    def tick(self, facet: str, option: str) -> None:
        self.box(facet, option).click()

    def expect_params(self, **params: str) -> None:
        """Wait until the address holds exactly these parameters."""
        self.expect_value(PARAMS, sorted([name, value] for name, value in params.items()))
        self.settled()

    def expect_value(self, script: str, wanted: Any) -> None:
        """Wait until a script's value is this; all it says is read at once."""
        same = f"(wanted) => JSON.stringify({script}) === JSON.stringify(wanted)"
        try:
            self.page.wait_for_function(same, arg=wanted)
        except TimeoutError:
            found = self.page.evaluate(script)
            raise AssertionError(f"{found!r}, not {wanted!r}") from None
