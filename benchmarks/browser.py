"""A reader in headless Chromium: how long until what was asked for is on screen."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, Page, WebSocket, sync_playwright

from benchmarks.material import Material
from benchmarks.servers import App, Server

QUIET = 0.4
"""Seconds without anything happening between two deeds: longer than st_folium's 250 ms."""

FAR_LOADS = ("cold: map", "cold: all of it", "warm: map", "warm: all of it")
"""What is measured over a network: nothing kept by the browser yet, and all that may be."""

PATIENCE = 60.0
"""Seconds a run may take."""

REST = 150
"""Milliseconds the pointer of a hand is on a place, at least, before it has pressed and let go."""

FAR = {
    "offline": False,
    "latency": 50,
    "downloadThroughput": 10_000_000 / 8,
    "uploadThroughput": 10_000_000 / 8,
}
"""A network to a server elsewhere, in Chromium's words: 50 ms a request, 10 Mbit/s."""

PROBE = """
performance.setResourceTimingBufferSize(100000);
window.bench = {
  page(app) { return app.frame ? document.querySelector(app.frame)?.contentDocument : document; },
  marks(app) { return [...(this.page(app)?.querySelectorAll(app.marks) ?? [])]; },
  look(app) {
    return this.marks(app).map((path) => [path.dataset.state, path.style.fill, ...["class",
      "fill-opacity", "stroke-width"].map((name) => path.getAttribute(name))].join()).join("|");
  },
  until(test) {
    const began = performance.now();
    return new Promise((done, fail) => {
      const turn = () => {
        if (test()) return requestAnimationFrame(() => done(performance.now()));
        if (performance.now() - began > 300000) return fail(new Error("nothing happened"));
        requestAnimationFrame(turn);
      };
      turn();
    });
  },
  loaded(app) { return this.until(() => this.marks(app).length > 0); },
  whole(app) {
    return this.until(() => this.marks(app).length > 0 && document.querySelector(app.whole));
  },
  async filter(app, group) {
    const [before, count] = [this.look(app), this.marks(app).length];
    const box = document.querySelector(group);
    const began = performance.now();
    box.click();
    return await this.until(
      () => this.marks(app).length >= count && this.look(app) !== before) - began;
  },
  async click(app, index, park, profile, rest) {
    const marks = this.marks(app);
    const path = marks.find((one) => one.dataset.park === park) ?? marks[index];
    const { x, y, width, height } = path.getBoundingClientRect();
    const at = { bubbles: true, clientX: x + width / 2, clientY: y + height / 2 };
    const { MouseEvent, PointerEvent } = path.ownerDocument.defaultView;
    if (rest) {
      path.dispatchEvent(new PointerEvent("pointerover", at));
      path.dispatchEvent(new MouseEvent("mouseover", at));
      await new Promise((done) => setTimeout(done, rest));
    }
    const began = performance.now();
    path.dispatchEvent(new MouseEvent("click", at));
    return await this.until(() => document.querySelector(profile)) - began;
  },
  asked() {
    return performance.getEntriesByType("resource").reduce((sum, one) => sum + one.transferSize, 0);
  },
  brand(app) { this.page(app).querySelector(".leaflet-container").branded = true; },
  branded(app) { return Boolean(this.page(app)?.querySelector(".leaflet-container")?.branded); },
};
"""


@dataclass
class Deeds:
    """What deeds of one kind took: ms on screen, bytes, ms of script and of the whole server.

    Bytes are those of messages, and those asked for besides, as they came (compressed).
    """

    painted: list[float] = field(default_factory=list)
    received: list[float] = field(default_factory=list)
    asked: list[float] = field(default_factory=list)
    script: list[float] = field(default_factory=list)
    server: list[float] = field(default_factory=list)
    remounts: int = 0


class Reader:
    """One tab on one app."""

    def __init__(self, browser: Browser, server: Server, *, far: bool = False) -> None:
        self._server = server
        self._context = browser.new_context(
            viewport={"width": 1280, "height": 800}, locale="en-US", reduced_motion="reduce"
        )
        self._context.set_default_timeout(300_000)
        self._context.add_init_script(PROBE)
        self._received = 0
        app = server.app
        self._app: dict[str, Any] = {"frame": app.frame, "marks": app.marks, "whole": app.whole}
        self.page: Page = self._context.new_page()
        self.page.on("websocket", self._listen)
        if far:
            line = self._context.new_cdp_session(self.page)
            line.send("Network.enable")
            line.send("Network.emulateNetworkConditions", FAR)

    def _listen(self, socket: WebSocket) -> None:
        socket.on("framereceived", self._count)

    def _count(self, payload: str | bytes) -> None:
        self._received += len(payload)

    def close(self) -> None:
        """Close the tab."""
        self._context.close()

    def open(self) -> tuple[float, float]:
        """Return the ms from opening the page until its map is painted, and until all of it is."""
        self.page.goto(self._server.url, wait_until="commit")
        script = "app => Promise.all([bench.loaded(app), bench.whole(app)])"
        painted, whole = self.page.evaluate(script, self._app)
        self._settle()
        return painted, whole

    def filter(self, group: str, deeds: Deeds) -> None:
        """Tick or untick one sector group."""
        selector = self._server.app.group.format(id=group)
        self._measured(deeds, "([app, group]) => bench.filter(app, group)", selector)

    def click(self, index: int, park: str, deeds: Deeds, *, rest: int = 0) -> None:
        """Click one place on the map and wait for its profile.

        Out of nothing, as by a key, or after the pointer has been there for `rest` ms.
        """
        profile = self._server.app.profile.format(id=park)
        script = "([app, ...what]) => bench.click(app, ...what)"
        self._measured(deeds, script, index, park, profile, rest)

    def _measured(self, deeds: Deeds, script: str, *arguments: object) -> None:
        self.page.evaluate("app => bench.brand(app)", self._app)
        self._received = 0
        asked = self.page.evaluate("bench.asked()")
        runs, spent = len(self._server.runs()), self._server.cpu()
        deeds.painted.append(float(self.page.evaluate(script, [self._app, *arguments])))
        self._answered(runs)
        self._settle()
        deeds.received.append(self._received)
        deeds.asked.append(self.page.evaluate("bench.asked()") - asked)
        deeds.script.append(sum(self._server.runs()[runs:]))
        deeds.server.append((self._server.cpu() - spent) * 1000)
        deeds.remounts += not self.page.evaluate("app => bench.branded(app)", self._app)

    def _answered(self, runs: int) -> None:
        """Wait for the run of a deed, which may be on screen before its report has left."""
        end = time.monotonic() + PATIENCE
        while len(self._server.runs()) == runs:
            if time.monotonic() > end:
                raise RuntimeError(f"{self._server.app.name} ran nothing for a deed")
            time.sleep(0.01)

    def _settle(self) -> None:
        self.page.wait_for_selector('[data-test-script-state="notRunning"]')
        self.page.evaluate("app => bench.loaded(app)", self._app)
        time.sleep(QUIET)


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start the Chromium of this machine."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        raise RuntimeError("no chromium on this machine (Debian: apt-get install chromium)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path, args=["--no-sandbox", "--disable-gpu"]
        )
        yield browser
        browser.close()


def read(
    browser: Browser, servers: Sequence[Server], material: Material, *, deeds: int, loads: int
) -> dict[str, dict[str, Any]]:
    """Return what one reader of each app measured: page loads, filters and clicks of two kinds.

    The apps take turns, deed by deed: what the machine does besides meets all of them alike, and
    the deeds of one turn can be compared as pairs.
    """
    readers = {server.app.name: Reader(browser, server) for server in servers}
    for reader in readers.values():
        reader.open()  # the first visitor pays for the imports; measured are warm pages
    found: dict[str, dict[str, Any]] = {name: {"load": [], "whole": []} for name in readers}
    for _ in range(loads):
        for name, reader in readers.items():
            for measure, value in zip(("load", "whole"), reader.open(), strict=True):
                found[name][measure].append(value)
    active = {server.app.name for server in servers if has_deeds(server.app)}
    filters, clicks, pointed = ({name: Deeds() for name in active} for _ in range(3))
    for number in range(deeds):
        for name in sorted(active):
            group = material.groups[number // 2 % len(material.groups)]
            readers[name].filter(group, filters[name])
    for number in range(deeds):
        for name in sorted(active):
            index = number % len(material.parks)
            readers[name].click(index, material.parks[index], clicks[name])
    for number in range(deeds):
        for name in sorted(active):
            index = len(material.parks) - 1 - number % len(material.parks)
            readers[name].click(index, material.parks[index], pointed[name], rest=REST)
    kinds = {"filter": filters, "click": clicks, "pointed": pointed}
    for name in active:
        found[name] |= {kind: vars(measured[name]) for kind, measured in kinds.items()}
    for reader in readers.values():
        reader.close()
    return found


def read_far(
    browser: Browser, servers: Sequence[Server], *, loads: int
) -> dict[str, dict[str, list[float]]]:
    """Return ms of page loads over a network: of new browsers, and once more of each of them."""
    found: dict[str, dict[str, list[float]]] = {}
    for server in servers:
        first = Reader(browser, server)
        first.open()  # the first visitor pays for the imports
        first.close()
        found[server.app.name] = {name: [] for name in FAR_LOADS}
    for _ in range(loads):
        for server in servers:
            reader = Reader(browser, server, far=True)
            times = (*reader.open(), *reader.open())
            reader.close()
            for name, value in zip(FAR_LOADS, times, strict=True):
                found[server.app.name][name].append(value)
    return found


def has_deeds(app: App) -> bool:
    """Whether a reader can do anything in it."""
    return app.name != "still"
