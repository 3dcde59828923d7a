"""Talks that a second window takes part in: who knows the code may see and move, no one else.

A room lives in the memory of the server and nowhere else. The code is 128 random bits; rooms are
few, and one that nobody asks for is forgotten.
"""

from __future__ import annotations

import secrets
import threading
import time
from collections import OrderedDict
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from zgc_map.model import Story

MAX_ROOMS: Final = 200
MAX_IDLE: Final = 4 * 60 * 60
"""Seconds after which a room that nobody asked for is closed."""


class Window(StrEnum):
    """Which of a talk's windows."""

    STAGE = "stage"
    SPEAKER = "speaker"


HERE: Final = {Window.STAGE: 5.0, Window.SPEAKER: 90.0}
"""Seconds for which a window counts as there after it was last heard of.

A window in the background may be let speak once a minute; a stage is in front.
"""


@dataclass
class Room:
    """One talk: the story, the step on stage, and since when it runs.

    `turn` counts the moves, so that each window can tell whether the other one has moved.
    """

    story: Story
    step: int = 1
    turn: int = 0
    started: float | None = None
    """Seconds of `time.time`, or None before the clock is started."""
    heard: dict[Window, float] = field(default_factory=dict)
    """When each window was last heard of, in seconds of `time.monotonic`."""
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False, compare=False)

    def hear(self, window: Window) -> None:
        """Note that a window is open."""
        self.heard[window] = time.monotonic()

    def has(self, window: Window) -> bool:
        """Whether a window is open, as far as was heard lately."""
        heard = self.heard.get(window)
        return heard is not None and time.monotonic() - heard < HERE[window]

    def move(self, step: int) -> int:
        """Go to a step, to the nearest one if there is none of that number; return the turn."""
        with self._lock:
            self.step = min(max(step, 1), len(self.story.steps))
            self.turn += 1
            return self.turn

    def look(self) -> tuple[int, int]:
        """Return the step on stage and the turn it came with; another window may move any time."""
        with self._lock:
            return self.step, self.turn

    def restart(self) -> None:
        """Start the clock from zero."""
        self.started = time.time()

    @property
    def elapsed(self) -> float | None:
        """Seconds since the clock was started."""
        return None if self.started is None else max(0.0, time.time() - self.started)


@dataclass
class Rooms:
    """The open rooms by code, the one asked for longest ago first."""

    limit: int = MAX_ROOMS
    idle: float = MAX_IDLE
    _rooms: OrderedDict[str, tuple[Room, float]] = field(default_factory=OrderedDict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def open(self, room: Room) -> str:
        """Let in who knows the code that is returned; the room idle longest may be closed."""
        code = secrets.token_urlsafe(16)
        with self._lock:
            self._rooms[code] = (room, time.monotonic())
            self._clear()
        return code

    def find(self, code: str) -> Room | None:
        """Return the room of a code, if it is still open."""
        with self._lock:
            self._clear()
            found = self._rooms.pop(code, None)
            if found is None:
                return None
            self._rooms[code] = (found[0], time.monotonic())
            return found[0]

    def _clear(self) -> None:
        now = time.monotonic()
        while self._rooms:
            code, (_, seen) = next(iter(self._rooms.items()))
            if len(self._rooms) <= self.limit and now - seen < self.idle:
                return
            del self._rooms[code]


ROOMS: Final = Rooms()
"""The rooms of this server."""
