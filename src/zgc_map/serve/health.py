"""Two questions a supervisor asks: is the process alive, and may readers be sent to it."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from zgc_map.catalog import DataError
from zgc_map.ui.store import open_store

NEVER_KEPT = {"Cache-Control": "no-store"}


def health_routes(base_path: str) -> list[Route]:
    """Return the routes, at the root and, for a proxy's sake, below the base path."""
    return [
        Route(f"{base}{path}", answer)
        for base in sorted({"", base_path})
        for path, answer in (("/healthz", alive), ("/readyz", ready))
    ]


async def alive(request: Request) -> Response:
    """Return that the server answers."""
    del request
    return PlainTextResponse("alive", headers=NEVER_KEPT)


def ready(request: Request) -> Response:
    """Return whether there is checked data to show. Runs in a thread: it may load the data."""
    del request
    try:
        open_store()
    except DataError:
        return PlainTextResponse("not ready", 503, headers=NEVER_KEPT)
    return PlainTextResponse("ready", headers=NEVER_KEPT)
