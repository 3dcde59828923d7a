"""The look of the frame: the style sheet and the masthead."""

from __future__ import annotations

from functools import lru_cache
from html import escape
from importlib.resources import files

from zgc_map.model import About
from zgc_map.text import Translator


def style(*, dark: bool, mapped: bool) -> str:
    """Return the style sheet as a style element: constant, nothing of the data is in it."""
    theme = ":root { color-scheme: dark; }" if dark else ""
    column = "" if mapped else UNMAPPED
    sheet = _sheet("dark" if dark else "light")
    return f"<style>{FONTS}{sheet}{theme}{column}</style>"


def masthead(about: About, t: Translator, *, mark: str = "") -> str:
    """Return the atlas's name and what it is, as HTML; `mark` is a class of the style sheet."""
    css = f"masthead {mark}".strip()
    return (
        f'<div class="{css}" lang="{t.lang}"><p class="title">{escape(t.name(about.title))}</p>'
        f'<p class="subtitle">{escape(t.name(about.subtitle))}</p></div>'
    )


def press(key: str, mark: str, said: str) -> str:
    """Return what makes the page press the button of a key, once for each mark, and is heard."""
    ask = escape(f"{key} {mark}")
    return f'<span class="sr" role="status" data-atlas-press="{ask}">{escape(said)}</span>'


UNMAPPED = (
    ".st-key-spread { grid-template-columns: minmax(0, 1fr); }"
    ".st-key-spread > :has(> .st-key-hero) { display: none !important; }"
)
"""On a page without the map its column is not seen, and the page has the whole width."""

THEMES = ("light.css", "dark.css")
PAPER = "print.css"

FONTS = '@import url("app/static/vendor/fonts/fonts.css");'
"""Relative to the page, so that it holds under any base path."""


@lru_cache(maxsize=2)
def _sheet(theme: str) -> str:
    """Return the colours of a theme, every other style sheet by name, and paper, which is light.

    In one line: Streamlit looks at the indentation of every line in every run.
    """
    folder = files("zgc_map.render").joinpath("styles")
    names = sorted(path.name for path in folder.iterdir() if path.name not in (*THEMES, PAPER))
    sheets = [folder.joinpath(name).read_text("utf-8") for name in (f"{theme}.css", *names)]
    light, paper = (folder.joinpath(name).read_text("utf-8") for name in (THEMES[0], PAPER))
    whole = "".join((*sheets, f"@media print {{ {light} }}", paper))
    return " ".join(line.strip() for line in whole.splitlines())
