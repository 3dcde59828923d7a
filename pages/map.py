"""The map: click a park, see its profile beside it."""

import streamlit as st

from zgc_map.ui import atlas, shell
from zgc_map.ui.view import View


def render(view: View) -> None:
    """Show the map as the hero, and the chosen park or an invitation beside it."""
    hero, beside = st.columns([0.69, 0.31], gap="medium")
    with hero:
        atlas.atlas_map(view)
    with beside:
        atlas.side(view)


shell.page(render)
