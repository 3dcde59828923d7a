"""A file of the reader's own: their browser reads it and reports its bytes.

Streamlit's uploads would be kept on the server for as long as the session; the route for them is
closed (`serve/gate.py`). The script is `static/atlas/own_file.js`. It reports a trigger, as a state
would be kept with the session, and sends it again until its number is heard (decision 0031).
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import streamlit as st

from zgc_map.ui.address_bar import whole
from zgc_map.ui.scripts import reported, script

_own_file = script("atlas_own_file", "own_file.js", isolate_styles=False)


@dataclass(frozen=True, slots=True)
class OwnFile:
    """What a reader chose: its bytes, or none if they are too many, and how many they are.

    `number` counts the files of a browser's window.
    """

    data: bytes
    size: int
    number: int


def own_file(  # what is said, and what may be chosen
    key: str, then: Callable[[OwnFile], None], *, label: str, about: str, accept: str, most: int
) -> None:
    """Offer to open a file of at most `most` bytes, and do `then` with it.

    `accept` is HTML's list of types of files.
    """
    last = f"{key} heard"

    @whole
    def heard() -> None:
        file = _chosen(key)
        if file is not None and file.number > st.session_state.get(last, 0):
            then(file)
            st.session_state[last] = file.number

    told = {"label": label, "about": about, "accept": accept, "most": most}
    data = told | {"heard": st.session_state.get(last, 0)}
    _own_file(key=key, data=data, on_file_change=heard)


def _chosen(key: str) -> OwnFile | None:
    """Return the file a report brings; what no script of ours reports is none."""
    said = reported(key, "file")
    if not isinstance(said, Mapping):
        return None
    text, size, number = said.get("text"), said.get("size"), said.get("number")
    if not (isinstance(text, str) and isinstance(size, int) and isinstance(number, int)):
        return None
    try:
        data = base64.b64decode(text, validate=True)
    except ValueError:
        return None
    return OwnFile(data, max(size, len(data)), number)
