"""The page an address answers with: Streamlit's own, and in it what need not wait for the app.

Its title and language, where the server is, and the map of the address, which is there before
Streamlit has started (decision 0034).
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from functools import cache
from html import escape
from pathlib import Path
from typing import Final, TypeVar
from urllib.parse import urlencode

import streamlit
from starlette.convertors import StringConvertor, register_url_convertor
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from zgc_map.catalog import DataError
from zgc_map.render.map import SCRIPTS, STATIC, STYLES
from zgc_map.ui.first import First, ahead, first, part_of_map
from zgc_map.ui.frame import PAGES

T = TypeVar("T")

_LOG = logging.getLogger(__name__)
_STATIC: Final = Path(streamlit.__file__).parent / "static"

_ANEW: Final = {"Cache-Control": "no-cache", "Vary": "Accept-Language"}
_SILENT: Final = "<noscript></noscript>"
_CONNECT: Final = """<script>
window.__streamlit = { BACKEND_BASE_URL: new URL(".", location.href).href };
</script>"""
"""Where the app is: else Streamlit asks below the page first, is told no, and waits 100 ms."""

_HTML: Final = '<html lang="en">'
_TITLE: Final = "<title>Streamlit</title>"
_ROOT: Final = '<div id="root"></div>'
_APP: Final = '<script type="module" crossorigin src="./static/js/index.'


class _Way(StringConvertor):
    """A path nothing of Streamlit's can have: its files have a dot, the rest is in its folders."""

    regex = r"(?!(?:static|media|component|app)/)(?!(?:.*/)?_stcore/)[^/.]+(?:/[^/.]+)*"


register_url_convertor("way", _Way())


def entry_routes(base_path: str) -> list[Route]:
    """Return the routes of every page, of parts of the map, and of what stands beside it.

    The last is that of pages there are not.
    """
    return [
        *(Route(f"{base_path}/beside/{theme}", _beside) for theme in ("light", "dark")),
        Route(f"{base_path}/parts/{{name}}", _part),
        *(Route(f"{base_path}/{page}", _page) for page in ("", "start", *PAGES)),
        Route(f"{base_path}/{{page:way}}", _unknown),
    ]


def _page(request: Request) -> Response:
    """Return a page; what is told of an address is the same for everyone who asks for it."""
    page = _last(request)
    page = page if page in PAGES else PAGES[0]
    return HTMLResponse(filled(_sound(lambda: first(page, *_asked(request)))), headers=_ANEW)


def _unknown(request: Request) -> Response:
    """Lead to the map, with the view the link has; the app says that the page was left out."""
    page, path = request.path_params["page"], request.scope["path"]
    asked = [("page", page), *request.query_params.multi_items()]
    above = path.removesuffix(page).count("/")
    below = request.scope.get("raw_path", path.encode()).count(b"/")  # an escaped one leads nowhere
    up = "../" * (below - above) or "./"
    return RedirectResponse(f"{up}?{urlencode(asked)}", headers=_ANEW)


def _beside(request: Request) -> Response:
    """Return what stands beside the map of an address; nothing where the app has to say it."""
    told = _sound(lambda: ahead(*_asked(request), dark=_last(request) == "dark"))
    return HTMLResponse(told or "", 200 if told else 204, headers=_ANEW)


def _sound(tell: Callable[[], T]) -> T | None:
    """Return what is told, or nothing: whatever is wrong here, the app goes on by itself."""
    try:
        return tell()
    except DataError:  # the app says what is wrong
        return None
    except Exception:  # noqa: BLE001 - whatever it is, it is logged
        _LOG.exception("nothing could be told before the app")
        return None


def _last(request: Request) -> str:
    return request.url.path.rpartition("/")[2]


def _asked(request: Request) -> tuple[dict[str, list[str]], str]:
    """Return the words of an address, and the language a browser asks for first."""
    params: dict[str, list[str]] = {}
    for name, value in request.query_params.multi_items():
        params.setdefault(name, []).append(value)
    tag = request.headers.get("accept-language", "").split(",")[0].split(";")[0].strip()
    return params, tag


def _part(request: Request) -> Response:
    """Return a part of the map: its name says what it is, so it may be kept for ever."""
    text = _sound(lambda: part_of_map(request.path_params["name"]))
    if text is None:
        return PlainTextResponse("not there", 404, headers={"Cache-Control": "no-store"})
    headers = {"Cache-Control": "public, immutable, max-age=31536000"}
    return Response(text, media_type="application/json", headers=headers)


def _told(text: str) -> str:
    """Return what the map's script finds in the page (`static/atlas/canvas.js`)."""
    return f'<script type="application/json" id="atlas-first">{text}</script>'


_TOLD: Final = _told("null")


def filled(told: First | None) -> str:
    """Return the page with what is told of it."""
    page = frame()
    if told is None:
        return page
    title, about = escape(told.title), escape(told.about)
    head = f'<title>{title}</title>\n<meta name="description" content="{about}">'
    page = page.replace(_HTML, f'<html lang="{told.lang}">').replace(_TITLE, head)
    page = page.replace(_SILENT, f"<noscript>{escape(told.needs)}</noscript>")
    if not told.map:
        return page
    told_map = told.map.replace("<", "\\u003c")  # in a script element `</` and `<!--` end or begin
    page = page.replace(_APP, f"{_parts(told)}{_wanted()}{_APP}")
    return page.replace(_TOLD, _told(told_map))


@cache
def frame() -> str:
    """Return Streamlit's page with what all of ours have in common.

    Raises ValueError if Streamlit's page is not what it was.
    """
    page = (_STATIC / "index.html").read_text("utf-8")
    for place in (_HTML, _TITLE, _APP, "</head>", _ROOT):
        if page.count(place) != 1:
            raise ValueError(f"Streamlit's page has another form: {place}")
    style = Path(__file__).with_name("entry.css").read_text("utf-8")
    fonts = f'<link rel="stylesheet" href="./{STATIC}/vendor/fonts/fonts.css">'
    head = f"{_CONNECT}\n{fonts}\n<style>{style}</style>\n</head>"
    page = page.replace("</head>", head).replace(_ROOT, f"{_ROOT}\n{_TOLD}")
    return re.sub("<noscript>.*</noscript>", _SILENT, page, flags=re.DOTALL)


@cache
def _wanted() -> str:
    """Return what draws the map; in this order, and before the app, the browser runs it."""
    sheets = "".join(f'<link rel="stylesheet" href="./{path}">\n' for _, path in STYLES)
    scripts = "".join(f'<script defer src="./{path}"></script>\n' for _, path in SCRIPTS)
    return f'{sheets}{scripts}<script type="module" src="./{STATIC}/atlas/canvas.js"></script>\n'


def _parts(told: First) -> str:
    """Return links to the parts of a map, so that they are on their way before its script."""
    return "".join(
        f'<link rel="preload" as="fetch" crossorigin href="./parts/{name}"'
        + (f' media="(prefers-color-scheme: {theme})">\n' if theme else ">\n")
        for name, theme in told.parts.items()
    )
