"""Scripts and styles of ours, whose names stay when what is in them changes.

Without a word of it a browser keeps such a file unasked for a tenth of its age, and after an update
old scripts would meet new ones. Here it asks at each visit, and is told when nothing has changed;
Streamlit, which serves the rest of the folder, would send the file again.
"""

from __future__ import annotations

from typing import Any

from starlette.responses import Response
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from zgc_map import ROOT
from zgc_map.render.map import STATIC


def file_routes(base_path: str) -> list[Mount]:
    """Return the route of `static/atlas`."""
    return [Mount(f"{base_path}/{STATIC}/atlas", _Asked(directory=ROOT / "static" / "atlas"))]


class _Asked(StaticFiles):
    def file_response(self, *given: Any, **named: Any) -> Response:
        response = super().file_response(*given, **named)
        response.headers["Cache-Control"] = "no-cache"
        return response
