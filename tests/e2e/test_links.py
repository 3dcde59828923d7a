"""A link is a view: cold, hostile, and first of all on a fresh server."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import Server
from tests.e2e.reader import Reader

OpenReader = Callable[..., Reader]
TITLES = {
    "map": {"en": "Zhongguancun Haidian Park", "ru": "Парк Хайдянь", "zh": "中关村海淀园"},
    "parks": {"en": "Parks", "ru": "Парки", "zh": "园区"},
    "sectors": {"en": "Artificial intelligence", "ru": "Искусственный интеллект", "zh": "人工智能"},
    "sources": {"en": "Sources", "ru": "Источники", "zh": "来源"},
}
CASES = [(page, lang) for page in TITLES for lang in TITLES[page]]


@pytest.mark.parametrize(("page", "lang"), CASES, ids=[f"{page}-{lang}" for page, lang in CASES])
def test_a_cold_link_restores_page_language_filters_and_park(
    server: Server, open_reader: OpenReader, page: str, lang: str
) -> None:
    reader = open_reader(server.url, f"/{page}?lang={lang}&park=haidian&sector=ai")
    title = reader.page.locator(":is(.st-key-page, .st-key-side) :is(.card h2, h1)").first
    expect(title).to_contain_text(TITLES[page][lang])
    expect(reader.box("sector", "ai")).to_be_checked()
    assert reader.params() == {"lang": lang, "park": "haidian", "sector": "ai"}
    if page == "map":
        reader.expect_park("haidian")
        reader.expect_lit("haidian", "chaoyang", "yizhuang")
    if page == "parks":
        expect(reader.page.locator("tr.chosen th")).to_contain_text(
            {"en": "Haidian", "ru": "Хайдянь", "zh": "海淀"}[lang]
        )
    if page == "sectors":
        expect(reader.page.locator(".sector-card .claim")).not_to_have_count(0)
    if page == "sources":
        expect(reader.page.locator(".claim-item")).not_to_have_count(0)


@pytest.mark.parametrize("page", ["", "map", "sources"], ids=["root", "map", "sources"])
def test_the_very_first_request_to_a_fresh_server_may_be_a_deep_link(
    fresh_server: Callable[..., Server], open_reader: OpenReader, page: str
) -> None:
    reader = open_reader(fresh_server().url, f"/{page}?lang=zh&park=changping")
    expect(reader.page.locator("[data-testid=stSidebar] .masthead .title")).to_contain_text(
        "中关村"
    )
    if page == "sources":
        expect(reader.title).to_contain_text("来源")
    else:
        reader.expect_park("changping")
        reader.brand_map()
        reader.click_park("yanqing")
        reader.expect_park("yanqing")
        assert reader.is_branded()


def test_browser_language_is_used_when_the_link_names_none(
    server: Server, open_reader: OpenReader
) -> None:
    for locale, title in (
        ("ru-RU", "Чжунгуаньцун"),
        ("zh-CN", "中关村"),
        ("de-DE", "Чжунгуаньцун"),
    ):
        reader = open_reader(server.url, "/", locale=locale)
        expect(reader.page.locator("[data-testid=stSidebar] .masthead .title")).to_contain_text(
            title
        )
        assert reader.params() == {}


@pytest.mark.parametrize(
    "query",
    [
        "park=zzz",
        "park=haidian&park=changping",
        "park=%D1%85%D0%B0%D0%B9%D0%B4%D1%8F%D0%BD%D1%8C",
        "sector=" + "a" * 10_000,
        "sector=" + ".".join(["ai"] * 3_000),
        "match=<script>xss(1)</script>",
        "zoom=1e309&basemap=javascript:xss(2)",
        "q=%00%1b%5B31m%E2%80%AE<img src=x onerror=xss(3)>",
        "lang=xx&role=__proto__&status=constructor&without=toString",
        "claim=../../etc/passwd",
    ],
    ids=[
        "unknown",
        "twice",
        "cyrillic",
        "long",
        "repeats",
        "script",
        "numbers",
        "search",
        "words",
        "path",
    ],
)
def test_a_hostile_link_falls_back_with_one_quiet_note(
    server: Server, open_reader: OpenReader, query: str
) -> None:
    reader = open_reader(server.url, f"/map?{query}")
    reader.area_ready()
    expect(reader.page.locator(".st-key-notes [data-testid=stCaptionContainer]")).to_have_count(1)
    expect(reader.page.locator("[data-testid=stException]")).to_have_count(0)
    assert reader.page.evaluate("window.payloads") == []


def test_following_the_apps_own_links_keeps_the_view(reader: Reader) -> None:
    reader.tick("sector", "ai")
    reader.expect_params(lang="en", sector="ai")
    reader.click_park("haidian")
    reader.expect_park("haidian")
    reader.page.get_by_role("link", name="Sectors", exact=True).click()
    expect(reader.title).to_contain_text("Artificial intelligence")
    reader.expect_params(lang="en", park="haidian", sector="ai")
    reader.page.get_by_role("link", name="Map", exact=True).click()
    expect(reader.map).to_be_visible()
    reader.expect_park("haidian")
    reader.page.go_back()
    expect(reader.title).to_contain_text("Artificial intelligence")
    reader.page.go_back()
    reader.expect_park("haidian")
