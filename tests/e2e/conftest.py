"""A real server and a real browser. Every page a test opens is watched: one request to any other
host, one error in the browser, or one executed payload fails the test.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, expect, sync_playwright

from tests.e2e.reader import Reader

ROOT = Path(__file__).parents[2]
PATIENCE = 90_000
"""Milliseconds a page may take on a busy machine, a fresh server's first request included."""

STREAMLITS_OWN = re.compile(
    r"Traceback \(most recent call last\):\n(?:(?!Traceback \(most)[^\n]*\n)*?"
    r"starlette\.websockets\.WebSocketDisconnected: [^\n]*\n"
)
"""A socket closed by a reload while Streamlit closes it: the one trace that is not the app's."""

expect.set_options(timeout=PATIENCE)

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.e2e)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        if os.environ.get("ZGC_MAP_REQUIRE_BROWSER"):
            pytest.fail("no chromium on this machine, and ZGC_MAP_REQUIRE_BROWSER asks for one")
        pytest.skip("no chromium on this machine (Debian: apt-get install chromium)")
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=path, args=FLAGS)


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    return port


class Server:
    """The app as `make run` starts it, on a free port."""

    def __init__(self, data: Path | None = None) -> None:
        self.port = free_port()
        environment = dict(os.environ)
        environment.pop("ZGC_MAP_DATA", None)
        if data is not None:
            environment["ZGC_MAP_DATA"] = str(data)
        options = [f"--server.port={self.port}", "--server.headless=true"]
        self.process = subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", "app.py", *options],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        assert self.process.stdout is not None
        self.said: list[str] = []
        for line in self.process.stdout:  # blocks until the server says where it is
            self.said.append(line)
            if "URL:" in line:
                return
        raise RuntimeError("the server did not start:\n" + "".join(self.said))

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def stop(self) -> None:
        self.process.terminate()
        rest, _ = self.process.communicate(timeout=30)
        self.said.append(rest)
        said = STREAMLITS_OWN.sub("", "".join(self.said))
        assert "Traceback" not in said, said


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    started = Server()
    yield started
    started.stop()


@pytest.fixture
def fresh_server() -> Iterator[Callable[..., Server]]:
    """Start a server of one's own, with a data folder of one's own."""
    started: list[Server] = []

    def start(data: Path | None = None) -> Server:
        started.append(Server(data))
        return started[-1]

    yield start
    for one in started:
        one.stop()


@pytest.fixture
def open_reader(browser: Browser) -> Iterator[Callable[..., Reader]]:
    """Open a reader: one browser context with its own size, theme and language, under watch."""
    contexts: list[tuple[BrowserContext, Reader]] = []

    def start(
        url: str,
        path: str = "/",
        *,
        size: tuple[int, int] = (1280, 800),
        theme: str = "light",
        locale: str = "en-US",
        may_ask: str = "",
    ) -> Reader:
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            color_scheme="dark" if theme == "dark" else "light",
            locale=locale,
            reduced_motion="reduce",
            ignore_https_errors=True,  # the certificate of a test's own proxy
        )
        context.set_default_timeout(PATIENCE)
        reader = Reader(context, url, may_ask)
        contexts.append((context, reader))
        reader.open(path)
        return reader

    yield start
    for context, reader in contexts:
        context.close()
        reader.check()


@pytest.fixture
def reader(server: Server, open_reader: Callable[..., Reader]) -> Reader:
    """A reader on the start page, in English."""
    return open_reader(server.url)
