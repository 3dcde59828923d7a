"""The menu of files to take away: every format on every page, of exactly the view."""

from __future__ import annotations

from typing import Any

import pytest

from tests.app.conftest import Open
from tests.app.visit import PAGES, ROOT, Visit
from tests.unit.render.outline import read
from zgc_map.export import FORMATS, Format, Take, Tell, find_format, take_view
from zgc_map.export.extent import extent


def buttons(visit: Visit, menu_key: str = "take", of: str = "take-") -> dict[str, Any]:
    """Open a menu and return its buttons by format."""
    visit.open_menu(menu_key)
    found = {}
    for button in visit.at.button:
        if button.key and button.key.startswith(of):
            found[button.key.removeprefix(of)] = button
    return found


@pytest.mark.parametrize("page", PAGES)
def test_every_page_offers_every_format(visit: Open, page: str) -> None:
    found = buttons(visit(page, lang="zh", park="haidian"))
    assert set(found) == {row.slug for row in FORMATS}
    assert not any(button.disabled for button in found.values())


def test_a_format_that_lacks_something_says_so(
    visit: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("zgc_map.export.formats._installed", lambda name: name != "xlsxwriter")
    found = buttons(visit("map", lang="en"))
    assert found["xlsx"].disabled
    assert "xlsxwriter" in found["xlsx"].label
    assert not found["csv"].disabled


STORY = "one_zone"


@pytest.mark.parametrize("page", ["stories", "handout", "stage"])
def test_a_story_can_be_taken_away_where_it_is(visit: Open, page: str) -> None:
    shown = visit(page, lang="zh", story=STORY)
    if page == "stage":
        shown.press("stage_steps")
    found = buttons(shown, f"take-story-{STORY}", f"take-{STORY}-")
    assert set(found) == {row.slug for row in FORMATS if row.tells_stories}


@pytest.fixture
def taken(monkeypatch: pytest.MonkeyPatch) -> list[Take]:
    """What menus have offered so far."""
    found: list[Take] = []
    monkeypatch.setattr(
        "zgc_map.ui.takeaway.take_view",
        lambda *a, **b: found.append(take_view(*a, **b)) or found[-1],
    )
    return found


def test_a_draft_is_taken_away_with_its_own_words(visit: Open, taken: list[Take]) -> None:
    shown = visit("parks", lang="en", park="haidian").press("add_step")
    shown.at.switch_page(str(ROOT / "pages" / "stories.py"))
    shown.run()
    taken.clear()
    buttons(shown, "take-story-draft", "take-draft-")
    [take] = taken
    assert take.story is not None
    [step] = take.story.steps
    assert take.t.name(step.title) == "Zhongguancun Haidian Park"
    assert [row.id for row in extent(take).parks] == ["haidian"]
    assert take.link == ""  # no one else can open it
    assert b"Haidian" in find_format("csv").write(take)


def test_the_menu_of_a_page_is_of_that_page_alone(visit: Open, taken: list[Take]) -> None:
    buttons(visit("map", lang="en", story=STORY, step="2"))
    assert [take.story for take in taken] == [None]


def test_a_file_is_written_when_asked_for_and_told_of_on_its_way(
    visit: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[str] = []

    def write(row: Format, take: Take, tell: Tell) -> bytes:
        written.append(f"{row.slug} {take.query}")
        tell(1, 2)
        tell(2, 2)
        return b"x"

    monkeypatch.setattr(Format, "write", write)
    shown = visit("map", lang="en", sector="ai")
    buttons(shown)
    assert not written
    shown.press("take-svg")
    assert written == ["svg lang=en&sector=ai"]
    (save,) = shown.at.get("download_button")
    assert save.proto.label.replace("\\", "").startswith("Save zhongguancun-map-ai_en_")
    first = mark(shown)
    shown.run()
    assert len(written) == 1, "another run does not write it again"
    shown.press("take-svg")
    assert len(written) == 1
    assert mark(shown) != first
    shown.tick("sector", "uav")
    assert shown.at.get("download_button") == [], "that file is of another view"


def mark(visit: Visit) -> str:
    """What the page presses the button for: another one each time a file is asked for."""
    (element,) = [e for e in read(visit.html).all("span") if "data-atlas-press" in e.attributes]
    key, found = element.attributes["data-atlas-press"].split(" ")
    assert key == "save"
    return found


def test_a_file_that_cannot_be_written_is_said_to_be_so(
    visit: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(row: Format, take: Take, tell: Tell) -> bytes:
        raise OSError("No space left on device: /secret")

    monkeypatch.setattr(Format, "write", fail)
    shown = visit("map", lang="en")
    buttons(shown)
    shown.press("take-svg")
    (said,) = shown.at.error
    assert "secret" not in said.value
    assert shown.at.get("download_button") == []
