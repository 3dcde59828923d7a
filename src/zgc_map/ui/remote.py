"""The remote control of stage and speaker: keys, clicker, pace and timer, in the browser.

The script is `static/atlas/stage.js`. It reports the step to go to, counted, so that a press is
never lost between two runs; and, after a reload of the stage, the code of the talk it was in.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum

import streamlit as st

from zgc_map.ui.address_bar import whole
from zgc_map.ui.keys import Key
from zgc_map.ui.scripts import reported, script

_HEARD = "presses heard"
_HTML = (
    '<div class="remote"><div class="bar"></div><div class="blank" hidden></div>'
    '<span class="pace" aria-hidden="true"></span> <span class="timer" role="timer"></span> '
    '<span class="clock"></span></div>'
)

_remote = script("atlas_remote", "stage.js", html=_HTML, isolate_styles=False)


class Mode(StrEnum):
    """Where the remote is: on stage, at the speaker's, or on a page a story was left for."""

    STAGE = "stage"
    SPEAKER = "speaker"
    AWAY = "away"


@dataclass(frozen=True, slots=True)
class Told:
    """What the remote is told of the talk."""

    story: str = ""
    step: int = 1
    steps: int = 0
    pace: int = 0
    elapsed: float | None = None
    """Seconds shown by the timer; None while it does not run."""
    panel: str = ""
    """The key of the button whose panel is open: Escape closes it before it leaves."""
    code: str = ""
    """The code of the talk, which the tab keeps for after a reload."""


def remote(
    mode: Mode,
    told: Told = Told(),
    *,
    move: Callable[[int], None] = lambda _: None,
    join: Callable[[str], None] = lambda _: None,
) -> None:
    """Listen to keys and clicks; the callbacks get the step to go to, and a code that was kept."""
    key = Key.STAGE_REMOTE.of(mode)
    heard = st.session_state.get(_HEARD, 0)
    _remote(
        key=key,
        data={"mode": mode.value, "heard": heard, **asdict(told)},
        on_move_change=whole(lambda: _moved(key, told.steps, move)),
        on_join_change=whole(lambda: _joined(key, join)),
    )


def _joined(key: str, join: Callable[[str], None]) -> None:
    code = reported(key, "join")
    if isinstance(code, str):
        join(code)


def _moved(key: str, steps: int, move: Callable[[int], None]) -> None:
    said = reported(key, "move")
    if not isinstance(said, Mapping):
        return
    step, count = said.get("step"), said.get("n")
    if isinstance(count, int):
        st.session_state[_HEARD] = count
    if isinstance(step, int) and 1 <= step <= steps:
        move(step)
