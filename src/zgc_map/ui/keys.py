"""Every widget key, once."""

from __future__ import annotations

from enum import StrEnum


class Key(StrEnum):
    """A widget's key; `of` gives the key of one option of it."""

    LANG = "lang"
    SEARCH = "search"
    MATCH = "match"
    BASEMAP = "basemap"
    RESET = "reset"
    MAP = "map"
    CLOSE = "close"
    PARK = "park"
    SECTOR = "sector"
    CLAIM_SEARCH = "claim_search"
    ALL_PARKS = "all_parks"
    TICK = "tick"
    LOOSEN = "loosen"
    NOTES = "notes"
    STAGE = "stage"
    PHONE = "phone"
    SPREAD = "spread"
    SIDE = "side"
    RESULTS = "results"
    HEAD = "head"
    START = "start"

    def of(self, *parts: str) -> str:
        """Return the key of one option, such as ``tick-sector-ai``."""
        return "-".join((self.value, *parts))
