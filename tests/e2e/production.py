"""The app as `make serve` starts it, for tests of what only production has."""

from __future__ import annotations

import atexit
import json
import os
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import urlopen

from tests.e2e.conftest import ROOT, free_port

PATIENCE = 180
"""Seconds."""


NO_FILES = ["prlimit", "--fsize=0"]
"""Not one byte can be written to any file, as on a full or a read-only disk."""
NO_HOME = {"HOME": "/nonexistent", "PYTHONDONTWRITEBYTECODE": "1"}


class Production:
    """A server of production that can write no file; with its log as it is written."""

    def __init__(
        self,
        data: Path | None = None,
        *,
        port: int | None = None,
        entry: Path = ROOT / "asgi.py",
        environment: Mapping[str, str] | None = None,
        under: Sequence[str] = NO_FILES,
    ) -> None:
        self.port = port or free_port()
        self.base = (environment or {}).get("ZGC_MAP_BASE_PATH", "")
        ours = {
            name: value for name, value in os.environ.items() if not name.startswith("ZGC_MAP_")
        }
        if data is not None:
            ours["ZGC_MAP_DATA"] = str(data)
        self.process = subprocess.Popen(
            [*under, sys.executable, str(entry)],
            cwd=ROOT,
            env=ours | NO_HOME | {"ZGC_MAP_PORT": str(self.port)} | dict(environment or {}),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        atexit.register(self.process.kill)  # a test that fails leaves none behind
        self.lines: list[str] = []
        self._news = threading.Condition()
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()
        try:
            self.wait_for("Uvicorn running on")
        except AssertionError:
            self.kill()
            raise

    def _listen(self) -> None:
        assert self.process.stderr is not None
        with self.process.stderr as stream:
            for line in stream:
                with self._news:
                    self.lines.append(line)
                    self._news.notify_all()
        with self._news:
            self._news.notify_all()

    def wait_for(self, text: str) -> dict[str, Any]:
        """Return the first record of the log with a text in it, once it is written."""

        def found() -> list[str]:
            return [line for line in self.lines if text in line]

        with self._news:
            over = self._news.wait_for(
                lambda: found() or not self._listener.is_alive(), timeout=PATIENCE
            )
            assert over and found(), f"{text!r} is not in the log:\n" + "".join(self.lines)
            record: dict[str, Any] = json.loads(found()[0])
            return record

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}{self.base}"

    def get(self, path: str) -> tuple[int, dict[str, str], str]:
        """Return status, headers (names in lower case) and text of an answer."""
        return ask(self.url + path)

    def records(self) -> list[dict[str, Any]]:
        """Return the log; every line of it is one JSON object."""
        return [json.loads(line) for line in self.lines]

    def kill(self) -> None:
        """End the server as a power cut would."""
        self.process.kill()
        self.process.wait(timeout=PATIENCE)
        self._listener.join(timeout=PATIENCE)

    def stop(self) -> None:
        """Ask the server to end, and see that it does so in order."""
        if self.process.poll() is not None:
            return
        self.process.terminate()
        self.process.wait(timeout=PATIENCE)
        self._listener.join(timeout=PATIENCE)
        assert "Finished server process" in "".join(self.lines)


def ask(url: str, context: Any = None) -> tuple[int, dict[str, str], str]:
    """Return status, headers (names in lower case) and text of an answer."""
    try:
        answer = urlopen(url, timeout=PATIENCE, context=context)
    except HTTPError as error:
        answer = error
    with answer:
        headers = {name.lower(): value for name, value in answer.headers.items()}
        return answer.status, headers, answer.read().decode("utf-8", "replace")
