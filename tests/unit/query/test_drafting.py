"""A reader's own story: views become steps, and nothing is ever said in a language by mistake."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.hostile_zone import PAYLOADS, TOYTOWN
from tests.unit.query.asking import addresses, patient
from zgc_map.catalog import load_catalog
from zgc_map.catalog.stories import story_document
from zgc_map.catalog.story_form import STEPS_MAX, TITLE_MAX
from zgc_map.catalog.story_text import read_yaml, write_yaml
from zgc_map.model import DRAFT, ClaimId, Lang, LocalizedText, ParkId, SectorId, Story
from zgc_map.query import (
    STEP_PAGES,
    Address,
    Filters,
    changed,
    check_document,
    read_story,
    step_address,
)
from zgc_map.query.drafting import (
    EMPTY,
    NOTHING,
    filled,
    mark,
    moved_step,
    step_of,
    with_step,
    with_text,
    without_step,
)

TOWN = load_catalog(TOYTOWN)
BREAD = TOWN.stories[0]
TEXTS = st.text(max_size=80) | st.sampled_from(PAYLOADS)


@patient
@given(data=st.data(), page=st.sampled_from(STEP_PAGES))
def test_every_view_can_be_a_step_and_is_the_same_view_again(
    data: st.DataObject, page: str
) -> None:
    address = data.draw(addresses(TOWN))
    step = step_of(TOWN, page, address)
    assert step_address(TOWN, step) == (page, address.but(lang=None, story=None, step=1))
    assert not changed(TOWN, step)
    story, issues = check_document(TOWN, DRAFT, story_document(with_step(EMPTY, step)), "draft")
    assert issues == () and story == with_step(EMPTY, step)


def test_a_step_is_named_after_what_it_shows_and_leans_on_its_claims() -> None:
    step = step_of(TOWN, "map", Address(park=ParkId("park_oak")))
    assert step.title == TOWN.park[ParkId("park_oak")].name
    assert step.claim_ids == ("T02", "T03")
    bread = Filters(sectors=frozenset({SectorId("trade_bread")}))
    step = step_of(TOWN, "map", Address(filters=bread, claim=ClaimId("T09")))
    assert step.title.ru == "Хлеб"
    assert step.claim_ids == ("T09", "T02", "T04")
    step = step_of(TOWN, "sources", Address())
    assert step.title.all() == ("Sources", "Источники", "来源")
    assert step.claim_ids == ()
    assert step_of(TOWN, "sources", Address(claim=ClaimId("T05"))).title.en == "Sources: T05"
    assert step_of(TOWN, "map", Address()).title == TOWN.about.title
    both = frozenset({ParkId("park_oak"), ParkId("park_elm")})
    step = step_of(TOWN, "compare", Address(compare=both))
    names = [TOWN.park[park].short.en for park in ("park_oak", "park_elm")]
    assert step.title.en == f"Compare: {', '.join(names)}"
    step = step_of(TOWN, "flows", Address(filters=bread))
    assert step.title.all() == (
        "Connections: Bread",
        "Связи между парками: Хлеб",
        "园区间联系：面包",
    )


def test_steps_are_moved_taken_out_and_never_too_many() -> None:
    first, second, third = BREAD.steps
    assert moved_step(BREAD, 0, 1).steps == (second, first, third)
    assert moved_step(BREAD, 2, -1).steps == (first, third, second)
    assert moved_step(BREAD, 0, -1).steps == moved_step(BREAD, 2, 1).steps == BREAD.steps
    assert without_step(BREAD, 1).steps == (first, third)
    full = replace(BREAD, steps=(first,) * STEPS_MAX)
    assert with_step(full, second) == full


@patient
@given(said=TEXTS, lang=st.sampled_from(Lang))
def test_any_text_that_is_typed_can_be_kept(said: str, lang: Lang) -> None:
    text = with_text(NOTHING, lang, said, TITLE_MAX)
    assert [other for other in Lang if text.in_(other)] in ([], [lang])
    story = replace(BREAD, id=DRAFT, title=text)
    assert check_document(TOWN, DRAFT, story_document(story), "draft") == (story, ())


def test_notes_keep_their_paragraphs_and_nothing_else_does() -> None:
    said = " One \u202e thing. \r\n\r\n\r\n\r\nAnother\tthing.\x0bA third. \n"
    notes = with_text(NOTHING, Lang.EN, said, 1200, paragraphs=True)
    assert notes.en == "One thing.\n\nAnother thing.\nA third."
    assert with_text(NOTHING, Lang.EN, said, 1200).en == "One thing. Another thing. A third."
    step = replace(BREAD.steps[0], notes=notes)
    story = replace(BREAD, id=DRAFT, steps=(step,))
    sent = write_yaml(story_document(story)).encode()
    assert read_story(TOWN, DRAFT, sent, "mine.yaml") == (story, ())


@settings(deadline=None, max_examples=40)
@given(title=st.builds(LocalizedText, TEXTS, TEXTS, TEXTS))
def test_a_story_that_is_downloaded_can_be_loaded(title: LocalizedText) -> None:
    for lang in Lang:
        title = with_text(title, lang, title.in_(lang), TITLE_MAX)
    story = replace(BREAD, id=DRAFT, title=title)
    text = write_yaml(story_document(story))
    assert read_yaml(text) == story_document(story)
    assert read_story(TOWN, DRAFT, text.encode(), "mine.yaml") == (story, ())


def test_a_language_left_empty_is_stood_in_for_by_a_marked_one() -> None:
    step = replace(
        BREAD.steps[0],
        title=LocalizedText("", "Хлеб", ""),
        lines=(NOTHING, LocalizedText("", "", "面包")),
        notes=NOTHING,
    )
    shown = filled(Story(DRAFT, NOTHING, LocalizedText("All", "Все", "所有人"), (step,)))
    assert shown.title == NOTHING
    assert shown.audience.all() == ("All", "Все", "所有人")
    assert shown.steps[0].title.all() == ("[RU] Хлеб", "Хлеб", "[RU] Хлеб")
    assert shown.steps[0].lines == (LocalizedText("[ZH] 面包", "[ZH] 面包", "面包"),)
    assert mark(Lang.ZH) == "[ZH]"
