"""A reader's place in a story: on stage, in a second window, and while looking elsewhere."""

from __future__ import annotations

from typing import Final

import streamlit as st

from zgc_map.model import DRAFT, Catalog, Step, Story
from zgc_map.query import Address, Arcs, Picture, write_address
from zgc_map.query.stories import step_address
from zgc_map.ui.address_bar import write
from zgc_map.ui.draft import current_draft
from zgc_map.ui.navigate import go
from zgc_map.ui.rooms import ROOMS, Room, Window

_CODE: Final = "code of the talk"
_TURN: Final = "turn of the talk"
_EXPLORED: Final = "view asked for on stage"
_LEFT: Final = "story left for a page"
_ROOM: Final = "talk"


def story_of(catalog: Catalog, address: Address) -> Story | None:
    """Return the story an address names: one of the dataset, or the reader's own."""
    story = current_draft() if address.story == DRAFT else None
    if address.story and address.story != DRAFT:
        story = catalog.story[address.story]
    return story if story and story.steps else None


def on_stage(catalog: Catalog, address: Address) -> Address:
    """Return the address of the view a stage shows: that of its step, with the story's words.

    The speaker's window may have moved on: then the step is that of the talk, and the browser's
    address follows.
    """
    story = story_of(catalog, address)
    if story is None:
        return address.but(story=None)
    number = min(address.step, len(story.steps))
    room = talk(story, number)
    shown, turn = room.look()
    if st.session_state.get(_TURN) != turn:
        number = shown
        write(write_address(address.but(step=number)))
    elif shown != number:
        turn = room.move(number)
    st.session_state[_TURN] = turn  # not one that came meanwhile: it is yet to be shown
    place = address.but(story=story.id, step=number)
    st.session_state[_LEFT] = Address(story=story.id, step=number, pace=address.pace)
    return view_of(catalog, story.steps[number - 1], place)


def view_of(catalog: Catalog, step: Step, place: Address) -> Address:
    """Return the address of a step's view on the map, in the language and at the place of another.

    A step of the page of connections has them drawn on the map.
    """
    page, view = step_address(catalog, step)
    if page == "flows":
        view = view.but(arcs=Arcs.ON, picture=Picture.MAP)
    return view.but(lang=place.lang, story=place.story, step=place.step, pace=place.pace)


def talk(story: Story, number: int) -> Room:
    """Return this session's talk; another story begins another talk, with the same listeners."""
    room = st.session_state.get(_ROOM)
    if not isinstance(room, Room):
        room = Room(story, number)
        st.session_state[_ROOM] = room
        st.session_state[_TURN] = room.turn
    if room.story != story:
        room.story = story
        st.session_state[_TURN] = room.move(number)
    return room


def join(code: str) -> None:
    """Come back to the talk of a code, as a tab does that was loaded anew. For callbacks."""
    room = ROOMS.find(code)
    if room is not None:
        st.session_state[_CODE] = code
        st.session_state[_ROOM] = room
        st.session_state.pop(_TURN, None)  # the talk may have moved on meanwhile


def start_clock() -> None:
    """Start the clock from zero; the talk has a code then, so that a reload keeps it running."""
    open_door()
    room: Room = st.session_state[_ROOM]
    room.restart()


def open_door() -> None:
    """Let a second window, which knows the code, into this session's talk. For callbacks."""
    if code() is None:
        st.session_state[_CODE] = ROOMS.open(st.session_state[_ROOM])


def code() -> str | None:
    """Return the code of this session's talk, if a second window may come in."""
    found = st.session_state.get(_CODE)
    return found if isinstance(found, str) and ROOMS.find(found) else None


def behind() -> bool:
    """Whether the second window has moved since this session, which is on stage, last looked."""
    room = st.session_state.get(_ROOM)
    if isinstance(room, Room):
        room.hear(Window.STAGE)
    return isinstance(room, Room) and room.turn != st.session_state.get(_TURN)


def go_to_step(step: int) -> None:
    """Put a step on stage, and nothing else into its address. For callbacks."""
    go(
        lambda address: Address(
            lang=address.lang, story=address.story, step=step, pace=address.pace
        )
    )


def explore(view: Address, after: Address) -> None:
    """Ask to leave the stage for the map, if a deed there changed the view. For callbacks."""
    if after != view:
        st.session_state[_EXPLORED] = after.but(story=None, step=1, pace=0)


def explored() -> Address | None:
    """Return, once, the view that a deed on stage asks for."""
    found = st.session_state.pop(_EXPLORED, None)
    return found if isinstance(found, Address) else None


def left() -> Address | None:
    """Return where in which story this session was, if it has been on stage."""
    found = st.session_state.get(_LEFT)
    return found if isinstance(found, Address) else None


def forget() -> None:
    """Offer no return any more. For callbacks."""
    st.session_state.pop(_LEFT, None)
