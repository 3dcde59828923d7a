"""Stories: those that come with the data, and the reader's own."""

import streamlit as st

from zgc_map.ui import editor, parts, shell, stories
from zgc_map.ui.keys import Key
from zgc_map.ui.view import View


def render(view: View) -> None:
    """Show every story with what can be done with it, then the reader's own to write on."""
    parts.heading(view, "stories")
    with st.container(key=Key.STORIES):
        stories.shipped(view)
        editor.editor(view)


shell.page(render)
