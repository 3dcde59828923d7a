"""The stories that come with the data, and the button that makes a view a step of one's own."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from zgc_map.model import DRAFT, Lang, Story
from zgc_map.query import STEP_PAGES, Address, changed
from zgc_map.query.drafting import step_of, with_step, with_view
from zgc_map.render.hrefs import Way
from zgc_map.text import Translator
from zgc_map.ui.address_bar import whole
from zgc_map.ui.draft import OPEN, desk
from zgc_map.ui.frame import link, ways
from zgc_map.ui.keys import Key
from zgc_map.ui.markup import Markup
from zgc_map.ui.navigate import here
from zgc_map.ui.store import last_store
from zgc_map.ui.takeaway import take_story
from zgc_map.ui.view import View
from zgc_map.ui.words import plain

STAGE = "stage"
"""The page stories are shown on in full."""


def shipped(view: View) -> None:
    """Show every story of the dataset: for whom, how long, and what can be done with it."""
    t = view.t
    if not view.catalog.stories:
        st.caption(plain(t("stories.none")))
    for story in view.catalog.stories:
        with st.container(key=Key.STORY.of(story.id)):
            st.header(plain(t.name(story.title)), anchor=False)
            steps = t.count("stories.steps", len(story.steps))
            st.caption(plain(f"{t.name(story.audience)} · {steps}"))
            stale(view, story)
            with st.container(horizontal=True, vertical_alignment="center"):
                present(view, story, t("stories.present"))
                take_story(view, story)
                st.button(
                    t("stories.copy"),
                    key=Key.STORY.of("copy", story.id),
                    icon=":material/edit:",
                    help=plain(t("stories.copy_help")),
                    on_click=_copy,
                    args=(story,),
                )


def stale(view: View, story: Story) -> None:
    """Say which steps show other data than when they were made."""
    numbers = [n for n, step in enumerate(story.steps, 1) if changed(view.catalog, step)]
    if numbers:
        steps = view.t.listed(view.t.number(number) for number in numbers)
        st.warning(plain(view.t("stories.stale", steps=steps)), icon=":material/history:")


def present(view: View, story: Story, label: str) -> None:
    """Lead to the stage with a story."""
    link(STAGE, label, Address(lang=view.t.lang, story=story.id))


def offer_step(view: View) -> None:
    """Offer to make the view a step of the reader's own story, and say how long that is."""
    if view.page not in STEP_PAGES:
        return
    t, mine = view.t, desk(view.catalog)
    st.button(
        t("draft.add"),
        key=Key.ADD_STEP,
        icon=":material/playlist_add:",
        width="stretch",
        on_click=_add,
        args=(view.page, t.lang),
    )
    opened = [n for n, step in enumerate(mine.now.steps) if step.key == st.session_state.get(OPEN)]
    for index in opened:
        st.button(
            plain(t("draft.replace", n=t.number(index + 1))),
            key=Key.ADD_STEP.of("replace"),
            icon=":material/sync:",
            width="stretch",
            on_click=_replace,
            args=(view.page, t.lang, index),
        )
    if mine.now.steps:
        count = t.count("draft.count", len(mine.now.steps))
        there = Way(count, "stories", view.address.but(claim=None, search=""))
        st.html(Markup(ways(view, "steps", t("page.stories"), [there], carries=True)))


@whole
def _add(page: str, lang: Lang) -> None:
    mine, catalog = desk(), last_store().catalog
    story = with_step(mine.now, step_of(catalog, page, here(catalog).but(lang=lang)))
    said = Translator(lang).count("draft.count", len(story.steps))
    st.toast(plain(said), icon=":material/playlist_add_check:")
    mine.put(story)  # last: begun again, the deed would add another


@whole
def _replace(page: str, lang: Lang, index: int) -> None:
    mine, catalog = desk(), last_store().catalog
    mine.put(with_view(catalog, mine.now, index, page, here(catalog).but(lang=lang)))


@whole
def _copy(story: Story) -> None:
    desk().put(replace(story, id=DRAFT))
