"""A reader takes files away: the menu is found, and what arrives is the view on screen."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable

from playwright.sync_api import expect

from tests.e2e.conftest import Server
from tests.e2e.reader import Reader


def test_files_of_the_view_are_written_on_a_click(
    server: Server, open_reader: Callable[..., Reader]
) -> None:
    reader = open_reader(server.url, "/map?lang=ru&sector=ai")
    page = reader.page
    page.get_by_role("button", name="Взять с собой").click()
    with page.expect_download() as taken:
        page.get_by_role("button", name=re.compile("^GeoJSON")).click()
    assert taken.value.suggested_filename.startswith("zhongguancun-map-ai_ru_")
    collection = json.loads(taken.value.path().read_text(encoding="utf-8"))
    reader.area_ready()
    assert {row["id"] for row in collection["features"]} == reader.lit()
    assert collection["provenance"]["link"] == f"{server.url}/map?lang=ru&sector=ai"
    page.get_by_text("Юникод, без метки").click()
    with page.expect_download() as taken:
        page.get_by_role("button", name=re.compile("^CSV Роли")).click()
    assert taken.value.suggested_filename.endswith(".csv")
    with taken.value.path().open(encoding="utf-8", newline="") as stream:
        assert {row["sector_id"] for row in csv.DictReader(stream)} == {"ai"}


def test_a_file_that_takes_its_time_shows_how_far_it_is_and_can_be_saved_again(
    server: Server, open_reader: Callable[..., Reader]
) -> None:
    reader = open_reader(server.url, "/handout?lang=en&story=one_zone")
    page = reader.page
    page.evaluate(
        """() => {
            window.shown = [];
            new MutationObserver(() => {
                const bar = document.querySelector("[data-testid=stProgress] [role=progressbar]");
                if (bar) window.shown.push(Number(bar.getAttribute("aria-valuenow")));
            }).observe(document.body, { subtree: true, childList: true, attributes: true });
        }"""
    )
    page.get_by_role("button", name="Take away").click()
    with page.expect_download() as taken:
        page.get_by_role("button", name=re.compile("^PowerPoint")).click()
    name = taken.value.suggested_filename
    assert re.fullmatch(r"zhongguancun-stage-one-zone_en_[0-9-]+\.pptx", name), name
    shown = page.evaluate("() => [...new Set(window.shown)]")
    assert len(shown) > 3, shown
    assert shown == sorted(shown), shown
    expect(page.locator("[data-testid=stProgress]")).to_have_count(0)
    with page.expect_download() as again:
        page.get_by_role("button", name=f"Save {name}").click()
    assert again.value.path().read_bytes() == taken.value.path().read_bytes()
    page.get_by_role("button", name="Take away").click()
    expect(page.get_by_role("button", name=f"Save {name}")).to_have_count(0)
    page.get_by_role("button", name="Take away").click()
    with page.expect_download() as other:  # the first one after the menu was closed, too
        page.get_by_role("button", name=re.compile("^CSV ")).first.click()
    assert other.value.suggested_filename.endswith((".csv", ".zip"))
