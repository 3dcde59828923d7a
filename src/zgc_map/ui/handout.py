"""A story on paper: every step of it on one page, for the browser's own print command."""

from __future__ import annotations

import streamlit as st

from zgc_map.render import stage as steps
from zgc_map.render.hrefs import Way
from zgc_map.ui import talk
from zgc_map.ui.frame import ways
from zgc_map.ui.keys import Key
from zgc_map.ui.origin import is_local
from zgc_map.ui.stage import place_at, stories
from zgc_map.ui.takeaway import take_story
from zgc_map.ui.view import View
from zgc_map.ui.words import plain


def handout(view: View) -> None:
    """Show every step of the story the address names, one under the other."""
    story = talk.story_of(view.catalog, view.address)
    if story is None:
        stories(view, "handout")
        return
    places = tuple(place_at(view, story, number + 1) for number in range(len(story.steps)))
    with st.container(key=Key.HANDOUT):
        back = Way(view.t("handout.stage"), "stage", view.address.but(step=1))
        st.html(ways(view, "head", view.t("map.ways"), [back]))
        take_story(view, story)
        st.caption(plain(view.t("handout.how")))
        st.html(steps.PAPER)
        local = is_local(places[0].link)
        st.html(steps.handout(view.catalog, places, view.t, view.store.parks, local=local))
