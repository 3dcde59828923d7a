"""The speaker's window: notes, next step, clock. With the talk's code it moves the stage too."""

from __future__ import annotations

import streamlit as st

from zgc_map.model import Story
from zgc_map.query.stories import changed
from zgc_map.render.stage import Place, speaker_notes
from zgc_map.ui import talk
from zgc_map.ui.address_bar import whole
from zgc_map.ui.keys import Key
from zgc_map.ui.remote import Mode, Told, remote
from zgc_map.ui.rooms import ROOMS, Room, Window
from zgc_map.ui.stage import PAIR, stories
from zgc_map.ui.view import View
from zgc_map.ui.words import plain


def speaker(view: View) -> None:
    """Show the talk of the code in the address; without one, the notes of the address's step."""
    code = st.query_params.get(PAIR)
    if code is not None:
        _paired(view, code)
        return
    story = talk.story_of(view.catalog, view.address)
    if story is None:
        stories(view, "speaker")
        return
    room = talk.talk(story, view.address.step)
    if room.step != view.address.step:
        room.move(view.address.step)
    with st.container(key=Key.SPEAKER):
        _window(view, room, paired=False)


def _paired(view: View, code: str) -> None:
    with st.container(key=Key.SPEAKER):
        st.fragment(_follow, run_every=0.5)(view, code)


def _follow(view: View, code: str) -> None:
    room = ROOMS.find(code)
    if room is None:
        st.warning(plain(view.t("speaker.closed")))
        return
    room.hear(Window.SPEAKER)
    _window(view, room, paired=True)


def _window(view: View, room: Room, *, paired: bool) -> None:
    t, story, number = view.t, room.story, room.step

    def move(step: int) -> None:
        if paired:
            room.move(step)
        else:
            talk.go_to_step(step)

    with st.container(horizontal=True, key=Key.STAGE_BAR, vertical_alignment="center"):
        st.button(
            t("stage.back"),
            key=Key.STAGE_BACK,
            icon=":material/arrow_back:",
            on_click=whole(move),
            args=(max(number - 1, 1),),
        )
        st.button(
            t("stage.next"),
            key=Key.STAGE_NEXT,
            icon=":material/arrow_forward:",
            on_click=whole(move),
            args=(min(number + 1, len(story.steps)),),
        )
        st.button(
            t("stage.clock_reset" if room.started else "stage.clock_start"),
            key=Key.STAGE_CLOCK,
            icon=":material/timer:",
            on_click=room.restart,
        )
        told = Told(story.id, number, len(story.steps), elapsed=room.elapsed)
        remote(Mode.SPEAKER, told, move=move)
        met = t("speaker.paired" if room.has(Window.STAGE) else "speaker.gone")
        st.caption(plain(met if paired else t("speaker.alone")))
    st.html(speaker_notes(view.catalog, _place(view, story, number), t))


def _place(view: View, story: Story, number: int) -> Place:
    step = story.steps[number - 1]
    return Place(story, number, "", changed(view.catalog, step))
