"""The stage, the speaker's window, leaving and coming back, and paper."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from urllib.parse import parse_qsl

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.e2e.conftest import Server
from tests.e2e.reader import STANDS, Reader
from zgc_map.model import Catalog, Lang, Story

OpenReader = Callable[..., Reader]


@pytest.fixture(scope="module")
def story(atlas: Catalog) -> Story:
    """The longest story that is shipped."""
    return max(atlas.stories, key=lambda row: len(row.steps))


@pytest.fixture
def stage(server: Server, open_reader: OpenReader, story: Story) -> Reader:
    """A reader in front of the first step, in English."""
    reader = open_reader(server.url, f"/stage?lang=en&story={story.id}", size=(1920, 1080))
    expect_step(reader.page, 1)
    expect(reader.page.locator(".remote .bar")).to_be_attached()
    reader.brand_map()
    return reader


def expect_step(page: Page, number: int) -> None:
    expect(page.locator("[data-step]").first).to_have_attribute("data-step", str(number))


def expect_whole_step(reader: Reader, step: int) -> None:
    """Wait until a step stands still, with its map and its bar."""
    reader.area_ready()
    expect_step(reader.page, step)
    expect(reader.page.locator(".st-key-stage_explore a")).to_be_visible()
    reader.still()


def expect_view(reader: Reader, story: Story, number: int) -> None:
    """Wait until text, address and map are those of a step."""
    expect_step(reader.page, number)
    expect(reader.page.locator(".stage-text h1")).to_have_text(
        story.steps[number - 1].title.in_(Lang.EN)
    )
    want = rf"[?&]step={number}(&|$)" if number > 1 else r"^(?!.*[?&]step=)"
    expect(reader.page).to_have_url(re.compile(want))
    park = re.search(r"(?:^|&)park=(\w+)", story.steps[number - 1].view)
    expect(reader.map.locator("#map_div")).to_have_attribute(
        "data-selected", park.group(1) if park else ""
    )


def test_keys_and_clicker_move_one_step_each_and_the_map_stays(stage: Reader, story: Story) -> None:
    last = len(story.steps)
    keyboard = stage.page.keyboard
    for key, step in (
        ("ArrowRight", 2),
        ("Space", 3),
        ("PageDown", 4),
        ("PageUp", 3),
        ("ArrowLeft", 2),
        ("End", last),
        ("ArrowRight", last),
        ("Home", 1),
        ("ArrowLeft", 1),
    ):
        keyboard.press(key)
        expect_view(stage, story, step)
    keyboard.type("3")
    keyboard.press("Enter")
    expect_view(stage, story, 3)
    assert stage.is_branded()


def test_quick_presses_are_never_lost(stage: Reader, story: Story) -> None:
    for _ in range(4):
        stage.page.keyboard.press("PageDown")
    expect_view(stage, story, 5)
    stage.page.locator(".st-key-stage_back button").first.dblclick()
    expect_view(stage, story, 3)
    stage.page.go_back()
    stage.page.keyboard.press("Home")
    expect_view(stage, story, 1)
    assert stage.is_branded()


def test_keys_work_while_the_map_has_the_focus(stage: Reader, story: Story) -> None:
    stage.map.locator("#map_div").focus()
    stage.page.keyboard.press("ArrowRight")
    expect_view(stage, story, 2)
    stage.page.keyboard.press("Space")
    expect_view(stage, story, 3)
    stage.map.locator("#map_div").focus()
    stage.page.keyboard.press("b")
    expect(stage.page.locator(".remote .blank")).to_be_visible()
    stage.page.keyboard.press("b")
    expect(stage.page.locator(".remote .blank")).to_be_hidden()
    stage.page.keyboard.press("f")
    stage.page.wait_for_function("() => document.fullscreenElement !== null")
    stage.page.keyboard.press("f")
    stage.page.wait_for_function("() => document.fullscreenElement === null")


def test_every_step_fits_a_small_projector(
    server: Server, open_reader: OpenReader, atlas: Catalog
) -> None:
    beyond = (
        "() => [...document.querySelectorAll('.stage-text :is(h1, .step-lines p, .big-figure,"
        " summary), .st-key-stage_bar')].filter((e) => { const box = e.getBoundingClientRect();"
        " return box.left < 0 || box.top < 0 || box.right > innerWidth || box.bottom > innerHeight"
        " - (e.closest('.st-key-stage_bar') ? 0 :"
        " document.querySelector('.st-key-stage_bar').offsetHeight); })"
        ".map((e) => [e.textContent, ...Object.values(e.getBoundingClientRect().toJSON())])"
    )
    scrolls = (
        "() => [document.scrollingElement, document.querySelector('.stMain'),"
        " document.querySelector('.stElementContainer:has(.stage-text)'),"
        " ...document.querySelectorAll('.view-card')]"
        ".some((e) => e.scrollHeight > e.clientHeight)"
    )
    reader = open_reader(
        server.url, f"/stage?lang=ru&story={atlas.stories[0].id}", size=(1024, 768)
    )
    reader.brand_map()
    for story in atlas.stories:
        for number, step in enumerate(story.steps, start=1):
            expect(reader.page.locator(".stage-text h1")).to_have_text(step.title.in_(Lang.RU))
            reader.settled()
            bar = reader.page.locator(".st-key-stage_explore a")
            expect(bar).to_be_visible()
            bar.evaluate(STANDS)  # a run draws the bar anew, button by button
            assert (number, reader.page.evaluate(beyond)) == (number, [])
            assert (number, reader.page.evaluate(scrolls)) == (number, False)
            if number < len(story.steps):
                reader.page.keyboard.press("PageDown")
        assert reader.is_branded()
        reader.page.keyboard.press("Escape")
        if story is not atlas.stories[-1]:
            reader.page.get_by_role("link", name="Истории", exact=True).click()
            reader.page.locator(
                f".st-key-story-{atlas.stories[-1].id} [data-testid=stPageLink] a"
            ).click()


CUT = """() => {
    const bar = document.querySelector(".st-key-stage_bar").getBoundingClientRect();
    const hero = document.querySelector(".atlas-map").getBoundingClientRect();
    const legend = document.querySelector(".legend").getBoundingClientRect();
    const inside = (selector, { left = 0, top = 0, right, bottom }) =>
        [...document.querySelectorAll(selector)].filter((node) => {
            const box = node.getBoundingClientRect();
            return box.height && (box.left < left || box.top < top - 0.5
                || box.right > right || box.bottom > bottom + 0.5);
        }).map((node) => node.textContent || node.className);
    const cut = [
        ...inside(".st-key-stage_bar :is(button, a)", { right: innerWidth, bottom: innerHeight }),
        ...inside(".stage-text :is(h1, .step-lines p, .big-figure, summary)",
            { right: innerWidth, bottom: bar.top }),
        ...inside(".legend, .legend-item, .legend-note", hero),
        ...inside(".tile", { ...hero.toJSON(), bottom: legend.top }),
    ];
    return legend.height * 2 < hero.height ? cut : [...cut, "the legend takes half of the map"];
}"""
"""What does not fit the window, or the half of it that it belongs to."""


@pytest.mark.parametrize("size", [(390, 844), (360, 640), (844, 390)])
@pytest.mark.parametrize(("lang", "step"), [("en", 1), ("ru", 1), ("ru", 6), ("ru", 2)])
def test_a_step_fits_a_phone(
    server: Server, open_reader: OpenReader, size: tuple[int, int], lang: str, step: int
) -> None:
    reader = open_reader(server.url, f"/stage?lang={lang}&story=one_zone&step={step}", size=size)
    expect_whole_step(reader, step)
    assert reader.on_map(CUT) == []


UPRIGHT = """() => {
    const box = (selector) => document.querySelector(selector).getBoundingClientRect();
    const [above, text, bar] = [".atlas-map", ".stage-text", ".st-key-stage_bar"].map(box);
    const main = document.querySelector(".stMain");
    return {
        gaps: [above.top, text.top - above.bottom, bar.top - text.bottom, innerHeight - bar.bottom],
        map: above.height / innerHeight,
        scrolls: main.scrollHeight - main.clientHeight,
    };
}"""
"""What is left between the map, the text, the bar and the edges of the window, in pixels."""


@pytest.mark.parametrize("size", [(390, 844), (360, 640)])
@pytest.mark.parametrize(
    ("lang", "of", "step"),
    [("en", "where_to_go", 1), ("ru", "where_to_go", 3), ("zh", "one_zone", 2)],
    ids=["connections", "longest text", "shortest text"],
)
def test_on_a_phone_upright_the_map_has_the_room_the_text_leaves(
    server: Server,
    open_reader: OpenReader,
    size: tuple[int, int],
    lang: str,
    of: str,
    step: int,
) -> None:
    reader = open_reader(server.url, f"/stage?lang={lang}&story={of}&step={step}", size=size)
    expect_whole_step(reader, step)
    shown = reader.on_map(UPRIGHT)
    assert max(map(abs, shown["gaps"])) < 2, "rows of one grid: only rounding lies between them"
    assert shown["scrolls"] <= 0
    assert shown["map"] >= 0.4, "the longest text leaves it so much of the window"


def test_on_a_phone_open_claims_leave_the_map_a_third_and_the_bar_its_place(
    server: Server, open_reader: OpenReader
) -> None:
    path = "/stage?lang=ru&story=where_to_go&step=3"
    reader = open_reader(server.url, path, size=(390, 844))
    expect_whole_step(reader, 3)
    reader.page.locator(".stage-claims summary").click()
    reader.page.locator(".stage-claim").last.scroll_into_view_if_needed()
    shown = reader.on_map(UPRIGHT)
    assert shown["scrolls"] > 0
    assert shown["map"] == pytest.approx(0.36, abs=0.01)
    assert abs(shown["gaps"][-1]) < 2, "the bar stays where the thumb is"


CARD = """() => {
    const map = document.querySelector(".atlas-map").getBoundingClientRect();
    const card = document.querySelector(".view-card");
    const over = document.elementFromPoint(map.x + map.width / 2, map.y + map.height / 2);
    const box = card.getBoundingClientRect();
    const body = card.querySelector(".view-figure, dl").getBoundingClientRect();
    const number = card.querySelector(".big-number");
    return {
        covers: card.contains(over)
            && ["left", "top", "right", "bottom"].every((at) => Math.abs(box[at] - map[at]) < 2),
        fills: body.height > box.height * 0.7 && card.scrollHeight <= card.clientHeight
            && card.scrollWidth <= card.clientWidth,
        large: number === null || parseFloat(getComputedStyle(number).fontSize) > box.width / 8,
        figures: document.querySelectorAll(".big-figure").length,
    };
}"""
"""Whether the card of a step lies over the whole map and fills it."""


@pytest.mark.parametrize("size", [(1280, 800), (1920, 1080), (390, 844), (360, 640), (844, 390)])
def test_a_step_of_another_page_fills_the_place_of_the_map(
    server: Server, open_reader: OpenReader, size: tuple[int, int]
) -> None:
    for lang, step in (("ru", 3), ("ru", 4), ("zh", 4)):
        path = f"/stage?lang={lang}&story=one_zone&step={step}"
        reader = open_reader(server.url, path, size=size)
        expect(reader.page.locator(".view-card h2")).to_be_visible()
        reader.area_ready()
        reader.still()
        shown = reader.on_map(CARD)
        assert shown == {"covers": True, "fills": True, "large": True, "figures": 1}


STRAYS = """() => {
    const at = (path, x, y) => path.isPointInFill(
        new DOMPoint(x, y).matrixTransform(path.getScreenCTM().inverse()));
    const areas = [...document.querySelectorAll("path.area")].map((path) => ({
        path, park: path.dataset.park, lit: path.dataset.state === "on" }));
    const strays = [];
    for (const label of document.querySelectorAll(".label")) {
        const lit = label.classList.contains("on");
        const own = areas.find(({ park }) => park === label.dataset.label);
        if (getComputedStyle(label).visibility === "hidden") {
            if (lit) strays.push(`${label.textContent} is not named`);
            continue;
        }
        const box = label.getBoundingClientRect();
        const counts = new Map();
        for (let i = 0.5; i < 8; i += 1) for (let j = 0.5; j < 3; j += 1) {
            const [x, y] = [box.x + box.width * i / 8, box.y + box.height * j / 3];
            if (at(own.path, x, y)) continue;
            const other = areas.find(({ path }) => at(path, x, y));
            if (other) counts.set(other, (counts.get(other) || 0) + 1);
        }
        for (const [other, count] of counts) {
            if (count > 12 && (other.lit || !lit)) {
                strays.push(`${label.textContent} on ${other.park}`);
            }
        }
    }
    return strays;
}"""
"""Names that stand mostly on the ground of another park that is lit, or of any if theirs is not."""


@pytest.mark.parametrize(
    ("lang", "size"), [("ru", (1920, 1080)), ("en", (1280, 800)), ("zh", (1280, 800))]
)
def test_a_name_on_stage_stands_on_no_other_parks_ground(
    server: Server, open_reader: OpenReader, lang: str, size: tuple[int, int]
) -> None:
    path = f"/stage?lang={lang}&story=one_zone&step=2"
    reader = open_reader(server.url, path, size=size)
    reader.area_ready()
    reader.still()
    assert reader.on_map(STRAYS) == []


def test_a_story_chosen_on_the_stage_goes_on_with_the_first_key(
    server: Server, open_reader: OpenReader, story: Story
) -> None:
    reader = open_reader(server.url, "/stage?lang=en")
    reader.page.get_by_role("link", name=story.title.en, exact=True).click()
    reader.expect_params(lang="en", story=story.id)
    expect_view(reader, story, 1)
    reader.page.keyboard.press("ArrowRight")
    expect_view(reader, story, 2)
    reader.expect_params(lang="en", story=story.id, step="2")


def test_a_step_is_not_lost_to_a_report_close_behind(stage: Reader, story: Story) -> None:
    stage.still()
    for number in range(2, len(story.steps) + 1):
        stage.page.evaluate(
            """([text, wait]) => {
                const name = Object.keys(localStorage).find((key) => key.startsWith("atlas-draft"))
                    ?? "atlas-draft-zhongguancun";
                localStorage.setItem(name, text);
                document.body.dispatchEvent(
                    new KeyboardEvent("keydown", { key: "ArrowRight", bubbles: true }));
                setTimeout(
                    () => window.dispatchEvent(new StorageEvent("storage", { key: name })), wait);
            }""",
            # a draft that cannot be read, another each time: the keeper reports it
            [str(number), number],
        )
        expect_view(stage, story, number)


def test_letters_are_found_by_their_place_on_any_layout(stage: Reader) -> None:
    type_key = (
        "([key, code]) => document.body.dispatchEvent("
        "new KeyboardEvent('keydown', { key, code, bubbles: true, cancelable: true }))"
    )
    blank = stage.page.locator(".remote .blank")
    stage.page.evaluate(type_key, ["и", "KeyB"])
    expect(blank).to_be_visible()
    stage.page.evaluate(type_key, ["и", "KeyB"])
    expect(blank).to_be_hidden()
    stage.on_map(
        "() => document.querySelector('#map_div').dispatchEvent("
        "new KeyboardEvent('keydown', { key: 'й', code: 'KeyQ', bubbles: true }))"
    )
    expect(stage.page.locator(".qr-panel")).to_be_visible()
    stage.page.evaluate(type_key, ["z", "KeyY"])  # a letter of its own is no other's place
    expect(blank).to_be_hidden()


def test_escape_closes_a_panel_before_it_leaves(stage: Reader) -> None:
    stage.page.keyboard.press("l")
    expect(stage.page.locator(".st-key-stage_jump-2")).to_be_visible()
    stage.page.keyboard.press("Escape")
    expect(stage.page.locator(".st-key-stage_jump-2")).to_have_count(0)
    expect_step(stage.page, 1)
    stage.page.keyboard.press("Escape")
    expect(stage.page).to_have_url(re.compile(r"/map\?"))


def test_on_stage_empty_ground_takes_no_highlight_away(stage: Reader, story: Story) -> None:
    number = next(n for n, step in enumerate(story.steps, 1) if "park=" in step.view)
    stage.page.keyboard.type(str(number))
    stage.page.keyboard.press("Enter")
    expect_view(stage, story, number)
    drawn = stage.on_map(
        "async () => { atlasMap.fire('click', { latlng: atlasMap.getCenter() });"
        " for (const _ of [1, 2]) await new Promise(requestAnimationFrame);"
        " return document.querySelector('.halo').getAttribute('d'); }"
    )
    assert len(drawn) > len("M0 0")


def test_a_click_on_stage_explores_the_step_and_one_key_returns(
    stage: Reader, story: Story
) -> None:
    stage.page.keyboard.press("8")
    stage.page.keyboard.press("Enter")
    expect_view(stage, story, 8)
    stage.click_park("daxing")
    expect(stage.page).to_have_url(re.compile(r"/map\?"))
    stage.expect_park("daxing")
    view = dict(parse_qsl(story.steps[7].view)) | {"lang": "en", "park": "daxing"}
    stage.expect_params(**view)
    stage.page.keyboard.press("Backspace")
    expect(stage.page).to_have_url(re.compile(r"/stage\?"))
    expect_view(stage, story, 8)
    assert stage.is_branded()


def test_leave_explore_and_come_back_with_one_key(stage: Reader, story: Story) -> None:
    stage.page.keyboard.press("3")
    stage.page.keyboard.press("Enter")
    expect_view(stage, story, 3)
    stage.page.keyboard.press("Escape")
    page = story.steps[2].page
    expect(stage.page).to_have_url(re.compile(rf"/{page}\?"))
    stage.settled()
    expect(stage.page.locator(".st-key-story_return a")).to_contain_text(
        f"step 3 of {len(story.steps)}"
    )
    stage.page.get_by_role("link", name="Map", exact=True).click()
    expect(stage.page).to_have_url(re.compile(r"/map\?"))
    stage.click_park("haidian")
    stage.expect_park("haidian")
    stage.page.keyboard.press("Backspace")
    expect(stage.page).to_have_url(re.compile(r"/stage\?"))
    expect_view(stage, story, 3)
    assert stage.is_branded()


def test_a_press_counts_from_the_step_on_the_page(stage: Reader, story: Story) -> None:
    """The step the other window went to is on the page a moment before the remote is told."""
    stage.still()
    stage.page.evaluate("() => { document.querySelector('[data-step]').dataset.step = '2'; }")
    stage.page.keyboard.press("PageDown")
    expect_view(stage, story, 3)


def test_the_speakers_window_and_the_stage_move_each_other(
    stage: Reader, story: Story, server: Server, open_reader: OpenReader
) -> None:
    stage.page.keyboard.press("n")
    stage.page.get_by_role("button", name="Speaker's window").click()
    offered = stage.page.get_by_role("link", name="Open the speaker's window")
    href = offered.get_attribute("href")
    assert href is not None and href.startswith(server.url)
    speaker = open_reader(server.url, href.removeprefix(server.url))
    expect_step(speaker.page, 1)
    notes = story.steps[0].notes.in_(Lang.EN)
    expect(speaker.page.locator(".speaker-notes")).to_contain_text(notes)
    stage.page.keyboard.press("PageDown")
    expect_step(speaker.page, 2)
    speaker.page.locator(".st-key-stage_next button").first.click()
    expect_view(stage, story, 3)
    expect_step(speaker.page, 3)  # a press counts from the step that is seen
    speaker.page.keyboard.press("PageDown")
    expect_view(stage, story, 4)
    expect_step(speaker.page, 4)
    assert stage.is_branded()
    stage.page.get_by_role("button", name="Start the timer").click()
    expect(stage.page.locator(".remote .timer")).to_have_text(re.compile(r"\d\d:\d\d"))
    stage.page.reload()
    expect_step(stage.page, 4)
    expect(stage.page.locator(".remote .timer")).to_have_text(re.compile(r"\d\d:\d\d"))
    speaker.page.keyboard.press("PageDown")
    expect_view(stage, story, 5)
    stranger = open_reader(server.url, f"/speaker?lang=en&pair={'A' * 22}")
    expect(stranger.page.get_by_text("This talk is over")).to_be_visible()
    expect(stranger.page.locator("[data-step]")).to_have_count(0)


def test_a_story_that_goes_on_by_itself_begins_again(
    server: Server, open_reader: OpenReader, story: Story
) -> None:
    last = len(story.steps)
    path = f"/stage?lang=en&pace=5&step={last}&story={story.id}"
    reader = open_reader(server.url, path)
    expect_step(reader.page, last)
    expect_step(reader.page, 1)
    expect_step(reader.page, 2)
    reader.page.keyboard.press("End")
    expect(reader.page.locator(".remote .pace")).to_contain_text("❚❚")


@pytest.mark.parametrize("lang", list(Lang))
def test_a_story_prints_one_landscape_page_a_step(
    server: Server, open_reader: OpenReader, story: Story, lang: Lang
) -> None:
    reader = open_reader(server.url, f"/handout?lang={lang}&story={story.id}", theme="dark")
    expect(reader.page.locator(".handout-page")).to_have_count(len(story.steps))
    paper = PdfReader(io.BytesIO(reader.page.pdf(prefer_css_page_size=True)))
    assert len(paper.pages) == len(story.steps)
    for page, step in zip(paper.pages, story.steps, strict=True):
        assert page.mediabox.width > page.mediabox.height
        said = "".join(page.extract_text().split())
        assert "".join(step.title.in_(lang).split()) in said
        assert all(claim in said for claim in step.claim_ids)


def test_a_page_prints_in_full_without_its_frame(server: Server, open_reader: OpenReader) -> None:
    reader = open_reader(server.url, "/map?lang=en", theme="dark")
    reader.area_ready()  # the map stays with the page, unseen, and is not to come back on paper
    reader.page.get_by_role("link", name="Sources", exact=True).click()
    expect(reader.page.locator(".claim-item").first).to_be_visible()
    reader.settled()
    shown = reader.page.locator(".claim-item").count()
    paper = PdfReader(io.BytesIO(reader.page.pdf(prefer_css_page_size=True)))
    said = "\n".join(page.extract_text() for page in paper.pages)
    assert len(set(re.findall(r"\b[KB]\d+i?\b", said))) >= shown > 40
    assert "Reset filters" not in said and "Basemap" not in said and "Inferred only" not in said
