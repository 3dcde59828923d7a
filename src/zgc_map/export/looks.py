"""How the live map looks, read from its own style sheet, so that no colour is written twice."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from zgc_map import ROOT

SHEET = ROOT / "static" / "atlas" / "map.css"

Rules = Mapping[str, Mapping[str, str]]


class Looks:
    """The map's style sheet in one theme: colours by name, declarations by selector."""

    def __init__(self, *, dark: bool) -> None:
        rules = _rules()
        self._rules = rules
        self._colors = dict(rules[".atlas-look"])
        if dark:
            self._colors |= rules['.atlas-look[data-theme="dark"]']

    def color(self, name: str) -> str:
        """Return a colour of the theme (#rrggbb), such as that of `paper`."""
        return self._colors[f"--{name}"][:7]

    def of(self, *selectors: str) -> dict[str, str]:
        """Return what several selectors declare, later ones above, with the theme's colours."""
        found: dict[str, str] = {}
        for selector in selectors:
            found |= self._rules.get(selector, {})
        return {name: self._said(value) for name, value in found.items()}

    def _said(self, value: str) -> str:
        named = re.fullmatch(r"var\(--([a-z]+)\)", value)
        return self.color(named[1]) if named else value


def mixed(color: str, ground: str, opacity: float) -> str:
    """Return what is seen (#rrggbb) of a colour laid over a ground of another."""
    pairs = zip(_channels(color), _channels(ground), strict=True)
    return "#" + "".join(f"{round(a * opacity + b * (1 - opacity)):02x}" for a, b in pairs)


def rgb(color: str) -> tuple[float, float, float]:
    """Return a colour's (#rrggbb) red, green and blue, each from 0 to 1."""
    red, green, blue = (channel / 255 for channel in _channels(color))
    return red, green, blue


def _channels(color: str) -> list[int]:
    return [int(color[at : at + 2], 16) for at in (1, 3, 5)]


@lru_cache(maxsize=1)
def _rules() -> Rules:
    """Return the declarations of each selector outside of any query, in the sheet's order."""
    text = re.sub(r"/\*.*?\*/|@import[^;]*;", "", SHEET.read_text("utf-8"), flags=re.DOTALL)
    text = re.sub(r"@(?:media|container)[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}", "", text)
    rules: dict[str, dict[str, str]] = {}
    for selectors, body in re.findall(r"([^{}]+)\{([^{}]*)\}", text):
        declared = dict(re.findall(r"([\w-]+)\s*:\s*([^;]+?)\s*(?:;|$)", body.strip()))
        for selector in selectors.split(","):
            rules[selector.strip()] = rules.get(selector.strip(), {}) | declared
    return rules
