"""The app as one ASGI application, and the server that runs it."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from errno import ENAMETOOLONG
from pathlib import Path

import streamlit as st
import uvicorn
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp
from streamlit import config

from zgc_map.catalog import DataError
from zgc_map.serve.entry import entry_routes
from zgc_map.serve.files import file_routes
from zgc_map.serve.gate import Gate
from zgc_map.serve.headers import SecurityHeaders
from zgc_map.serve.health import health_routes
from zgc_map.serve.logs import log_as_json
from zgc_map.serve.settings import Settings
from zgc_map.ui.canvas import FILES
from zgc_map.ui.trouble import apologise, number
from zgc_map.ui.warm import warm

GRACE = 10
"""Seconds."""

HEARD_MAX = 10_000_000
"""Bytes of one message of a reader, unpacked; the longest is a draft their browser kept."""

_LOG = logging.getLogger(__name__)


def application(script: Path, settings: Settings) -> ASGIApp:
    """Return the app with its routes, logs and error page, and the headers around all of it."""
    log_as_json(settings.log_level)
    FILES.served = True
    app = st.App(
        script,
        routes=[
            *health_routes(settings.base_path),
            *file_routes(settings.base_path),
            *entry_routes(settings.base_path),
        ],
        lifespan=_lifespan,
        on_script_error=apologise,
        exception_handlers={Exception: _failed, OSError: _unnamed},
    )
    # Only now does Streamlit know the script, and with it the folder of its own settings.
    config.set_option("logger.level", settings.log_level.lower())
    config.set_option("logger.enableRich", value=False)  # it prints traces past the log
    # A server with a screen would offer, and take, what is meant for who develops at it.
    config.set_option("server.headless", value=True)
    config.set_option("server.baseUrlPath", settings.base_path.strip("/"))
    # Its code does not change while it runs; each session would watch all of it, after each run.
    config.set_option("server.fileWatcherType", "none")
    return SecurityHeaders(Gate(app, settings), settings)


def listen(app: ASGIApp, settings: Settings) -> None:
    """Run the app until it is told to stop; then open requests have `GRACE` seconds to end."""
    uvicorn.run(
        app,
        host=settings.address,
        port=settings.port,
        lifespan="on",  # a start that fails ends the process
        ws="websockets-sansio",
        ws_max_size=HEARD_MAX,
        timeout_graceful_shutdown=GRACE,
        server_header=False,
        access_log=False,
        log_config=None,
    )


@asynccontextmanager
async def _lifespan(app: st.App) -> AsyncIterator[None]:
    """Load what the first reader would wait for, before the first reader is let in."""
    del app
    await run_in_threadpool(_warm)
    _LOG.info("ready for readers")
    yield
    _LOG.info("stopping")


def _warm() -> None:
    try:
        warm()
    except DataError:
        _LOG.warning("started without data; readers are told so until the folder is mended")


def _failed(request: Request, error: Exception) -> Response:
    """Return a calm line in place of an error outside the script; the server logs the trace."""
    del request
    return PlainTextResponse(f"Something went wrong. Number: {number(error)}", 500)


def _unnamed(request: Request, error: OSError) -> Response:
    """Return that a file is not there whose name no file can have; any other error is one."""
    del request
    if error.errno != ENAMETOOLONG:
        raise error
    return PlainTextResponse("not there", 404)
