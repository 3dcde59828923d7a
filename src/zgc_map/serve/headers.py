"""Security headers for every response; `docs/operations.md` gives each exception its reason."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Mapping
from typing import Final
from urllib.parse import urlsplit

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from zgc_map.render.basemaps import TILES
from zgc_map.serve.entry import frame
from zgc_map.serve.settings import Settings

FIXED: Final = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": ", ".join(
        f"{feature}=()"
        for feature in (
            "accelerometer", "camera", "display-capture", "geolocation", "gyroscope",
            "magnetometer", "microphone", "midi", "payment", "serial", "usb",
        )
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
}  # fmt: skip

_INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)


def tile_hosts() -> tuple[str, ...]:
    """Return the origins of the basemaps a reader may choose, sorted."""
    addresses = (urlsplit(tiles["url"].replace("{s}", "*")) for tiles in TILES.values())
    return tuple(sorted({f"{address.scheme}://{address.netloc}" for address in addresses}))


def inline_hashes() -> tuple[str, ...]:
    """Return the hashes of the scripts in a page itself: Streamlit's, and where the app is."""
    scripts = _INLINE.findall(frame())
    digests = (hashlib.sha256(script.encode()).digest() for script in scripts)
    return tuple(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)


def page_policy(ancestors: Iterable[str]) -> str:
    """Return the Content-Security-Policy of every answer."""
    directives: Mapping[str, Iterable[str]] = {
        "default-src": ["'none'"],
        "script-src": ["'self'", "blob:", *inline_hashes()],
        "style-src": ["'self'", "'unsafe-inline'"],
        "img-src": ["'self'", "data:", "blob:", *tile_hosts()],
        "font-src": ["'self'", "data:"],
        "connect-src": ["'self'"],
        "media-src": ["'self'"],
        "manifest-src": ["'self'"],
        "worker-src": ["'self'", "blob:"],
        "base-uri": ["'none'"],
        "form-action": ["'none'"],
        "frame-ancestors": ancestors,
    }
    return "; ".join(f"{name} {' '.join(values)}" for name, values in directives.items())


class SecurityHeaders:
    """ASGI middleware that adds the headers to every response, errors and redirects included."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app = app
        self.headers = FIXED | {"Content-Security-Policy": page_policy(settings.frame_ancestors)}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and its answer back with the headers."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(self.headers)
            await send(message)

        await self.app(scope, receive, answer)
