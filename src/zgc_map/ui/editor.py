"""The reader's own story, to be written on: texts, order, undo, files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import streamlit as st

from zgc_map.catalog import LIMITS
from zgc_map.catalog.stories import story_document
from zgc_map.catalog.story_form import LINE_MAX, LINES_MAX, NOTES_MAX, TITLE_MAX, most
from zgc_map.catalog.story_text import write_yaml
from zgc_map.model import DRAFT, Lang, LocalizedText, Step, Story
from zgc_map.query import changed, read_story, step_address
from zgc_map.query.drafting import (
    EMPTY,
    NOTHING,
    filled,
    mark,
    moved_step,
    taken,
    with_text,
    without_step,
)
from zgc_map.ui.address_bar import whole
from zgc_map.ui.draft import OPEN, desk
from zgc_map.ui.frame import link
from zgc_map.ui.keys import Key
from zgc_map.ui.navigate import hold
from zgc_map.ui.own_file import OwnFile, own_file
from zgc_map.ui.problems import problems
from zgc_map.ui.stories import present
from zgc_map.ui.takeaway import take_story
from zgc_map.ui.view import View
from zgc_map.ui.words import plain

Change = Callable[[Story, LocalizedText], Story]
"""Puts a text into its place in a story."""


def editor(view: View) -> None:
    """Show the reader's own story with everything that can be done with it."""
    with st.container(key=Key.DRAFT.of("own")):
        _own(view)


def _own(view: View) -> None:
    t, mine = view.t, desk()
    st.header(t("draft.title"), anchor=False)
    st.markdown(plain(t("draft.failed" if mine.failed else "draft.intro")))
    _aside(view)
    _deeds(view)
    if mine.now.steps:
        title, audience = mine.now.title, mine.now.audience
        _text(view, t("draft.of_story"), title, TITLE_MAX, _put_title, "title")
        _text(view, t("draft.audience"), audience, LINE_MAX, _put_audience, "audience")
        st.caption(plain(t("draft.languages", mark=mark(Lang.EN))))
        for index, step in enumerate(mine.now.steps):
            _step(view, index, step)
    else:
        st.info(plain(t("draft.empty")), icon=":material/playlist_add:")
    _files(view)


def _deeds(view: View) -> None:
    t, mine = view.t, desk()
    deeds = (
        ("undo", ":material/undo:", not mine.past, mine.undo),
        ("redo", ":material/redo:", not mine.future, mine.redo),
        ("discard", ":material/delete:", mine.now == EMPTY, lambda: mine.put(EMPTY)),
    )
    with st.container(horizontal=True, vertical_alignment="center", key=Key.DRAFT.of("deeds")):
        for word, icon, disabled, deed in deeds:
            st.button(
                t(f"draft.deed_{word}"),
                key=Key.DRAFT.of(word),
                icon=icon,
                disabled=disabled,
                on_click=deed,
            )
        if mine.now.steps:
            present(view, mine.now, t("draft.preview"))
            take_story(view, filled(mine.now))


def _step(view: View, index: int, step: Step) -> None:
    t, number = view.t, index + 1
    is_open = st.session_state.get(OPEN) == step.key
    with st.container(key=Key.DRAFT.of("step", str(index))):
        with st.container(horizontal=True, vertical_alignment="center"):
            title = next(
                (text for text in _in_order(view, step.title) if text), t("draft.untitled")
            )
            st.markdown(f"**{number}. {plain(title)}**", width="stretch")
            last = index == len(desk().now.steps) - 1
            _deed(view, "up", index, ":material/arrow_upward:", off=index == 0)
            _deed(view, "down", index, ":material/arrow_downward:", off=last)
            _deed(view, "edit", index, ":material/expand_less:" if is_open else ":material/edit:")
            _deed(view, "delete", index, ":material/delete:")
        if changed(view.catalog, step):
            st.warning(plain(t("draft.stale")), icon=":material/history:")
            _deed(view, "seen", index, ":material/visibility:")
        if is_open:
            _fields(view, index, step)


def _fields(view: View, index: int, step: Step) -> None:
    t, name = view.t, str(index)
    page, address = step_address(view.catalog, step)
    link(page, t("draft.open_view"), address.but(lang=t.lang))
    put_title = _of_step(index, lambda step, text: replace(step, title=text))
    put_notes = _of_step(index, lambda step, text: replace(step, notes=text))
    _text(view, t("draft.step_title"), step.title, TITLE_MAX, put_title, "step_title", name)
    for place in range(LINES_MAX):
        line = step.lines[place] if place < len(step.lines) else NOTHING
        put = _of_step(index, partial(_put_line, place))
        label = t("draft.line", n=t.number(place + 1))
        _text(view, label, line, LINE_MAX, put, "line", name, str(place))
    _text(view, t("draft.notes"), step.notes, NOTES_MAX, put_notes, "notes", name)
    st.caption(plain(t("draft.claims", claims=", ".join(step.claim_ids) or "–")))


def _put_title(story: Story, text: LocalizedText) -> Story:
    return replace(story, title=text)


def _put_audience(story: Story, text: LocalizedText) -> Story:
    return replace(story, audience=text)


def _put_line(place: int, step: Step, text: LocalizedText) -> Step:
    """Return a step with another line; empty lines at the end are no lines."""
    lines = [*step.lines, *[NOTHING] * LINES_MAX][:LINES_MAX]
    lines[place] = text
    while lines and lines[-1] == NOTHING:
        lines.pop()
    return replace(step, lines=tuple(lines))


def _of_step(index: int, change: Callable[[Step, LocalizedText], Step]) -> Change:
    def put(story: Story, text: LocalizedText) -> Story:
        steps = list(story.steps)
        steps[index] = change(steps[index], text)
        return replace(story, steps=tuple(steps))

    return put


def _text(
    view: View, label: str, text: LocalizedText, letters: int, put: Change, *place: str
) -> None:
    """Show one text in every language, the reader's own first; `place` tells it from others."""
    languages = _languages(view)
    for column, lang in zip(st.columns(len(languages)), languages, strict=True):
        key = Key.DRAFT.of(*place, lang)
        field = column.text_area if place[0] == "notes" else column.text_input
        field(
            plain(f"{label} · {lang.upper()}"),
            key=hold(key, text.in_(lang), sure=True),
            max_chars=most(letters, lang),
            on_change=_write,
            args=(key, put, text, lang, letters),
        )


@whole
def _write(key: str, put: Change, text: LocalizedText, lang: Lang, letters: int) -> None:
    mine = desk()
    said = with_text(
        text, lang, st.session_state[key] or "", letters, paragraphs=letters == NOTES_MAX
    )
    mine.put(put(mine.now, said))


def _deed(view: View, word: str, index: int, icon: str, *, off: bool = False) -> None:
    """Show a button for one step: an icon to the eye, a sentence to a screen reader."""
    label = view.t(f"draft.step_{word}", n=view.t.number(index + 1))
    st.button(
        plain(label),
        key=Key.DRAFT.of(word, str(index)),
        icon=icon,
        disabled=off,
        on_click=_do,
        args=(view, word, index),
    )


@whole
def _do(view: View, word: str, index: int) -> None:
    mine, opened = desk(), st.session_state.get(OPEN)
    if index >= len(mine.now.steps):  # a second click on a list that has changed
        return
    match word:
        case "edit":
            key = mine.now.steps[index].key
            st.session_state[OPEN] = None if opened == key else key
        case "up" | "down":
            mine.put(moved_step(mine.now, index, -1 if word == "up" else 1))
        case "delete":
            mine.put(without_step(mine.now, index))
        case "seen":
            steps = list(mine.now.steps)
            steps[index] = taken(view.catalog, steps[index])
            mine.put(replace(mine.now, steps=tuple(steps)))


def _files(view: View) -> None:
    t, mine = view.t, desk()
    if mine.now.steps:
        st.download_button(
            t("draft.download"),
            partial(_written, mine.now),
            file_name="story.yaml",
            mime="application/yaml",
            key=Key.DRAFT.of("download"),
            icon=":material/download:",
            on_click="ignore",
        )
    own_file(
        Key.DRAFT.of("open"),
        partial(_load, view),
        label=t("draft.open"),
        about=t("draft.open_help"),
        accept=".yaml,.yml,.json",
        most=LIMITS.story_bytes,
    )
    issues, number = st.session_state.get(_REFUSED, ((), 0))
    if issues and number == mine.number:  # with the next deed it is history
        st.error(plain(t("draft.refused")), icon=":material/block:")
        problems(t, issues)


def _written(story: Story) -> str:
    return write_yaml(story_document(story))


_REFUSED = "refused file"


def _load(view: View, file: OwnFile) -> None:
    story, issues = read_story(view.catalog, DRAFT, file.data, "story.yaml", file.size)
    st.session_state[_REFUSED] = issues, desk().number
    if story is not None:
        desk().put(story)


def _aside(view: View) -> None:
    """Give back a draft that could not be read: it is never lost without the reader's word."""
    t, mine = view.t, desk()
    if not mine.aside:
        return
    st.warning(plain(t("draft.aside")), icon=":material/warning:")
    problems(t, mine.issues)
    with st.container(horizontal=True):
        st.download_button(
            t("draft.aside_download"),
            partial(str, mine.aside),
            file_name="draft.json",
            mime="application/json",
            key=Key.DRAFT.of("aside"),
            on_click="ignore",
        )
        st.button(t("draft.aside_drop"), key=Key.DRAFT.of("let_go"), on_click=mine.let_go)


def _languages(view: View) -> tuple[Lang, ...]:
    rest = (lang for lang in view.catalog.about.languages if lang is not view.t.lang)
    return view.t.lang, *rest


def _in_order(view: View, text: LocalizedText) -> tuple[str, ...]:
    return tuple(text.in_(lang) for lang in _languages(view))
