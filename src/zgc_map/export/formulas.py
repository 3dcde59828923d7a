"""Text that a spreadsheet would take for a formula, and how it is kept text."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_STARTS: Final = frozenset("=+-@|%")
_NUMBER: Final = re.compile(r"[+-]?\d+([.,]\d+)?%?")


def is_active(text: str) -> bool:
    """Return whether a spreadsheet could read a text as a formula or a command.

    What counts is the first sign that can be seen, in its full-width form as well; a text that
    starts with a tab or a line break is active whatever follows. A plain number is not.
    """
    if text[:1] in ("\t", "\r", "\n"):
        return True
    seen = next((char for char in text if unicodedata.category(char)[0] not in "CZ"), "")
    active = unicodedata.normalize("NFKC", seen)[:1] in _STARTS if seen else False
    return active and not _NUMBER.fullmatch(text.strip())


def harmless(text: str) -> str:
    """Return a text as a CSV cell may hold it: an active one behind an apostrophe."""
    return f"'{text}" if is_active(text) else text
