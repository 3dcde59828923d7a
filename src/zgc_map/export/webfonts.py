"""The vendored fonts, cut down to the characters of one page, as rules that hold the fonts."""

from __future__ import annotations

import base64
import io
import re
from functools import lru_cache
from pathlib import Path
from typing import Final

from fontTools import subset
from fontTools.ttLib import TTFont

from zgc_map import ROOT
from zgc_map.export.progress import Tell, silent, told

FOLDER: Final = ROOT / "static" / "vendor" / "fonts"

_RULE: Final = re.compile(
    r"font-family: '(?P<family>[^']+)';.*?font-weight: (?P<weight>[\d ]+);.*?"
    r"url\((?P<file>[^)]+)\).*?unicode-range: (?P<range>[^;]+);",
    re.DOTALL,
)
_FEATURES: Final = ["kern", "locl", "mark", "mkmk"]


def font_rules(text: str, tell: Tell = silent) -> str:
    """Return `@font-face` rules that hold every character of a text the vendored fonts have."""
    sheet, wanted = (FOLDER / "fonts.css").read_text("utf-8"), frozenset(map(ord, text))
    rules = [
        (rule, tuple(sorted(wanted & _codes(rule["range"])))) for rule in _RULE.finditer(sheet)
    ]
    used = [(rule, codes) for rule, codes in rules if codes]
    return "".join(_written(rule, codes) for rule, codes in told(used, tell))


def _written(rule: re.Match[str], codes: tuple[int, ...]) -> str:
    inside = base64.b64encode(_cut(FOLDER / rule["file"], codes)).decode("ascii")
    said = {
        "font-family": f"'{rule['family']}'",
        "font-weight": rule["weight"],
        "src": f"url(data:font/woff2;base64,{inside}) format('woff2')",
        "unicode-range": ",".join(f"U+{code:X}" for code in codes),
    }
    return f"@font-face{{{';'.join(f'{name}:{value}' for name, value in said.items())}}}\n"


@lru_cache(maxsize=128)
def _cut(path: Path, codes: tuple[int, ...]) -> bytes:
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
