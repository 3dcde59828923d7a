"""Tiles in place of the map, and connections on it: with the mouse, with keys, and in the link."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import Server
from tests.e2e.reader import Reader

OpenReader = Callable[..., Reader]
LINK = "chaoyang_ai_participant.haidian_ai_core"
ARC = 'path[data-arc="haidian_ai_core.chaoyang_ai_participant"]'


def test_tiles_take_the_place_of_the_map_and_give_it_back(reader: Reader) -> None:
    reader.brand_map()
    reader.map.locator("[data-picture=tiles]").last.click()
    reader.expect_params(lang="en", view="tiles")
    expect(reader.map.locator("#map_div")).to_be_hidden()
    expect(reader.map.locator(".label").first).to_be_hidden()
    expect(reader.map.locator(".tile")).to_have_count(17)
    reader.map.locator("[data-tile=yizhuang]").click()
    reader.expect_park("yizhuang")
    expect(reader.map.locator("[data-tile=yizhuang]")).to_have_attribute("aria-pressed", "true")
    reader.tick("sector", "hydrogen")
    expect(reader.map.locator("[data-tile=daxing]")).to_have_class("tile on")
    expect(reader.map.locator("[data-tile=yizhuang]")).to_have_class("tile off")
    reader.map.locator("button[data-picture=map]").click()
    reader.expect_params(lang="en", park="yizhuang", sector="hydrogen")
    expect(reader.area("daxing")).to_be_visible()
    assert reader.is_branded()


def test_a_filter_leaves_one_stripe_a_sector_and_one_shape_on_the_map(
    server: Server, open_reader: OpenReader
) -> None:
    reader = open_reader(server.url, "/map?lang=en&sector=ai&view=tiles")
    reader.area_ready()
    for park in ("haidian", "yizhuang"):
        expect(reader.map.locator(f"[data-tile={park}] .stripe")).to_have_count(1)
        expect(reader.map.locator(f"[data-tile={park}] .stripe.lit")).to_have_count(1)
    expect(reader.map.locator("[data-tile=fangshan] .stripe")).to_have_count(1)
    expect(reader.map.locator("[data-tile=haidian]")).to_contain_text("Artificial intelligence")
    drawn = (
        "() => [...document.querySelectorAll('path.band.lit')].map((path) => path.classList.value)"
    )
    assert reader.on_map(drawn) == ["band joined filled lit"] * 2, "Haidian and Yizhuang, whole"


NAMES = """async () => {
    for (const _ of [1, 2]) await new Promise(requestAnimationFrame);
    return [...document.querySelectorAll(".tile-sector")].map((name) => {
        const text = document.createRange();
        text.selectNodeContents(name);
        const [own, tile] = [text, name.closest(".tile")].map((one) => one.getBoundingClientRect());
        const whole = own.height > 0 && own.left >= tile.left && own.top >= tile.top
            && own.right <= tile.right && own.bottom <= tile.bottom;
        return [name.textContent, whole, parseFloat(getComputedStyle(name).fontSize)];
    });
}"""
"""What the tiles name, whether it is seen whole, and the size of its type."""


@pytest.mark.parametrize(
    ("path", "size", "least", "usual"),
    [
        ("/map?lang=en&view=tiles", (1280, 800), 9, 11),
        ("/map?lang=ru&view=tiles", (1280, 800), 9, 9),
        ("/stage?lang=ru&story=one_zone", (1920, 1080), 14, 17),
        ("/stage?lang=zh&story=one_zone", (1280, 800), 11, 15),
    ],
)
def test_a_tile_names_its_sectors_whole_in_type_as_large_as_fits(
    server: Server,
    open_reader: OpenReader,
    path: str,
    size: tuple[int, int],
    least: float,
    usual: float,
) -> None:
    reader = open_reader(server.url, path, size=size)
    reader.area_ready()
    expect(reader.map.locator(".tile")).to_have_count(17)
    reader.still()
    names = reader.on_map(NAMES)
    assert len(names) > 20
    assert [name for name, whole, _ in names if not whole] == []
    sizes = sorted(size for _, _, size in names)
    assert sizes[0] >= least
    assert sizes[len(sizes) // 2] >= usual


def test_a_tile_too_small_for_names_shows_its_colours_alone(
    server: Server, open_reader: OpenReader
) -> None:
    reader = open_reader(server.url, "/map?lang=en&view=tiles", size=(390, 844))
    reader.area_ready()
    expect(reader.map.locator("[data-tile=yizhuang] .stripe.lit")).to_have_count(5)
    expect(reader.map.locator("[data-tile=yizhuang] .tile-sector:visible")).to_have_count(0)


def test_arrow_keys_move_between_tiles_and_enter_chooses(
    server: Server, open_reader: OpenReader
) -> None:
    reader = open_reader(server.url, "/map?lang=en&view=tiles")
    reader.area_ready()
    reader.map.locator("[data-tile=haidian]").focus()
    for key, tile in (
        ("ArrowRight", "chaoyang"),
        ("ArrowDown", "dongcheng"),
        ("ArrowLeft", "xicheng"),
        ("ArrowUp", "haidian"),
        ("ArrowUp", "changping"),
    ):
        reader.page.keyboard.press(key)
        assert reader.on_map("() => document.activeElement.dataset.tile") == tile
    reader.page.keyboard.press("Enter")
    reader.expect_park("changping")
    assert reader.on_map("() => document.activeElement.dataset.tile") == "changping"


def test_a_connection_is_drawn_chosen_with_a_key_and_left(reader: Reader) -> None:
    reader.brand_map()
    reader.map.locator(".choice-arcs").click()
    reader.expect_params(arcs="on", lang="en")
    expect(reader.map.locator("path[data-arc]")).to_have_count(6)
    expect(reader.map.locator(".arc.inferred")).to_have_count(6)
    expect(reader.map.locator(".legend")).to_contain_text("Inferred connection")
    reader.map.locator(ARC).focus()
    expect(reader.map.locator(".tip")).to_contain_text("Haidian: Core")
    reader.page.keyboard.press("Enter")
    reader.expect_params(arcs="on", lang="en", link=LINK)
    expect(reader.page.locator(".connection h2")).to_have_text("Haidian → Chaoyang")
    expect(reader.page.locator(".connection .claim")).to_have_count(2)
    expect(reader.map.locator(".arc.chosen")).to_have_count(1)
    reader.click_park("daxing")
    reader.expect_params(arcs="on", lang="en", park="daxing")
    assert reader.is_branded()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_edge_of_a_band_strikes_a_name_of_the_diagram_through(
    server: Server, open_reader: OpenReader, theme: str
) -> None:
    """The ground is drawn around each letter, below it and above the bands."""
    reader = open_reader(server.url, "/flows?lang=en", theme=theme)
    name = reader.page.locator(".sankey-node .node-label").first
    ground = reader.page.evaluate(
        "getComputedStyle(document.querySelector('.stApp')).backgroundColor"
    )
    expect(name).to_have_css("stroke", ground)
    expect(name).to_have_css("stroke-width", "8px")
    expect(name).to_have_css("paint-order", "stroke")
    layers = reader.page.locator(".sankey > *").evaluate_all(
        "all => all.map((one) => one.className.baseVal)"
    )
    assert layers == ["sankey-links", "sankey-node-set"]


NO_EVAL = """
const refuse = () => { window.evals = (window.evals || 0) + 1; throw new EvalError("refused"); };
window.eval = refuse;
window.Function = new Proxy(Function, { apply: refuse, construct: refuse });
"""
"""What a content policy without unsafe-eval does to a page."""


def test_the_diagram_needs_no_code_from_text(server: Server, open_reader: OpenReader) -> None:
    reader = open_reader(server.url, "/flows?lang=en")
    reader.page.add_init_script(NO_EVAL)
    reader.page.reload()
    expect(reader.page.locator(".js-plotly-plot .sankey-link")).to_have_count(6)
