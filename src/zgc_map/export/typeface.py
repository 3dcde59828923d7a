"""The one typeface of pictures and documents: its files, its measures, and what it can show."""

from __future__ import annotations

import base64
import io
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

FAMILY = "Noto Sans SC"
"""Chinese, Cyrillic and Latin in one family, so that a line of three scripts has one look."""

MISSING = "〓"
"""What stands for a sign the typeface lacks: the printers' mark for a missing type."""

_NARROW = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "…": "...", "·": "|"})

_FILES = {False: "NotoSansSC_400Regular.ttf", True: "NotoSansSC_700Bold.ttf"}


def font_file(*, bold: bool) -> Path:
    """Return the font file of a weight."""
    return Path(str(files("zgc_map.export").joinpath(f"fonts/noto-sans-sc/{_FILES[bold]}")))


def cleaned(text: str) -> str:
    """Return a text on one line without control signs, halves of pairs and what no XML may hold."""
    return "".join(
        " " if unicodedata.category(sign)[0] in "CZ" and sign not in "\u00a0\u202f" else sign
        for sign in unicodedata.normalize("NFC", text)
    )


def printable(text: str) -> str:
    """Return a text as the typeface can set it: cleaned, no sign without a glyph.

    Its curly quotes, ellipsis and middle dot are as wide as a Chinese sign, and gape in other
    texts: where nothing Chinese is said, straight quotes, three stops and a bar stand for them.
    """
    known = _advances(False)
    shown = cleaned(text)
    if not any(unicodedata.east_asian_width(sign) in "WF" for sign in shown):
        shown = shown.translate(_NARROW)
    return "".join(sign if ord(sign) in known else MISSING for sign in shown)


def width(text: str, size: float, *, bold: bool = False, spare: float = 1.0) -> float:
    """Return how wide a printable text is, in the unit of its size.

    With spare the letters, but not Chinese signs, are taken as so much wider: as in other fonts.
    """
    advances = (_advances(bold)[ord(sign)] for sign in text)
    return sum(one if one >= 1 else one * spare for one in advances) * size


def wrapped(  # the text, its looks and its room
    text: str,
    size: float,
    room: float,
    *,
    bold: bool = False,
    spare: float = 1.0,
    cut: bool = True,
) -> list[str]:
    """Return a printable text as lines no wider than the room; Chinese breaks between signs.

    A word wider than the room is cut, unless that is not wanted.
    """

    def fits(line: str, *, bold: bool = bold) -> bool:
        return width(line, size, bold=bold, spare=spare) <= room

    lines, line = [], ""
    for word in _words(text):
        if line and not fits((line + word).rstrip()):
            lines.append(line.rstrip())
            line = word.lstrip()
        else:
            line += word
        while cut and len(line) > 1 and not fits(line.rstrip()):
            at = max(n for n in range(1, len(line)) if n == 1 or fits(line[:n], bold=True))
            lines.append(line[:at])
            line = line[at:]
    return [*lines, line.rstrip()] if line.strip() or not lines else lines


def longest(text: str, size: float, *, bold: bool = False, spare: float = 1.0) -> float:
    """Return how wide the longest piece of a text is that no line may break, in its unit."""
    pieces = wrapped(printable(text), size, 0, bold=bold, spare=spare, cut=False)
    return max(width(piece, size, bold=bold, spare=spare) for piece in pieces)


def shared_room(room: float, parts: Sequence[float], least: Sequence[float]) -> list[float]:
    """Return how wide columns are: as their parts ask, but none less than it needs if that can be.

    Parameters
    ----------
    least
        How wide each has to be so that no word of it is cut.
    """
    if sum(least) >= room:
        return [room * part / sum(least) for part in least]
    found = [room * part / sum(parts) for part in parts]
    held: set[int] = set()
    while short := {at for at, wide in enumerate(found) if wide < least[at] and at not in held}:
        held |= short
        free = room - sum(least[at] for at in held)
        asked = sum(part for at, part in enumerate(parts) if at not in held)
        found = [least[at] if at in held else free * part / asked for at, part in enumerate(parts)]
    return found


def _words(text: str) -> Iterable[str]:
    """Yield the pieces a line may be broken after; closing signs stay with what they close."""
    word = ""
    for sign in text:
        wide = unicodedata.east_asian_width(sign) in "WF"
        closing = unicodedata.category(sign) in ("Pe", "Pf", "Po")
        if word and (
            (word[-1] == " " and sign != " ")
            or (wide and not closing and not _opens(word[-1]))
            or (not wide and unicodedata.east_asian_width(word[-1]) in "WF" and sign.isalnum())
        ):
            yield word
            word = ""
        word += sign
    if word:
        yield word


def _opens(sign: str) -> bool:
    return unicodedata.category(sign) in ("Ps", "Pi")


@lru_cache(maxsize=2)
def _advances(bold: bool) -> Mapping[int, float]:
    """Return the advance of each sign a weight has, as a part of its size."""
    with TTFont(font_file(bold=bold), lazy=True) as font:
        unit, widths = font["head"].unitsPerEm, font["hmtx"].metrics
        return {code: widths[glyph][0] / unit for code, glyph in font.getBestCmap().items()}


@lru_cache(maxsize=16)
def embedded(signs: frozenset[str], *, bold: bool) -> str:
    """Return a weight cut to some signs, as base64 of a WOFF file."""
    options = subset.Options(flavor="woff", layout_features=["kern"], notdef_outline=True)
    options.recalc_timestamp = False
    with TTFont(font_file(bold=bold), recalcTimestamp=False) as font:
        subsetter = subset.Subsetter(options)
        subsetter.populate(text="".join(sorted(signs)))
        subsetter.subset(font)
        font.flavor = "woff"
        out = io.BytesIO()
        font.save(out)
    return base64.b64encode(out.getvalue()).decode("ascii")
