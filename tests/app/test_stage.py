"""On stage: the step's view, its way back, its panels; and the speaker's window."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs

import pytest
import streamlit as st
from streamlit.runtime.state.session_state import STREAMLIT_INTERNAL_KEY_PREFIX

from tests.app.conftest import Open
from tests.app.visit import Visit
from tests.hostile_zone import TOYTOWN, write_hostile_zone
from tests.unit.render.outline import read
from zgc_map.catalog import load_catalog
from zgc_map.model import Catalog, Lang
from zgc_map.query import Address, Arcs, read_address, select
from zgc_map.query.stories import step_address
from zgc_map.render.map_state import map_state
from zgc_map.render.view_card import view_card
from zgc_map.text import Translator
from zgc_map.ui import talk
from zgc_map.ui.deeds import heard_on_stage, map_key
from zgc_map.ui.rooms import ROOMS, Room, Window
from zgc_map.ui.talk import explored, view_of

STAGE = "stage"


def shown(visit: Visit) -> tuple[str | None, str | None]:
    """Return the story and the step on the page."""
    (article,) = [
        node for node in read(visit.html).all("article") if "data-step" in node.attributes
    ]
    return article.attributes["data-story"], article.attributes["data-step"]


def said(visit: Visit) -> str:
    """Return what Markdown and captions say."""
    return " ".join(text.value for text in (*visit.at.markdown, *visit.at.caption)).replace(
        "\\", ""
    )


def told(visit: Visit) -> dict[str, Any]:
    """Return what the remote was told."""
    (remote,) = [e for e in visit.at.get("bidi_component") if "stage_remote" in str(e.key)]
    data: dict[str, Any] = json.loads(remote.proto.json)
    return data


def report(visit: Visit, name: str, value: object) -> None:
    """Report something from the remote, as its script does."""
    (remote,) = [e for e in visit.at.get("bidi_component") if "stage_remote" in str(e.key)]
    states = visit.at._tree.get_widget_states()
    states.widgets.add(
        id=f"{STREAMLIT_INTERNAL_KEY_PREFIX}_{remote.proto.id}__events",
        json_trigger_value=json.dumps([{"event": name, "value": value}]),
    )
    visit.done(visit.at._run(states))


class Params(dict[str, str]):
    """An address as Streamlit hands it over."""

    def get_all(self, name: str) -> list[str]:
        return [self[name]]


@pytest.mark.parametrize("lang", list(Lang))
def test_every_step_shows_exactly_its_view(visit: Open, atlas: Catalog, lang: Lang) -> None:
    t = Translator(lang)
    for story in atlas.stories:
        seen = visit(STAGE, lang=lang.value, story=story.id)
        for number, step in enumerate(story.steps, start=1):
            _, address = step_address(atlas, step)
            place = Address(lang=lang, story=story.id, step=number)
            view = view_of(atlas, step, place)
            state = map_state(atlas, view, select(atlas, view.filters), t, dark=False)
            assert shown(seen) == (story.id, str(number))
            assert " ".join(t.name(step.title).split()) in read(seen.html).text
            assert seen.map["selected"] == address.park
            assert seen.lit == {row.park_id for row in select(atlas, address.filters).assignments}
            assert json.loads(json.dumps(state)).items() <= seen.map.items()
            assert view_card(atlas, step, t) in seen.html
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
    del ROOMS._rooms[code]
    assert "data-step" not in speaker.run().html


def test_a_talk_does_not_end_with_its_code(visit: Open, atlas: Catalog) -> None:
    stage = visit(STAGE, lang="en", story=atlas.stories[0].id)
    stage.press("stage_notes").press("stage_invite")
    room = stage.at.session_state["talk"]
    assert isinstance(room, Room)
    for code, (found, _) in list(ROOMS._rooms.items()):
        if found is room:
            del ROOMS._rooms[code]
    assert shown(stage.press("stage_next"))[1] == "2"


def test_the_speaker_is_told_when_no_stage_is_open(
    visit: Open, atlas: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    t = Translator(Lang.EN)
    stage = visit(STAGE, lang="en", story=atlas.stories[0].id)
    stage.press("stage_notes").press("stage_invite")
    code = stage.at.session_state["code of the talk"]
    room = ROOMS.find(code)
    assert room is not None and room.has(Window.STAGE)
    speaker = visit("speaker", lang="en", pair=code)
    assert t("speaker.paired") in said(speaker)
    monkeypatch.setattr(room, "heard", {})
    assert t("speaker.gone") in said(speaker.run())


def test_notes_are_for_the_room_only_where_no_speakers_window_shows_them(
    visit: Open, atlas: Catalog
) -> None:
    t, story = Translator(Lang.EN), atlas.stories[0]
    first, *_ = notes = t.name(story.steps[0].notes).splitlines()
    stage = visit(STAGE, lang="en", story=story.id)
    stage.press("stage_notes").press("stage_invite")
    assert all(line in said(stage) for line in notes)
    assert t("stage.notes_public") in said(stage)
    visit("speaker", lang="en", pair=stage.at.session_state["code of the talk"])
    assert first not in said(stage.run())
    assert t("stage.notes_elsewhere") in said(stage)


def test_a_new_session_comes_back_to_its_talk_by_the_code(visit: Open, atlas: Catalog) -> None:
    story = atlas.stories[0]
    stage = visit(STAGE, lang="en", story=story.id)
    stage.press("stage_notes").press("stage_clock")
    code = stage.at.session_state["code of the talk"]
    visit("speaker", lang="en", pair=code).press("stage_next")
    again = visit(STAGE, lang="en", story=story.id)
    assert again.at.session_state["talk"] is not stage.at.session_state["talk"]
    report(again, "join", code[:-1])
    assert again.at.session_state["talk"] is not stage.at.session_state["talk"]
    report(again, "join", code)
    assert again.at.session_state["talk"] is stage.at.session_state["talk"]
    assert shown(again)[1] == "2" and again.params["step"] == "2"
    assert told(again)["code"] == code and told(again)["elapsed"] is not None


@pytest.mark.parametrize(
    ("page", "query"),
    [
        ("compare", "compare=daxing.yizhuang"),
        ("sectors", "group=new_energy"),
        ("overlaps", ""),
        ("sources", "claim=K10"),
        ("flows", "sector=ai"),
    ],
)
def test_a_step_of_another_page_shows_what_that_page_says(
    visit: Open, atlas: Catalog, monkeypatch: pytest.MonkeyPatch, page: str, query: str
) -> None:
    t, step = Translator(Lang.EN), replace(atlas.stories[0].steps[0], page=page, view=query)
    story = replace(atlas.stories[0], steps=(step,))
    monkeypatch.setattr(talk, "story_of", lambda *_: story)
    seen = visit(STAGE, lang="en", story=story.id)
    _, address = step_address(atlas, step)
    assert seen.lit == {row.park_id for row in select(atlas, address.filters).assignments}
    assert view_card(atlas, step, t) in seen.html
    assert ('class="view-card' in seen.html) is (page != "flows")
    assert bool(seen.map["arcs"]) is (page == "flows")
    assert t(f"page.{page}") in read(seen.press("stage_qr").html).one("figure", "qr-panel").text


def test_a_step_of_connections_draws_them(atlas: Catalog) -> None:
    step = replace(atlas.stories[0].steps[0], page="flows", view="picture=tiles")
    assert view_of(atlas, step, Address()) == Address(arcs=Arcs.ON)


def test_a_deed_on_stage_asks_for_the_steps_view_after_it(
    visit: Open, atlas: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    story = atlas.stories[0]
    number, view = next(
        (number, address)
        for number, (page, address) in enumerate(
            (step_address(atlas, one) for one in story.steps), 1
        )
        if page == "map" and address.filters.active and address.park is None
    )
    seen = visit(STAGE, lang="en", story=story.id, step=str(number), pace="20")
    for deed, wanted in (
        ({"deed": "select", "park": "daxing"}, view.but(park="daxing", lang=Lang.EN)),
        ({"deed": "clear"}, None),
        ({"deed": "select", "park": "nowhere"}, None),
        ({"deed": "zoom", "to": "all"}, None),
    ):
        monkeypatch.setattr(st, "session_state", {map_key(atlas): {"deed": deed}})
        monkeypatch.setattr(st, "query_params", Params(seen.params))
        heard_on_stage()
        assert explored() == wanted


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
