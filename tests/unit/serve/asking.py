"""Ask an ASGI application as a server would, without one."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from starlette.types import ASGIApp, Message


@dataclass(frozen=True)
class Answer:
    """What came back; names of headers in lower case."""

    status: int
    headers: Mapping[str, str]
    text: str


def ask(app: ASGIApp, path: str, headers: Mapping[str, str] | None = None) -> Answer:
    """Return the answer to a GET of a path with its query."""
    place, _, query = path.partition("?")
    scope: dict[str, Any] = {
        "type": "http",
        "method": "GET",
        "path": unquote(place),
        "raw_path": place.encode(),
        "root_path": "",
        "query_string": query.encode(),
        "headers": [(name.encode(), value.encode()) for name, value in (headers or {}).items()],
    }
    sent: list[Message] = []

    async def keep(message: Message) -> None:
        sent.append(message)

    waiting: list[Message] = [{"type": "http.request", "body": b"", "more_body": False}]

    async def nothing_more() -> Message:
        if not waiting:
            await asyncio.Event().wait()  # the one who asks stays
        return waiting.pop()

    async def answering() -> None:
        await app(scope, nothing_more, keep)

    with ThreadPoolExecutor() as elsewhere:  # a browser test before may have left a loop running
        elsewhere.submit(asyncio.run, answering()).result()
    start, *bodies = sent
    return Answer(
        start["status"],
        {name.decode(): value.decode() for name, value in start["headers"]},
        b"".join(part.get("body", b"") for part in bodies).decode(),
    )
