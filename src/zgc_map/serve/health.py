"""Two questions a supervisor asks: is the process alive, and may readers be sent to it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from zgc_map.catalog import DataError
from zgc_map.ui.store import open_store

Answer = Callable[[Request], Response | Awaitable[Response]]

NEVER_KEPT = {"Cache-Control": "no-store"}


def health_paths(base_path: str) -> dict[str, Answer]:
    """Return what answers at which path: at the root and, for a proxy's sake, below the base."""
    return {
        f"{base}{path}": answer
        for base in sorted({"", base_path})
        for path, answer in (("/healthz", alive), ("/readyz", ready))
    }


def health_routes(base_path: str) -> list[Route]:
    """Return the routes."""
    return [Route(path, answer) for path, answer in health_paths(base_path).items()]


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
