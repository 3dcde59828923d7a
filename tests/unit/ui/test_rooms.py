"""Rooms: only a code opens one, they are few, and they are forgotten."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from zgc_map.model import Catalog, Story
from zgc_map.query import Address
from zgc_map.ui import talk
from zgc_map.ui.rooms import HERE, Room, Rooms, Window


@pytest.fixture
def story(toytown: Catalog) -> Story:
    found = toytown.stories[0]
    return replace(found, steps=found.steps * 3)


def test_a_room_is_found_by_its_code_and_by_nothing_else(story: Story) -> None:
    rooms = Rooms()
    one, other = Room(story), Room(story)
    first, second = rooms.open(one), rooms.open(other)
    assert rooms.find(first) is one and rooms.find(second) is other
    for code in ("", first[:-1], first + "A", first.swapcase(), "A" * len(first), story.id):
        assert rooms.find(code) is None
    assert len({rooms.open(one) for _ in range(50)}) == 50
    assert len(first) >= 22  # 128 bits


def test_the_room_asked_for_longest_ago_is_closed_first(story: Story) -> None:
    rooms = Rooms(limit=2)
    old, used = rooms.open(Room(story)), rooms.open(Room(story))
    assert rooms.find(old) and rooms.find(used)
    new = rooms.open(Room(story))
    assert rooms.find(old) is None
    assert rooms.find(used) and rooms.find(new)


def test_a_room_nobody_asks_for_is_forgotten(story: Story) -> None:
    rooms = Rooms(idle=0)
    assert rooms.find(rooms.open(Room(story))) is None


def test_a_move_stays_within_the_story_and_is_counted(story: Story) -> None:
    room = Room(story)
    assert [room.move(step) for step in (2, 0, 999)] == [1, 2, 3]
    assert room.step == len(story.steps)
    room.move(-5)
    assert room.step == 1


def test_a_move_while_the_stage_takes_over_another_is_yet_to_be_shown(
    toytown: Catalog, story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    room, waiting = Room(story), [3]

    def write(_: object) -> None:
        if waiting:
            room.move(waiting.pop())

    monkeypatch.setattr(talk, "story_of", lambda *_: story)
    monkeypatch.setattr(talk, "write", write)
    monkeypatch.setattr("streamlit.session_state", {talk._ROOM: room, talk._TURN: room.turn})
    room.move(2)
    address = talk.on_stage(toytown, Address(story=story.id))
    assert (address.step, talk.behind()) == (2, True)
    address = talk.on_stage(toytown, address)
    assert (address.step, talk.behind()) == (3, False)


def test_the_clock_stands_until_it_is_started(story: Story) -> None:
    room = Room(story)
    assert room.elapsed is None
    room.restart()
    assert room.elapsed is not None and room.elapsed >= 0


def test_a_window_is_there_while_it_is_heard_of(
    story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = 1_000.0
    monkeypatch.setattr(time, "monotonic", lambda: now)
    room = Room(story)
    assert not room.has(Window.STAGE) and not room.has(Window.SPEAKER)
    room.hear(Window.STAGE)
    assert room.has(Window.STAGE) and not room.has(Window.SPEAKER)
    room.hear(Window.SPEAKER)
    now += HERE[Window.STAGE]
    assert not room.has(Window.STAGE) and room.has(Window.SPEAKER)
    now += HERE[Window.SPEAKER]
    assert not room.has(Window.SPEAKER)
