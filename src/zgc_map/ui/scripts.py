"""Our own scripts in the page: mounted as components, and heard."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import streamlit as st

from zgc_map import ROOT

_FOLDER: Final = ROOT / "static" / "atlas"


def script(name: str, *files: str, **options: Any) -> Any:
    """Return the component of scripts of `static/atlas`; `options` are those of Streamlit."""
    text = "\n".join((_FOLDER / file).read_text("utf-8") for file in files)
    return inline(name, text, **options)


def inline(name: str, text: str, **options: Any) -> Any:
    """Return the component of a script given as text."""
    return st.components.v2.component(name, js=text, **options)


def reported(key: str, name: str) -> object:
    """Return what a script mounted under a key reported last by a name, as it came; else None."""
    state = st.session_state.get(key)
    return state.get(name) if isinstance(state, Mapping) else None
