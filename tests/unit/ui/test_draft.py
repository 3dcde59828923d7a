"""The desk a story is written on: nothing is lost, whatever the browser reports and when."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from tests.hostile_zone import TOYTOWN
from tests.payloads import UNPRINTABLE
from zgc_map.catalog import load_catalog
from zgc_map.model import DRAFT
from zgc_map.query.drafting import EMPTY, without_step
from zgc_map.ui.draft import _HEARD, DEEDS_MAX, Desk, closed, crossed, opened

TOWN = load_catalog(TOYTOWN)
STORY = replace(TOWN.stories[0], id=DRAFT)
SHORT = without_step(STORY, 2)


@pytest.fixture
def desk() -> Desk:
    return Desk("nonce", TOWN.version)


def test_every_deed_can_be_undone_and_done_again(desk: Desk) -> None:
    desk.put(STORY)
    desk.put(SHORT)
    desk.undo()
    assert desk.now == STORY
    desk.undo()
    desk.undo()
    assert desk.now == EMPTY and not desk.past
    desk.redo()
    desk.redo()
    desk.redo()
    assert desk.now == SHORT and not desk.future
    desk.undo()
    desk.put(EMPTY)
    assert not desk.future and desk.past[-1] == STORY


def test_a_deed_that_changes_nothing_is_none(desk: Desk) -> None:
    desk.put(EMPTY)
    assert desk.number == 0 and not desk.past


def test_only_so_many_deeds_are_remembered(desk: Desk) -> None:
    for number in range(DEEDS_MAX + 10):
        desk.put(STORY if number % 2 else SHORT)
    assert len(desk.past) == DEEDS_MAX


def test_what_the_browser_keeps_is_taken_over_without_writing_it_again(desk: Desk) -> None:
    desk.hear(TOWN, closed(STORY, ""))
    assert (desk.now, desk.number, desk.answered) == (STORY, 0, True)


def test_a_step_added_before_the_browser_answered_comes_after_what_it_kept(desk: Desk) -> None:
    desk.put(replace(EMPTY, steps=STORY.steps[:1]))
    desk.hear(TOWN, closed(SHORT, ""))
    assert desk.now.title == SHORT.title
    assert desk.now.steps == (*SHORT.steps, STORY.steps[0])
    assert desk.number == 2, "both are to be kept"


def test_a_step_added_early_stays_where_the_browser_keeps_nothing(desk: Desk) -> None:
    desk.put(SHORT)
    desk.hear(TOWN, "")
    assert desk.now == SHORT and desk.number == 2


def test_what_another_tab_wrote_is_taken_over_and_can_be_undone(desk: Desk) -> None:
    desk.hear(TOWN, closed(SHORT, ""))
    desk.put(STORY)
    desk.hear(TOWN, closed(EMPTY, ""))
    assert desk.now == EMPTY
    desk.undo()
    assert desk.now == STORY


@pytest.mark.parametrize(
    "text",
    [
        "{",
        "[]",
        "[" * 50_000,
        '{"story": {}, "story": {}}',
        '{"story": null}',
        '{"story": {}, "aside": 7}',
        '{"story": {"title": {"en": 1}}, "aside": ""}',
        closed(STORY, "").replace("T05", "T99"),
        closed(STORY, "").replace("map?park=park_yew", "map?park=park_none"),
        closed(STORY, "").replace("sources?", "elsewhere?"),
    ],
)
def test_a_text_that_cannot_be_read_is_put_aside_and_stays_there(desk: Desk, text: str) -> None:
    desk.hear(TOWN, text)
    assert desk.now == EMPTY and desk.issues and desk.aside
    assert desk.number == 0, "what the browser keeps is not overwritten"
    desk.put(SHORT)
    story, aside, issues = opened(TOWN, closed(desk.now, desk.aside))
    assert (story, aside, issues) == (SHORT, desk.aside, ())
    desk.let_go()
    assert json.loads(closed(desk.now, desk.aside))["aside"] == ""


@pytest.mark.parametrize("text", UNPRINTABLE, ids=ascii)
def test_a_draft_holds_no_text_that_cannot_be_printed(desk: Desk, text: str) -> None:
    title = replace(STORY.title, en=text)
    desk.hear(TOWN, closed(replace(STORY, title=title), ""))
    assert desk.now == EMPTY and desk.aside
    assert "story_characters" in {issue.rule for issue in desk.issues}


def test_a_draft_whose_data_went_is_put_aside(desk: Desk) -> None:
    desk.put(STORY)
    desk.check(TOWN)
    assert desk.now == STORY
    claims = tuple(row for row in TOWN.claims if row.id != "T05")
    desk.check(replace(TOWN, claims=claims, version="later"))
    assert desk.now == EMPTY and not desk.past
    assert [issue.rule for issue in desk.issues] == ["story_claim", "view_words"]
    assert json.loads(desk.aside)["steps"][2]["claims"] == ["T05"]


def test_a_report_of_a_page_that_was_left_is_known_until_the_other_page_runs(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A run that leads there can be ended by one more report before it has."""
    monkeypatch.setattr("streamlit.session_state", {_HEARD: True})
    assert [crossed(here=here) for here in (False, False, True, False)] == [
        True,
        True,
        False,
        False,
    ]
