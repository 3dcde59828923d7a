"""The page's own script: our links are followed in place, and single keys reach boxes and buttons.

A key names an element by the key of its widget: a box is focused, a button or link is clicked.
"""

from __future__ import annotations

from collections.abc import Mapping

from zgc_map.ui.keys import Key
from zgc_map.ui.scripts import script

AGAIN = {"box": Key.SEARCH.value, "list": Key.RESULTS.value, "word": "q"}
"""The box in which Enter, once more, opens the first thing it found."""

_script = script("atlas_page", "page.js")


def listen(keys: Mapping[str, str], *, name: Key = Key.SHORTCUTS) -> None:
    """Make single keys (as `KeyboardEvent.key` calls them) reach elements by their widget keys.

    A part of the app with keys of its own mounts this once more under another name.
    """
    _script(key=name.of("script"), data=[dict(keys), AGAIN])
