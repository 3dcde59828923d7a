"""The map's component: a drawing made once a dataset, and a view of it as data.

folium draws and streamlit-folium writes it down, as it would for its own component; ours runs that
script in the page itself (``static/atlas/canvas.js``), without a frame. What never changes has a
name: a browser fetches it by that from a server that has it as files (``zgc_map.serve.entry``), and
is given it once, with a view, where there is none.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import streamlit as st
from streamlit_folium import _get_map_string

from zgc_map.model import About
from zgc_map.render.map import STATIC, MapLayers, base_map
from zgc_map.ui.address_bar import whole
from zgc_map.ui.scripts import inline

_GIVEN: Final = "parts of the map given"


@dataclass
class Files:
    """Whether this process serves parts as files; set once, before the first reader."""

    served: bool = False


FILES: Final = Files()

_canvas = inline(
    "atlas_map",
    f'const here = new URL("{STATIC}/atlas/canvas.js", document.baseURI).href;\n'
    "export default async (told) => (await import(here)).default(told);",
    isolate_styles=False,
)
"""Short, since it travels with each view: the script itself is a file the browser keeps."""


@dataclass(frozen=True, slots=True)
class Part:
    """What does not change, as JSON, and what it is called."""

    name: str
    text: str


def part(content: object) -> Part:
    """Return a part; its name follows from what it is."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return Part(hashlib.sha256(text.encode()).hexdigest()[:12], text)


def drawn(layers: MapLayers, about: About) -> Part:
    """Return the script that draws the constant map of a dataset."""
    atlas = base_map(layers, about)
    atlas.get_root().render()
    return part(_get_map_string(atlas))


def canvas(
    drawing: Part, ground: Part, view: Mapping[str, Any], key: str, on_deed: Callable[[], None]
) -> None:
    """Show a view: what it changes of a ground, on a drawing.

    What the map reports is then in the session state under `key`, by the name ``deed``.
    """
    parts = _lacked(drawing, ground)
    _canvas(
        key=key,
        data=_message(drawing, ground, view, parts),
        on_deed_change=on_deed,
        on_lacking_change=_forget,
    )


def _lacked(*parts: Part) -> dict[str, str]:
    """Return what the browser has to be given now, and take it as given."""
    given: frozenset[str] | None = st.session_state.get(_GIVEN)
    if given is None and FILES.served:
        return {}
    given = given or frozenset()
    lacked = {row.name: row.text for row in parts if row.name not in given}
    st.session_state[_GIVEN] = given | lacked.keys()
    return lacked


def _message(
    drawing: Part, ground: Part, view: Mapping[str, Any], parts: Mapping[str, str]
) -> bytes:
    """Return what the script is told, as JSON; parts are not written out a second time."""
    told = json.dumps(
        {"drawing": drawing.name, "ground": ground.name, "view": view},
        ensure_ascii=False,
        separators=(",", ":"),
    )
    given = ",".join(f'"{name}":{text}' for name, text in parts.items())
    return f'{{"given":{{{given}}},{told[1:]}'.encode()


@whole
def _forget() -> None:
    """Give everything once more: the browser lacks something it was given, or could not fetch."""
    st.session_state[_GIVEN] = frozenset()
