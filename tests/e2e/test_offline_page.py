"""The one-file page, opened from a folder as from a stick: works, asks nobody, runs nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.conftest import SHIPPED
from tests.e2e.reader import Reader
from tests.hostile_zone import EVERY, TOYTOWN, write_hostile_zone
from zgc_map.export import find_format, take_view
from zgc_map.geo import load_zone
from zgc_map.model import Lang
from zgc_map.query import Address

DAY = dt.date(2026, 11, 22)
BOUND = 1_000_000
"""Bytes the page of the shipped data may have."""


class Stick(Reader):
    """A reader with a file and no server: there is no Streamlit to wait for."""

    def settled(self) -> None:
        expect(self.page.locator("path.area[data-state]").first).to_be_attached()


@pytest.fixture
def stick(
    open_reader: Callable[..., Reader], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Stick]:
    """Write the page of a data folder, and open it from there."""
    monkeypatch.setattr("tests.e2e.conftest.Reader", Stick)

    def start(folder: Path, lang: Lang = Lang.EN, **reader: object) -> Stick:
        take = take_view(load_zone(folder), Address(lang=lang), page="map", day=DAY)
        content = find_format("html").write(take)
        assert folder != SHIPPED or len(content) < BOUND
        (tmp_path / "page.html").write_bytes(content)
        opened = open_reader(tmp_path.as_uri(), "/page.html", **reader)
        assert isinstance(opened, Stick)
        return opened

    return start


def lit(reader: Reader) -> set[str]:
    areas = reader.page.locator("path.area.on")
    return {str(area.get_attribute("data-park")) for area in areas.all()}


def test_map_filters_profiles_languages_and_themes_work_from_a_file(
    stick: Callable[..., Stick],
) -> None:
    reader = stick(SHIPPED)
    page = reader.page
    assert len(lit(reader)) == 8
    page.get_by_role("checkbox", name="Graphene").check()
    expect(page.locator("path.area.on")).to_have_count(1)
    (park,) = lit(reader)
    page.locator(f'path[data-symbol="{park}"]').click(force=True)
    expect(page.locator("#side")).to_have_attribute("data-park", park)
    claims = page.locator("#side summary")
    claims.first.click()
    expect(page.locator("#side details[open] p").first).to_contain_text("Source")
    page.get_by_role("button", name="中文").click()
    expect(page.locator("html")).to_have_attribute("lang", "zh")
    expect(page.get_by_role("checkbox", name="石墨烯")).to_be_checked()
    expect(page.locator("path.area.on")).to_have_count(1)
    page.get_by_role("button", name="深色").click()
    expect(page.locator("body")).to_have_attribute("data-theme", "dark")
    page.locator("[data-picture=tiles]").last.click()
    expect(page.locator(f'[data-tile="{park}"]')).to_be_visible()
    page.locator("[data-picture=map]").last.click()
    page.get_by_role("button", name="Русский").click()
    page.get_by_role("button", name="Сбросить фильтры").click()
    expect(page.locator("path.area.on")).to_have_count(8)
    loaded = page.evaluate(
        "async () => (await document.fonts.load('15px \"Noto Sans SC Variable\"', '园')).length"
    )
    assert loaded == 1


def test_a_park_is_chosen_by_keyboard_alone(stick: Callable[..., Stick]) -> None:
    reader = stick(TOYTOWN, size=(390, 844), theme="dark")
    area = reader.page.locator("path.area").first
    area.focus()
    reader.page.keyboard.press("Enter")
    expect(reader.page.locator("#side h2")).to_be_in_viewport()
    wide = "() => document.documentElement.scrollWidth <= innerWidth"
    assert reader.page.evaluate(wide)


def test_on_a_phone_the_filters_are_folded_above_the_map(stick: Callable[..., Stick]) -> None:
    page = stick(TOYTOWN, size=(390, 844)).page
    expect(page.get_by_role("checkbox").first).to_be_hidden()
    fold, stage = page.locator("#fold").bounding_box(), page.locator(".stage").bounding_box()
    assert fold and stage and fold["y"] + fold["height"] <= stage["y"]
    page.locator("#fold-name").click()
    page.get_by_role("checkbox").first.check()
    expect(page.locator("#fold-name")).to_contain_text("(1)")


def test_a_hostile_zone_is_text(stick: Callable[..., Stick], tmp_path: Path) -> None:
    reader = stick(write_hostile_zone(tmp_path / "zone", every=True))
    page = reader.page
    for park in [str(one.get_attribute("data-park")) for one in page.locator("path.area").all()]:
        page.locator(f'path.area[data-park="{park}"]').focus()
        page.keyboard.press("Enter")
        expect(page.locator("#side")).to_have_attribute("data-park", park)
    for details in page.locator(":is(#side, footer) summary").all():
        details.click()
    expect(page.locator("footer details[open]")).to_have_count(2)
    assert page.evaluate("window.payloads") == []
    assert page.locator("body :is(img, iframe, hr)").count() == 0
    shown = " ".join(page.locator("body").inner_text().split())
    assert " ".join(EVERY.split()) in shown
