"""axe-core on every page and theme: no violation that is ours."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import Server
from tests.e2e.reader import Reader

OpenReader = Callable[..., Reader]
AXE = (Path(__file__).parents[1] / "vendor" / "axe-core" / "axe.min.js").read_text("utf-8")
VIEWS = {
    "map": "map?park=haidian",
    "table": "map?park=haidian&side=table",
    "start": "map?view=tiles",
    "arcs": "map?arcs=on&link=chaoyang_ai_participant.haidian_ai_core",
    "parks": "parks?park=haidian",
    "sectors": "sectors?park=haidian",
    "chart": "sectors?form=chart",
    "sector": "sectors?sector=ai",
    "cell": "cell?park=haidian&sector=medicine_health",
    "compare": "compare?compare=daxing.haidian.miyun",
    "flows": "flows?link=chaoyang_ai_participant.haidian_ai_core",
    "overlaps": "overlaps?",
    "sources": "sources?park=haidian",
    "search": "sources?q=energy",
    "stories": "stories?",
    "stage": "stage?story=one_zone&step=5",
    "speaker": "speaker?story=one_zone&step=2",
    "handout": "handout?story=one_zone",
}
NARROW = {"table", "sectors", "parks", "compare", "flows"}
"""The views that are looked at once more on a phone's width."""
CASES = [(view, theme) for view in VIEWS for theme in ("light", "dark")]


def violations(frame: Any) -> list[str]:
    frame.evaluate(AXE)
    found = frame.evaluate("() => axe.run(document, {iframes: false})")["violations"]
    return [
        f"{rule['id']}: {node['html']} {node['failureSummary']}"
        for rule in found
        for node in rule["nodes"]
    ]


@pytest.mark.parametrize(("view", "theme"), CASES, ids=[f"{view}-{theme}" for view, theme in CASES])
def test_axe_finds_nothing_that_is_ours(
    server: Server, open_reader: OpenReader, view: str, theme: str
) -> None:
    lang = "ru" if theme == "dark" else "en"
    reader = open_reader(server.url, f"/{VIEWS[view]}&lang={lang}", theme=theme)
    mapped = VIEWS[view].startswith(("map", "stage"))
    if mapped:
        reader.area_ready()
    if view == "flows":
        band = reader.page.locator(".js-plotly-plot .sankey-link").first
        expect(band).to_have_css("stroke-dasharray", "7px, 5px")  # every one here is inferred
    if view == "stories":
        expect(reader.page.locator(".own-file")).to_be_visible()
    found = violations(reader.page)
    if view in NARROW:
        reader.page.set_viewport_size({"width": 390, "height": 844})
        found += violations(reader.page)
    assert found == [], "\n".join(found)
