"""The one typeface of pictures and documents: its files, its measures, and what it can show."""

from __future__ import annotations

import base64
import io
import unicodedata
from collections.abc import Iterable, Mapping
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


def width(text: str, size: float, *, bold: bool = False) -> float:
    """Return how wide a printable text is, in the unit of its size."""
    advances = _advances(bold)
    return sum(advances[ord(sign)] for sign in text) * size


def wrapped(text: str, size: float, room: float, *, bold: bool = False) -> list[str]:
    """Return a printable text as lines no wider than the room; Chinese breaks between signs."""
    lines, line = [], ""
    for word in _words(text):
        if line and width((line + word).rstrip(), size, bold=bold) > room:
            lines.append(line.rstrip())
            line = word.lstrip()
        else:
            line += word
        while len(line) > 1 and width(line.rstrip(), size, bold=bold) > room:
            fits = max(n for n in range(1, len(line)) if n == 1 or _fits(line[:n], size, room))
            lines.append(line[:fits])
            line = line[fits:]
    return [*lines, line.rstrip()] if line.strip() or not lines else lines


def _fits(text: str, size: float, room: float) -> bool:
    return width(text, size, bold=True) <= room


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
