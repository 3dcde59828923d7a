"""Every step of every story is the view it says; a story of one's own is written on."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qsl

import pytest

from tests.app.visit import ROOT, Visit
from tests.hostile_zone import TOYTOWN, write_hostile_zone
from zgc_map.catalog import load_catalog
from zgc_map.model import Lang
from zgc_map.query import select, step_address
from zgc_map.ui import navigate

SHIPPED = ROOT / "data"


@pytest.mark.parametrize("lang", list(Lang))
@pytest.mark.parametrize("folder", [SHIPPED, TOYTOWN], ids=["shipped", "toytown"])
def test_every_step_opens_the_view_it_says(
    folder: Path, lang: Lang, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ZGC_MAP_DATA", str(folder))
    catalog = load_catalog(folder)
    visit = Visit("map", lang=lang.value)
    for story in catalog.stories:
        for step in story.steps:
            page, address = step_address(catalog, step)
            visit.at.switch_page(str(ROOT / "pages" / f"{page}.py"))
            visit.at.query_params.clear()
            for name, value in {**dict(parse_qsl(step.view)), "lang": lang.value}.items():
                visit.at.query_params[name] = value
            visit.run()
            assert visit.notes == [], f"{story.id}: {step.view}"
            if page == "map":
                assert visit.lit == set(select(catalog, address.filters).parks)
                assert visit.map["selected"] == address.park
            elif address.claim:
                assert f">{address.claim}<" in visit.html


def test_the_page_lists_every_story_with_its_steps() -> None:
    visit = Visit("stories", lang="en")
    titles = [header.value for header in visit.at.header]
    assert titles == ["One zone, many parks", "Where to go with …", "Your own story"]
    said = [caption.value for caption in visit.at.main.caption]
    assert any("12 steps" in line for line in said) and any("5 steps" in line for line in said)


def test_a_view_becomes_a_step_that_can_be_undone() -> None:
    visit = Visit("map", lang="ru", park="haidian", sector="ai").press("add_step")
    assert "Ваша история: 1 шаг" in visit.links
    visit.at.switch_page(str(ROOT / "pages" / "stories.py"))
    visit.run()
    assert any("Парк Хайдянь" in text.value for text in visit.at.main.markdown)
    visit.press("draft-undo")
    assert not visit.at.main.markdown or not any(
        "Парк Хайдянь" in text.value for text in visit.at.main.markdown
    )
    visit.press("draft-redo")
    assert any("Парк Хайдянь" in text.value for text in visit.at.main.markdown)


def test_a_copy_is_edited_reordered_and_shortened() -> None:
    visit = Visit("stories", lang="zh").press("story-copy-where_to_go").press("draft-edit-0")
    title = visit.at.text_input(key="draft-step_title-0-zh")
    assert title.value == "做人工智能，去哪里"
    visit.done(title.set_value("  AI\u202e 在海淀 ").run())
    assert visit.at.text_input(key="draft-step_title-0-zh").value == "AI 在海淀"
    visit.press("draft-down-0")
    assert visit.at.text_input(key="draft-step_title-1-zh").value == "AI 在海淀"
    visit.press("draft-delete-1")
    said = " ".join(text.value for text in visit.at.main.markdown)
    assert "AI 在海淀" not in said and "做医药健康" in said


def test_the_open_form_stays_with_its_step_through_moves_and_undo() -> None:
    visit = Visit("stories", lang="en").press("story-copy-where_to_go").press("draft-edit-0")
    title = visit.at.text_input(key="draft-step_title-0-en").value
    visit.press("draft-down-0").press("draft-undo")
    assert visit.at.text_input(key="draft-step_title-0-en").value == title
    visit.press("draft-redo")
    assert visit.at.text_input(key="draft-step_title-1-en").value == title
    assert not [box for box in visit.at.text_input if str(box.key).startswith("draft-line-0")]
    visit.press("draft-delete-1").press("draft-undo")
    assert visit.at.text_input(key="draft-step_title-1-en").value == title


def test_the_view_of_the_open_step_is_replaced_by_the_one_on_screen() -> None:
    visit = Visit("stories", lang="en").press("story-copy-where_to_go").press("draft-edit-1")
    title = visit.at.text_input(key="draft-step_title-1-en").value
    visit.at.switch_page(str(ROOT / "pages" / "map.py"))
    visit.at.query_params["park"] = "yanqing"
    visit.run().press("add_step-replace")
    visit.at.switch_page(str(ROOT / "pages" / "stories.py"))
    visit.run()
    assert visit.at.text_input(key="draft-step_title-1-en").value == title
    assert visit.links["Open this view"] == "map?lang=en&park=yanqing"


def test_notes_are_written_in_paragraphs() -> None:
    visit = Visit("stories", lang="en").press("story-copy-where_to_go").press("draft-edit-0")
    notes = visit.at.text_area(key="draft-notes-0-en")
    visit.done(notes.set_value("One.\n\nTwo.").run())
    assert visit.at.text_area(key="draft-notes-0-en").value == "One.\n\nTwo."


def test_a_text_reaches_the_page_though_the_run_that_showed_it_was_followed_at_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Messages that still wait are dropped with the next run: an empty field would be left."""
    visit = Visit("stories", lang="en").press("story-copy-where_to_go").press("draft-edit-0")
    monkeypatch.setattr(navigate, "_UNSENT", 60.0)
    visit.run()
    notes = visit.at.text_area(key="draft-notes-0-en")
    assert notes.proto.set_value and notes.proto.value == notes.value != ""
    monkeypatch.setattr(navigate, "_UNSENT", 0.0)
    visit.run()
    assert not visit.at.text_area(key="draft-notes-0-en").proto.set_value


def test_a_bad_file_is_refused_with_step_and_field_and_loses_nothing() -> None:
    visit = Visit("stories", lang="en").press("story-copy-one_zone")
    bad = (
        b"title: {en: x}\naudience: {}\nsteps:\n"
        b"- {view: map, title: {en: x}, lines: [], notes: {}, claims: [K99]}\n"
        b"- {view: stage, title: {en: x}, lines: y, notes: {}, claims: []}\n"
    )
    visit.choose_file(bad)
    said = " ".join(text.value for text in visit.at.main.markdown).replace("\\", "")
    assert "Step 1, claims[0]" in said and "Step 2, lines" in said
    assert "More than" not in said and "Silence is not absence" in said
    good = (TOYTOWN / "stories" / "bread_and_boats.yaml").read_bytes()
    visit.choose_file(good)
    said = " ".join(text.value for text in visit.at.main.markdown)
    assert "Silence is not absence" in said, "a story of another zone does not fit"
    visit.choose_file(b"", size=150_001)
    said = " ".join(text.value for text in visit.at.main.markdown).replace("\\", "")
    assert "the file is too large (150,001 bytes)" in said
    refused = "This file was not loaded; your story is as it was. What is wrong with it:"
    assert refused in [error.value for error in visit.at.error]
    visit.press("draft-delete-0")
    assert not visit.at.error, "with the next deed it is history"


def test_a_file_that_is_sound_replaces_the_story_and_undo_brings_it_back() -> None:
    visit = Visit("stories", lang="en").press("story-copy-one_zone").press("draft-edit-0")
    before = visit.at.text_input(key="draft-title-en").value
    other = (ROOT / "data" / "stories" / "where_to_go.yaml").read_bytes()
    visit.choose_file(other)
    assert visit.at.text_input(key="draft-title-en").value == "Where to go with …"
    visit.press("draft-undo")
    assert visit.at.text_input(key="draft-title-en").value == before


@pytest.mark.parametrize(
    "said",
    [
        *(None, "x", [], {}),
        {"number": 1, "size": 1},
        {"number": 1, "size": "1", "text": "YQ=="},
        {"number": 1, "size": 1, "text": "=?"},
        {"size": 1, "text": "YQ=="},
        {"number": 0, "size": 1, "text": "YQ=="},
    ],
)
def test_what_the_script_would_not_report_changes_nothing(said: object) -> None:
    visit = Visit("stories", lang="en").press("story-copy-one_zone")
    visit.say_of_file(said)
    assert not visit.at.error
    assert visit.at.text_input(key="draft-title-en").value


def test_a_hostile_story_is_shown_as_text(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ZGC_MAP_DATA", str(write_hostile_zone(tmp_path / "hostile")))
    visit = Visit("stories", lang="en").press("story-copy-bread_and_boats").press("draft-edit-0")
    assert visit.at.text_input(key="draft-title-en").value
