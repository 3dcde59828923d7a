"""On the map's page a deed runs what shows it, and the rest of the page goes along."""

from __future__ import annotations

import os
import re
import signal
from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Locator, expect
from streamlit.proto.BackMsg_pb2 import BackMsg

from tests.e2e.conftest import Server
from tests.e2e.reader import Reader

OpenReader = Callable[..., Reader]


@pytest.fixture
def reader(server: Server, open_reader: OpenReader) -> Reader:
    found: Reader = open_reader(server.url, "/map?lang=en")
    found.area_ready()
    found.still()
    return found


def sidebar(reader: Reader, name: str) -> Locator:
    return reader.page.locator("[data-testid=stSidebar]").get_by_role("link", name=name, exact=True)


def test_a_click_and_a_filter_run_no_more_than_what_shows_them(
    server: Server, open_reader: OpenReader
) -> None:
    reader = open_reader(server.url, "/map?lang=en&park=daxing")
    asked: list[BackMsg] = []

    def keep(frame: bytes | str) -> None:
        asked.append(BackMsg.FromString(frame if isinstance(frame, bytes) else frame.encode()))

    reader.page.on("websocket", lambda socket: socket.on("framesent", keep))
    reader.page.reload()
    reader.area_ready()
    reader.still()
    asked.clear()
    for deed, word in (
        (lambda: reader.click_park("haidian"), "park=haidian"),
        (lambda: reader.tick("sector", "ai"), "sector=ai"),
        (reader.map.locator(".legend-group").first.click, "group="),
        (reader.map.locator(".choice-picture").last.click, "view=tiles"),
    ):
        deed()
        expect(reader.page).to_have_url(re.compile(word))
    reader.still()
    parts = {message.rerun_script.fragment_id for message in asked}
    assert len(asked) == 4
    assert len(parts) == 1
    assert all(parts)
    assert sorted(reader.params()) == ["group", "lang", "park", "sector", "view"]


def test_the_links_around_carry_every_deed_along(reader: Reader) -> None:
    sources, tongue = sidebar(reader, "Sources"), sidebar(reader, "Русский")
    reader.click_park("haidian")
    expect(sources).to_have_attribute("href", "sources?lang=en&park=haidian")
    reader.tick("sector", "ai")
    expect(sources).to_have_attribute("href", "sources?lang=en&park=haidian&sector=ai")
    expect(tongue).to_have_attribute("href", "?lang=ru&park=haidian&sector=ai")
    tongue.click()
    reader.expect_params(lang="ru", park="haidian", sector="ai")
    reader.expect_park("haidian")
    reader.page.go_back()
    reader.page.go_back()
    reader.page.go_back()
    reader.expect_params(lang="en")
    expect(sources).to_have_attribute("href", "sources?lang=en")
    reader.page.go_forward()
    reader.expect_park("haidian")
    expect(sources).to_have_attribute("href", "sources?lang=en&park=haidian")
    sources.click()
    expect(reader.title).to_contain_text("Sources")
    reader.expect_params(lang="en", park="haidian")


def test_the_page_is_called_what_it_shows(reader: Reader) -> None:
    reader.click_park("haidian")
    expect(reader.page).to_have_title("Haidian · Map · Zhongguancun Atlas")
    reader.click_park("daxing")
    expect(reader.page).to_have_title("Daxing · Map · Zhongguancun Atlas")


def test_a_step_is_made_of_the_view_that_is_seen(reader: Reader) -> None:
    reader.click_park("haidian")
    reader.expect_park("haidian")
    reader.tick("sector", "ai")
    reader.expect_params(lang="en", park="haidian", sector="ai")
    reader.page.locator(".st-key-add_step button").click()
    sidebar(reader, "Your story: 1 step").click()
    expect(reader.title).to_contain_text("Stories")
    expect(reader.page.locator(".st-key-draft-own, [class*=st-key-draft-]").first).to_be_visible()
    shown = reader.page.locator("[class*=st-key-draft-step-]").first
    expect(shown).to_contain_text(re.compile("Haidian"))


KEPT = "() => localStorage.getItem('atlas-draft-zhongguancun')?.includes('haidian')"
CROSS = """() => {
    const name = "atlas-draft-zhongguancun";
    const report = () => {
        localStorage.setItem(name, localStorage.getItem(name) + " ");
        dispatchEvent(new StorageEvent("storage", { key: name }));
    };
    document.querySelector('[data-testid=stSidebar] a[href^="stories"]').click();
    report();
    const push = history.pushState.bind(history);
    history.pushState = (...entry) => { push(...entry); report(); };
}"""
"""Follows a link, and lets what keeps the draft report before the app has answered.

It reports once more as soon as the app touches the address.
"""


def test_a_report_that_crosses_with_a_link_leads_nobody_back(reader: Reader) -> None:
    reader.click_park("haidian")
    reader.expect_park("haidian")
    reader.page.locator(".st-key-add_step button").click()
    expect(sidebar(reader, "Your story: 1 step")).to_be_visible()
    reader.page.wait_for_function(KEPT)
    reader.still()
    entries = reader.page.evaluate("history.length")
    reader.page.evaluate(CROSS)
    expect(reader.title).to_contain_text("Stories")
    reader.still()
    expect(reader.title).to_contain_text("Stories")
    expect(reader.page).to_have_url(re.compile("/stories"))
    assert reader.page.evaluate("history.length") == entries + 1


def test_an_open_menu_is_of_the_view_that_is_seen(reader: Reader) -> None:
    reader.page.locator(".st-key-take button").first.click()
    link = reader.page.locator("[data-testid=stPopoverBody] [data-testid=stCode]")
    expect(link).to_contain_text("/map?lang=en")
    reader.on_map("() => atlas.report({ deed: 'select', park: 'haidian', n: 1 })")
    expect(link).to_contain_text("/map?lang=en&park=haidian")


def test_a_filter_that_leaves_nothing_says_so_and_can_be_loosened(reader: Reader) -> None:
    reader.page.locator(".facets summary").last.click()
    for basis in ("stated", "inferred"):
        reader.tick("without", basis)
    note = reader.page.locator(".st-key-notes [data-testid=stAlert]")
    expect(note).to_be_visible()
    reader.page.locator(".st-key-notes button").first.click()
    expect(note).to_have_count(0)
    reader.expect_params(lang="en")


def test_two_quick_clicks_and_a_filter_end_where_the_reader_went_last(reader: Reader) -> None:
    reader.on_map(
        "() => { let n = 0;"
        " for (const park of ['haidian', 'daxing', 'shunyi'])"
        " atlas.report({ deed: 'select', park, n: ++n });"
        " document.querySelector('[data-facet=sector][data-option=ai] input').click(); }"
    )
    reader.expect_params(lang="en", park="shunyi", sector="ai")
    reader.expect_park("shunyi")


def test_another_page_in_between_finds_the_same_map(reader: Reader) -> None:
    reader.brand_map()
    reader.click_park("haidian")
    reader.expect_park("haidian")
    sidebar(reader, "Parks").click()
    expect(reader.title).to_contain_text("Parks")
    reader.tick("sector", "ai")
    reader.expect_params(lang="en", park="haidian", sector="ai")
    sidebar(reader, "Map").click()
    expect(reader.map).to_be_visible()
    reader.expect_park("haidian")
    reader.expect_lit("haidian", "chaoyang", "yizhuang")
    reader.click_park("yizhuang")
    reader.expect_park("yizhuang")
    assert reader.is_branded()


@pytest.mark.parametrize("later", [0, 30, 80])
def test_a_deed_that_crosses_with_a_link_loses_neither(reader: Reader, later: int) -> None:
    """The deed is sent by the page that is left, and served by the one that comes."""
    reader.on_map(
        "() => { document.querySelector('nav.pages a[href^=parks]').click();"
        f" setTimeout(() => document.querySelector('[data-facet=sector][data-option=ai] input')"
        f".click(), {later}); }}"
    )
    reader.expect_params(lang="en", sector="ai")
    expect(reader.title).to_contain_text("Parks")
    reader.still()
    expect(reader.title).to_contain_text("Parks")
    assert urlsplit(reader.page.url).path == "/parks"
    expect(reader.box("sector", "ai")).to_be_checked()


def test_a_deed_behind_a_link_is_done_on_the_new_page_though_the_server_sleeps(
    server: Server, reader: Reader
) -> None:
    """Both reach the server at once."""
    os.kill(server.process.pid, signal.SIGSTOP)
    try:
        sidebar(reader, "Parks").evaluate("link => link.click()")
        reader.area("daxing").press("Enter")
    finally:
        os.kill(server.process.pid, signal.SIGCONT)
    reader.expect_params(lang="en", park="daxing")
    expect(reader.title).to_contain_text("Parks")
    reader.still()
    expect(reader.title).to_contain_text("Parks")
    expect(reader.page.locator(".card")).to_have_attribute("data-park", "daxing")


def test_the_panel_of_filters_stays_from_page_to_page(reader: Reader) -> None:
    panel = reader.page.locator(".facets details").first
    panel.evaluate("(node) => { node.open = false; window.panel = node; }")
    for name, title in (("Parks", "Parks"), ("Sectors", "Sectors"), ("Map", "")):
        sidebar(reader, name).click()
        if title:
            expect(reader.title).to_contain_text(title)
        reader.still()
        assert reader.on_map("() => window.panel.isConnected && !window.panel.open"), name


def test_what_could_not_be_read_is_not_carried_along(
    server: Server, open_reader: OpenReader
) -> None:
    reader = open_reader(server.url, "/map?lang=en&park=nonsense&sector=ai.nothing")
    reader.still()
    for link in (sidebar(reader, "Sources"), sidebar(reader, "Русский")):
        expect(link).to_have_attribute("href", re.compile(r"^[a-z]*\?lang=(en|ru)&sector=ai$"))


def test_closing_a_profile_leaves_the_focus_where_something_is_seen(reader: Reader) -> None:
    reader.click_park("haidian")
    reader.expect_park("haidian")
    reader.page.locator(".ways.head a.close").focus()
    reader.page.keyboard.press("Enter")
    reader.expect_park(None)
    expect(reader.page.locator(".begin h2")).to_be_focused()
