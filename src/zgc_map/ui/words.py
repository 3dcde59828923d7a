"""Text from data in Streamlit's own elements, which read labels as Markdown."""

from __future__ import annotations

import re

_BLANK = re.compile(r"[ \t\r\n\f\v\x1c-\x1f\x85\u2028\u2029]+")
_SPECIAL = re.compile(r"[\\`*_\[\]<~$&]|^[#>+=|-]")
_NUMBERED = re.compile(r"^(\d{1,9})([.)])")
_ACTIVE = re.compile(r"(?<=:)(?=[a-z_+:-]|\d+:)|(?<=:/)(?=/)|(?<=www)(?=\.)|(?=@)", re.IGNORECASE)
_JOINER = "\u2060"


def plain(text: str) -> str:
    """Return text that Streamlit's Markdown shows to the letter: no link, colour or formula.

    Only what Markdown would act on is escaped, since screen readers are given the label as it is.
    Streamlit's codes (``:red``, ``:smile:``) and bare addresses are found in the text after
    Markdown has taken the escapes away: an unseen joiner keeps those text.
    """
    escaped = _SPECIAL.sub(r"\\\g<0>", _BLANK.sub(" ", text).strip())
    return _ACTIVE.sub(_JOINER, _NUMBERED.sub(r"\1\\\2", escaped))
