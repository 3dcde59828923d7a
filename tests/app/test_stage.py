"""On stage: the step's view, its way back, its panels; and the speaker's window."""

from __future__ import annotations

from urllib.parse import parse_qs

import pytest

from tests.app.conftest import Open
from tests.app.visit import Visit
from tests.hostile_zone import TOYTOWN, write_hostile_zone
from tests.unit.render.outline import read
from zgc_map.catalog import load_catalog
from zgc_map.model import Catalog, Lang
from zgc_map.query import Zoom, read_address, select
from zgc_map.query.stories import step_address
from zgc_map.text import Translator
from zgc_map.ui.rooms import ROOMS, Room

STAGE = "stage"


def shown(visit: Visit) -> tuple[str | None, str | None]:
    """Return the story and the step on the page."""
    (article,) = [
        node for node in read(visit.html).all("article") if "data-step" in node.attributes
    ]
    return article.attributes["data-story"], article.attributes["data-step"]


@pytest.mark.parametrize("lang", list(Lang))
def test_every_step_shows_exactly_its_view(visit: Open, atlas: Catalog, lang: Lang) -> None:
    t = Translator(lang)
    for story in atlas.stories:
        seen = visit(STAGE, lang=lang.value, story=story.id)
        for number, step in enumerate(story.steps, start=1):
            _, address = step_address(atlas, step)
            assert shown(seen) == (story.id, str(number))
            assert " ".join(t.name(step.title).split()) in read(seen.html).text
            assert seen.map["lang"] == lang.value
            assert seen.map["selected"] == address.park
            assert seen.map["focus"] == (address.park if address.zoom is Zoom.PARK else None)
            assert seen.lit == {row.park_id for row in select(atlas, address.filters).assignments}
            assert seen.map["stage"]["at"] == f"{story.id} {number}"
            assert seen.notes == []
            assert not seen.at.sidebar.caption
            seen.press("stage_next")
        assert shown(seen) == (story.id, str(len(story.steps)))


def test_the_address_holds_the_place_and_nothing_of_the_view(visit: Open, atlas: Catalog) -> None:
    story = atlas.stories[0]
    seen = visit(STAGE, lang="en", story=story.id, step="2", pace="20")
    seen.press("stage_next")
    assert seen.params == {"lang": "en", "pace": "20", "step": "3", "story": story.id}
    seen.press("stage_back").press("stage_back").press("stage_back")
    assert seen.params == {"lang": "en", "pace": "20", "story": story.id}


def test_a_step_behind_the_last_is_the_last(visit: Open, atlas: Catalog) -> None:
    story = atlas.stories[0]
    assert shown(visit(STAGE, lang="en", story=story.id, step="99"))[1] == str(len(story.steps))


def test_explore_opens_the_view_and_the_story_waits(visit: Open, atlas: Catalog) -> None:
    t, story = Translator(Lang.EN), atlas.stories[0]
    for number, step in enumerate(story.steps, start=1):
        seen = visit(STAGE, lang="en", story=story.id, step=str(number))
        page, query = seen.links[t("stage.explore")].split("?")
        wanted, address = step_address(atlas, step)
        assert page == wanted
        assert read_address(parse_qs(query), atlas) == (address.but(lang=Lang.EN), ())
    seen = visit(STAGE, lang="en", story=story.id, step="3")
    seen.at.switch_page("pages/parks.py")
    seen.at.query_params.clear()
    seen.run()
    label = t("stage.return", step=3, steps=len(story.steps))
    assert seen.links[label].startswith(STAGE)
    assert parse_qs(seen.links[label].split("?")[1]) == {
        "lang": ["en"],
        "step": ["3"],
        "story": [story.id],
    }
    seen.press("story_forget")
    assert label not in seen.links


def test_nobody_is_sent_back_to_a_story_not_begun(visit: Open) -> None:
    assert not [box for box in visit("map", lang="en").at.button if "story" in str(box.key)]


def test_the_panels_open_one_at_a_time(visit: Open, atlas: Catalog) -> None:
    t, story = Translator(Lang.EN), atlas.stories[0]
    seen = visit(STAGE, lang="en", story=story.id)
    seen.press("stage_notes")
    said = [text.value.replace("\\", "").split() for text in seen.at.markdown]
    assert t.name(story.steps[0].notes).split() in said
    seen.press("stage_qr")
    assert (
        read(seen.html).one("figure", "qr-panel").one("img").attributes["src"].startswith("data:")
    )
    assert not [button for button in seen.at.button if button.key == "stage_clock"]
    seen.press("stage_steps").press("stage_jump-4")
    assert shown(seen)[1] == "4"


def test_without_a_story_there_is_a_choice(visit: Open, atlas: Catalog) -> None:
    t = Translator(Lang.ZH)
    for page in (STAGE, "speaker", "handout"):
        for story in ("", "draft", "no_such_story"):
            links = visit(page, lang="zh", story=story).links
            for row in atlas.stories:
                assert links[t.name(row.title)].startswith(f"{page}?")


def test_a_code_opens_the_talk_and_no_other_does(visit: Open, atlas: Catalog) -> None:
    story = atlas.stories[0]
    stage = visit(STAGE, lang="en", story=story.id)
    stage.press("stage_notes").press("stage_invite")
    (code,) = [code for code, (room, _) in ROOMS._rooms.items() if room.story == story][-1:]
    speaker = visit("speaker", lang="en", pair=code)
    assert shown(speaker) == (story.id, "1")
    speaker.press("stage_next")
    assert shown(speaker)[1] == "2"
    assert shown(stage.run())[1] == "2"
    assert stage.params["step"] == "2"
    stage.press("stage_next")
    assert shown(speaker.run())[1] == "3"
    stranger = visit("speaker", lang="en", pair=code[:-1])
    assert "data-step" not in stranger.html
    assert Translator(Lang.EN)("speaker.closed") in stranger.at.warning[0].value
    ROOMS.close(code)
    assert "data-step" not in speaker.run().html


def test_a_talk_does_not_end_with_its_code(visit: Open, atlas: Catalog) -> None:
    stage = visit(STAGE, lang="en", story=atlas.stories[0].id)
    stage.press("stage_notes").press("stage_invite")
    room = stage.at.session_state["talk"]
    assert isinstance(room, Room)
    for code, (found, _) in list(ROOMS._rooms.items()):
        if found is room:
            ROOMS.close(code)
    assert shown(stage.press("stage_next"))[1] == "2"


@pytest.mark.parametrize("page", [STAGE, "speaker", "handout"])
@pytest.mark.parametrize("lang", list(Lang))
def test_another_dataset_is_presented(
    visit: Open, toytown: Catalog, monkeypatch: pytest.MonkeyPatch, page: str, lang: Lang
) -> None:
    monkeypatch.setenv("ZGC_MAP_DATA", str(TOYTOWN))
    story = toytown.stories[0]
    seen = visit(page, lang=lang.value, story=story.id)
    assert story.steps[0].title.in_(lang) in read(seen.html).text


@pytest.mark.parametrize("page", [STAGE, "speaker", "handout"])
def test_hostile_stories_stay_text(
    visit: Open,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
    page: str,
) -> None:
    folder = write_hostile_zone(tmp_path_factory.mktemp("hostile") / "zone")
    monkeypatch.setenv("ZGC_MAP_DATA", str(folder))
    for story in load_catalog(folder).stories:
        html = visit(page, lang="en", story=story.id).html
        assert "<script" not in html.lower() and "<img src=x" not in html.lower()
