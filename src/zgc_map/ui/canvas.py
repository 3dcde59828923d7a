"""The map's component, with its arguments rendered once a dataset instead of in every run.

`st_folium` renders and hashes the whole map each time it is called. What it hands its component
in the end is a dictionary of strings; this module makes the same one (a test compares them) and
calls the component itself. The dictionary is data: no `folium.Map` outlives `drawn`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from streamlit_folium import (
    _component_func,
    _get_header,
    _get_html,
    _get_map_string,
    get_full_id,
)

from zgc_map.model import About
from zgc_map.render.map import EARLY, SCRIPTS, STYLES, MapLayers, base_map

HEIGHT = 720
"""Pixels before the style sheet fits the map to the window."""


def drawn(layers: MapLayers, about: About) -> Mapping[str, Any]:
    """Return what `st_folium` would hand its component for the constant map of a dataset."""
    atlas = base_map(layers, about)
    atlas.get_root().render()
    return {
        "html": _get_html(atlas),
        "header": _get_header(atlas),
        "script": _get_map_string(atlas),  # the last one: it renames what the others read
        "id": get_full_id(atlas),
        "default": {},
        "height": HEIGHT,
        "width": None,
        "returned_objects": [],
        "zoom": None,
        "center": None,
        "feature_group": None,
        "return_on_hover": False,
        "layer_control": None,
        "pixelated": False,
        "css_links": [url for _, url in STYLES],
        "js_links": [url for _, url in (EARLY, *SCRIPTS)],
        "wrap_longitude": False,
    }


def canvas(drawing: Mapping[str, Any], key: str, on_change: Callable[[], None]) -> None:
    """Show a drawing; what the map reports is then in the session state under `key`."""
    _component_func(**drawing, key=key, on_change=on_change)
