"""The stage: a step of a story beside the map, its bar of buttons, and the panels they open."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlencode

import streamlit as st

from zgc_map.model import Story
from zgc_map.query import Address
from zgc_map.query.stories import changed, step_address
from zgc_map.render.hrefs import Way
from zgc_map.render.stage import Place, qr_panel, stage_text
from zgc_map.render.view_card import carried_figure, view_card
from zgc_map.ui import talk
from zgc_map.ui.address_bar import whole
from zgc_map.ui.frame import choice, link, ways
from zgc_map.ui.keys import Key
from zgc_map.ui.markup import Markup
from zgc_map.ui.origin import base, is_local, whole_link
from zgc_map.ui.remote import Mode, Told, remote
from zgc_map.ui.rooms import Room, Window
from zgc_map.ui.takeaway import take_story
from zgc_map.ui.view import View
from zgc_map.ui.words import plain

PACES: Final = (0, 10, 20, 30, 60)
"""Seconds a story may go on by itself, as offered; the address takes others too."""

PAIR: Final = "pair"
"""The word of the address that carries a talk's code. No link of the app carries it on."""

_PANEL: Final = "panel of the stage"
"""The session's word for the panel that is open: the key of the button that closes it again."""


def stage(view: View) -> None:
    """Show the step the address names; without a story, the stories to choose from."""
    story = talk.story_of(view.catalog, view.address)
    if story is None:
        stories(view, "stage")
        return
    place = place_at(view, story, view.address.step)
    room = talk.talk(story, place.number)
    with st.container(key=Key.STAGE):
        beside = carried_figure(view.catalog, place.step) is None
        said = stage_text(view.catalog, place, view.t, figure=beside)
        st.html(said + view_card(view.catalog, place.step, view.t))
        with st.container(key=Key.STAGE_PANEL):
            _panel(view, place, room)
        _bar(view, place)
        told = Told(
            story.id,
            place.number,
            len(story.steps),
            view.address.pace,
            room.elapsed,
            panel=st.session_state.get(_PANEL, ""),
            code=talk.code() or "",
        )
        remote(Mode.STAGE, told, move=talk.go_to_step, join=talk.join)
        if talk.code():
            st.fragment(_watch, run_every=0.5)(room, room.has(Window.SPEAKER))


def stories(view: View, page: str) -> None:
    """Offer every story of the dataset, and the reader's own.

    As links of ours: Streamlit's own to the page one is on leaves the address as it is.
    """
    t = view.t

    def offer(label: str, to: str, address: Address) -> None:
        st.html(Markup(ways(view, "lobby", label, [Way(label, to, address)])))

    with st.container(key=Key.STAGE_LIST):
        st.title(t("stage.choose"), anchor=False)
        if not view.catalog.stories:
            st.info(plain(t("stage.none")))
        for story in view.catalog.stories:
            address = Address(lang=t.lang, story=story.id)
            offer(t.name(story.title), page, address)
            st.caption(
                plain(f"{t.name(story.audience)} · {t.count('stage.steps', len(story.steps))}")
            )
        offer(t("stage.leave"), "map", Address(lang=t.lang))


def place_at(view: View, story: Story, number: int) -> Place:
    """Return one place in a story, with the link of its step's view."""
    step = story.steps[number - 1]
    page, address = step_address(view.catalog, step)
    return Place(
        story=story,
        number=number,
        link=whole_link(page, address.but(lang=view.t.lang)),
        changed=changed(view.catalog, step),
    )


def back_to_story(view: View) -> None:
    """Lead back to where the reader left a story, with a button and a key."""
    there = talk.left()
    story = talk.story_of(view.catalog, there) if there else None
    if there is None or story is None:
        return
    t = view.t
    number = min(there.step, len(story.steps))
    with st.container(horizontal=True, key=Key.STORY_RETURN, vertical_alignment="center"):
        label = t("stage.return", step=number, steps=len(story.steps))
        link("stage", label, there.but(lang=t.lang, step=number))
        st.caption(plain(t("stage.return_key")))
        st.button(
            t("map.close"),
            key=Key.STORY_FORGET,
            icon=":material/close:",
            type="tertiary",
            on_click=whole(talk.forget),
        )
    remote(Mode.AWAY)


def _watch(room: Room, accompanied: bool) -> None:
    """Follow the speaker's window: a run of the page takes over its step, and that it is there."""
    if talk.behind() or room.has(Window.SPEAKER) is not accompanied:
        st.rerun()


def _bar(view: View, place: Place) -> None:
    t, steps = view.t, len(place.story.steps)
    with st.container(horizontal=True, gap="small", key=Key.STAGE_BAR):
        for key, word, icon, sign, to in (
            (Key.STAGE_BACK, "back", "arrow_back", "←", place.number - 1),
            (Key.STAGE_NEXT, "next", "arrow_forward", "→", place.number + 1),
        ):
            st.button(
                t(f"stage.{word}"),
                key=key,
                icon=f":material/{icon}:",
                help=f"{t(f'stage.{word}')} · {sign}",
                on_click=whole(talk.go_to_step),
                args=(min(max(to, 1), steps),),
            )
        for key, word, icon, sign in (
            (Key.STAGE_STEPS, "list", "list", "L"),
            (Key.STAGE_NOTES, "notes", "sticky_note_2", "N"),
            (Key.STAGE_QR, "qr", "qr_code_2", "Q"),
        ):
            chosen = st.session_state.get(_PANEL) == key
            st.button(
                t(f"stage.{word}"),
                key=key,
                icon=f":material/{icon}:",
                type="primary" if chosen else "secondary",
                help=f"{t(f'stage.{word}')} · {sign}",
                on_click=_open,
                args=(key,),
            )
        st.button(
            t("stage.full"),
            key=Key.STAGE_FULL,
            icon=":material/fullscreen:",
            help=f"{t('stage.full')} · F",
        )
        page, address = step_address(view.catalog, place.step)
        with st.container(key=Key.STAGE_EXPLORE):
            link(page, t("stage.explore"), address.but(lang=t.lang))


@whole
def _open(panel: Key) -> None:
    shown = st.session_state.get(_PANEL)
    st.session_state[_PANEL] = "" if shown == panel else panel.value


def _panel(view: View, place: Place, room: Room) -> None:
    match st.session_state.get(_PANEL):
        case Key.STAGE_STEPS:
            _steps(view, place)
        case Key.STAGE_NOTES:
            _notes(view, place, room)
        case Key.STAGE_QR:
            st.html(qr_panel(view.catalog, place, view.t, local=is_local(place.link)))


def _steps(view: View, place: Place) -> None:
    for number, step in enumerate(place.story.steps, start=1):
        st.button(
            plain(f"{number}. {view.t.name(step.title)}"),
            key=Key.STAGE_JUMP.of(str(number)),
            type="primary" if number == place.number else "tertiary",
            on_click=whole(talk.go_to_step),
            args=(number,),
        )
    link("handout", view.t("stage.print"), Address(lang=view.t.lang, story=place.story.id))
    take_story(view, place.story)


def _notes(view: View, place: Place, room: Room) -> None:
    t, accompanied = view.t, room.has(Window.SPEAKER)
    if not accompanied:
        said = t.name(place.step.notes) or t("stage.no_notes")
        st.markdown("\n\n".join(plain(line) for line in said.splitlines() if line))
    st.caption(plain(t("stage.notes_elsewhere" if accompanied else "stage.notes_public")))
    with st.container(horizontal=True, gap="small"):
        st.button(
            t("stage.clock_reset" if room.started else "stage.clock_start"),
            key=Key.STAGE_CLOCK,
            icon=":material/timer:",
            on_click=whole(talk.start_clock),
        )
        if code := talk.code():
            query = urlencode({"lang": t.lang.value, PAIR: code})
            st.link_button(
                t("stage.speaker_open"), f"{base()}/speaker?{query}", icon=":material/open_in_new:"
            )
        else:
            st.button(
                t("stage.speaker_invite"),
                key=Key.STAGE_INVITE,
                icon=":material/co_present:",
                on_click=whole(talk.open_door),
            )
    if talk.code():
        st.caption(plain(t("stage.speaker_help")))
    story = Address(lang=t.lang, story=place.story.id, step=place.number)
    now = view.address.pace
    rows = (
        Way(
            t("stage.pace_s", n=pace) if pace else t("stage.pace_off"),
            *("", story.but(pace=pace), pace == now),
        )
        for pace in sorted({*PACES, now})
    )
    st.html(choice(view, "pace", t("stage.pace"), rows))
