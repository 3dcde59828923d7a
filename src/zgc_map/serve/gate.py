"""Who is let in: readers who use a name of the server, from its own pages; no file from outside.

Streamlit would ask another host for the server's public address, while everyone waits, before it
refuses a websocket of another site; and it keeps any number of files for whoever has a session.
"""

from __future__ import annotations

from functools import partial

from starlette.datastructures import Headers
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from zgc_map.serve.health import health_paths
from zgc_map.serve.settings import Settings

UPLOADS = "/_stcore/upload_file"
"""Streamlit's route for files. The app has none: a story is read by the reader's browser."""

FOREIGN = 1008
"""The websocket's word for what a policy forbids."""

UNREADABLE = 1003
"""The websocket's word for a kind of message nobody here reads."""


class Gate:
    """ASGI middleware that answers, in the app's place, whoever is not let in."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app = app
        self.supervised = frozenset(health_paths(settings.base_path))
        self.named: ASGIApp = self._from_own_pages
        if settings.hosts:
            self.named = TrustedHostMiddleware(self.named, settings.hosts, www_redirect=False)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it; a supervisor asks by whatever name it has for us."""
        asks = scope["type"] == "http" and scope["path"] in self.supervised
        await (self.app if asks else self.named)(scope, receive, send)

    async def _from_own_pages(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket" and not is_own(Headers(scope=scope)):
            await receive()  # the handshake
            await send({"type": "websocket.close", "code": FOREIGN})
        elif scope["type"] == "http" and UPLOADS in scope["path"]:
            await PlainTextResponse("not there", 404)(scope, receive, send)
        elif scope["type"] == "websocket":
            await self.app(scope, partial(_heard, receive, send), send)
        else:
            await self.app(scope, receive, send)


async def _heard(receive: Receive, send: Send) -> Message:
    """Return what a reader says; who sends text is gone: the app reads bytes, and logs a trace."""
    message = await receive()
    if message["type"] != "websocket.receive" or message.get("bytes") is not None:
        return message
    await send({"type": "websocket.close", "code": UNREADABLE})
    return {"type": "websocket.disconnect", "code": UNREADABLE}


def is_own(headers: Headers) -> bool:
    """Whether a handshake comes from a page of this server, or from no page at all."""
    origin = headers.get("origin")
    if origin is None:
        return True
    host = origin.partition("://")[2].lower()
    return bool(host) and host == headers.get("host", "").lower()
