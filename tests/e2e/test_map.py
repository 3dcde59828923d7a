"""The map: clicks, keys, filters, and what must never happen to it."""

from __future__ import annotations

import io
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from tests.e2e.conftest import Server
from tests.e2e.reader import Reader

NAMED = {"chaoyang", "haidian", "fangshan", "shunyi", "changping", "daxing", "yanqing", "yizhuang"}
OpenReader = Callable[..., Reader]


def test_nothing_shows_through_what_lies_over_a_district(
    server: Server, open_reader: OpenReader
) -> None:
    reader = open_reader(server.url, "/map?lang=en")
    ground = reader.map.locator("path.ground")
    expect(ground).to_have_count(1)
    expect(ground).to_have_css("fill-opacity", "1")
    expect(ground).to_have_css("pointer-events", "none")


def test_the_tooltip_of_a_chosen_park_goes(server: Server, open_reader: OpenReader) -> None:
    """Beside the map stands all of it, and more."""
    reader = open_reader(server.url, "/map?lang=en")
    reader.map.locator('path[data-symbol="haidian"]').hover(force=True)
    expect(reader.map.locator(".tip")).to_contain_text("Haidian")
    reader.page.mouse.down()
    reader.page.mouse.up()
    reader.expect_park("haidian")
    expect(reader.map.locator(".tip")).to_have_count(0)
    reader.area("haidian").focus()
    expect(reader.map.locator(".tip")).to_have_count(0)
    reader.area("changping").focus()
    expect(reader.map.locator(".tip")).to_contain_text("Changping")


def test_first_view_lights_the_named_parks_and_is_silent_on_the_rest(reader: Reader) -> None:
    states = reader.states()
    assert {park for park, state in states.items() if state == "on"} == NAMED
    assert {state for park, state in states.items() if park not in NAMED} == {"silent"}


def test_mouse_click_on_a_polygon_opens_its_profile(reader: Reader) -> None:
    reader.brand_map()
    for park in ("yanqing", "shunyi", "changping"):
        reader.area(park).click()
        reader.expect_park(park)
    assert reader.is_branded()


def test_a_choice_stands_out_before_the_app_has_answered(reader: Reader) -> None:
    """And does no more if no answer comes."""
    reader.settled()
    halo, empty = reader.map.locator(".halo"), re.compile(r"^(M0 0)?$")
    expect(halo).to_have_attribute("d", empty)
    drawn = reader.on_map(
        "async () => { window.atlas.report = () => {};"
        " const symbol = document.querySelector('path[data-symbol=haidian]');"
        " const { x, y } = symbol.getBoundingClientRect();"
        " symbol.dispatchEvent("
        "   new MouseEvent('click', { bubbles: true, clientX: x + 3, clientY: y + 3 }));"
        " for (const _ of [1, 2]) await new Promise(requestAnimationFrame);"
        " return document.querySelector('.halo').getAttribute('d'); }"
    )
    assert not empty.match(drawn)
    expect(reader.map.locator("#map_div")).to_have_attribute("data-selected", "")
    expect(halo).to_have_attribute("d", empty)


def test_what_the_page_lacks_it_is_given_again(reader: Reader) -> None:
    """A run that another one takes over may never bring what it had to give."""
    reader.still()
    reader.on_map(
        "() => { atlasShelf.given.clear(); window.grounds = [];"
        " const show = atlas.show; atlas.show = (ground, view) => {"
        " grounds.push(ground?.words?.legend); show(ground, view); }; }"
    )
    reader.click_park("haidian")
    reader.expect_park("haidian")
    reader.click_park("daxing")
    reader.expect_park("daxing")
    assert set(reader.on_map("() => window.grounds")) == {"Sector groups"}


def test_every_park_can_be_clicked_and_the_map_shows_that_park(reader: Reader) -> None:
    for park in sorted(reader.states()):
        reader.click_park(park)
        reader.expect_park(park)


def test_yizhuang_is_clickable_above_daxing(reader: Reader) -> None:
    reader.click_park("daxing")
    reader.expect_park("daxing")
    reader.click_park("yizhuang")
    reader.expect_park("yizhuang")


def test_keyboard_reaches_a_polygon_and_enter_opens_its_profile(reader: Reader) -> None:
    reader.area_ready()
    reader.area("yanqing").focus()
    expect(reader.map.locator(".tip")).to_contain_text("Yanqing")
    reader.page.keyboard.press("Enter")
    reader.expect_park("yanqing")
    reader.page.keyboard.press("Shift+Tab")
    reader.page.keyboard.press("Space")
    assert reader.on_map("() => document.activeElement.dataset.park") != "yanqing"


def test_a_park_is_one_tab_stop(reader: Reader) -> None:
    reader.area_ready()
    reader.map.locator("path.area").last.focus()
    reader.page.keyboard.press("Tab")
    assert reader.on_map("() => document.activeElement.matches('path')") is False


def test_empty_ground_clears(reader: Reader) -> None:
    reader.click_park("haidian")
    reader.expect_park("haidian")
    box = reader.map.locator("#map_div").bounding_box()
    assert box is not None
    reader.page.mouse.click(box["x"] + box["width"] - 12, box["y"] + box["height"] - 12)
    reader.expect_park(None)


def test_a_filter_changes_the_look_of_the_same_map(reader: Reader) -> None:
    reader.brand_map()
    reader.on_map("() => window.atlasMap.setView([40.2, 116.2], 10, {animate: false})")
    before = reader.on_map("() => [atlasMap.getZoom(), atlasMap.getCenter().lat]")
    reader.tick("sector", "ai")
    reader.expect_params(lang="en", sector="ai")
    expect(reader.area("yanqing")).to_have_attribute("data-state", "off")
    reader.expect_lit("haidian", "chaoyang", "yizhuang")
    reader.click_park("haidian")
    reader.expect_park("haidian")
    assert reader.is_branded()
    assert reader.on_map("() => [atlasMap.getZoom(), atlasMap.getCenter().lat]") == before


def test_any_all_none(reader: Reader) -> None:
    told = reader.page.locator(".facets [data-facet=sector][data-option=ai] input")
    expect(told).to_have_attribute("aria-description", "Filter: leaves 3 parks")
    reader.tick("sector", "ai")
    reader.expect_params(lang="en", sector="ai")
    reader.tick("sector", "commercial_space")
    reader.expect_params(lang="en", sector="ai.commercial_space")
    expect(reader.area("yizhuang")).to_have_attribute("data-state", "on")
    reader.expect_lit("haidian", "chaoyang", "yizhuang")
    reader.page.get_by_role("radio", name="all").or_(
        reader.page.get_by_role("button", name="all", exact=True)
    ).first.click()
    reader.expect_params(lang="en", match="all", sector="ai.commercial_space")
    expect(reader.area("chaoyang")).to_have_attribute("data-state", "off")
    reader.expect_lit("haidian", "yizhuang")
    reader.page.get_by_role("radio", name="none").or_(
        reader.page.get_by_role("button", name="none", exact=True)
    ).first.click()
    reader.expect_params(lang="en", match="none", sector="ai.commercial_space")
    expect(reader.area("haidian")).to_have_attribute("data-state", "off")
    reader.expect_lit(*NAMED - {"haidian", "chaoyang", "yizhuang"})


def test_a_legend_entry_filters_and_unfilters(reader: Reader) -> None:
    reader.brand_map()
    entry = reader.map.locator('.legend-group[data-group="new_energy"]')
    entry.click()
    reader.expect_params(lang="en", group="new_energy")
    expect(reader.map.locator('.legend-group[data-group="new_energy"]')).to_have_attribute(
        "aria-pressed", "true"
    )
    reader.expect_lit("changping", "daxing", "fangshan")
    entry.click()
    reader.expect_params(lang="en")
    assert reader.is_branded()


def test_back_four_and_forward_four_restore_one_step_each(reader: Reader) -> None:
    reader.brand_map()
    steps: list[dict[str, str]] = [{}]

    def did(**params: str) -> None:
        reader.expect_params(**params)
        steps.append(params)

    reader.tick("sector", "ai")
    did(lang="en", sector="ai")
    reader.click_park("haidian")
    did(lang="en", park="haidian", sector="ai")
    reader.page.get_by_text("中文", exact=True).click()
    last = {"lang": "zh", "park": "haidian", "sector": "ai"}
    did(**last)
    reader.click_park("chaoyang")
    did(lang="zh", park="chaoyang", sector="ai")
    for params in reversed(steps[:-1]):
        reader.page.go_back()
        reader.expect_params(**params)
        reader.expect_park(params.get("park"))
        expect(reader.box("sector", "ai")).to_be_checked(checked="sector" in params)
    for params in steps[1:]:
        reader.page.go_forward()
        reader.expect_params(**params)
        reader.expect_park(params.get("park"))
    assert reader.is_branded()


def test_back_and_forward_may_come_faster_than_the_app_answers(reader: Reader) -> None:
    reader.brand_map()
    reader.tick("sector", "ai")
    reader.expect_params(lang="en", sector="ai")
    reader.page.get_by_text("中文", exact=True).click()
    reader.expect_params(lang="zh", sector="ai")
    reader.click_park("chaoyang")
    last = {"lang": "zh", "park": "chaoyang", "sector": "ai"}
    reader.expect_params(**last)
    reader.expect_park("chaoyang")
    length = reader.page.evaluate("() => history.length")
    for _ in range(4):
        for step in (-1, -1, -1, 1, 1, 1):
            reader.page.evaluate(
                "(step) => new Promise((done, fail) => {"
                " window.addEventListener('popstate', done, { once: true }); history.go(step);"
                " setTimeout(() => fail(`${location}, ${history.length} entries`), 10000); })",
                step,
            )
        reader.still()
        reader.expect_params(**last)
        reader.expect_park("chaoyang")
    assert reader.page.evaluate("() => history.length") == length
    assert reader.is_branded()


def test_language_switch_keeps_the_view(reader: Reader) -> None:
    reader.brand_map()
    reader.tick("sector", "ai")
    reader.expect_params(lang="en", sector="ai")
    reader.click_park("haidian")
    reader.expect_park("haidian")
    for name, lang, title in (("Русский", "ru", "Парк Хайдянь"), ("中文", "zh", "海淀园")):
        reader.page.get_by_text(name, exact=True).click()
        reader.expect_params(lang=lang, park="haidian", sector="ai")
        expect(reader.page.locator(".card h2")).to_contain_text(title)
        expect(reader.page.locator("html")).to_be_attached()
        reader.expect_lit("haidian", "chaoyang", "yizhuang")
    assert reader.is_branded()


# The zoom once the map rests: Leaflet begins to move only with the frame after a click.
ZOOMED = (
    "() => new Promise((done) => { const look = () => atlasMap._animatingZoom"
    " ? requestAnimationFrame(look) : done(atlasMap.getZoom()); requestAnimationFrame(look); })"
)


def test_reload_and_page_return_keep_the_zoom(reader: Reader) -> None:
    reader.click_park("haidian")
    reader.expect_park("haidian")
    reader.map.locator(".zoom-park").click()
    reader.expect_params(lang="en", park="haidian", zoom="park")
    zoomed = reader.on_map(ZOOMED)
    reader.page.reload()
    reader.expect_park("haidian")
    assert reader.on_map(ZOOMED) == zoomed
    reader.map.locator(".zoom-all").click()
    reader.expect_params(lang="en", park="haidian")
    assert reader.on_map(ZOOMED) < zoomed


def test_page_return_finds_the_same_map_at_the_same_zoom(reader: Reader) -> None:
    reader.brand_map()
    first = reader.on_map(ZOOMED)
    reader.map.locator(".leaflet-control-zoom-in").click()
    zoomed = reader.on_map(ZOOMED)
    assert zoomed > first
    reader.page.get_by_role("link", name="Sources", exact=True).click()
    expect(reader.title).to_contain_text("Sources")
    expect(reader.page.locator(".st-key-hero")).to_be_hidden()
    reader.page.get_by_role("link", name="Map", exact=True).click()
    expect(reader.page.locator(".st-key-hero")).to_be_visible()
    assert reader.is_branded()
    assert reader.on_map(ZOOMED) == zoomed
    reader.click_park("haidian")
    reader.expect_park("haidian")
    assert reader.is_branded()


def test_a_zoom_by_hand_outlives_a_reload(reader: Reader) -> None:
    reader.area_ready()
    reader.map.locator(".leaflet-control-zoom-in").click()
    zoomed = reader.on_map(ZOOMED)
    reader.page.reload()
    reader.area_ready()
    assert reader.on_map(ZOOMED) == zoomed


def test_hover_names_the_park_its_sectors_and_roles(reader: Reader) -> None:
    reader.area_ready()
    reader.area("yanqing").hover()
    tip = reader.map.locator(".tip")
    for text in ("Zhongguancun Yanqing Park", "Unmanned aerial vehicles", "Action-programme area"):
        expect(tip).to_contain_text(text)


def test_panning_causes_no_rerun(reader: Reader) -> None:
    reader.area_ready()
    reader.page.evaluate(
        "() => { window.runs = 0; new MutationObserver(() => { window.runs += 1; }).observe("
        " document.querySelector('[data-testid=stApp]'),"
        " { attributeFilter: ['data-test-script-state'] }); }"
    )
    reader.on_map(
        "() => new Promise((done) => { atlasMap.once('moveend', () => setTimeout(done, 600));"
        " atlasMap.setView([40, 116], 11, {animate: false}); })"
    )
    assert reader.page.evaluate("() => window.runs") == 0
    reader.map.locator('.legend-group[data-group="health"]').click()
    reader.expect_params(lang="en", group="health")
    assert reader.page.evaluate("() => window.runs") > 0


PRESS = "key => document.activeElement.dispatchEvent(new KeyboardEvent('keydown', key))"


def test_slash_leads_to_the_search_from_a_checkbox_and_on_russian_keys(reader: Reader) -> None:
    box = reader.page.get_by_role("combobox", name="Search", exact=True)
    reader.tick("sector", "ai")
    reader.expect_params(lang="en", sector="ai")
    expect(reader.box("sector", "ai")).to_be_focused()
    reader.page.evaluate(PRESS, {"key": ".", "code": "Period", "bubbles": True})
    expect(reader.box("sector", "ai")).to_be_focused()
    reader.page.evaluate(PRESS, {"key": ".", "code": "Slash", "bubbles": True})
    expect(box).to_be_focused()
    reader.box("sector", "ai").focus()
    reader.page.keyboard.press("/")
    expect(box).to_be_focused()


def test_what_was_followed_keeps_the_focus(
    server: Server, open_reader: Callable[..., Reader]
) -> None:
    reader = open_reader(server.url, "/map?lang=en&side=table")
    reader.still()  # before the page's script is there, a link is followed by the browser
    row = reader.page.locator(".beside").get_by_role("link", name="Fangshan", exact=True)
    row.press("Enter")
    reader.expect_params(lang="en", park="fangshan", side="table")
    expect(row).to_be_focused()
    way = reader.page.get_by_role("link", name="Sectors", exact=True)
    way.press("Enter")
    expect(reader.title).to_contain_text("Sectors")
    expect(way).to_be_focused()
    reader.page.locator("td.cell a").first.press("Enter")
    expect(reader.page.locator(".cell-card")).to_be_visible()
    expect(reader.title).to_be_focused()


def test_parks_are_collected_for_a_comparison_without_leaving_the_map(reader: Reader) -> None:
    reader.still()
    reader.brand_map()
    together = reader.page.locator(".ways.head .together")
    for count, park in enumerate(("haidian", "daxing", "yanqing"), 1):
        reader.click_park(park)
        reader.expect_park(park)
        together.get_by_role("link", name="Add to comparison").press("Enter")
        expect(together).to_have_text(f"In comparisonCompare ({count})Take out")
        expect(together.get_by_role("link", name="Take out")).to_be_focused()
    assert reader.is_branded()
    reader.expect_params(lang="en", park="yanqing", compare="daxing.haidian.yanqing")
    reader.page.keyboard.press("Enter")
    expect(together.get_by_role("link", name="Add to comparison")).to_be_focused()
    reader.expect_params(lang="en", park="yanqing", compare="daxing.haidian")
    reader.page.go_back()
    expect(together).to_contain_text("Compare (3)")
    together.get_by_role("link", name="Compare (3)").click()
    expect(reader.title).to_contain_text("Compare parks")
    reader.expect_params(lang="en", park="yanqing", compare="daxing.haidian.yanqing")


@pytest.mark.parametrize("size", [(1280, 800), (1920, 1080)])
def test_the_map_page_fits_the_window(
    server: Server, open_reader: Callable[..., Reader], size: tuple[int, int]
) -> None:
    reader = open_reader(server.url, "/map?lang=en", size=size)
    reader.area_ready()
    fits = "main => main.scrollHeight <= main.clientHeight"
    assert reader.page.get_by_test_id("stMain").evaluate(fits)


def test_quick_ticks_all_stay_and_back_takes_one(reader: Reader) -> None:
    expect(reader.box("sector", "ai")).to_be_enabled()
    reader.page.evaluate(
        "() => ['ai', 'graphene', 'hydrogen'].forEach((option) =>"
        " document.querySelector(`.facets [data-option=${option}] input`).click())"
    )
    reader.expect_params(lang="en", sector="ai.graphene.hydrogen")
    for option in ("ai", "graphene", "hydrogen"):
        expect(reader.box("sector", option)).to_be_checked()
    reader.tick("sector", "oled_materials")
    reader.expect_params(lang="en", sector="ai.graphene.hydrogen.oled_materials")
    expect(reader.page.locator(".facets [role=status]")).to_contain_text("of 8")
    reader.page.go_back()
    reader.expect_params(lang="en", sector="ai.graphene.hydrogen")
    expect(reader.box("sector", "oled_materials")).not_to_be_checked()
    expect(reader.box("sector", "graphene")).to_be_checked()


def test_the_map_prints_whole_and_the_profile_below_it(
    server: Server, open_reader: Callable[..., Reader]
) -> None:
    reader = open_reader(server.url, "/map?lang=en&park=yizhuang", theme="dark")
    reader.area_ready()
    reader.still()
    expect(reader.map.locator(".label", has_text="Miyun").first).to_be_visible()
    pages = PdfReader(io.BytesIO(reader.page.pdf())).pages
    first = pages[0].extract_text()
    for said in ("Miyun", "Daxing", "Medicine and health", "Zhongguancun Yizhuang Park"):
        assert said in first
    assert "Reset filters" not in first and "Connections" not in first
    assert len(pages) <= 3


def test_on_stage_the_map_is_read_across_a_room(
    server: Server, open_reader: Callable[..., Reader]
) -> None:
    reader = open_reader(server.url, "/stage?lang=en&story=one_zone&step=7", size=(1920, 1080))
    reader.area_ready()
    frame = reader.map.locator("#map_div")
    size = "(map, name) => parseFloat(getComputedStyle(document.querySelector(name)).fontSize)"
    assert frame.evaluate(size, ".label.on") > 30
    assert frame.evaluate(size, ".label.silent") > 20
    expect(reader.map.locator(".choice")).to_be_hidden()
    expect(reader.map.locator(".legend-group")).to_have_text(["Medicine and health2"])
    whole = reader.on_map("() => atlasMap.getZoom()")
    reader.area("haidian").hover()
    expect(reader.map.locator(".tip")).to_be_visible()
    reader.page.keyboard.press("Home")
    expect(reader.page.locator("[data-step]").first).to_have_attribute("data-step", "1")
    expect(reader.map.locator(".tip:visible")).to_have_count(0)
    assert reader.on_map("() => atlasMap.getZoom()") < whole, "few parks fill the map"


def test_the_map_is_fitted_to_a_window_of_another_size(reader: Reader) -> None:
    reader.area_ready()
    wide = reader.on_map(ZOOMED)
    reader.page.set_viewport_size({"width": 820, "height": 560})
    reader.page.wait_for_function("(wide) => atlasMap.getZoom() < wide - 0.2", arg=wide)


def test_a_map_that_is_left_in_flight_is_whole_when_it_is_back(
    server: Server, open_reader: OpenReader
) -> None:
    """Hidden it has no size, and a flight to nowhere would fail on every frame."""
    reader = open_reader(server.url, "/stage?lang=en&story=one_zone&step=1")
    reader.page.emulate_media(reduced_motion="no-preference")
    reader.still()
    reader.page.keyboard.press("ArrowRight")
    reader.page.wait_for_function("() => document.querySelector('article[data-step=\"2\"]')")
    reader.turn_to("/parks?lang=en")
    reader.turn_to("/map?lang=en")
    reader.area_ready()
    reader.page.wait_for_function("() => atlasMap.getZoom() > 7 && atlasMap.getZoom() < 10")


def test_a_script_that_could_not_be_loaded_is_asked_for_again(
    server: Server, open_reader: OpenReader
) -> None:
    reader = open_reader(server.url, "/parks?lang=en")
    reader.page.route("**/leaflet.js", lambda route: route.abort(), times=1)
    reader.page.locator("nav.pages a").first.click()
    reader.still()
    assert reader.page.locator("path.area").count() == 0
    reader.tick("sector", "ai")
    reader.area_ready()
    reader.expect_lit("haidian", "chaoyang", "yizhuang")
    reader.errors.clear()  # the browser's own words on the file that was kept away
