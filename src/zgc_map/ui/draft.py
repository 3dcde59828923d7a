"""The reader's own story: in this session while it is edited, in their browser to stay.

The script is `static/atlas/draft.js`. What it reports is treated as an upload: a text that cannot
be read is never overwritten, but kept aside until the reader takes it away.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import streamlit as st

from zgc_map.catalog import Issue
from zgc_map.catalog.package import read_json
from zgc_map.catalog.stories import story_document
from zgc_map.model import DRAFT, Catalog, Story
from zgc_map.query import check_document
from zgc_map.query.drafting import EMPTY, filled
from zgc_map.ui.address_bar import whole
from zgc_map.ui.keys import Key
from zgc_map.ui.scripts import reported, script
from zgc_map.ui.store import open_store

KEPT_MAX = 2_000_000
"""The most characters taken from the browser."""

DEEDS_MAX = 200
"""How many deeds can be undone."""

OPEN = "open step"
"""Where a session keeps the key of the step whose form is open."""

_DESK = "desk"
_HEARD = "keeper heard"
_FILE = "draft"
_keeper = script("atlas_draft", "draft.js")


@dataclass
class Desk:
    """What one session is writing. `ask` names the session to the browser.

    `keys` counts the steps there have been, `number` the orders to keep what is on the desk.
    `aside` is a text that could not be read, `issues` is why.
    """

    ask: str
    version: str
    now: Story = EMPTY
    past: list[Story] = field(default_factory=list)
    future: list[Story] = field(default_factory=list)
    keys: int = 0
    number: int = 0
    answered: bool = False
    failed: bool = False
    aside: str = ""
    issues: tuple[Issue, ...] = ()

    def put(self, story: Story) -> None:
        """Replace the story; the one before can be had back."""
        story = self.keyed(story)
        if story != self.now:
            self.past = [*self.past, self.now][-DEEDS_MAX:]
            self.future = []
            self.now = story
            self.number += 1

    def keyed(self, story: Story) -> Story:
        """Return a story in which every step has a key that no other step of this desk had."""
        steps = []
        for step in story.steps:
            self.keys += not step.key
            steps.append(step if step.key else replace(step, key=self.keys))
        return replace(story, steps=tuple(steps))

    def undo(self) -> None:
        """Go one deed back."""
        if self.past:
            self.future.append(self.now)
            self.now = self.past.pop()
            self.number += 1

    def redo(self) -> None:
        """Do again what was undone."""
        if self.future:
            self.past.append(self.now)
            self.now = self.future.pop()
            self.number += 1

    def let_go(self) -> None:
        """Forget the text that could not be read."""
        self.aside, self.issues = "", ()
        self.number += 1

    def hear(self, catalog: Catalog, text: str) -> None:
        """Take over what the browser keeps.

        What was put on the desk before the browser had answered comes after it.
        """
        story, self.aside, self.issues = opened(catalog, text)
        early = self.now.steps if not self.answered and self.number else ()
        self.answered = True
        if story is not None and early:
            story = replace(story, steps=(*story.steps, *early))
        if story is not None and story != self.now:
            self.past = [*self.past, self.now] if self.now != EMPTY else self.past
            self.now = self.keyed(story)
        self.number += bool(early)

    def check(self, catalog: Catalog) -> None:
        """Put the story aside where the data have changed so that it no longer holds."""
        if self.version == catalog.version:
            return
        self.version = catalog.version
        document = story_document(self.now)
        story, issues = check_document(catalog, DRAFT, document, _FILE)
        self.past, self.future = [], []
        if story is None:
            self.aside, self.issues = json.dumps(document, ensure_ascii=False, indent=1), issues
            self.now = EMPTY
            self.number += 1


def desk(catalog: Catalog | None = None) -> Desk:
    """Return the desk of this session, with a story that holds in the data as they are."""
    catalog = catalog or open_store().catalog
    if _DESK not in st.session_state:
        st.session_state[_DESK] = Desk(secrets.token_hex(8), catalog.version)
    found: Desk = st.session_state[_DESK]
    found.check(catalog)
    return found


def current_draft() -> Story | None:
    """Return the reader's own story, gaps filled and marked; None while it has no step."""
    story = desk().now
    return filled(story) if story.steps else None


def keeper(catalog: Catalog) -> None:
    """Keep the desk in the reader's browser. Every page has one, unseen."""
    mine = desk(catalog)
    _keeper(
        key=Key.KEEPER,
        data={
            "name": f"atlas-draft-{catalog.about.id}",
            "ask": mine.ask,
            "wanted": mine.number > 0 and not mine.answered,
            "number": mine.number if mine.answered else 0,
            "text": closed(mine.now, mine.aside) if mine.answered and mine.number else "",
        },
        on_kept_change=_heard,
    )


def closed(story: Story, aside: str) -> str:
    """Return a story, and a text that could not be read, as the browser keeps them."""
    return json.dumps({"story": story_document(story), "aside": aside}, ensure_ascii=False)


def opened(catalog: Catalog, text: str) -> tuple[Story | None, str, tuple[Issue, ...]]:
    """Return the story a browser kept, else None; the text put aside; what is wrong with it."""
    if not text:
        return None, "", ()
    try:
        kept = read_json(text)
    except ValueError as error:
        return None, text, (Issue(_FILE, None, None, "draft_json", str(error), "JSON"),)
    if not isinstance(kept, dict) or not isinstance(kept.get("aside", ""), str):
        return None, text, (Issue(_FILE, None, None, "draft_json", "another form", "a draft"),)
    aside = kept.get("aside", "")
    story, issues = check_document(catalog, DRAFT, kept.get("story"), _FILE)
    if story is None:
        alone = json.dumps(kept.get("story"), ensure_ascii=False, indent=1)
        return None, text if aside else alone, issues
    return story, aside, ()


def crossed(*, here: bool) -> bool:
    """Whether this run is of a report whose page a link has left; `here` if nothing was left.

    It stays so until a run is of the page that was gone to: another report may end this one
    anywhere, and would lead back.
    """
    if here:
        st.session_state.pop(_HEARD, None)
        return False
    return bool(st.session_state.get(_HEARD))


@whole
def _heard() -> None:
    """Read what the browser reports. For the callback of the keeper."""
    st.session_state[_HEARD] = True
    said, mine = reported(Key.KEEPER, "kept"), desk()
    if not isinstance(said, Mapping) or said.get("ask") != mine.ask:
        return
    text = said.get("text")
    mine.failed = bool(said.get("failed"))
    if not isinstance(text, str) or len(text) > KEPT_MAX:
        mine.failed = True
    elif not mine.failed:
        mine.hear(open_store().catalog, text)
