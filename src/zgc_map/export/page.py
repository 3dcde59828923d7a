"""One HTML file with the whole atlas in it: opens from a folder or a stick, asks nobody anything.

The map is drawn by the same scripts as in the app; `page_parts/page.js` stands in for the server.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from typing import Final

from jinja2 import Environment, PackageLoader, StrictUndefined

from zgc_map import ROOT
from zgc_map.export.page_data import page_data
from zgc_map.export.progress import Tell
from zgc_map.export.take import Take
from zgc_map.export.webfonts import font_rules
from zgc_map.render.map import SCRIPTS, STATIC, STYLES

FOLDER: Final = ROOT / "static"

_TEMPLATES = Environment(
    loader=PackageLoader("zgc_map.export", "page_parts"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
)
_FETCHED: Final = re.compile(r"@import[^;]+;|[\w-]+:\s*url\((?!data:)[^)]*\)[^;}]*;?")
"""What a style sheet would load from beside it; nothing of it is used on this page."""


def write(take: Take, tell: Tell) -> bytes:
    """Return the page: the view's filters set, every sector, park, claim and language in it."""
    text = json.dumps(page_data(take), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    styles = (font_rules(text, tell), *_styles())
    page = _TEMPLATES.get_template("page.html").render(
        lang=take.t.lang.value,
        title=take.t.name(take.catalog.about.title),
        policy=_policy(_scripts(), styles),
        scripts=_scripts(),
        styles=styles,
        data=_inert(text),
    )
    return page.encode()


def _inert(text: str) -> str:
    """Return JSON that cannot end its script element or start another: the same data, escaped."""
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return text


def _policy(scripts: Sequence[str], styles: Sequence[str]) -> str:
    """Return the content security policy: these scripts and styles, and nothing from outside."""
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {' '.join(map(_digest, scripts))}",
            f"style-src {' '.join(map(_digest, styles))}",
            "font-src data:",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def _digest(code: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(code.encode()).digest()).decode('ascii')}'"


@lru_cache(maxsize=1)
def _scripts() -> tuple[str, ...]:
    own = files("zgc_map.export").joinpath("page_parts/page.js").read_text("utf-8")
    paths = (*(path for _, path in SCRIPTS), f"{STATIC}/atlas/answer.js")
    return (*map(_served, paths), own)


@lru_cache(maxsize=1)
def _styles() -> tuple[str, ...]:
    own = files("zgc_map.export").joinpath("page_parts/page.css").read_text("utf-8")
    return (*(_FETCHED.sub("", _served(path)) for _, path in STYLES), own)


def _served(path: str) -> str:
    """Return a file the map's page asks for by its path on the server."""
    return (FOLDER / path.removeprefix(f"{STATIC}/")).read_text("utf-8")
