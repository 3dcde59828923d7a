"""How large a data folder may be. Named settings: every refusal says which one was passed."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """The largest file, table, cell and story that are read."""

    file_bytes: int = 10_000_000
    rows: int = 20_000
    columns: int = 60
    cell_characters: int = 4_000
    story_bytes: int = 150_000


LIMITS = Limits()
"""The limits used unless others are passed in."""
