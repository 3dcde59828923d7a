"""What the map's component is handed is what st_folium itself would hand it."""

from __future__ import annotations

import json
import posixpath
import re
from pathlib import Path
from typing import Any

import pytest
import streamlit_folium

from zgc_map.render.map import SCRIPTS, STATIC, STYLES, base_map
from zgc_map.ui import canvas
from zgc_map.ui.store import open_store

FOLDER = Path(__file__).parents[3] / "static" / "atlas"


@pytest.fixture
def handed(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """Catch what the component is called with."""
    calls: list[dict[str, Any]] = []
    for module in (streamlit_folium, canvas):
        monkeypatch.setattr(module, "_component_func", lambda **given: calls.append(given))
    return calls


def test_the_arguments_are_those_of_st_folium(handed: list[dict[str, Any]]) -> None:
    """An upgrade of streamlit-folium that changes what its front end is told fails here."""
    store = open_store()
    streamlit_folium.st_folium(
        base_map(store.layers, store.catalog.about),
        key="map",
        height=canvas.HEIGHT,
        use_container_width=True,
        returned_objects=[],
    )
    canvas.canvas(store.drawing, "map", lambda: None)
    theirs, ours = handed
    for given in (theirs, ours):
        assert callable(given.pop("on_change"))
    assert theirs.pop("key") != "map"  # a digest of the script: a drawing never changes under a key
    assert ours.pop("key") == "map"
    assert ours == theirs


def test_a_drawing_is_plain_data_rendered_once(handed: list[dict[str, Any]]) -> None:
    store = open_store()
    before = json.dumps(store.drawing)
    canvas.canvas(store.drawing, "one", lambda: None)
    canvas.canvas(store.drawing, "two", lambda: None)
    assert store.drawing is open_store().drawing
    assert json.dumps(store.drawing) == before
    assert canvas.drawn(store.layers, store.catalog.about) == store.drawing


def test_what_the_frame_loads_in_turn_is_asked_for_early() -> None:
    """The list in the script is the one the frame is given, in its order."""
    early = (FOLDER / "early.js").read_text("utf-8")
    asked = re.findall(r'ask\("(script|style)", \[([^\]]*)\]\)', early)
    named = {kind: re.findall(r'"([^"]+)"', paths) for kind, paths in asked}
    below = f"{STATIC}/atlas/"
    for kind, wanted in (("script", SCRIPTS), ("style", STYLES)):
        assert [posixpath.normpath(below + path) for path in named[kind]] == [
            posixpath.normpath(url) for _, url in wanted
        ]
