"""A story of one's own: it outlives a reload, a lost server, and is nobody else's."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import expect

from tests.e2e.conftest import Server
from tests.e2e.reader import Reader
from tests.e2e.test_zones import FOREIGN, OPENED
from tests.hostile_zone import TOYTOWN, write_hostile_zone
from tests.payloads import PAYLOADS

OpenReader = Callable[..., Reader]


def _add(reader: Reader) -> None:
    reader.page.get_by_role("button", name="Add this view as a step").click()


def _count(reader: Reader, text: str) -> None:
    expect(reader.page.get_by_role("link", name=text)).to_be_visible()


def test_a_draft_outlives_a_reload_and_is_seen_by_nobody_else(
    server: Server, open_reader: OpenReader
) -> None:
    writer = open_reader(server.url, "/map?lang=en&sector=graphene")
    _add(writer)
    _count(writer, "Your story: 1 step")
    other = open_reader(server.url, "/stories?lang=en")
    expect(other.page.get_by_text("Nothing here yet.")).to_be_visible()
    writer.page.reload()
    writer.settled()
    _count(writer, "Your story: 1 step")
    _add(writer)
    _count(writer, "Your story: 2 steps")
    writer.page.get_by_role("link", name="Your story: 2 steps").click()
    expect(writer.page.get_by_text("2. Graphene")).to_be_visible()
    file = {"name": "secret.yaml", "mimeType": "application/yaml", "buffer": b"a_secret: 1"}
    writer.page.get_by_label("Load a story (YAML)").set_input_files(file)
    refused = "This file was not loaded"
    expect(writer.page.get_by_text(refused)).to_be_visible()
    other.page.reload()
    other.settled()
    expect(other.page.get_by_text("Nothing here yet.")).to_be_visible()
    seen = other.page.locator("[data-testid=stMain]").inner_text()
    assert [text for text in ("Graphene", "secret", refused) if text in seen] == []


def test_a_text_is_kept_and_another_tab_of_the_same_reader_shows_it(
    server: Server, open_reader: OpenReader
) -> None:
    reader = open_reader(server.url, "/stories?lang=en")
    asked: list[str] = []
    reader.page.on("request", lambda request: asked.append(request.url))
    reader.page.locator(".st-key-story-copy-where_to_go").get_by_role("button").last.click()
    title = reader.page.get_by_label("Title of the story · EN")
    expect(title).to_have_value("Where to go with …")
    title.fill("Where to start")
    title.press("Enter")
    reader.page.wait_for_function(
        "Object.values(localStorage).some(text => text.includes('Where to start'))"
    )
    tab = reader.page.context.new_page()
    tab.goto(f"{server.url}/stories?lang=ru")
    expect(tab.get_by_label("Название истории · EN")).to_have_value("Where to start")
    tab.get_by_role("button", name="Очистить").click()
    expect(reader.page.get_by_text("Nothing here yet.")).to_be_visible()
    reader.page.get_by_role("button", name="Undo").click()
    expect(title).to_have_value("Where to start")
    assert [url for url in asked if "/media/" in url] == [], "a file before it was wanted"
    with reader.page.expect_download() as download:
        reader.page.get_by_role("button", name="Download as YAML").click()
    assert "Where to start" in Path(download.value.path()).read_text("utf-8")


def test_a_draft_that_does_not_fit_is_given_back_and_not_lost(
    server: Server, open_reader: OpenReader
) -> None:
    reader = open_reader(server.url, "/map?lang=en&park=yanqing")
    _add(reader)
    _count(reader, "Your story: 1 step")
    reader.page.wait_for_function("localStorage.getItem('atlas-draft-zhongguancun')")
    reader.page.evaluate(
        "() => { const name = 'atlas-draft-zhongguancun';"
        " localStorage.setItem(name, localStorage.getItem(name)"
        ".replace('park=yanqing', 'park=<script>xss(1)')); }"
    )
    reader.open("/stories?lang=en")
    expect(reader.page.get_by_text("It was put aside, not deleted.")).to_be_visible()
    expect(reader.page.get_by_text("Step 1, view")).to_be_visible()
    with reader.page.expect_download() as download:
        reader.page.get_by_role("button", name="Download what was put aside").click()
    assert "xss(1)" in Path(download.value.path()).read_text("utf-8")


DROPPED_AGAIN = """() => {
    const dropped = new DataTransfer();
    dropped.items.add(window.chosen);
    const event = new DragEvent("drop", { dataTransfer: dropped, bubbles: true, cancelable: true });
    document.querySelector(".own-file").dispatchEvent(event);
}"""


def test_a_file_that_cannot_be_read_any_more_is_told(
    server: Server, open_reader: OpenReader, tmp_path: Path
) -> None:
    """As a folder that is dropped cannot."""
    reader = open_reader(server.url, "/stories?lang=en")
    reader.page.evaluate(
        "() => document.addEventListener("
        "'change', (event) => { window.chosen = event.target.files[0]; }, true)"
    )
    file = tmp_path / "story.json"
    file.write_bytes(hostile_story()[0])
    reader.page.get_by_label("Load a story (YAML)").set_input_files(file)
    expect(reader.page.locator("[class*=st-key-draft-edit-]").first).to_be_visible()
    reader.still()  # a text the browser cleans is a deed, and after one a refusal is history
    file.unlink()
    reader.page.evaluate(DROPPED_AGAIN)
    expect(reader.page.get_by_text("This file was not loaded")).to_be_visible()


LOSE = """() => {
    const { send } = WebSocket.prototype;
    WebSocket.prototype.send = function (data) {
        if (window.lost) return send.call(this, data);
        window.lost = true;
    };
}"""
"""Loses the next message to the app."""


def test_a_file_whose_report_is_lost_is_reported_again(
    server: Server, open_reader: OpenReader, tmp_path: Path
) -> None:
    reader = open_reader(server.url, "/stories?lang=en")
    file = tmp_path / "story.json"
    file.write_bytes(hostile_story()[0])
    reader.still()
    reader.page.evaluate(LOSE)
    reader.page.get_by_label("Load a story (YAML)").set_input_files(file)
    expect(reader.page.locator("[class*=st-key-draft-edit-]").first).to_be_visible()
    assert reader.page.evaluate("window.lost") is True
    reader.still()
    assert reader.page.evaluate("atlasOwnFile.heard === atlasOwnFile.sent")


def hostile_story() -> tuple[bytes, list[str]]:
    """Return a story as a stranger may send it, and its payloads: each as a line and in notes."""
    said = [text for text in PAYLOADS if len(text) <= 110]
    rows = [said[at : at + 3] for at in range(0, len(said), 3)]
    steps = [
        {
            "view": "sources",
            "title": {"en": row[0][:60]},
            "lines": [{"en": text} for text in row],
            "notes": {"en": " ".join(row)},
            "claims": [],
        }
        for row in rows
    ]
    story = {"title": {"en": said[0]}, "audience": {"en": said[1]}, "steps": steps}
    return json.dumps(story).encode(), said


def test_a_hostile_file_of_ones_own_runs_nothing(
    fresh_server: Callable[..., Server], open_reader: OpenReader
) -> None:
    reader = open_reader(fresh_server(TOYTOWN).url, "/stories?lang=en")
    data, payloads = hostile_story()
    file = {"name": "story.yaml", "mimeType": "application/yaml", "buffer": data}
    reader.page.get_by_label("Load a story (YAML)").set_input_files(file)
    expect(reader.page.locator("[class*=st-key-draft-edit-]")).to_have_count(-(-len(payloads) // 3))
    reader.page.locator(".st-key-draft-edit-0").get_by_role("button").last.click()
    expect(reader.page.get_by_label("Speaker notes · EN")).to_have_value(" ".join(payloads[:3]))
    for page in ("stage", "speaker", "handout"):
        reader.turn_to(f"/{page}?lang=en&story=draft")
        expect(reader.page.get_by_text(payloads[0], exact=True).first).to_be_visible()
        assert reader.page.evaluate("window.payloads") == [], page
        assert reader.page.evaluate(FOREIGN) == [], page
    text = reader.page.evaluate(OPENED)
    assert [one for one in payloads if " ".join(one.split()) not in text] == []


def test_hostile_stories_run_nothing(
    fresh_server: Callable[..., Server], open_reader: OpenReader, tmp_path: Path
) -> None:
    url = fresh_server(write_hostile_zone(tmp_path / "hostile")).url
    reader = open_reader(url, "/stories?lang=en")
    reader.page.locator("[class*=st-key-story-copy-]").get_by_role("button").last.click()
    reader.page.locator(".st-key-draft-edit-0").get_by_role("button").last.click()
    expect(reader.page.get_by_label("Speaker notes · EN")).not_to_have_value("")
    assert reader.page.evaluate("window.payloads") == []
