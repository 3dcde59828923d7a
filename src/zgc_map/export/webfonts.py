"""The vendored fonts, cut down to the characters of one page, as rules that hold the fonts."""

from __future__ import annotations

import base64
import io
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Final

from fontTools import subset
from fontTools.ttLib import TTFont

import zgc_map

FOLDER: Final = Path(zgc_map.__file__).parents[2] / "static" / "vendor" / "fonts"

_RULE: Final = re.compile(
    r"font-family: '(?P<family>[^']+)';.*?font-weight: (?P<weight>[\d ]+);.*?"
    r"url\((?P<file>[^)]+)\).*?unicode-range: (?P<range>[^;]+);",
    re.DOTALL,
)
_FEATURES: Final = ["kern", "locl", "mark", "mkmk"]


def font_rules(text: str) -> str:
    """Return `@font-face` rules that hold every character of a text the vendored fonts have."""
    return _rules("".join(sorted(set(text))))


@lru_cache(maxsize=8)
def _rules(characters: str) -> str:
    return "".join(_each_rule(frozenset(map(ord, characters))))


def _each_rule(wanted: frozenset[int]) -> Iterator[str]:
    sheet = (FOLDER / "fonts.css").read_text("utf-8")
    for rule in _RULE.finditer(sheet):
        used = sorted(wanted & _codes(rule["range"]))
        if used:
            inside = base64.b64encode(_cut(FOLDER / rule["file"], used)).decode("ascii")
            told = {
                "font-family": f"'{rule['family']}'",
                "font-weight": rule["weight"],
                "src": f"url(data:font/woff2;base64,{inside}) format('woff2')",
                "unicode-range": ",".join(f"U+{code:X}" for code in used),
            }
            yield f"@font-face{{{';'.join(f'{name}:{value}' for name, value in told.items())}}}\n"


def _cut(path: Path, codes: list[int]) -> bytes:
    """Return a font with the glyphs of these characters alone, as WOFF2."""
    options = subset.Options(layout_features=_FEATURES, notdef_outline=False)
    options.flavor = "woff2"
    with TTFont(path, recalcTimestamp=False) as font:
        cutter = subset.Subsetter(options)
        cutter.populate(unicodes=codes)
        cutter.subset(font)
        font.flavor = "woff2"
        stream = io.BytesIO()
        font.save(stream)
    return stream.getvalue()


def _codes(ranges: str) -> frozenset[int]:
    """Return the characters of a `unicode-range`."""
    found: set[int] = set()
    for one in ranges.split(","):
        first, _, last = one.strip().removeprefix("U+").partition("-")
        found.update(range(int(first, 16), int(last or first, 16) + 1))
    return frozenset(found)
