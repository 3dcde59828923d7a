"""Text from data in Streamlit's own elements, which read labels as Markdown."""

from __future__ import annotations

import re

_SPECIAL = re.compile(r"[\\`*_\[\]<~$&]|:(?=[\w+/-]+:)|^[#>+=|-]")
_NUMBERED = re.compile(r"^(\d{1,9})([.)])")
_LINKED = re.compile(r"(?<=:/)(?=/)|(?<=www)(?=\.)|(?=@)", re.IGNORECASE)
_JOINER = "\u2060"


def plain(text: str) -> str:
    """Return text that Streamlit's Markdown shows to the letter: no link, colour or formula.

    Only what Markdown would act on is escaped, since screen readers are given the label as it is.
    Markdown also makes links of bare addresses, escaped or not; an unseen joiner keeps them text.
    """
    escaped = _SPECIAL.sub(r"\\\g<0>", " ".join(text.split()))
    return _LINKED.sub(_JOINER, _NUMBERED.sub(r"\1\\\2", escaped))
