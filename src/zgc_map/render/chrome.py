"""The look of the frame: the style sheet and the masthead."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from html import escape
from importlib.resources import files
from urllib.parse import urlencode

from zgc_map.model import About
from zgc_map.query import Address, Facet, write_address
from zgc_map.text import Translator


def style(*, dark: bool, mapped: bool, page: str, told: bool = False) -> str:
    """Return the style sheet of a page as a style element; nothing of the data is in it.

    `told` is whether it tells a story: without one the stage and the paper list the stories.
    """
    theme = ":root { color-scheme: dark; }" if dark else ""
    column = "" if mapped else UNMAPPED
    sheet = _sheet("dark" if dark else "light", _of_page(page, told=told))
    return f"<style>{FONTS}{sheet}{theme}{column}</style>"


def masthead(about: About, t: Translator, *, mark: str = "") -> str:
    """Return the atlas's name and what it is, as HTML; `mark` is a class of the style sheet."""
    css = f"masthead {mark}".strip()
    return (
        f'<div class="{css}" lang="{t.lang}"><p class="title">{escape(t.name(about.title))}</p>'
        f'<p class="subtitle">{escape(t.name(about.subtitle))}</p></div>'
    )


def carried(address: Address) -> str:
    """Return the words of an address that links around carry along in the browser, unseen."""
    words = {name: word for name, word in write_address(address).items() if name in CARRIED}
    return f'<span hidden data-carried="{escape(urlencode(words))}"></span>'


def press(key: str, mark: str, said: str) -> str:
    """Return what makes the page press the button of a key, once for each mark, and is heard."""
    ask = escape(f"{key} {mark}")
    return f'<span class="sr" role="status" data-atlas-press="{ask}">{escape(said)}</span>'


UNMAPPED = (
    ".st-key-spread { grid-template-columns: minmax(0, 1fr); }"
    ".st-key-spread :has(> .st-key-hero) { display: none !important; }"
)
"""On a page without the map its column is not seen, and the page has the whole width."""

CARRIED = (*Facet, "match", "park", "zoom", "view", "arcs", "link")
"""Words of the address that a deed may change without a run of the whole page."""

THEMES = ("light.css", "dark.css")
PAPER = "print.css"
BARE = ("stage", "speaker", "handout")
"""Pages that have the window to themselves, each with a sheet of its own."""

FONTS = '@import url("app/static/vendor/fonts/fonts.css");'
"""Relative to the page, so that it holds under any base path."""


def _of_page(page: str, *, told: bool) -> tuple[str, ...]:
    """Return the sheets that one page alone wants: what others would look at in vain is not there.

    A selector that asks what a page has in it (`:has`) would be asked anew on each change of it.
    """
    if page not in BARE:
        return ()
    lists = page in ("stage", "handout") and not told
    return ("bare.css",) if lists else ("bare.css", f"{page}.css")


@lru_cache(maxsize=16)
def _sheet(theme: str, own: Sequence[str]) -> str:
    """Return the colours of a theme, every common sheet, a page's own, and paper, which is light.

    In one line: Streamlit looks at the indentation of every line in every run.
    """
    folder = files("zgc_map.render").joinpath("styles")

    def text(name: str) -> str:
        return folder.joinpath(name).read_text("utf-8")

    found = (path.name for path in folder.iterdir() if path.name.endswith(".css"))
    common = sorted(name for name in found if name not in (*THEMES, PAPER))
    names = (f"{theme}.css", *common, *(f"pages/{name}" for name in own))
    whole = "".join((*map(text, names), f"@media print {{ {text(THEMES[0])} }}", text(PAPER)))
    return " ".join(line.strip() for line in whole.splitlines())
