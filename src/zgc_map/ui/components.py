"""The map's component, made known to the server before any reader has come."""

from __future__ import annotations

import importlib

from streamlit.components.v1.custom_component import CustomComponent
from streamlit.runtime import get_instance


def register_components() -> None:
    """Register what streamlit-folium declares, once the server runs.

    Streamlit does so itself only where the import happens inside a session; imported earlier, the
    component would be known to the page but not to the server, and the map would stay empty.
    """
    for declared in vars(importlib.import_module("streamlit_folium")).values():
        if isinstance(declared, CustomComponent):
            get_instance().component_registry.register_component(declared)
