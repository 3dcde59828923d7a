from __future__ import annotations

import asyncio
import base64
import hashlib
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from starlette.types import Message, Receive, Scope, Send

from zgc_map.render.basemaps import TILES
from zgc_map.serve.headers import (
    FIXED,
    SecurityHeaders,
    inline_hashes,
    page_policy,
    tile_hosts,
)
from zgc_map.serve.settings import Settings, read_settings

SETTINGS = read_settings({})


def directives(policy: str) -> dict[str, list[str]]:
    parts = [part.split() for part in policy.split("; ")]
    return {name: values for name, *values in parts}


def answered(path: str, settings: Settings, *, kind: str = "http") -> dict[str, str]:
    """Return the headers of an answer that sets one itself."""

    async def inner(scope: Scope, receive: Receive, send: Send) -> None:
        start = [(b"referrer-policy", b"unsafe-url"), (b"x-own", b"1")]
        await send({"type": f"{kind}.response.start", "status": 500, "headers": start})
        await send({"type": f"{kind}.response.body", "body": b""})

    sent: list[Message] = []

    async def keep(message: Message) -> None:
        sent.append(message)

    async def nothing() -> Message:
        return {}

    scope: dict[str, Any] = {"type": kind, "path": path}
    answering = SecurityHeaders(inner, settings)(scope, nothing, keep)
    with ThreadPoolExecutor() as elsewhere:  # a browser test before may have left a loop running
        elsewhere.submit(asyncio.run, answering).result()
    return {name.decode(): value.decode() for name, value in sent[0]["headers"]}


def test_every_answer_gets_every_header_once_and_keeps_its_own() -> None:
    found = answered("/anything", SETTINGS)
    for name, value in FIXED.items():
        assert found[name.lower()] == value
    assert found["x-own"] == "1"
    assert found["content-security-policy"] == page_policy(["'self'"])


def test_no_page_may_run_what_was_put_together_from_text() -> None:
    for path in ("/", "/map", "/component/x.y/index.html", "/app/static/atlas/map.js"):
        policy = answered(path, SETTINGS)["content-security-policy"]
        scripts = directives(policy)["script-src"]
        assert not {"'unsafe-eval'", "'unsafe-inline'"} & set(scripts)


def test_a_websocket_is_let_through_untouched() -> None:
    assert set(answered("/_stcore/stream", SETTINGS, kind="websocket")) == {
        "referrer-policy",
        "x-own",
    }


def test_the_page_runs_no_script_but_files_of_its_own_and_two_in_it() -> None:
    page = directives(page_policy(["'self'"]))
    assert page["default-src"] == ["'none'"]
    assert page["script-src"] == ["'self'", "blob:", *inline_hashes()]
    assert len(inline_hashes()) == 2  # one of Streamlit's, and where the app is
    for name in ("object-src", "frame-src", "connect-src"):
        assert set(page.get(name, page["default-src"])) <= {"'self'", "'none'"}


def test_the_hash_is_that_of_the_script_between_its_tags() -> None:
    script = b"\n      window.prerenderReady = false\n    "
    theirs = f"'sha256-{base64.b64encode(hashlib.sha256(script).digest()).decode()}'"
    assert theirs in inline_hashes()


def test_tiles_of_the_offered_basemaps_come_from_elsewhere_and_nothing_else() -> None:
    page = directives(page_policy(["'self'"]))
    elsewhere = {value for values in page.values() for value in values if "://" in value}
    assert elsewhere == set(tile_hosts()) == set(page["img-src"]) - {"'self'", "data:", "blob:"}
    assert len(elsewhere) == len(TILES)
    for tiles in TILES.values():
        assert tiles["url"].startswith(tuple(elsewhere))


def test_embedding_can_be_allowed() -> None:
    ancestors = ["'self'", "https://a.example"]
    assert directives(page_policy(ancestors))["frame-ancestors"] == ancestors
