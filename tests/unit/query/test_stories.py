"""Where a step leads, whether its view still shows what it did, and a story from a stranger."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.hostile_zone import TOYTOWN
from tests.payloads import UNPRINTABLE
from tests.unit.catalog.town import cell, copy_town
from tests.unit.catalog.town import replace as exchange
from tests.unit.query.asking import addresses, patient
from zgc_map.catalog import DataError, load_catalog
from zgc_map.catalog.stories import story_document
from zgc_map.model import DRAFT, Catalog, ParkId, SectorId, Step, Story
from zgc_map.query import (
    STEP_PAGES,
    Address,
    Filters,
    Zoom,
    changed,
    check_document,
    check_stories,
    read_story,
    step_address,
    view_digest,
    view_of,
)

ROOT = Path(__file__).resolve().parents[3]
TOWN = load_catalog(TOYTOWN)
FILE = TOYTOWN / "stories" / "bread_and_boats.yaml"


@pytest.fixture(scope="module")
def town() -> Catalog:
    return TOWN


@pytest.fixture(scope="module")
def shipped() -> Catalog:
    return load_catalog(ROOT / "data")


def test_a_step_leads_to_its_page_and_view(town: Catalog) -> None:
    bread, yew, cheese = (step_address(town, step) for step in town.stories[0].steps)
    assert bread == ("map", Address(filters=Filters(sectors=frozenset({SectorId("trade_bread")}))))
    assert yew == ("map", Address(park=ParkId("park_yew"), zoom=Zoom.PARK))
    assert cheese[0] == "sources" and cheese[1].claim == "T05"


@patient
@given(data=st.data())
def test_the_view_of_an_address_leads_back_to_it(data: st.DataObject) -> None:
    address = data.draw(addresses(TOWN))
    step = replace(TOWN.stories[0].steps[0], view=view_of(address))
    _, read = step_address(TOWN, step)
    assert read == address.but(lang=None, story=None, step=1)
    check_stories(replace(TOWN, stories=(replace(TOWN.stories[0], steps=(step,)),)))


@pytest.mark.parametrize(
    ("page", "view", "rule", "found"),
    [
        ("stage", "", "view_page", "stage"),
        ("map", "park=park_none", "view_words", "park=park_none"),
        ("map", "zoom=park&park=park_yew", "view_words", "zoom=park&park"),
        ("map", "lang=ru", "view_words", "lang=ru"),
        ("map", "story=draft", "view_words", "story=draft"),
        ("map", "zoom=all", "view_words", "zoom=all"),
        ("map", "color=red", "view_words", "color=red"),
        ("map", "park=%00", "view_words", "park="),
    ],
)
def test_a_link_that_does_not_hold_is_told_with_its_step(
    town: Catalog, page: str, view: str, rule: str, found: str
) -> None:
    (story,) = town.stories
    steps = (story.steps[0], replace(story.steps[1], page=page, view=view))
    broken = replace(town, stories=(replace(story, steps=steps),))
    with pytest.raises(DataError) as caught:
        check_stories(broken)
    (issue,) = caught.value.issues
    assert (issue.file, issue.row, issue.column) == ("stories/bread_and_boats.yaml", 2, "view")
    assert issue.rule == rule and found in issue.found
    assert "stories/bread_and_boats.yaml, step 2, view" in str(issue)


@pytest.mark.parametrize("name", ["town", "shipped"])
def test_every_shipped_step_shows_what_it_did_when_it_was_made(
    name: str, request: pytest.FixtureRequest
) -> None:
    catalog: Catalog = request.getfixturevalue(name)
    check_stories(catalog)
    stale = [
        f"{story.id} {number}"
        for story in catalog.stories
        for number, step in enumerate(story.steps, start=1)
        if step.seen != view_digest(catalog, step)
    ]
    assert not stale, "read these steps again, then run: zgc-map stories --seal"


@pytest.mark.parametrize(
    ("table", "key", "column", "text", "steps"),
    [
        ("claims", "T04", "text_ru", "Парк «Вяз» готов.", {1, 2, 3}),
        ("assignments", "elm_bread_maker", "role_id", "role_school", {1, 2, 3}),
        ("figures", "bakeries", "value", "13", {1, 3}),
        ("claims", "T06i", "confidence", "medium", {2, 3}),
        ("claims", "B02", "text_en", "Some came.", set()),
        ("sectors", "trade_clock", "name_en", "Watches", {2, 3}),
        ("sector_groups", "group_food", "name_ru", "Стол", {1, 2, 3}),
        ("roles", "role_school", "name_en", "Learns", {2, 3}),
        ("sectors", "trade_clock", "aliases", "watch", set()),
    ],
)
def test_a_step_whose_data_changed_says_so(
    table: str, key: str, column: str, text: str, steps: set[int], tmp_path: Path
) -> None:
    town = copy_town(tmp_path)
    cell(table, key, column, text)(town)
    if column == "role_id":
        cell("claims", "T04", "role_id", text)(town)
    catalog = load_catalog(town)
    found = {n for n, step in enumerate(catalog.stories[0].steps, 1) if changed(catalog, step)}
    assert found == steps


def test_a_step_never_taken_has_not_changed(town: Catalog) -> None:
    step = replace(town.stories[0].steps[0], seen="")
    assert not changed(town, step)


def test_a_story_that_is_sent_is_read_as_carefully_as_one_that_is_shipped(town: Catalog) -> None:
    story, issues = read_story(town, DRAFT, FILE.read_bytes(), "mine.yaml")
    assert issues == ()
    assert story == replace(town.stories[0], id=DRAFT)


def test_a_reader_may_leave_languages_out_and_name_numbers(town: Catalog) -> None:
    text = "title: {en: 99 loaves}\naudience: {}\nsteps:\n" + (
        "- {view: map, title: {zh: 面包}, lines: [{ru: 1 хлеб}], notes: {}, claims: []}\n"
    )
    story, issues = read_story(town, DRAFT, text.encode(), "mine.yaml")
    assert issues == ()
    assert story is not None and story.title.all() == ("99 loaves", "", "")
    assert story.steps[0].lines[0].ru == "1 хлеб"


def test_all_that_is_wrong_with_a_sent_story_is_told_at_once(town: Catalog) -> None:
    text = "title: {en: x}\naudience: {fr: y}\nsteps:\n" + (
        "- {view: map?park=fig, title: {}, lines: [], notes: {}, claims: [T99]}\n"
        "- {view: stage, title: {en: " + "x" * 61 + "}, lines: x, notes: {}}\n"
        '- {view: map?group=fig, title: 7, lines: [], notes: {en: "\\0"}, claims: [T98]}\n'
    )
    story, issues = read_story(town, DRAFT, text.encode(), "mine.yaml")
    assert story is None
    assert {(issue.file, issue.row, issue.column, issue.rule) for issue in issues} == {
        ("mine.yaml", None, "audience", "story_form"),
        ("mine.yaml", 1, "claims[0]", "story_claim"),
        ("mine.yaml", 1, "view", "view_words"),
        ("mine.yaml", 2, "view", "view_page"),
        ("mine.yaml", 3, "title", "story_form"),
        ("mine.yaml", 3, "notes.en", "story_characters"),
        ("mine.yaml", 3, "claims[0]", "story_claim"),
        ("mine.yaml", 3, "view", "view_words"),
        ("mine.yaml", 2, "title.en", "story_form"),
        ("mine.yaml", 2, "lines", "story_form"),
        ("mine.yaml", 2, None, "story_form"),
    }


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\xfe",
        b"\0",
        b"[" * 9000,
        b"a: " * 9000,
        b"&a [*a]",
        b"- " * 5000,
        b"%YAML 9.9\n---\n",
    ],
)
def test_a_hostile_story_is_refused_with_a_reason(town: Catalog, data: bytes) -> None:
    story, issues = read_story(town, DRAFT, data, "mine.yaml")
    assert story is None and issues


@pytest.mark.parametrize("text", UNPRINTABLE, ids=ascii)
def test_a_sent_story_holds_no_text_that_cannot_be_printed(town: Catalog, text: str) -> None:
    sent = f"title: {{en: {json.dumps(text)}}}\naudience: {{}}\nsteps: []\n"
    story, issues = read_story(town, DRAFT, sent.encode(), "mine.yaml")
    assert story is None
    assert "story_characters" in {issue.rule for issue in issues}
    assert all(issue.found.isprintable() for issue in issues)


def test_a_story_that_is_too_long_is_not_parsed(town: Catalog) -> None:
    story, issues = read_story(town, DRAFT, b"[" * 300_000, "mine.yaml")
    assert story is None
    assert [issue.rule for issue in issues] == ["story_size"]


@patient
@given(
    data=st.binary(max_size=60)
    | st.text(alphabet="{}[]:-!&*|>'\"%? \nabc", max_size=60).map(str.encode)
)
def test_no_bytes_give_a_traceback(data: bytes) -> None:
    story, issues = read_story(TOWN, DRAFT, data, "mine.yaml")
    assert (story is None) is bool(issues)


def test_an_unknown_page_of_a_sent_story_is_told(town: Catalog) -> None:
    step: Step = replace(town.stories[0].steps[0], page="elsewhere")
    mine: Story = replace(town.stories[0], id=DRAFT, steps=(step,))
    _, (issue,) = check_document(town, DRAFT, story_document(mine), "draft")
    assert issue.allowed == "one of " + ", ".join(STEP_PAGES)


def test_a_folder_whose_story_leads_nowhere_is_not_opened(tmp_path: Path) -> None:
    town = copy_town(tmp_path)
    exchange("stories/bread_and_boats.yaml", "park=park_yew", "park=park_fig")(town)
    with pytest.raises(DataError, match="park_fig"):
        check_stories(load_catalog(town))
