"""The page's own script: our links are followed in place, and single keys reach boxes and buttons.

A key names an element by the key of its widget: a box is focused, a button or link is clicked.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping

import streamlit as st

from zgc_map import ROOT
from zgc_map.render.chrome import CARRIED
from zgc_map.ui.keys import Key
from zgc_map.ui.scripts import script
from zgc_map.ui.view import View

_PICTURE = ROOT / "static" / "atlas" / "icon.png"
ICON = f"data:image/png;base64,{b64encode(_PICTURE.read_bytes()).decode()}"
"""The browser asks for it again with each address: of a file Streamlit would not know any more."""

AGAIN = {"box": Key.SEARCH.value, "list": Key.RESULTS.value, "word": "q"}
"""The box in which Enter, once more, opens the first thing it found."""

_NAMED = "page named"
_script = script("atlas_page", "page.js")


def listen(keys: Mapping[str, str], *, name: Key = Key.SHORTCUTS) -> None:
    """Make single keys (as `KeyboardEvent.key` calls them) reach elements by their widget keys.

    A part of the app with keys of its own mounts this once more under another name.
    """
    _script(key=name.of("script"), data=[dict(keys), AGAIN, CARRIED])


def is_named() -> bool:
    """Whether the browser has been told what a page of this session is called."""
    return bool(st.session_state.get(_NAMED))


def name_page(view: View) -> None:
    """Tell the browser what the page is called."""
    icon = None if is_named() else ICON  # the browser keeps the one it has
    st.set_page_config(page_title=view.title, page_icon=icon, layout="wide")
    st.session_state[_NAMED] = True
