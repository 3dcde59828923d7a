"""What the map's script is told: a view each time, what never changes once."""

from __future__ import annotations

import json
import posixpath
import re
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
import streamlit_folium
from hypothesis import given
from hypothesis import strategies as some

from zgc_map.render.map import SCRIPTS, STATIC, STYLES, base_map
from zgc_map.ui import canvas
from zgc_map.ui.store import open_store

FOLDER = Path(__file__).parents[3] / "static" / "atlas"


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """Catch what the component is called with, and have a session of our own."""
    calls: list[dict[str, Any]] = []
    monkeypatch.setattr(canvas, "_canvas", lambda **given: calls.append(given))
    monkeypatch.setattr(st, "session_state", {})
    return calls


def show(view: dict[str, Any], ground: canvas.Part) -> None:
    canvas.canvas(open_store().drawing, ground, view, "map", lambda: None)


def test_the_drawing_is_the_script_st_folium_would_run(monkeypatch: pytest.MonkeyPatch) -> None:
    """An upgrade of streamlit-folium that writes another script fails here."""
    store = open_store()
    calls: list[dict[str, Any]] = []
    monkeypatch.setattr(streamlit_folium, "_component_func", lambda **given: calls.append(given))
    streamlit_folium.st_folium(base_map(store.layers, store.catalog.about), returned_objects=[])
    (theirs,) = calls
    assert json.loads(store.drawing.text) == theirs["script"]
    assert theirs["id"] == "map_div"  # the element canvas.js has for it
    assert canvas.drawn(store.layers, store.catalog.about) == store.drawing
    assert store.drawing is open_store().drawing


def test_what_never_changes_is_given_once(told: list[dict[str, Any]]) -> None:
    drawing, light, dark = open_store().drawing, canvas.part({"a": 1}), canvas.part({"a": 2})
    for ground in (light, light, dark, light):
        show({"selected": None}, ground)
    given_parts = [set(json.loads(call["data"])["given"]) for call in told]
    assert given_parts == [{drawing.name, light.name}, set(), {dark.name}, set()]
    assert [json.loads(call["data"])["ground"] for call in told][2] == dark.name


def test_what_the_browser_lacks_is_given_again(told: list[dict[str, Any]]) -> None:
    ground = canvas.part({"a": 1})
    show({}, ground)
    told[-1]["on_lacking_change"]()
    show({}, ground)
    first, second = (json.loads(call["data"])["given"] for call in told)
    assert first == second
    assert len(first) == 2


def test_a_browser_that_fetches_is_given_nothing_before_it_says_what_it_lacks(
    told: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(canvas.FILES, "served", True)
    ground, other = canvas.part({"a": 1}), canvas.part({"a": 2})
    show({}, ground)
    told[-1]["on_lacking_change"]()
    for row in (ground, ground, other):
        show({}, row)
    given_parts = [set(json.loads(call["data"])["given"]) for call in told]
    drawing = open_store().drawing.name
    assert given_parts == [set(), {drawing, ground.name}, set(), {other.name}]


@given(some.dictionaries(some.text(), some.text() | some.integers() | some.none()))
def test_every_text_arrives_as_it_is(view: dict[str, Any]) -> None:
    ground = canvas.part(view)
    data = canvas._message(canvas.part("x"), ground, view, {ground.name: ground.text})
    read = json.loads(data)
    assert read["view"] == view
    assert read["given"] == {ground.name: view}


def test_the_script_loads_what_the_offline_page_holds() -> None:
    """The lists in the script are those of `render/map.py`, in their order."""
    text = (FOLDER / "canvas.js").read_text("utf-8")
    for name, wanted in (("SCRIPTS", SCRIPTS), ("STYLES", STYLES)):
        (paths,) = re.findall(rf"const {name} = \[([^\]]*)\]", text)
        named = [f"{STATIC}/atlas/{path}" for path in re.findall(r'"([^"]+)"', paths)]
        assert [*map(posixpath.normpath, named)] == [url for _, url in wanted]
