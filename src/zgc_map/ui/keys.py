"""Every widget key, once."""

from __future__ import annotations

from enum import StrEnum


class Key(StrEnum):
    """A widget's key; `of` gives the key of one option of it."""

    SEARCH = "search"
    FILTERS = "filters"
    MAP = "map"
    PARK = "park"
    SECTOR = "sector"
    CLAIM_SEARCH = "claim_search"
    ALL_PARKS = "all_parks"
    LOOSEN = "loosen"
    NOTES = "notes"
    HERO = "hero"
    PAGE = "page"
    SPREAD = "spread"
    SIDE = "side"
    RESULTS = "results"
    TAKE = "take"
    SAVE = "save"
    SHORTCUTS = "shortcuts"
    CHOICES = "choices"
    CHART = "chart"
    COMPARE = "compare"
    LINK = "link"
    SANKEY = "sankey"
    KEEPER = "keeper"
    ADD_STEP = "add_step"
    STORIES = "stories"
    STORY = "story"
    DRAFT = "draft"
    STAGE = "stage"
    STAGE_BAR = "stage_bar"
    STAGE_BACK = "stage_back"
    STAGE_NEXT = "stage_next"
    STAGE_STEPS = "stage_steps"
    STAGE_NOTES = "stage_notes"
    STAGE_QR = "stage_qr"
    STAGE_FULL = "stage_full"
    STAGE_EXPLORE = "stage_explore"
    STAGE_PANEL = "stage_panel"
    STAGE_JUMP = "stage_jump"
    STAGE_CLOCK = "stage_clock"
    STAGE_INVITE = "stage_invite"
    STAGE_REMOTE = "stage_remote"
    STORY_RETURN = "story_return"
    STORY_FORGET = "story_forget"
    SPEAKER = "speaker"
    HANDOUT = "handout"

    def of(self, *parts: str) -> str:
        """Return the key of one option, such as ``loosen-sector``."""
        return "-".join((self.value, *parts))
