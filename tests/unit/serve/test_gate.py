"""Who is let in: what is refused never reaches the app."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from starlette.responses import PlainTextResponse
from starlette.types import Message, Receive, Scope, Send

from zgc_map.serve.gate import Gate
from zgc_map.serve.settings import read_settings

OPEN: dict[str, str] = {}
NAMED = {"ZGC_MAP_HOSTS": "atlas.example *.inner.example"}


async def app(scope: Scope, receive: Receive, send: Send) -> None:
    """Let everyone in."""
    if scope["type"] == "websocket":
        await send({"type": "websocket.accept"})
    else:
        await PlainTextResponse("in")(scope, receive, send)


def knock(
    kind: str, path: str, environment: dict[str, str], method: str = "GET", **headers: str
) -> Message:
    """Return the first thing a caller is told."""
    told: list[Message] = []

    async def keep(message: Message) -> None:
        told.append(message)

    async def come() -> Message:
        return {"type": f"{kind}.connect"}

    scope: dict[str, Any] = {
        "type": kind,
        "path": path,
        "method": method,
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
    }
    asked = Gate(app, read_settings(environment))(scope, come, keep)
    with ThreadPoolExecutor() as elsewhere:  # a browser test before may have left a loop running
        elsewhere.submit(asyncio.run, asked).result()
    return told[0]


def opens(environment: dict[str, str], **headers: str) -> bool:
    return bool(
        knock("websocket", "/_stcore/stream", environment, **headers)["type"] == "websocket.accept"
    )


@pytest.mark.parametrize(
    ("host", "origin"),
    [
        ("atlas.example", "https://atlas.example"),
        ("atlas.example:8443", "https://atlas.example:8443"),
        ("Atlas.example", "https://atlas.EXAMPLE"),
        ("127.0.0.1:8501", "http://127.0.0.1:8501"),
        ("[::1]:8501", "http://[::1]:8501"),
    ],
)
def test_a_page_of_the_server_itself_opens_a_session(host: str, origin: str) -> None:
    assert opens(OPEN, host=host, origin=origin)


def test_who_is_no_page_opens_a_session() -> None:
    assert opens(OPEN, host="atlas.example")


@pytest.mark.parametrize(
    "origin",
    [
        "https://other.example",
        "https://atlas.example.other.example",
        "https://atlas.example:8443",
        "https://other.example/atlas.example",
        "https://other.example@atlas.example",
        "http://localhost:8501",
        "http://127.0.0.1",
        "http://0.0.0.0",
        "http://[bad",
        "null",
        "",
        "atlas.example",
    ],
)
def test_a_page_of_another_site_opens_none(origin: str) -> None:
    """Not even one of this machine, which Streamlit would let in."""
    assert not opens(OPEN, host="atlas.example", origin=origin)


def test_a_page_opens_no_session_without_a_name_of_the_server() -> None:
    assert not opens(OPEN, host="", origin="https://")
    assert not opens(OPEN, origin="https://other.example")


def status(environment: dict[str, str], path: str, method: str = "GET", **headers: str) -> int:
    return int(knock("http", path, environment, method, **headers)["status"])


@pytest.mark.parametrize("path", ["/", "/map", "/beside/light", "/_stcore/health"])
def test_only_names_that_are_given_are_answered(path: str) -> None:
    assert status(NAMED, path, host="atlas.example:443") == 200
    assert status(NAMED, path, host="a.inner.example") == 200
    for host in ("other.example", "www.atlas.example", "127.0.0.1", "x\x00", ""):
        assert status(NAMED, path, host=host) == 400, host
        assert status(OPEN, path, host=host) == 200, "any name, if none is given"


def test_a_name_bound_anew_opens_no_session() -> None:
    assert opens(NAMED, host="atlas.example", origin="https://atlas.example")
    assert not opens(NAMED, host="other.example", origin="https://other.example")
    assert not opens(NAMED, host="other.example")


@pytest.mark.parametrize("path", ["/healthz", "/base/readyz"])
def test_a_supervisor_may_ask_by_any_name(path: str) -> None:
    named = NAMED | {"ZGC_MAP_BASE_PATH": "/base"}
    assert status(named, path, host="10.0.0.7:8501") == 200


@pytest.mark.parametrize("path", ["/media/healthz", "/other/readyz", "/healthz/"])
def test_what_only_ends_like_a_supervisors_question_is_none(path: str) -> None:
    named = NAMED | {"ZGC_MAP_BASE_PATH": "/base"}
    assert status(named, path, host="other.example") == 400


def test_a_supervisors_question_opens_no_session() -> None:
    told = knock(
        "websocket", "/healthz", OPEN, host="atlas.example", origin="https://other.example"
    )
    assert told["type"] == "websocket.close"


@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE", "OPTIONS", "GET"])
def test_no_file_comes_in(method: str) -> None:
    for file in ("file", "healthz", "readyz"):
        assert status(OPEN, f"/base/_stcore/upload_file/session/{file}", method) == 404
