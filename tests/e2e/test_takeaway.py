"""A reader takes files away: the menu is found, and what arrives is the view on screen."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable

from playwright.sync_api import expect

from tests.e2e.conftest import Server
from tests.e2e.reader import Reader


def test_files_of_the_view_are_written_on_a_click(
    server: Server, open_reader: Callable[..., Reader]
) -> None:
    reader = open_reader(server.url, "/map?lang=ru&sector=ai")
    page = reader.page
    reader.still()  # a run renews what the buttons lead to
    page.get_by_role("button", name="Взять с собой").click()
    expect(page.get_by_role("button", name="GeoJSON")).to_be_visible()
    reader.still()
    with page.expect_download() as taken:
        page.get_by_role("button", name="GeoJSON").click()
    assert taken.value.suggested_filename.startswith("zhongguancun-map-ai_ru_")
    collection = json.loads(taken.value.path().read_text(encoding="utf-8"))
    reader.area_ready()
    assert {row["id"] for row in collection["features"]} == reader.lit()
    assert collection["provenance"]["link"] == f"{server.url}/map?lang=ru&sector=ai"
    page.get_by_text("Юникод, без метки").click()
    reader.still()
    expect(page.get_by_role("button", name="GeoJSON")).to_be_visible()
    with page.expect_download() as taken:
        page.get_by_role("button", name="CSV Роли").click()
    with taken.value.path().open(encoding="utf-8", newline="") as stream:
        assert {row["sector_id"] for row in csv.DictReader(stream)} == {"ai"}
