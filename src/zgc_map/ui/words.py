"""Text from data in Streamlit's own elements, which read labels as Markdown."""

from __future__ import annotations

import re

_SPECIAL = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~$:^=&])")


def plain(text: str) -> str:
    """Return text that Streamlit's Markdown shows to the letter: no link, colour, icon or formula."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))
